/** Questions that a gesture asks before it is an edit: the forms and the removal of the model screen, one field alone, where to move. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { plainAnswer, plainAnswers, type FieldAnswer, type FieldAnswers, type FormField } from '../../../../src/protocol/form-field.ts';
import type { StopEdit } from '../../../../src/protocol/intents.ts';
import type { EntityKind, GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { FieldView } from '../../../design/field.tsx';
import { FormDialog } from '../../../design/form-dialog.tsx';
import { useAnswer } from '../../../design/use-answer.ts';
import { useSending } from '../../../design/use-sending.ts';
import type { ScreenHost } from '../../../host.ts';
import { l10n } from '../../../l10n.ts';
import { AddDialog } from '../../model/add-dialog.tsx';
import { RemovalDialog } from '../../model/removal-dialog.tsx';
import { kindOf, titleOf } from '../scene/names.ts';

export type DialogRequest =
  /** A new entity; what is given is answered already. */
  | { readonly of: 'form'; readonly kind: EntityKind; readonly given: FieldAnswers }
  | { readonly of: 'field'; readonly kind: EntityKind; readonly id: string; readonly field: string }
  | { readonly of: 'seal' | 'unseal' | 'attest'; readonly id: string }
  | { readonly of: 'move'; readonly ids: readonly string[] }
  | { readonly of: 'put'; readonly component: string }
  | { readonly of: 'remove'; readonly ids: readonly string[] }
  | { readonly of: 'stop'; readonly edits: readonly StopEdit[]; readonly title: string };

interface DialogsProps {
  readonly host: ScreenHost;
  readonly screen: GraphScreen;
  readonly version: number;
  readonly request: DialogRequest;
  readonly close: () => void;
  /** Hears of what was made or changed. */
  readonly done: (ids: readonly string[]) => void;
}

export function Dialogs(props: DialogsProps): JSX.Element {
  const { host, version, request, close, done } = props;
  switch (request.of) {
    case 'form':
      return <AddDialog host={host} of={{ kind: request.kind }} given={request.given} version={version} close={close} made={done} />;
    case 'attest':
      return <AddDialog host={host} of={{ attest: request.id }} given={{}} version={version} close={close} made={done} />;
    case 'remove':
      return <RemovalDialog host={host} ids={request.ids} version={version} close={close} />;
    case 'field':
      return <FieldDialog {...props} kind={request.kind} id={request.id} field={request.field} />;
    case 'seal':
      return <FieldDialog {...props} kind="boundaries" id={request.id} field="sealed.why" />;
    case 'unseal':
      return <UnsealDialog {...props} id={request.id} />;
    case 'move':
      return <MoveDialog {...props} ids={request.ids} />;
    case 'put':
      return <PutDialog {...props} component={request.component} />;
    case 'stop':
      return <StopDialog {...props} edits={request.edits} title={request.title} />;
  }
}

/** What follows when a dialog was carried out. */
function doneWith({ close, done }: Pick<DialogsProps, 'close' | 'done'>, ids: readonly string[]): () => void {
  return () => {
    done(ids);
    close();
  };
}

function FieldDialog({ host, screen, version, kind, id, field: key, close, done }: DialogsProps & { readonly kind: EntityKind; readonly id: string; readonly field: string }): JSX.Element {
  const { answer: details } = useAnswer(host, 'details', { ids: [id] }, version);
  const field = details?.[0]?.fields.find((one) => one.key === key);
  const [answer, setAnswer] = useState<FieldAnswer | undefined>(undefined);
  const { wrong, send } = useSending(doneWith({ close, done }, [id]));
  const target = { kind, id };
  return (
    <FormDialog title={titleOf(screen, id)} save={l10n.t('Change')} ready={field !== undefined} wrong={wrong} close={close} submit={() => void send(host.act({ use: 'set', targets: [target], key, answer: plainAnswer(answer ?? field?.present ?? '') }))}>
      {field && (
        <FieldView
          key={key}
          field={answer === undefined || field.ask === 'text' ? field : { ...field, present: answer }}
          give={(given) => {
            setAnswer(given);
            return Promise.resolve(true);
          }}
          typed={setAnswer}
          check={async (given) => (await host.ask('check', { of: { target }, answers: {}, key, answer: plainAnswer(given) })).wrong}
          suggest={() => host.ask('suggestions', { of: { target }, answers: {}, key })}
        />
      )}
    </FormDialog>
  );
}

function UnsealDialog({ host, screen, id, close, done }: DialogsProps & { readonly id: string }): JSX.Element {
  const { wrong, send } = useSending(doneWith({ close, done }, [id]));
  return (
    <FormDialog title={l10n.t('Break the seal of {0}?', titleOf(screen, id))} save={l10n.t('Break the seal')} wrong={wrong} close={close} submit={() => void send(host.act({ use: 'set', targets: [{ kind: 'boundaries', id }], key: 'sealed.why', answer: '' }))}>
      <p>{l10n.t('It is said no longer that nothing gets in from the side. The attestations of the seal stay in the file until somebody takes them out there.')}</p>
    </FormDialog>
  );
}

interface PickProps extends Pick<DialogsProps, 'close'> {
  readonly title: string;
  readonly save: string;
  readonly field: FormField;
  readonly wrong: string | undefined;
  readonly pick: (value: string) => void;
}

/** One of some choices. */
function PickDialog({ title, save, field, wrong, close, pick }: PickProps): JSX.Element {
  const [value, setValue] = useState('');
  return (
    <FormDialog title={title} save={save} wrong={wrong} close={close} submit={() => pick(value)}>
      <FieldView
        field={{ ...field, present: value }}
        give={(answer) => {
          setValue(String(answer));
          return Promise.resolve(true);
        }}
        check={() => Promise.resolve(undefined)}
      />
    </FormDialog>
  );
}

function choiceField(key: string, title: string, prompt: string, choices: readonly { readonly id: string; readonly name: string }[]): FormField {
  return { key, title, prompt, ask: 'one', required: true, free: false, suggests: false, present: '', choices: choices.map(({ id, name }) => ({ value: id, label: `${id} ${name}` })) };
}

/** To another boundary; from the one that it is drawn in. */
function MoveDialog({ host, screen, ids, close, done }: DialogsProps & { readonly ids: readonly string[] }): JSX.Element {
  const { wrong, setWrong, send } = useSending(doneWith({ close, done }, ids));
  const isComponent = kindOf(screen, ids[0]!) === 'components';
  const homeOf = (id: string): string | undefined => (isComponent ? screen.components.find((one) => one.id === id)?.home : screen.attackers.find((one) => one.id === id)?.boundaries[0]);
  const field = choiceField('to', l10n.t('Boundary'), l10n.t('Where does it stand from now on?'), screen.regions.filter(({ id }) => ids.some((one) => homeOf(one) !== id)));
  const move = (to: string): void => {
    if (to === '') setWrong(l10n.t('Pick a boundary.'));
    else void send(host.act({ use: 'move', moves: ids.map((id) => ({ id, ...(homeOf(id) === undefined ? {} : { from: homeOf(id)! }) })), to }));
  };
  return <PickDialog title={l10n.t('Move {0}', ids.map((id) => titleOf(screen, id)).join(', '))} save={l10n.t('Move')} field={field} wrong={wrong} close={close} pick={move} />;
}

function PutDialog({ host, screen, component, close, done }: DialogsProps & { readonly component: string }): JSX.Element {
  const { wrong, setWrong, send } = useSending(doneWith({ close, done }, [component]));
  const field = choiceField('asset', l10n.t('Asset'), l10n.t('Which asset does it hold or handle as well?'), screen.assets.filter(({ components }) => !components.includes(component)));
  const put = (asset: string): void => {
    if (asset === '') setWrong(l10n.t('Pick an asset.'));
    else void send(host.act({ use: 'move', moves: [{ id: asset }], to: component }));
  };
  return <PickDialog title={l10n.t('Put an asset into {0}', titleOf(screen, component))} save={l10n.t('Put')} field={field} wrong={wrong} close={close} pick={put} />;
}

/** What would stop an attacker, where it takes a seal: who attests it, and why it holds. */
function StopDialog({ host, screen, version, edits, title, close, done }: DialogsProps & { readonly edits: readonly StopEdit[]; readonly title: string }): JSX.Element {
  const seal = edits.find((edit) => edit.kind === 'seal')?.boundary ?? '';
  const [answers, setAnswers] = useState<FieldAnswers>({});
  const { answer: form } = useAnswer(host, 'form', { of: { attest: seal }, answers: plainAnswers(answers) }, version);
  const { wrong, setWrong, send } = useSending(doneWith({ close, done }, [seal]));
  const why: FormField = { key: 'why', title: l10n.t('Why it is sealed'), prompt: l10n.t('Why does nothing get in from the side?'), ask: 'text', required: true, example: l10n.t('No route leads there but through the gateway.'), free: true, suggests: false, present: '' };
  const needsWhy = screen.regions.find(({ id }) => id === seal)?.seal === 'open';
  const fields = form ? [...(needsWhy ? [why] : []), ...form.fields] : [];
  const all = plainAnswers(Object.fromEntries(fields.map((field) => [field.key, answers[field.key] ?? field.present])));
  return (
    <FormDialog
      title={title}
      save={l10n.t('Apply')}
      ready={form !== undefined}
      wrong={wrong}
      close={close}
      submit={() => {
        if (needsWhy && String(all.why ?? '').trim() === '') setWrong(l10n.t('A seal needs a reason.'));
        else void send(host.act({ use: 'stop', edits: [...edits], answers: all }));
      }}
    >
      {[
        <p key="seal" class="field-prompt">{l10n.t('A seal is a claim about the world. It counts only while a person attests it.')}</p>,
        ...fields.map((field) => (
          <FieldView
            key={field.key}
            field={field}
            give={(answer) => {
              setAnswers((last) => ({ ...last, [field.key]: answer }));
              return Promise.resolve(true);
            }}
            typed={(answer) => setAnswers((last) => ({ ...last, [field.key]: answer }))}
            check={async (answer) => (field.key === 'why' ? undefined : (await host.ask('check', { of: { attest: seal }, answers: plainAnswers(answers), key: field.key, answer: plainAnswer(answer) })).wrong)}
          />
        )),
      ]}
    </FormDialog>
  );
}

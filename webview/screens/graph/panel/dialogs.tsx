/** Questions that a gesture asks before it is an edit: forms of the host, what a removal takes along, where to move. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntityKind } from '../../../../src/model/identifiers.ts';
import type { FieldAnswer, FormField } from '../../../../src/protocol/form-field.ts';
import type { StopEdit } from '../../../../src/protocol/intents.ts';
import type { GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import type { RemovalConsequences } from '../../../../src/protocol/screens/removal.ts';
import { Button } from '../../../design/button.tsx';
import type { ScreenHost } from '../../../host.ts';
import { l10n } from '../../../l10n.ts';
import { kindOf, titleOf } from '../scene/names.ts';
import { FieldInput } from './field-input.tsx';

export type DialogRequest =
  /** A new entity; what is given is not asked. */
  | { readonly of: 'form'; readonly kind: EntityKind; readonly given: Readonly<Record<string, FieldAnswer>> }
  | { readonly of: 'field'; readonly kind: EntityKind; readonly id: string; readonly field: string }
  | { readonly of: 'seal' | 'unseal' | 'attest'; readonly id: string }
  | { readonly of: 'move'; readonly ids: readonly string[] }
  | { readonly of: 'put'; readonly component: string }
  | { readonly of: 'remove'; readonly ids: readonly string[] }
  | { readonly of: 'stop'; readonly edits: readonly StopEdit[]; readonly title: string };

interface DialogsProps {
  readonly host: ScreenHost;
  readonly screen: GraphScreen;
  readonly request: DialogRequest;
  readonly close: () => void;
  readonly done: (ids: readonly string[]) => void;
}

export function Dialogs(props: DialogsProps): JSX.Element {
  const { request } = props;
  switch (request.of) {
    case 'remove':
      return <Removal {...props} ids={request.ids} />;
    case 'move':
      return <MoveDialog {...props} ids={request.ids} />;
    case 'put':
      return <PutDialog {...props} component={request.component} />;
    case 'form':
      return <FormDialog {...props} kind={request.kind} given={request.given} />;
    case 'field':
      return <FieldDialog {...props} kind={request.kind} id={request.id} field={request.field} />;
    case 'seal':
      return <FieldDialog {...props} kind="boundaries" id={request.id} field="sealed.why" />;
    case 'unseal':
      return <UnsealDialog {...props} id={request.id} />;
    case 'attest':
      return <AttestDialog {...props} id={request.id} title={l10n.t('Attest the seal of {0}', titleOf(props.screen, request.id))} save={(answers) => props.host.act({ use: 'attest', id: request.id, answers })} />;
    case 'stop': {
      const seal = request.edits.find((edit) => edit.kind === 'seal');
      return <AttestDialog {...props} id={seal?.boundary ?? ''} asksWhy title={request.title} save={(answers) => props.host.act({ use: 'stop', edits: [...request.edits], answers })} />;
    }
  }
}

type Outcome = Awaited<ReturnType<ScreenHost['act']>>;

/** A dialog of the page: it takes the focus, keeps it, and gives it back. */
function Frame({ title, children, save, saves, close }: { readonly title: string; readonly children: JSX.Element | JSX.Element[]; readonly save: string; readonly saves: () => void; readonly close: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    element.querySelector<HTMLElement>('input, select, textarea, .button')?.focus();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog class="dialog graph-dialog" ref={dialog} aria-label={title} onCancel={close} onClose={close}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          saves();
        }}
      >
        <h2>{title}</h2>
        {children}
        <div class="dialog-foot">
          <Button onClick={close}>{l10n.t('Cancel')}</Button>
          <Button kind="primary" type="submit">{save}</Button>
        </div>
      </form>
    </dialog>
  );
}

function Wrong({ text }: { readonly text: string | undefined }): JSX.Element {
  return <p class="dialog-wrong" role="alert">{text}</p>;
}

/** Closes after what was done, shows why where it was refused. */
function settle(outcome: Outcome, { close, done }: Pick<DialogsProps, 'close' | 'done'>, wrong: (text: string) => void, ids: readonly string[]): void {
  if (outcome.done) {
    done(outcome.made.length > 0 ? outcome.made : ids);
    close();
  } else wrong(outcome.sentence);
}

function FormDialog({ host, kind, given, close, done }: DialogsProps & { readonly kind: EntityKind; readonly given: Readonly<Record<string, FieldAnswer>> }): JSX.Element {
  const [answers, setAnswers] = useState<Readonly<Record<string, FieldAnswer>>>(given);
  const [form, setForm] = useState<{ readonly title: string; readonly fields: readonly FormField[] } | undefined>(undefined);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const depends = JSON.stringify(answers);
  useEffect(() => {
    const abort = new AbortController();
    host.ask('form', { of: { kind }, answers: plain(answers) }, abort.signal).then(setForm, (error: unknown) => {
      if (!abort.signal.aborted) setWrong(error instanceof Error ? error.message : String(error));
    });
    return () => abort.abort();
  }, [depends]);
  if (!form) return <Frame title="…" save={l10n.t('Add')} saves={() => undefined} close={close}><p aria-busy="true" /></Frame>;
  const asked = form.fields.filter(({ key }) => !isGiven(given, key));
  const valueOf = (field: FormField): FieldAnswer => answers[field.key] ?? field.present;
  return (
    <Frame title={form.title} save={l10n.t('Add')} close={close} saves={() => void host.act({ use: 'add', kind, answers: plain({ ...Object.fromEntries(form.fields.map((field) => [field.key, valueOf(field)])) }) }).then((outcome) => settle(outcome, { close, done }, setWrong, []))}>
      <>{asked.map((field) => <FieldInput key={field.key} field={field} value={valueOf(field)} change={(answer) => setAnswers({ ...answers, [field.key]: answer })} />)}</>
      <Wrong text={wrong} />
    </Frame>
  );
}

function isGiven(given: Readonly<Record<string, FieldAnswer>>, key: string): boolean {
  const value = given[key];
  return value !== undefined && value.length > 0;
}

function FieldDialog({ host, screen, kind, id, field: key, close, done }: DialogsProps & { readonly kind: EntityKind; readonly id: string; readonly field: string }): JSX.Element {
  const [field, setField] = useState<FormField | undefined>(undefined);
  const [answer, setAnswer] = useState<FieldAnswer | undefined>(undefined);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  useEffect(() => {
    const abort = new AbortController();
    host.ask('details', { ids: [id] }, abort.signal).then(
      ([details]) => {
        const found = details?.fields.find((one) => one.key === key);
        if (found) setField(found);
        else setWrong(l10n.t('{0} is not there any more.', id));
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setWrong(error instanceof Error ? error.message : String(error));
      },
    );
    return () => abort.abort();
  }, []);
  const value = answer ?? field?.present ?? '';
  return (
    <Frame title={titleOf(screen, id)} save={l10n.t('Change')} close={close} saves={() => void host.act({ use: 'set', targets: [{ kind, id }], key, answer: typeof value === 'string' ? value : [...value] }).then((outcome) => settle(outcome, { close, done }, setWrong, [id]))}>
      <>{field ? <FieldInput field={field} value={value} change={setAnswer} /> : <p aria-busy="true" />}</>
      <Wrong text={wrong} />
    </Frame>
  );
}

function UnsealDialog({ host, screen, id, close, done }: DialogsProps & { readonly id: string }): JSX.Element {
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  return (
    <Frame title={l10n.t('Break the seal of {0}', titleOf(screen, id))} save={l10n.t('Break the seal')} close={close} saves={() => void host.act({ use: 'set', targets: [{ kind: 'boundaries', id }], key: 'sealed.why', answer: '' }).then((outcome) => settle(outcome, { close, done }, setWrong, [id]))}>
      <p>{l10n.t('The boundary is no longer said to be sealed. Its attestations stay in the file until somebody takes them out there.')}</p>
      <Wrong text={wrong} />
    </Frame>
  );
}

function AttestDialog({ host, screen, id, title, asksWhy = false, save, close, done }: DialogsProps & { readonly id: string; readonly title: string; readonly asksWhy?: boolean; readonly save: (answers: Record<string, string | string[]>) => Promise<Outcome> }): JSX.Element {
  const [fields, setFields] = useState<readonly FormField[]>([]);
  const [answers, setAnswers] = useState<Readonly<Record<string, FieldAnswer>>>({});
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  useEffect(() => {
    const abort = new AbortController();
    host.ask('form', { of: { attest: id }, answers: {} }, abort.signal).then((form) => setFields(form.fields), (error: unknown) => {
      if (!abort.signal.aborted) setWrong(error instanceof Error ? error.message : String(error));
    });
    return () => abort.abort();
  }, []);
  const needsWhy = asksWhy && screen.regions.find((one) => one.id === id)?.seal === 'open';
  const why: FormField = { key: 'why', title: l10n.t('Why it is sealed'), prompt: l10n.t('Why does nothing get in from the side?'), ask: 'text', required: true, example: l10n.t('No route leads there but through the gateway.'), free: true, suggests: false, present: '' };
  const asked = needsWhy ? [why, ...fields] : fields;
  const valueOf = (field: FormField): FieldAnswer => answers[field.key] ?? field.present;
  return (
    <Frame
      title={title}
      save={asksWhy ? l10n.t('Apply') : l10n.t('Attest')}
      close={close}
      saves={() => {
        if (needsWhy && String(valueOf(why)).trim() === '') setWrong(l10n.t('A seal needs a reason.'));
        else void save(plain(Object.fromEntries(asked.map((field) => [field.key, valueOf(field)])))).then((outcome) => settle(outcome, { close, done }, setWrong, [id]));
      }}
    >
      <p class="soft">{l10n.t('A seal is a claim about the world. It counts only while a person attests it.')}</p>
      <>{asked.map((field) => <FieldInput key={field.key} field={field} value={valueOf(field)} change={(answer) => setAnswers({ ...answers, [field.key]: answer })} />)}</>
      <Wrong text={wrong} />
    </Frame>
  );
}

/** To another boundary; from the one that it is drawn in. */
function MoveDialog({ host, screen, ids, close, done }: DialogsProps & { readonly ids: readonly string[] }): JSX.Element {
  const kind = kindOf(screen, ids[0]!);
  const homeOf = (id: string): string | undefined => (kind === 'components' ? screen.components.find((one) => one.id === id)?.home : screen.attackers.find((one) => one.id === id)?.boundaries[0]);
  const [to, setTo] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const field: FormField = { key: 'to', title: l10n.t('Boundary'), prompt: l10n.t('Where does it stand from now on?'), ask: 'one', required: true, free: false, suggests: false, present: '', choices: screen.regions.filter(({ id }) => ids.some((one) => homeOf(one) !== id)).map(({ id, name }) => ({ value: id, label: `${id} ${name}` })) };
  const move = async (): Promise<void> => {
    if (to === '') {
      setWrong(l10n.t('Pick a boundary.'));
      return;
    }
    const outcome = await host.act({ use: 'move', moves: ids.map((id) => ({ id, ...(homeOf(id) === undefined ? {} : { from: homeOf(id)! }) })), to });
    settle(outcome, { close, done }, setWrong, ids);
  };
  return (
    <Frame title={l10n.t('Move {0}', ids.map((id) => titleOf(screen, id)).join(', '))} save={l10n.t('Move')} close={close} saves={() => void move()}>
      <FieldInput field={field} value={to} change={(answer) => setTo(String(answer))} />
      <Wrong text={wrong} />
    </Frame>
  );
}

function PutDialog({ host, screen, component, close, done }: DialogsProps & { readonly component: string }): JSX.Element {
  const [asset, setAsset] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const field: FormField = { key: 'asset', title: l10n.t('Asset'), prompt: l10n.t('Which asset does it hold or handle as well?'), ask: 'one', required: true, free: false, suggests: false, present: '', choices: screen.assets.filter(({ components }) => !components.includes(component)).map(({ id, name }) => ({ value: id, label: `${id} ${name}` })) };
  const put = async (): Promise<void> => {
    if (asset === '') setWrong(l10n.t('Pick an asset.'));
    else settle(await host.act({ use: 'move', moves: [{ id: asset }], to: component }), { close, done }, setWrong, [component]);
  };
  return (
    <Frame title={l10n.t('Put an asset into {0}', titleOf(screen, component))} save={l10n.t('Put')} close={close} saves={() => void put()}>
      <FieldInput field={field} value={asset} change={(answer) => setAsset(String(answer))} />
      <Wrong text={wrong} />
    </Frame>
  );
}

function Removal({ host, screen, ids, close, done }: DialogsProps & { readonly ids: readonly string[] }): JSX.Element {
  const [told, setTold] = useState<RemovalConsequences | undefined>(undefined);
  const [why, setWhy] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  useEffect(() => {
    const abort = new AbortController();
    host.ask('removal', { ids: [...ids] }, abort.signal).then(setTold, (error: unknown) => {
      if (!abort.signal.aborted) setWrong(error instanceof Error ? error.message : String(error));
    });
    return () => abort.abort();
  }, []);
  const field: FormField = { key: 'why', title: l10n.t('Why'), prompt: l10n.t('Kept with what was removed. It may be left empty.'), ask: 'text', required: false, free: true, suggests: false, present: '' };
  return (
    <Frame
      title={l10n.t('Remove {0}', ids.map((id) => titleOf(screen, id)).join(', '))}
      save={l10n.t('Remove')}
      close={close}
      saves={() => {
        if (!told) return;
        const { along, takeOut, leaveGroups } = told.choice;
        void host.act({ use: 'remove', ids: [...ids], choice: { along: [...along], takeOut, leaveGroups }, ...(why.trim() === '' ? {} : { why }) }).then((outcome) => settle(outcome, { close, done: () => done([]) }, setWrong, []));
      }}
    >
      <>
        {!told && <p aria-busy="true" />}
        {told && told.along.length > 0 && (
          <>
            <h3>{l10n.t('Goes along')}</h3>
            <ul class="details-list">{told.along.map((one) => <li key={one.id}>{one.id} {one.title}</li>)}</ul>
          </>
        )}
        {told && told.usedBy.length > 0 && <p>{told.choice.takeOut ? l10n.t('It is taken out of what names it: {0}.', told.usedBy.join(', ')) : l10n.t('These still name it: {0}.', told.usedBy.join(', '))}</p>}
        {told && told.staysIn.length > 0 && <p>{l10n.t('These name it and keep doing so: {0}.', told.staysIn.join(', '))}</p>}
        {told && told.facts.length > 0 && <ul class="details-list">{told.facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>}
      </>
      <FieldInput field={field} value={why} change={(answer) => setWhy(String(answer))} />
      <Wrong text={wrong} />
    </Frame>
  );
}

function plain(answers: Readonly<Record<string, FieldAnswer>>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, typeof answer === 'string' ? answer : [...answer]]));
}

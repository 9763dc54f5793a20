/** A form that makes something new: an entity, a clause, an attestation. Its questions follow the answers; Enter sends it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { plainAnswer, plainAnswers, type FieldAnswers, type FormField } from '../../../src/protocol/form-field.ts';
import { FieldView } from '../../design/field.tsx';
import { FormDialog } from '../../design/form-dialog.tsx';
import { ProblemView } from '../../design/problem.tsx';
import { useAnswer } from '../../design/use-answer.ts';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import type { AddWhat } from './details.tsx';

interface AddDialogProps {
  readonly host: ScreenHost;
  readonly of: AddWhat;
  readonly given: FieldAnswers;
  readonly version: number;
  readonly close: () => void;
  /** Hears of the identifiers that were made. */
  readonly made: (ids: readonly string[]) => void;
}

export function AddDialog({ host, of, given, version, close, made }: AddDialogProps): JSX.Element {
  const [answers, setAnswers] = useState<FieldAnswers>(given);
  const [round, setRound] = useState(0);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [sending, setSending] = useState(false);
  const { answer: form, failed } = useAnswer(host, 'form', { of: plain(of), answers: plainAnswers(answers) }, version);

  const send = async (another: boolean): Promise<void> => {
    if (!form || sending) return;
    setSending(true);
    // What a field shows before anybody answers is an answer.
    const all = Object.fromEntries(form.fields.map((field) => [field.key, plainAnswer(answers[field.key] ?? field.present)]));
    const outcome = await host.act('kind' in of ? { use: 'add', kind: of.kind, answers: all } : 'clauseOf' in of ? { use: 'add_clause', control: of.clauseOf, answers: all } : { use: 'attest', id: of.attest, answers: all });
    setSending(false);
    if (!outcome.done) {
      setWrong(outcome.sentence);
      return;
    }
    setWrong(undefined);
    made(outcome.made);
    if (!another) close();
    else {
      setAnswers(given);
      setRound((last) => last + 1);
    }
  };

  return (
    <FormDialog
      title={form?.title ?? l10n.t('Add')}
      save={'attest' in of ? l10n.t('Attest') : l10n.t('Add')}
      ready={form !== undefined}
      round={round}
      wrong={wrong}
      close={close}
      submit={() => void send(false)}
      {...('attest' in of ? {} : { another: { title: l10n.t('Add and another'), submit: () => void send(true) } })}
    >
      {failed !== undefined && <ProblemView problem={{ severity: 'error', message: failed, remedy: '' }} />}
      {form?.fields.map((field) => (
        <FieldView
          key={`${round}/${field.key}`}
          field={withAnswer(field, answers)}
          give={(answer) => {
            setAnswers((last) => ({ ...last, [field.key]: answer }));
            return Promise.resolve(true);
          }}
          typed={(answer) => setAnswers((last) => ({ ...last, [field.key]: answer }))}
          check={async (answer) => (await host.ask('check', { of: plain(of), answers: plainAnswers(answers), key: field.key, answer: plainAnswer(answer) })).wrong}
          suggest={() => host.ask('suggestions', { of: plain(of), answers: plainAnswers(answers), key: field.key })}
        />
      ))}
    </FormDialog>
  );
}

function withAnswer(field: FormField, answers: FieldAnswers): FormField {
  const answer = answers[field.key];
  return answer === undefined ? field : { ...field, present: answer };
}

function plain(of: AddWhat): { kind: Extract<AddWhat, { kind: unknown }>['kind'] } | { clauseOf: string } | { attest: string } {
  return { ...of };
}

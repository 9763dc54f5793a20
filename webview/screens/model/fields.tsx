/** The fields of an entity, or of several of a kind at once: each answer is one edit. */
import type { ComponentChildren, JSX } from 'preact';
import { plainAnswer, type FieldAnswer, type FormField } from '../../../src/protocol/form-field.ts';
import type { IntentTarget } from '../../../src/protocol/intents.ts';
import type { ScreenProblem } from '../../../src/protocol/screens/model-screen.ts';
import { FieldView } from '../../design/field.tsx';
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';

interface EntityFieldsProps {
  readonly host: ScreenHost;
  readonly targets: readonly IntentTarget[];
  readonly fields: readonly FormField[];
  /** By field, what only some of the targets have. */
  readonly mixed?: Readonly<Record<string, readonly string[]>>;
  readonly problems?: readonly ScreenProblem[];
  readonly readOnly: boolean;
}

export function EntityFields({ host, targets, fields, mixed = {}, problems = [], readOnly }: EntityFieldsProps): JSX.Element {
  const [first] = targets;
  if (!first) return <></>;
  const done = async (outcome: ReturnType<ScreenHost['act']>): Promise<boolean> => (await outcome).done;
  const one = (field: FormField): JSX.Element => (
    <FieldView
      key={`${first.id}/${first.clause ?? ''}/${field.key}`}
      field={field}
      disabled={readOnly}
      mixed={mixed[field.key] ?? []}
      problems={problems.filter((problem) => isAt(problem, field.key))}
      give={(answer: FieldAnswer) => done(host.act({ use: 'set', targets: [...targets], key: field.key, answer: plainAnswer(answer) }))}
      {...(targets.length > 1 ? { toggle: (item: string, on: boolean) => done(host.act({ use: 'change', targets: [...targets], key: field.key, add: on ? [item] : [], takeOut: on ? [] : [item] })) } : {})}
      check={async (answer) => (await host.ask('check', { of: { target: first }, answers: {}, key: field.key, answer: plainAnswer(answer) })).wrong}
      suggest={() => host.ask('suggestions', { of: { target: first }, answers: answersOf(fields), key: field.key })}
    />
  );
  return (
    <>
      {grouped(fields, first.clause === undefined ? (seldom[first.kind] ?? []) : []).map(({ title, members }) =>
        title === '' ? (
          members.map(one)
        ) : (
          <FieldGroup key={title} title={title} filled={members.filter(({ present }) => present.length > 0).length} count={members.length}>
            {members.map((field) => one(field.title.startsWith(`${title}: `) ? { ...field, title: upper(field.title.slice(title.length + 2)) } : field))}
          </FieldGroup>
        ),
      )}
    </>
  );
}

/** Fields that belong together and are seldom all wanted: folded, and says how many are filled. */
function FieldGroup({ title, filled, count, children }: { readonly title: string; readonly filled: number; readonly count: number; readonly children: ComponentChildren }): JSX.Element {
  return (
    <details class="field-group folds">
      <summary>
        {title} <span class="field-optional">{l10n.t('{0} of {1} given', filled, count)}</span>
      </summary>
      <div class="field-group-body">{children}</div>
    </details>
  );
}

/** What few entities of a kind say: folded at the end, wherever it stands in the file. */
const seldom: Readonly<Partial<Record<IntentTarget['kind'], readonly string[]>>> = {
  components: ['repository'],
  attackers: ['archetype'],
  assets: ['notes'],
  controls: ['components', 'judge', 'notes', 'source'],
  assertions: ['requires', 'repository', 'description'],
  findings: ['expected_evidence', 'remediation_assertions', 'notes'],
};

/** `Impact: confidentiality` and its like stand together under `Impact`, and what is seldom said under `More`. */
function grouped(fields: readonly FormField[], rare: readonly string[]): readonly { readonly title: string; readonly members: readonly FormField[] }[] {
  const groups: { title: string; members: FormField[] }[] = [];
  for (const field of fields.filter(({ key }) => !rare.includes(key))) {
    const title = field.key.startsWith('params.') ? '' : (/^([^:]+): /.exec(field.title)?.[1] ?? '');
    const last = groups.at(-1);
    if (last?.title === title) last.members.push(field);
    else groups.push({ title, members: [field] });
  }
  const more = fields.filter(({ key }) => rare.includes(key));
  // One alone needs no group.
  return [...groups.map((group) => (group.members.length === 1 ? { ...group, title: '' } : group)), ...(more.length > 0 ? [{ title: l10n.t('More'), members: more }] : [])];
}

function answersOf(fields: readonly FormField[]): Record<string, string | string[]> {
  return Object.fromEntries(fields.map(({ key, present }) => [key, plainAnswer(present)]));
}

/** Whether a problem stands at a field of an entity: its path goes on after kind and identifier. */
export function isAt({ path }: ScreenProblem, key: string): boolean {
  const own = path.slice(2).join('.');
  return own === key || own.startsWith(`${key}.`);
}

function upper(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}

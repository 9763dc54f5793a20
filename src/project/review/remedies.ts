/**
 * What a person can do about a problem of coherence, or about something that waits for review: a small edit that is complete in
 * itself, or a question whose answer is one. The likeliest comes first.
 */
import type { CoherenceProblem } from '../../assurance/assessment.ts';
import type { CoherenceCode } from '../../assurance/coherence.ts';
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { mapOf } from '../../model/references.ts';
import { pairOfObjective, type EntityKind } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { findSimilar } from '../../model/similar.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { leaveGroup, membershipsOf } from '../modelling/mitigations.ts';
import { restoreEntities } from '../modelling/remove-entities.ts';
import { moveFinding, type FindingStatus } from './finding-life.ts';

/** A question that the front asks with the machinery of modelling. */
export type RemedyQuestion =
  | { readonly ask: 'attest' | 'extend' | 'note' | 'remove' | 'explain' | 'open'; readonly id: string }
  | { readonly ask: 'field'; readonly id: string; readonly key: string }
  | { readonly ask: 'add'; readonly kind: EntityKind; readonly given: FieldAnswers }
  | { readonly ask: 'finding'; readonly id: string; readonly to: FindingStatus };

export type Remedy =
  | { readonly title: string; readonly edit: (parsed: ParsedModel) => EditResult; readonly said: string }
  | { readonly title: string; readonly asks: RemedyQuestion };

const ask = (title: string, asks: RemedyQuestion): Remedy => ({ title, asks });
const field = (title: string, id: string, key: string): Remedy => ask(title, { ask: 'field', id, key });
const edit = (title: string, said: string, make: (parsed: ParsedModel) => EditResult): Remedy => ({ title, said, edit: make });
const takeOut = (title: string, said: string, path: ModelPath): Remedy => edit(title, said, (parsed) => removeValue(parsed, path));

interface Ground {
  readonly model: ThreatModel;
  readonly path: ModelPath;
  /** A parameter of the problem that is one word; empty where it has none. */
  readonly word: (key: string) => string;
  readonly words: (key: string) => readonly string[];
  /** The day on which it is asked. */
  readonly today: string;
}

const writers: Readonly<Record<CoherenceCode, (ground: Ground) => readonly Remedy[]>> = {
  control_component_unknown: (ground) => unknownComponent(ground, ground.word('control')),
  asset_component_unknown: (ground) => unknownComponent(ground, ground.word('asset')),
  assertion_repo_mismatch: ({ word }) => [field(`Change the repository of ${word('assertion')}…`, word('assertion'), 'repository')],
  assertion_repo_orphan: ({ model, word }) => {
    const control = model.assertions[word('assertion')]?.control ?? '';
    const unbound = (model.controls[control]?.components ?? []).filter((id) => Object.hasOwn(model.components, id) && model.components[id]!.repository === undefined);
    return [
      ...unbound.map((id) => edit(`Say that ${id} lives in ${word('repository')}`, `${id} lives in ${word('repository')}`, (parsed) => setValue(parsed, ['components', id, 'repository'], word('repository')))),
      field(`Change the repository of ${word('assertion')}…`, word('assertion'), 'repository'),
    ];
  },
  control_unscoped_with_scoped_assertions: ({ word }) => [field(`Say where ${word('control')} is implemented…`, word('control'), 'components')],
  component_unbound: ({ word }) => [field(`Say where the code of ${word('component')} lies…`, word('component'), 'paths'), field(`Name the repository of ${word('component')}…`, word('component'), 'repository')],
  co_attacker_unpositioned: ({ word }) => [field(`Say at which boundaries ${word('attacker')} stands…`, word('attacker'), 'boundaries')],
  co_asset_unbounded: ({ model, word }) => {
    const components = (model.assets[word('asset')]?.components ?? []).filter((id) => Object.hasOwn(model.components, id));
    return components.length > 0 ? components.map((id) => field(`Say behind which boundaries ${id} stands…`, id, 'boundaries')) : [field(`Say which components hold ${word('asset')}…`, word('asset'), 'components')];
  },
  co_no_shared_boundary: ({ word }) => [field(`Say at which boundaries ${word('attacker')} stands…`, word('attacker'), 'boundaries')],
  co_missing_entity: missingObjective,
  attestation_contradicts_reachability: ({ path, word, words }) => [
    ...words('objectives').slice(0, 3).map((id) => ask(`Explain how ${id} is reached`, { ask: 'explain', id })),
    takeOut(`Take the exclusion out of ${word('assumption')}`, `Took the exclusion out of ${word('assumption')}`, path),
    field(`Change the status of ${word('assumption')}…`, word('assumption'), 'status'),
  ],
  reachability_without_attestation: ({ word }) => [ask(`Add an assumption for ${word('objective')}…`, { ask: 'add', kind: 'assumptions', given: { objectives: [word('objective')] } }), ask(`Explain ${word('objective')}`, { ask: 'explain', id: word('objective') })],
  connection_into_sealed_boundary: ({ word }) => [takeSealOff(word('boundary')), ask(`Remove ${word('connection')}…`, { ask: 'remove', id: word('connection') })],
  seal_not_attested: ({ word }) => sealRemedies(word('boundary'), `Attest the seal of ${word('boundary')}…`),
  seal_ends_soon: ({ word }) => sealRemedies(word('boundary'), `Renew the attestation of the seal of ${word('boundary')}…`),
  attestation_starts_later: ({ path, today }) => [edit(`Set attested_at to today, ${today}`, `attested_at is ${today}`, (parsed) => setValue(parsed, path, today)), takeOut('Take attested_at out', 'Took attested_at out', path)],
  attestation_ends_soon: ({ word }) => [ask(`Renew the attestation of ${word('assumption')}…`, { ask: 'attest', id: word('assumption') })],
  attestation_ended: ({ word }) => unattested(word('assumption'), `Renew the attestation of ${word('assumption')}…`),
  assumption_of_code_attested: ({ word }) => [ask(`Add an assertion that shows ${word('assumption')}…`, { ask: 'add', kind: 'assertions', given: { subject: word('assumption') } }), field(`Change the type of ${word('assumption')}…`, word('assumption'), 'type')],
  acceptance_ended: ({ word }) => acceptanceRemedies(word('acceptance')),
  acceptance_ends_soon: ({ word }) => acceptanceRemedies(word('acceptance')),
  known_gap_ended: ({ word }) => gapRemedies(word('gap')),
  known_gap_ends_soon: ({ word }) => gapRemedies(word('gap')),
  control_orphaned: ({ word }) => unused(word('control')),
  control_mitigates_nothing: ({ word }) => unused(word('control')),
  assumption_group_empty: ({ path, word }) => [takeOut(`Take the group ${word('group')} out of ${word('control')}`, `Took the group ${word('group')} out`, path)],
  exclusion_matches_nothing: ({ path, word }) => [takeOut(`Take the exclusion out of ${word('assumption')}`, `Took the exclusion out of ${word('assumption')}`, path)],
  finding_came_back: ({ word }) => [reopenFinding(word('finding'))],
  finding_verified_by_nothing: ({ word }) => [field(`Say what shows ${word('finding')} remedied…`, word('finding'), 'remediation_assertions'), reopenFinding(word('finding'))],
};

/** The remedies of a problem of coherence; none where only the text itself can be mended by hand. */
export function coherenceRemedies(model: ThreatModel, { code, path, parameters }: CoherenceProblem, today: string): readonly Remedy[] {
  const words = (key: string): readonly string[] => {
    const value = parameters[key];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return writers[code as CoherenceCode]({ model, path, words, word: (key) => words(key)[0] ?? '', today });
}

/** An assumption in use that no attestation upholds. */
export function unattested(id: string, title: string): readonly Remedy[] {
  return [ask(title, { ask: 'attest', id }), edit(`Retire ${id}`, `${id} is retired`, (parsed) => setValue(parsed, ['assumptions', id, 'status'], 'retired'))];
}

export function sealRemedies(id: string, title: string): readonly Remedy[] {
  return [ask(title, { ask: 'attest', id }), takeSealOff(id)];
}

export function acceptanceRemedies(id: string): readonly Remedy[] {
  return [ask(`Extend ${id}…`, { ask: 'extend', id }), edit(`Revoke ${id}: the risk is not accepted any more`, `Revoked ${id}`, (parsed) => setValue(parsed, ['acceptances', id, 'status'], 'revoked'))];
}

export function gapRemedies(id: string): readonly Remedy[] {
  return [ask(`Extend the known gap for ${id}…`, { ask: 'extend', id }), takeOut(`Close the known gap for ${id}`, `Closed the known gap for ${id}`, ['known_gaps', id])];
}

function takeSealOff(boundary: string): Remedy {
  return takeOut(`Take the seal off ${boundary}`, `Took the seal off ${boundary}`, ['boundaries', boundary, 'sealed']);
}

function reopenFinding(id: string): Remedy {
  return edit(`Open ${id} again`, `${id} is open again`, (parsed) => moveFinding(parsed, id, 'acknowledged'));
}

function unused(control: string): readonly Remedy[] {
  return [field(`Say which objectives ${control} serves…`, control, 'objectives'), ask(`Remove ${control}…`, { ask: 'remove', id: control })];
}

function restore(model: ThreatModel, ids: readonly string[]): readonly Remedy[] {
  const removed = ids.filter((id) => Object.hasOwn(model.removed, id));
  return removed.length === 0 ? [] : [edit(`Restore ${removed.join(' and ')}`, `Restored ${removed.join(', ')}`, (parsed) => restoreEntities(parsed, removed))];
}

function unknownComponent({ model, path, word }: Ground, holder: string): readonly Remedy[] {
  const component = word('component');
  const kind = mapOf(model, holder) ?? 'assets';
  const list = (kind === 'controls' ? model.controls[holder]?.components : model.assets[holder]?.components) ?? [];
  const place = [...path, list.indexOf(component)];
  const likely = findSimilar(component, Object.keys(model.components).filter((id) => !list.includes(id)));
  return [
    ...restore(model, [component]),
    ...(likely === undefined ? [] : [edit(`Change ${component} to ${likely}`, `${holder} names ${likely}`, (parsed) => setValue(parsed, place, likely))]),
    takeOut(`Take ${component} out of ${holder}`, `Took ${component} out of ${holder}`, place),
    field(`Choose the components of ${holder}…`, holder, 'components'),
  ];
}

/** A reference to an objective whose asset or attacker is not there: bring it back, or take the reference out where that changes no meaning. */
function missingObjective({ model, path, word }: Ground): readonly Remedy[] {
  const objective = word('objective');
  const pair = pairOfObjective(objective);
  const [kind = '', holder = '', key = ''] = path.map(String);
  const back = restore(model, pair ? [pair.asset, pair.attacker] : []);
  const title = `Take ${objective} out of ${holder}`;
  const said = `Took ${objective} out of ${holder}`;
  if (kind === 'acceptances') return [...back, ask(`Remove ${holder}…`, { ask: 'remove', id: holder })];
  if (kind === 'cal') return [...back, takeOut(`Take the level of ${objective} out`, `Took the level of ${objective} out`, path)];
  if (kind === 'controls') return [...back, edit(title, said, (parsed) => editInSteps(parsed, membershipsOf(parsed.model, holder).filter((one) => one.objective === objective).map(leaveGroup)))];
  // Without its list an exclusion would match by its fields: only a person can say what is meant.
  if (key === 'exclusion') return [...back, ask(`Look at ${holder}`, { ask: 'open', id: holder })];
  return [...back, edit(title, said, (parsed) => removeValue(parsed, [...path, parsed.model.assumptions[holder]?.objectives.indexOf(objective) ?? -1]))];
}

/**
 * What makes a model easier to satisfy than the one it came from. This, not a locked door, is why anybody may edit the file:
 * a change that lowers the bar is computed and listed first, whatever else the change does.
 */
import { utcDayOf } from '../model/dates.ts';
import { compareIdentifiers } from '../model/identifiers.ts';
import type { ModelPath } from '../model/problem.ts';
import { exists } from '../model/references.ts';
import type { Assumption, Attestation, Clause, ThreatModel } from '../model/schema.ts';
import { attackVectors } from '../model/vocabulary.ts';
import { isOpen } from './controls.ts';
import { loweredFactors } from './factors.ts';
import { indexGroups } from './groups.ts';
import { asksLess } from './strength.ts';

/** Every kind of weakening with what it means, in the order in which they are listed. */
export const weakeningKinds = {
  asset_removed: 'an asset is gone, and its objectives with it',
  asset_property_removed: 'a property of an asset need not hold any more',
  asset_component_removed: 'an asset is no longer in a component',
  attacker_removed: 'an attacker is gone, and its objectives with it',
  attacker_position_removed: 'an attacker no longer stands at a boundary',
  component_removed: 'a component is gone',
  component_boundary_removed: 'a component is no longer behind a boundary, and is not entered through it',
  connection_removed: 'a connection is gone, and is not crossed any more',
  boundary_removed: 'a boundary is gone, and nothing is entered through it',
  boundary_narrowed: 'a boundary passes fewer attack vectors',
  seal_added: 'a boundary is claimed to be sealed',
  factor_lowered: 'a factor of a rating is lower',
  grade_lowered: 'a grade that has to be reached is lower, or gone',
  control_group_reduced: 'a mitigation group needs fewer controls',
  clause_removed: 'a control need not show something any more',
  clause_reworded: 'a clause asks for something else',
  clause_types_widened: 'more assertion types can show a clause',
  clause_strength_lowered: 'a clause asks for a weaker proof',
  judgement_dropped: 'a control needs no judgement any more',
  assertion_removed: 'a claim is no longer checked',
  assertion_strength_lowered: 'an assertion asks for a weaker proof',
  assumption_added: 'something is taken for granted',
  assumption_revived: 'an assumption counts again',
  assumption_widened: 'an assumption names more objectives',
  assumption_type_changed: 'an assumption is upheld in another way',
  assumed_by_added: 'a control can count without evidence of its own',
  attestation_added: 'an assumption or a seal is attested',
  attestation_extended: 'an attestation counts for longer',
  finding_removed: 'a finding is gone without an answer',
  finding_closed: 'a finding no longer speaks against its control',
  acceptance_added: 'a risk is accepted',
  acceptance_extended: 'a risk is accepted for longer',
  known_gap_added: 'a failing verification is excused',
  known_gap_extended: 'a failing verification is excused for longer',
  requirement_excluded: 'a requirement of a framework is excluded',
  framework_lowered: 'a framework is gone, or its level is lower',
} as const;
export type WeakeningKind = keyof typeof weakeningKinds;

export interface Weakening {
  readonly kind: WeakeningKind;
  /** The place: in the new model, or in the base where it is gone. */
  readonly path: ModelPath;
  readonly side: 'head' | 'base';
  /** What a sentence about it needs: the name of what changed, from, to. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The weakenings of `head` against `base`, by kind and then by place. Equal models have none. */
export function weakenings(base: ThreatModel, head: ThreatModel): readonly Weakening[] {
  const found: Weakening[] = [];
  const gone = (kind: WeakeningKind, path: ModelPath, parameters: Weakening['parameters'] = {}) => found.push({ kind, path, side: 'base', parameters });
  const here = (kind: WeakeningKind, path: ModelPath, parameters: Weakening['parameters'] = {}) => found.push({ kind, path, side: 'head', parameters });

  compareStructure(base, head, gone, here);
  for (const { grade, ...lowered } of loweredGrades(base.cal, head.cal)) if (exists(head, 'objectives', grade)) here('grade_lowered', ['cal', grade], { ...lowered });
  compareControls(base, head, gone, here);
  compareDecisions(base, head, gone, here);

  const order = Object.keys(weakeningKinds);
  const keyOf = (weakening: Weakening): string => weakening.path.map(String).join('\u0000');
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compareIdentifiers(keyOf(a), keyOf(b)) || compareIdentifiers(JSON.stringify(a.parameters), JSON.stringify(b.parameters)));
}

type Report = (kind: WeakeningKind, path: ModelPath, parameters?: Weakening['parameters']) => unknown;

function compareStructure(base: ThreatModel, head: ThreatModel, gone: Report, here: Report): void {
  for (const [id, before] of Object.entries(base.assets)) {
    const now = head.assets[id];
    if (!now) {
      gone('asset_removed', ['assets', id], { asset: before.name });
      continue;
    }
    for (const property of missing(before.properties, now.properties)) here('asset_property_removed', ['assets', id, 'properties'], { property });
    for (const component of missing(before.components, now.components)) here('asset_component_removed', ['assets', id, 'components'], { component });
    for (const lowered of loweredFactors(before.impact ?? {}, now.impact ?? {})) here('factor_lowered', ['assets', id, 'impact', lowered.factor], { ...lowered });
  }
  for (const [id, before] of Object.entries(base.attackers)) {
    const now = head.attackers[id];
    if (!now) {
      gone('attacker_removed', ['attackers', id], { attacker: before.capability });
      continue;
    }
    for (const boundary of missing(before.boundaries, now.boundaries)) here('attacker_position_removed', ['attackers', id, 'boundaries'], { boundary });
    for (const lowered of loweredFactors({ vector: before.vector, ...before.likelihood }, { vector: now.vector, ...now.likelihood })) {
      here('factor_lowered', lowered.factor === 'vector' ? ['attackers', id, 'vector'] : ['attackers', id, 'likelihood', lowered.factor], { ...lowered });
    }
  }
  for (const [id, before] of Object.entries(base.components)) {
    const now = head.components[id];
    if (!now) {
      gone('component_removed', ['components', id], { component: before.name });
      continue;
    }
    for (const boundary of missing(before.boundaries, now.boundaries)) here('component_boundary_removed', ['components', id, 'boundaries'], { boundary });
    for (const lowered of loweredGrades(before.grades ?? {}, now.grades ?? {})) here('grade_lowered', ['components', id, 'grades', lowered.grade], { ...lowered });
  }
  for (const [id, before] of Object.entries(base.connections)) {
    const now = head.connections[id];
    const same = now && [now.from, now.to].sort().join() === [before.from, before.to].sort().join();
    if (!same) gone('connection_removed', ['connections', id], { from: before.from, to: before.to });
  }
  for (const [id, before] of Object.entries(base.boundaries)) {
    const now = head.boundaries[id];
    if (!now) {
      gone('boundary_removed', ['boundaries', id], { boundary: before.name });
      continue;
    }
    for (const vector of missing(before.passes ?? attackVectors, now.passes ?? attackVectors)) here('boundary_narrowed', ['boundaries', id, 'passes'], { vector });
  }
  for (const [id, now] of Object.entries(head.boundaries)) {
    const before = base.boundaries[id];
    if (!now.sealed) continue;
    if (!before?.sealed) here('seal_added', ['boundaries', id, 'sealed'], { boundary: now.name });
    compareAttestations(before?.sealed?.attestations ?? [], now.sealed.attestations, ['boundaries', id, 'sealed', 'attestations'], here);
  }
}

function compareControls(base: ThreatModel, head: ThreatModel, gone: Report, here: Report): void {
  for (const [id, before] of Object.entries(base.controls)) {
    const now = head.controls[id];
    if (!now) continue;
    for (const [name, clause] of Object.entries(before.clauses)) {
      const path = ['controls', id, 'clauses', name] as const;
      const left = now.clauses[name];
      if (!left) gone('clause_removed', path, { clause: name });
      else compareClauses(clause, left, path, here);
    }
    if (before.judge === 'required' && now.judge !== 'required') here('judgement_dropped', ['controls', id]);
    for (const [group, members] of Object.entries(now.assumed_by)) {
      // A group is a new way to count when no earlier group asked for no more than it does.
      const harder = Object.values(before.assumed_by).some((earlier) => earlier.length > 0 && missing(earlier, members).length === 0);
      if (members.length > 0 && !harder) here('assumed_by_added', ['controls', id, 'assumed_by', group], { group });
    }
  }
  for (const [id, now] of Object.entries(head.controls)) {
    if (base.controls[id]) continue;
    for (const [group, members] of Object.entries(now.assumed_by)) if (members.length > 0) here('assumed_by_added', ['controls', id, 'assumed_by', group], { group });
  }
  for (const [id, before] of Object.entries(base.assertions)) {
    const now = head.assertions[id];
    const stillChecked = now && now.control === before.control && now.assumption === before.assumption;
    if (!stillChecked) gone('assertion_removed', ['assertions', id], { type: before.type, subject: before.control ?? before.assumption ?? '' });
    else if (asksLess(before.requires, now.requires)) here('assertion_strength_lowered', ['assertions', id], { from: before.requires ?? 'the default', to: now.requires ?? 'the default' });
  }
  compareGroups(base, head, here);
}

function compareClauses(before: Clause, now: Clause, path: ModelPath, here: Report): void {
  if (before.shows.trim() !== now.shows.trim()) here('clause_reworded', path, { from: before.shows, to: now.shows });
  const widened = before.types.length > 0 && (now.types.length === 0 || missing(now.types, before.types).length > 0);
  if (widened) here('clause_types_widened', path, { types: now.types.length === 0 ? 'any' : missing(now.types, before.types).join(', ') });
  if (asksLess(before.least, now.least)) here('clause_strength_lowered', path, { from: before.least ?? 'the default', to: now.least ?? 'the default' });
}

/** A group of the new model is weaker when an earlier group asked for all of its controls and for more, and none for as little. */
function compareGroups(base: ThreatModel, head: ThreatModel, here: Report): void {
  const [earlier, later] = [indexGroups(base).byObjective, indexGroups(head).byObjective];
  const reduced = new Map<string, { readonly objectives: string[]; readonly without: readonly string[]; readonly members: readonly string[] }>();
  for (const [objective, groups] of later) {
    const before = [...(earlier.get(objective)?.values() ?? [])];
    for (const [name, members] of groups) {
      if (before.some((group) => [...group].every((control) => members.has(control)))) continue;
      const larger = before.find((group) => [...members].every((control) => group.has(control)));
      if (!larger) continue;
      const without = [...larger].filter((control) => !members.has(control)).sort(compareIdentifiers);
      const key = `${name}\u0000${without.join()}\u0000${[...members].sort(compareIdentifiers).join()}`;
      const entry = reduced.get(key) ?? { objectives: [], without, members: [...members].sort(compareIdentifiers) };
      entry.objectives.push(objective);
      reduced.set(key, entry);
    }
  }
  for (const { objectives, without, members } of reduced.values()) {
    here('control_group_reduced', ['controls', members[0]!, 'mitigates'], { without: without.join(', '), left: members.join(', '), objectives: objectives.sort(compareIdentifiers).join(', ') });
  }
}

function compareDecisions(base: ThreatModel, head: ThreatModel, gone: Report, here: Report): void {
  for (const [id, now] of Object.entries(head.assumptions)) {
    const before = base.assumptions[id];
    const path = ['assumptions', id] as const;
    if (!before) here('assumption_added', path, { assumption: now.description });
    else {
      if (before.status !== 'active' && now.status === 'active') here('assumption_revived', path, { from: before.status });
      if (before.type !== now.type) here('assumption_type_changed', [...path, 'type'], { from: before.type, to: now.type });
      if (namesMore(before, now)) here('assumption_widened', path, { assumption: now.description });
    }
    compareAttestations(before?.attestations ?? [], now.attestations, [...path, 'attestations'], here);
  }
  for (const [id, before] of Object.entries(base.findings)) {
    const now = head.findings[id];
    if (!isOpen(before)) continue;
    if (!now || now.control !== before.control) gone('finding_removed', ['findings', id], { finding: before.title });
    else if (!isOpen(now)) here('finding_closed', ['findings', id, 'status'], { to: now.status });
  }
  for (const [id, now] of Object.entries(head.acceptances)) {
    const before = base.acceptances[id];
    if (now.status !== 'active') continue;
    if (before?.status !== 'active' || before.objective !== now.objective) here('acceptance_added', ['acceptances', id], { objective: now.objective });
    else if (isLater(before.review_by, now.review_by)) here('acceptance_extended', ['acceptances', id, 'review_by'], { from: before.review_by, to: now.review_by });
  }
  for (const [id, now] of Object.entries(head.known_gaps)) {
    const before = base.known_gaps[id];
    if (!before) here('known_gap_added', ['known_gaps', id], { gap: id });
    else if (isLater(before.until, now.until)) here('known_gap_extended', ['known_gaps', id, 'until'], { from: before.until, to: now.until });
  }
  for (const [framework, before] of Object.entries(base.compliance)) {
    const now = head.compliance[framework];
    const lowered = now !== undefined && (now.level ?? Infinity) < (before.level ?? Infinity);
    if (!now || lowered) (now ? here : gone)('framework_lowered', ['compliance', framework], { framework });
  }
  for (const [framework, now] of Object.entries(head.compliance)) {
    for (const requirement of missing(Object.keys(now.exclusions), Object.keys(base.compliance[framework]?.exclusions ?? {}))) here('requirement_excluded', ['compliance', framework, 'exclusions', requirement], { requirement });
  }
}

/** Attestations are a history: each new one, and each that counts for longer than the one in its place did. */
function compareAttestations(before: readonly Attestation[], now: readonly Attestation[], path: ModelPath, here: Report): void {
  const keyOf = ({ by, statement }: Attestation): string => JSON.stringify([by, statement]);
  const longest = new Map<string, string>();
  for (const attestation of before) {
    const known = longest.get(keyOf(attestation));
    if (known === undefined || isLater(known, attestation.expires_at)) longest.set(keyOf(attestation), attestation.expires_at);
  }
  now.forEach((attestation, index) => {
    const known = longest.get(keyOf(attestation));
    if (known === undefined) here('attestation_added', [...path, index], { by: attestation.by, until: attestation.expires_at });
    else if (isLater(known, attestation.expires_at)) here('attestation_extended', [...path, index, 'expires_at'], { from: known, to: attestation.expires_at });
  });
}

/** Whether an assumption may name an objective that it did not name before. An exclusion that changed at all may. */
function namesMore(before: Assumption, now: Assumption): boolean {
  if (missing(now.objectives, before.objectives).length > 0) return true;
  return Boolean(now.exclusion) && JSON.stringify(sortedKeys(now.exclusion!)) !== JSON.stringify(before.exclusion ? sortedKeys(before.exclusion) : null);
}

function sortedKeys(value: object): [string, unknown][] {
  return Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, Array.isArray(inner) ? [...(inner as string[])].sort() : inner])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The grades that ask for less in `now`, or for nothing any more. */
function loweredGrades(before: Readonly<Record<string, number | undefined>>, now: Readonly<Record<string, number | undefined>>): readonly { readonly grade: string; readonly from: string; readonly to: string }[] {
  return Object.entries(before).flatMap(([grade, from]) => (from !== undefined && (now[grade] ?? 0) < from ? [{ grade, from: String(from), to: String(now[grade] ?? 'none') }] : []));
}

/** The members of `list` that `other` lacks, each once. */
function missing<T>(list: readonly T[], other: readonly T[]): T[] {
  return [...new Set(list)].filter((member) => !other.includes(member));
}

function isLater(before: string, now: string): boolean {
  return (utcDayOf(now) ?? '') > (utcDayOf(before) ?? '');
}

/** One sentence a weakening: what became easier, and where; and one for the same the other way round. */
import { weakeningKinds, type Weakening, type WeakeningKind } from '../../assurance/weakenings.ts';

/** `CTRL-01: a control need not show something any more (scanned)`. */
export function describeWeakening({ kind, path, parameters }: Weakening): string {
  const details = Object.entries(parameters).map(([name, value]) => (isPlaced(name) ? `${name} ${value}` : value));
  return sentence(path, weakeningKinds[kind], details);
}

/** Every kind of weakening taken back: what is asked for now that was not asked before. */
const strengtheningKinds: Readonly<Record<WeakeningKind, string>> = {
  asset_removed: 'an asset is new, and its objectives with it',
  asset_property_removed: 'a further property of an asset has to hold',
  asset_component_removed: 'an asset is in a further component',
  attacker_removed: 'an attacker is new, and its objectives with it',
  attacker_position_removed: 'an attacker stands at a further boundary',
  component_removed: 'a component is new',
  component_boundary_removed: 'a component is behind a further boundary, and can be entered through it',
  connection_removed: 'a connection is new, and can be crossed',
  boundary_removed: 'a boundary is new, and can be entered through',
  boundary_narrowed: 'a boundary passes more attack vectors',
  seal_added: 'a boundary is no longer claimed to be sealed',
  factor_lowered: 'a factor of a rating is higher',
  control_group_reduced: 'a mitigation group needs more controls',
  clause_removed: 'a control has to show something besides',
  clause_reworded: 'a clause asks for something else',
  clause_types_widened: 'fewer assertion types can show a clause',
  clause_strength_lowered: 'a clause asks for a stronger proof',
  judgement_dropped: 'a control needs judgement',
  assertion_removed: 'a claim is checked besides',
  assertion_strength_lowered: 'an assertion asks for a stronger proof',
  assumption_added: 'something is no longer taken for granted',
  assumption_revived: 'an assumption does not count any more',
  assumption_widened: 'an assumption names fewer objectives',
  assumption_type_changed: 'an assumption is upheld in another way',
  assumed_by_added: 'a control no longer counts without evidence of its own',
  attestation_added: 'an attestation is gone',
  attestation_extended: 'an attestation counts for less long',
  finding_removed: 'a finding speaks against its control',
  finding_closed: 'a finding speaks against its control again',
  acceptance_added: 'a risk is no longer accepted',
  acceptance_extended: 'a risk is accepted for less long',
  known_gap_added: 'a failing verification is no longer excused',
  known_gap_extended: 'a failing verification is excused for less long',
  requirement_excluded: 'a requirement of a framework is no longer excluded',
  framework_lowered: 'a framework is new, or its level is higher',
};

/** The same for what `weakenings` finds of the earlier model against the later one: `CTRL-01: a control has to show something besides (scanned)`. */
export function describeStrengthening({ kind, path, parameters }: Weakening): string {
  const { from, to, without, left, ...rest } = parameters;
  const details = [...Object.entries(rest).map(([name, value]) => (isPlaced(name) ? `${name} ${value}` : value)), ...(without === undefined ? [] : [`with ${without}`]), ...(left === undefined ? [] : [`besides ${left}`])];
  // What was the end is the beginning now. A connection has two ends, and no order in time.
  const ends = kind === 'connection_removed' ? [from, to] : [to, from];
  if (ends[0] !== undefined) details.push(`from ${ends[0]}`);
  if (ends[1] !== undefined) details.push(`to ${ends[1]}`);
  return sentence(path, strengtheningKinds[kind], details);
}

function sentence(path: Weakening['path'], what: string, details: readonly string[]): string {
  const subject = path[0] === 'compliance' ? path[1] : (path[1] ?? path[0]);
  return `${subject}: ${what}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

function isPlaced(name: string): boolean {
  return name === 'from' || name === 'to' || name === 'until' || name === 'without' || name === 'left';
}

/** What to do next: each step once, with the objectives that it would lower, in the order that lowers most risk. */
import { riskTiers, type Assessment, type ControlState, type ObjectivePosture } from '../assurance/assessment.ts';
import { gainsOf, type Gain } from '../assurance/gains.ts';
import { compareIdentifiers } from '../model/identifiers.ts';
import { entityTitle } from './language/entity-words.ts';
import { describeClaim, describeObstacle } from './sentences/posture.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface NextAction {
  /** The entity or assertion at which it is mended. */
  readonly subject: string;
  readonly kind: 'mend' | 'implement' | 'show' | 'attest' | 'uphold' | 'add_control';
  /** What to do, as an order. */
  readonly sentence: string;
  /** What people call what it is about. */
  readonly title: string;
  /** Objectives that this alone would mitigate. */
  readonly lowers: readonly ObjectivePosture[];
  /** Objectives that it alone does not mitigate, and of which it is a part. */
  readonly towards: readonly ObjectivePosture[];
}

/** Every step that lowers a risk, the one that lowers most first: reachable before the rest, then by tier; what only leads towards comes last. */
export function nextActions(snapshot: Pick<ModelSnapshot, 'model' | 'assessment'>): readonly NextAction[] {
  const { model, assessment } = snapshot;
  const objectives = new Map(assessment.objectives.map((objective) => [objective.id, objective]));
  const resolve = (ids: readonly string[]): readonly ObjectivePosture[] => ids.flatMap((id) => objectives.get(id) ?? []);
  const controls = new Map(assessment.controls.map((control) => [control.id, control]));
  const actions = gainsOf(model, assessment).map((gain): NextAction => ({ ...stepOf(snapshot, gain, controls), title: entityTitle(model, gain.id) ?? '', lowers: resolve(gain.mitigates), towards: resolve(gain.towards) }));
  actions.push(...unassessedSteps(snapshot, assessment));
  return actions.map((action) => ({ action, weight: weightOf(action) })).sort((a, b) => compareWeights(a.weight, b.weight) || compareIdentifiers(a.action.subject, b.action.subject)).map(({ action }) => action);
}

function stepOf({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, { kind, id }: Gain, controls: ReadonlyMap<string, ControlState>): Pick<NextAction, 'subject' | 'kind' | 'sentence'> {
  if (kind === 'assumption') {
    const { type, status } = model.assumptions[id]!;
    if (status !== 'active') return { subject: id, kind: 'uphold', sentence: `Make ${id} hold again, or replace it` };
    if (type === 'external') return { subject: id, kind: 'attest', sentence: `Get ${id} attested` };
    const failing = assessment.assumptions.find((state) => state.id === id)?.assertions.find(({ counts }) => !counts);
    return failing ? { subject: failing.id, kind: 'mend', sentence: `Show for ${id} that ${describeClaim(model.assertions[failing.id]!)}` } : { subject: id, kind: 'show', sentence: `Claim what shows ${id}` };
  }
  const control = controls.get(id)!;
  if (!control.claimed) return { subject: id, kind: 'implement', sentence: `Implement ${id}` };
  const failing = control.assertions.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecidable');
  const first = failing[0];
  if (first) return { subject: first.id, kind: 'mend', sentence: `Mend ${id}: ${describeClaim(model.assertions[first.id]!)}${failing.length > 1 ? `, and ${failing.length - 1} more` : ''}` };
  const obstacle = control.obstacles[0];
  return { subject: obstacle?.kind === 'open_finding' ? obstacle.finding : id, kind: 'show', sentence: obstacle ? `Bring evidence for ${id}: ${describeObstacle(obstacle)}` : `Look at ${id}` };
}

/** What nobody has assessed yet, asset by asset: a control that is added there can serve all of its attackers. */
function unassessedSteps({ model }: Pick<ModelSnapshot, 'model'>, { objectives }: Pick<Assessment, 'objectives'>): readonly NextAction[] {
  const byAsset = new Map<string, ObjectivePosture[]>();
  for (const objective of objectives) {
    if (objective.status !== 'unassessed') continue;
    const list = byAsset.get(objective.asset);
    if (list) list.push(objective);
    else byAsset.set(objective.asset, [objective]);
  }
  return [...byAsset].map(([asset, lowers]) => {
    const attackers = lowers.map(({ attacker }) => attacker);
    return { subject: asset, kind: 'add_control', sentence: `Say what protects ${asset} against ${attackers.length > 3 ? `${attackers.slice(0, 3).join(', ')} and ${attackers.length - 3} more` : attackers.join(', ')}`, title: entityTitle(model, asset) ?? '', lowers, towards: [] };
  });
}

const reaches = ['reachable', 'indeterminate', 'unreachable'] as const;

/** How many objectives of each kind, the gravest kind first. An accepted risk weighs as one that cannot be reached. */
function weightOf({ lowers, towards }: NextAction): readonly number[] {
  const count = (objectives: readonly ObjectivePosture[]): number[] => {
    const counts = new Array<number>(reaches.length * riskTiers.length).fill(0);
    for (const { tier, reachability, accepted } of objectives) counts[reaches.indexOf(accepted === undefined ? reachability.verdict : 'unreachable') * riskTiers.length + riskTiers.indexOf(tier)]!++;
    return counts;
  };
  return [...count(lowers), ...count(towards)];
}

function compareWeights(a: readonly number[], b: readonly number[]): number {
  for (const [index, weight] of a.entries()) if (weight !== b[index]) return b[index]! - weight;
  return 0;
}

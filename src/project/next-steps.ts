/** What to do next: the objectives of all models in the order that lowers most risk, so that a hundred of them are no wall. */
import { compareIdentifiers } from '../model/identifiers.ts';
import { riskTiers, type ObjectivePosture } from '../assurance/assessment.ts';
import { describeClaim, describeObstacle, reasonRemedies } from './sentences/posture.ts';
import type { ModelSnapshot } from './snapshot.ts';

export const stepGroups = ['broken', 'urgent', 'open', 'unassessed', 'mitigated'] as const;
export type StepGroup = (typeof stepGroups)[number];

/** What each group is called, and what one should know of it. */
export const stepGroupTitles: Readonly<Record<StepGroup, { readonly title: string; readonly meaning: string }>> = {
  broken: { title: 'Broken promises', meaning: 'Evidence fails. Mend the code or the claim first.' },
  urgent: { title: 'Do next', meaning: 'At risk or unassessed, reachable, and of high or critical tier.' },
  open: { title: 'At risk', meaning: 'Work is under way; the tier is lower, or no path is known.' },
  unassessed: { title: 'Unassessed', meaning: 'Nobody has said yet what mitigates these.' },
  mitigated: { title: 'Mitigated', meaning: 'By verified controls, or by an assumption in force.' },
};

export interface NextStep {
  readonly model: ModelSnapshot;
  readonly objective: ObjectivePosture;
  /** The single next thing to do; undefined for what is mitigated. */
  readonly action?: string;
}

export interface StepGroupContent {
  readonly group: StepGroup;
  readonly steps: readonly NextStep[];
}

/** All objectives, grouped and ordered: reachable and high tier first. Empty groups are left out. */
export function nextSteps(models: readonly ModelSnapshot[]): readonly StepGroupContent[] {
  const groups = new Map<StepGroup, NextStep[]>(stepGroups.map((group) => [group, []]));
  for (const model of models) {
    for (const objective of model.assessment.objectives) {
      const action = actionOf(model, objective);
      groups.get(groupOf(model, objective))!.push({ model, objective, ...(action === undefined ? {} : { action }) });
    }
  }
  for (const steps of groups.values()) steps.sort(byUrgency);
  return stepGroups.map((group) => ({ group, steps: groups.get(group)! })).filter(({ steps }) => steps.length > 0);
}

function groupOf(model: ModelSnapshot, objective: ObjectivePosture): StepGroup {
  if (objective.status === 'mitigated') return 'mitigated';
  if (failingAssertions(model, objective).length > 0) return 'broken';
  const high = objective.tier === 'critical' || objective.tier === 'high';
  if (high && objective.reachability.verdict === 'reachable' && !objective.accepted) return 'urgent';
  return objective.status === 'at_risk' ? 'open' : 'unassessed';
}

/** The assertions of an objective's claimed controls that were checked and do not pass. */
function failingAssertions(model: ModelSnapshot, objective: ObjectivePosture): string[] {
  const members = new Set(objective.groups.flatMap((group) => group.controls.map(({ control }) => control)));
  return model.assessment.controls
    .filter((control) => members.has(control.id) && control.claimed && !control.counts)
    .flatMap((control) => control.assertions.filter(({ verdict }) => verdict === 'fail' || verdict === 'undecidable').map(({ id }) => id));
}

function actionOf(model: ModelSnapshot, objective: ObjectivePosture): string | undefined {
  if (objective.status === 'mitigated') return undefined;
  const failing = failingAssertions(model, objective);
  const first = failing[0];
  if (first !== undefined) {
    const claim = model.model.assertions[first]!;
    return `mend ${claim.control ?? claim.assumption ?? first}: ${describeClaim(claim)}${failing.length > 1 ? `, and ${failing.length - 1} more` : ''}`;
  }
  if (objective.status === 'unassessed') return 'add a control that mitigates it';
  const missing = nearestGroup(objective);
  if (objective.reason === 'missing_controls' && missing.length > 0) return `implement ${missing.join(', ')}`;
  if (objective.reason === 'unverified_evidence') {
    const lacking = model.assessment.controls.find((control) => control.claimed && !control.counts && objective.groups.some((group) => group.controls.some((member) => member.control === control.id)));
    const obstacle = lacking?.obstacles[0];
    if (lacking && obstacle) return `${lacking.id}: ${describeObstacle(obstacle)}`;
  }
  return objective.reason === undefined ? undefined : reasonRemedies[objective.reason];
}

/** The controls that are missing from the group which lacks the fewest. */
function nearestGroup(objective: ObjectivePosture): string[] {
  const lacking = objective.groups
    .filter((group) => group.controls.every(({ standing }) => standing !== 'removed'))
    .map((group) => group.controls.filter(({ counts }) => !counts).map(({ control }) => control));
  return lacking.sort((a, b) => a.length - b.length)[0] ?? [];
}

const reachabilityOrder = { reachable: 0, indeterminate: 1, unreachable: 2 } as const;

function byUrgency(a: NextStep, b: NextStep): number {
  return (
    reachabilityOrder[a.objective.reachability.verdict] - reachabilityOrder[b.objective.reachability.verdict] ||
    riskTiers.indexOf(a.objective.tier) - riskTiers.indexOf(b.objective.tier) ||
    Number(Boolean(a.objective.accepted)) - Number(Boolean(b.objective.accepted)) ||
    (a.model.path < b.model.path ? -1 : a.model.path > b.model.path ? 1 : 0) ||
    compareIdentifiers(a.objective.id, b.objective.id)
  );
}

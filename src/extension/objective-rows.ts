/** The first screen: what to do next. */
import { describeReachability, describeStatus } from '../project/sentences/posture.ts';
import { nextSteps, stepGroupTitles, type NextStep, type StepGroup } from '../project/next-steps.ts';
import { placeInModel } from '../project/explanation.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { itemKinds } from './ids.ts';
import type { TreeNode } from './tree-node.ts';

export interface FolderSnapshot {
  /** The address of the folder. */
  readonly folder: string;
  readonly snapshot: ModelSnapshot;
}

const groupIcons: Readonly<Record<StepGroup, readonly [icon: string, color: string]>> = {
  broken: ['error', 'list.errorForeground'],
  urgent: ['warning', 'list.warningForeground'],
  open: ['circle-large-outline', 'charts.yellow'],
  unassessed: ['question', 'descriptionForeground'],
  mitigated: ['pass', 'testing.iconPassed'],
};

/** A group with more rows than this is cut, and says so. */
const mostRows = 50;

/** The groups of next steps, most urgent first; only what asks for action stands open. */
export function objectiveRows(models: readonly FolderSnapshot[]): readonly TreeNode[] {
  const folderOf = new Map(models.map(({ folder, snapshot }) => [snapshot, folder]));
  const several = models.length > 1;
  return nextSteps(models.map(({ snapshot }) => snapshot)).map(({ group, steps }) => {
    const { title, meaning } = stepGroupTitles[group];
    const [icon, color] = groupIcons[group];
    const rows = steps.slice(0, mostRows).map((step) => objectiveRow(step, folderOf.get(step.model) ?? '', several, group));
    const rest = steps.length - rows.length;
    return {
      id: `group:${group}`,
      label: title,
      description: String(steps.length),
      tooltip: meaning,
      spoken: `${title}, ${steps.length} objectives. ${meaning}`,
      icon,
      color,
      open: group === 'broken' || group === 'urgent' ? 'expanded' : 'collapsed',
      children: rest > 0 ? [...rows, { id: `group:${group}:rest`, label: `and ${rest} more of lower urgency`, icon: 'ellipsis' }] : rows,
    };
  });
}

function objectiveRow({ model, objective, action }: NextStep, folder: string, several: boolean, group: StepGroup): TreeNode {
  const asset = model.model.assets[objective.asset];
  const attacker = model.model.attackers[objective.attacker];
  const pair = `${asset?.name ?? objective.asset} ← ${attacker?.archetype ?? attacker?.capability ?? objective.attacker}`;
  // What is open says what to do; what is mitigated says what it is.
  const label = action === undefined ? pair : action[0]!.toUpperCase() + action.slice(1);
  const qualified = several ? `${model.model.id}/${objective.id}` : objective.id;
  const [, color] = groupIcons[group];
  return {
    id: `objective:${folder}:${model.path}:${objective.id}`,
    label,
    description: [qualified, ...(action === undefined ? [] : [pair]), objective.tier].join(' · '),
    tooltip: [pair, objective.statement, '', describeStatus(objective), `Tier ${objective.tier} (impact ${objective.impact}, likelihood ${objective.likelihood})`, describeReachability(objective.reachability), ...(objective.accepted ? [`Accepted: ${objective.accepted}`] : []), ...(action ? ['', `Next: ${action}`] : [])].join('\n'),
    spoken: `${qualified}, ${pair}: ${describeStatus(objective)}, tier ${objective.tier}, ${objective.reachability.verdict}. ${action ?? ''}`,
    icon: objective.reachability.verdict === 'reachable' ? 'circle-filled' : objective.reachability.verdict === 'unreachable' ? 'circle-slash' : 'circle-outline',
    color,
    kind: itemKinds.objective,
    subject: { folder, model: model.path, entity: objective.id },
    place: { folder, ...placeInModel(model, ['assets', objective.asset]) },
    open: 'collapsed',
    children: objective.groups.flatMap((one) =>
      one.controls.map(({ control, standing, counts }) => ({
        id: `objective:${folder}:${model.path}:${objective.id}:${one.name}:${control}`,
        label: `${control} ${model.model.controls[control]?.description ?? ''}`.trim(),
        description: `${one.name === '' ? '' : `group ${one.name} · `}${standing.replace('_', ' ')}`,
        icon: counts ? 'pass' : standing === 'implemented' ? 'error' : 'circle-outline',
        color: counts ? 'testing.iconPassed' : standing === 'implemented' ? 'list.errorForeground' : 'descriptionForeground',
        kind: itemKinds.control,
        subject: { folder, model: model.path, entity: control },
        place: { folder, ...placeInModel(model, ['controls', control]) },
      })),
    ),
  };
}

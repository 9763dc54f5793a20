/** The first screen: what to do next. */
import type { GroupState, ObjectivePosture } from '../assurance/assessment.ts';
import { describeReachability, describeStatus, statusWords } from '../project/sentences/posture.ts';
import { nextSteps, stepGroupTitles, type NextStep, type StepGroup } from '../project/next-steps.ts';
import { placeInModel } from '../project/explanation.ts';
import { onRecord } from '../project/on-record.ts';
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
  const recorded = onRecord(model)?.assessment.objectives.find(({ id }) => id === objective.id);
  return {
    id: `objective:${folder}:${model.path}:${objective.id}`,
    label,
    description: [qualified, ...(action === undefined ? [] : [pair]), objective.tier, ...(recorded ? [`on record ${statusWords[recorded.status]}`] : [])].join(' · '),
    tooltip: [pair, objective.statement, '', describeStatus(objective), ...(recorded ? [`On record, as files were saved: ${describeStatus(recorded)}`] : []), `Tier ${objective.tier} (impact ${objective.impact}, likelihood ${objective.likelihood})`, describeReachability(objective.reachability), ...(objective.accepted ? [`Accepted: ${objective.accepted}`] : []), ...(action ? ['', `Next: ${action}`] : [])].join('\n'),
    spoken: `${qualified}, ${pair}: ${describeStatus(objective)}${recorded ? `, on record ${statusWords[recorded.status]}` : ''}, tier ${objective.tier}, ${objective.reachability.verdict}. ${action ?? ''}`,
    icon: objective.reachability.verdict === 'reachable' ? 'circle-filled' : objective.reachability.verdict === 'unreachable' ? 'circle-slash' : 'circle-outline',
    color,
    kind: itemKinds.objective,
    subject: { folder, model: model.path, entity: objective.id },
    place: { folder, ...placeInModel(model, ['assets', objective.asset]) },
    open: 'collapsed',
    children: groupRows(model, folder, objective),
  };
}

/** Groups stand as rows where there is more than the one that has no name, so that controls can be moved between them. */
function groupRows(model: ModelSnapshot, folder: string, { id: objective, groups }: ObjectivePosture): readonly TreeNode[] {
  const id = `objective:${folder}:${model.path}:${objective}`;
  const controls = ({ name, controls: members }: GroupState): readonly TreeNode[] =>
    members.map(({ control, standing, counts }) => ({
      id: `${id}:${name}:${control}`,
      label: `${control} ${model.model.controls[control]?.description ?? ''}`.trim(),
      description: standing.replace('_', ' '),
      icon: counts ? 'pass' : standing === 'implemented' ? 'error' : 'circle-outline',
      color: counts ? 'testing.iconPassed' : standing === 'implemented' ? 'list.errorForeground' : 'descriptionForeground',
      kind: standing === 'removed' ? itemKinds.removed : itemKinds.control,
      subject: { folder, model: model.path, entity: control },
      place: { folder, ...placeInModel(model, [standing === 'removed' ? 'removed' : 'controls', control]) },
      within: { objective, group: name },
    }));
  if (groups.every(({ name }) => name === '')) return groups.flatMap(controls);
  return groups.map((group): TreeNode => {
    const standing = `${group.complete ? 'complete' : 'not complete'}${group.defenceInDepth ? ', defence in depth' : ''}`;
    const label = group.name === '' ? 'In no group' : `Group ${group.name}`;
    return {
      id: `${id}:group:${group.name}`,
      label,
      description: standing,
      tooltip: 'All controls of one group are needed; any one group is enough.',
      spoken: `${label}, ${standing}`,
      icon: group.complete ? 'pass' : 'circle-outline',
      color: group.complete ? 'testing.iconPassed' : 'descriptionForeground',
      kind: itemKinds.group,
      subject: { folder, model: model.path, entity: objective },
      within: { objective, group: group.name },
      open: 'expanded',
      children: controls(group),
    };
  });
}

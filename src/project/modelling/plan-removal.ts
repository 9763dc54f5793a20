/** What a removal takes along: entities that mean nothing without what is removed, references to it, objectives, and what changes in status. */
import { assess } from '../../assurance/assess.ts';
import type { Assessment, ControlStanding, ObjectiveStatus } from '../../assurance/assessment.ts';
import { compareIdentifiers, entityKinds } from '../../model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { mapOf, referencesOf, type Reference } from '../../model/references.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { evidenceOf } from '../simulate-edit.ts';
import { canBeTakenOut, concerns, isOwning } from './removable-references.ts';
import { removeEntities } from './remove-entities.ts';

export interface RemovalPlan {
  /** What is to be removed, sorted. */
  readonly removed: readonly string[];
  /** Entities that cannot stand without it, each with the one that it depends on. */
  readonly along: readonly { readonly id: string; readonly with: string }[];
  /** The entities that name what goes in a list, and can stand without naming it. */
  readonly usedBy: readonly string[];
  /** The entities that name it where it cannot be taken out without changing their meaning. */
  readonly staysIn: readonly string[];
  /** Removed controls that keep a group incomplete until a person takes them out. */
  readonly groupMembers: readonly string[];
  /** Whether what names it is taken out as well, unless a person says otherwise: not where that alone would improve a status. */
  readonly takesOut: boolean;
}

export interface RemovalChoice {
  /** Of `along`, those that go along. */
  readonly along: readonly string[];
  readonly takeOut: boolean;
  /** Lets the groups of removed controls count without them. */
  readonly leaveGroups: boolean;
}

export interface RemovalEffect {
  readonly objectivesGone: readonly string[];
  readonly objectives: readonly { readonly id: string; readonly before: ObjectiveStatus; readonly after: ObjectiveStatus }[];
  readonly controls: readonly { readonly id: string; readonly before: ControlStanding; readonly after: ControlStanding }[];
}

/** What is known when a removal is judged: the evidence as it is, and the moment. */
export interface RemovalGrounds {
  readonly assessment: Pick<Assessment, 'basis' | 'controls' | 'assumptions'>;
  readonly at: string;
}

/** Plans the removal of live entities; identifiers that are none are passed over. */
export function planRemoval(parsed: ParsedModel, ids: readonly string[], grounds: RemovalGrounds): RemovalPlan {
  const { model } = parsed;
  const removed = [...new Set(ids)].filter((id) => mapOf(model, id) !== undefined).sort(compareIdentifiers);
  const along = dependentsOf(model, removed);
  const gone = new Set([...removed, ...along.map(({ id }) => id)]);
  const others = referencesOf(model).filter((reference) => concerns(reference, gone) && !gone.has(ownerOf(reference)));
  const [loose, fixed] = [others.filter((reference) => canBeTakenOut(reference)), others.filter((reference) => !canBeTakenOut(reference))];
  const plan = {
    removed,
    along,
    usedBy: namesOf(loose),
    staysIn: namesOf(fixed),
    groupMembers: removed.filter((id) => (model.controls[id]?.mitigates ?? []).some(({ asset, attackers, group = '' }) => Object.entries(model.controls).some(([other, control]) => !gone.has(other) && control.mitigates.some((one) => one.asset === asset && (one.group ?? '') === group && one.attackers.some((attacker) => attackers.includes(attacker)))))),
  };
  const choice = { along: along.map(({ id }) => id), leaveGroups: false };
  const [left, taken] = [false, true].map((takeOut) => modelAfter(parsed, { ...plan, takesOut: takeOut }, { ...choice, takeOut }, grounds));
  return { ...plan, takesOut: plan.usedBy.length > 0 && left !== undefined && taken !== undefined && !improves(left, taken) };
}

/** What a choice changes, against the model as it is; undefined when its edits would be refused. */
export function effectOf(parsed: ParsedModel, plan: RemovalPlan, choice: RemovalChoice, grounds: RemovalGrounds): RemovalEffect | undefined {
  const after = modelAfter(parsed, plan, choice, grounds);
  if (!after) return undefined;
  const before = assess(parsed.model, { basis: grounds.assessment.basis, assertions: evidenceOf(grounds.assessment) }, grounds.at);
  const objectives = new Map(after.objectives.map((objective) => [objective.id, objective]));
  const controls = new Map(after.controls.map((control) => [control.id, control]));
  return {
    objectivesGone: before.objectives.filter(({ id }) => !objectives.has(id)).map(({ id }) => id),
    objectives: before.objectives.flatMap(({ id, status }) => (objectives.has(id) && objectives.get(id)!.status !== status ? [{ id, before: status, after: objectives.get(id)!.status }] : [])),
    controls: before.controls.flatMap(({ id, standing }) => (controls.has(id) && controls.get(id)!.standing !== standing ? [{ id, before: standing, after: controls.get(id)!.standing }] : [])),
  };
}

function modelAfter(parsed: ParsedModel, plan: RemovalPlan, choice: RemovalChoice, { assessment, at }: RemovalGrounds): Assessment | undefined {
  const result = removeEntities(parsed, plan, choice, { on: at.slice(0, 10) });
  if ('refused' in result) return undefined;
  return assess(parseModel(applyEdits(parsed.source.text, result.edits)).model, { basis: assessment.basis, assertions: evidenceOf(assessment) }, at);
}

/** Whether any objective stands better in the second assessment than in the first. */
function improves(first: Assessment, second: Assessment): boolean {
  const before = new Map(first.objectives.map((objective) => [objective.id, objective]));
  const order = { reachable: 0, indeterminate: 1, unreachable: 2 } as const;
  return second.objectives.some(({ id, status, reachability }) => {
    const was = before.get(id);
    return was !== undefined && ((status === 'mitigated' && was.status !== 'mitigated') || order[reachability.verdict] > order[was.reachability.verdict]);
  });
}

function dependentsOf(model: ThreatModel, removed: readonly string[]): readonly { readonly id: string; readonly with: string }[] {
  const found = new Map<string, string>();
  const references = referencesOf(model).filter(isOwning);
  for (let grown = true; grown; ) {
    grown = false;
    const gone = new Set([...removed, ...found.keys()]);
    for (const reference of references) {
      const owner = ownerOf(reference);
      if (gone.has(owner) || found.has(owner) || !concerns(reference, gone)) continue;
      found.set(owner, removed.find((id) => concerns(reference, new Set([id]))) ?? found.get(reference.id) ?? reference.id);
      grown = true;
    }
  }
  return [...found].map(([id, owner]) => ({ id, with: owner })).sort((a, b) => compareIdentifiers(a.id, b.id));
}

/** The entity that a reference stands in; of the further maps, the name of the map. */
function ownerOf({ path }: Reference): string {
  return entityKinds.some((kind) => kind === path[0]) ? String(path[1]) : String(path[0]);
}

function namesOf(references: readonly Reference[]): readonly string[] {
  return [...new Set(references.map(ownerOf))].sort(compareIdentifiers);
}

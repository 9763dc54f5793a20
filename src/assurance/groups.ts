/** Mitigation groups: all controls inside a group, any group. */
import * as z from 'zod/mini';
import { compareIdentifiers, objectiveId } from '../model/identifiers.ts';
import { mitigationSchema, type Mitigation, type ThreatModel } from '../model/schema.ts';

/** The groups of one objective: the name of each, `''` for the controls in no group, and its controls, removed ones too. */
export type GroupsOfObjective = ReadonlyMap<string, ReadonlySet<string>>;

export interface GroupIndex {
  /** By objective; an objective without a group has no entry. */
  readonly byObjective: ReadonlyMap<string, GroupsOfObjective>;
  /** The live objectives that each live control serves, sorted. */
  readonly objectivesOf: ReadonlyMap<string, readonly string[]>;
}

const formerMitigations = z.object({ mitigates: z.array(z.unknown()) });

/**
 * The mitigations of a removed control that its tombstone still names. They keep their groups incomplete until a person
 * edits them there.
 */
function mitigationsOfRemoved(model: ThreatModel, control: string): readonly Mitigation[] {
  const former = formerMitigations.safeParse(model.removed[control]?.was);
  if (!former.success) return [];
  return former.data.mitigates.flatMap((entry) => {
    const mitigation = mitigationSchema.safeParse(entry);
    return mitigation.success ? [mitigation.data] : [];
  });
}

/** Reads all groups of a model. What mitigates an asset or an attacker that is not live counts nowhere. */
export function indexGroups(model: ThreatModel): GroupIndex {
  const byObjective = new Map<string, Map<string, Set<string>>>();
  const objectivesOf = new Map<string, Set<string>>();
  const add = (control: string, mitigations: readonly Mitigation[]): void => {
    for (const { asset, attackers, group = '' } of mitigations) {
      if (!Object.hasOwn(model.assets, asset)) continue;
      for (const attacker of attackers) {
        if (!Object.hasOwn(model.attackers, attacker)) continue;
        const objective = objectiveId(asset, attacker);
        const groups = entry(byObjective, objective, () => new Map<string, Set<string>>());
        entry(groups, group, () => new Set<string>()).add(control);
        entry(objectivesOf, control, () => new Set<string>()).add(objective);
      }
    }
  };
  for (const id of Object.keys(model.controls)) add(id, model.controls[id]!.mitigates);
  for (const id of Object.keys(model.removed)) if (!Object.hasOwn(model.controls, id)) add(id, mitigationsOfRemoved(model, id));
  return { byObjective, objectivesOf: new Map([...objectivesOf].map(([id, objectives]) => [id, [...objectives].sort(compareIdentifiers)])) };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

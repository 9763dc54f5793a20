/** Removing entities and bringing them back, several at once, as one set of small edits. */
import { removeValue, type EditResult } from '../../model/edit.ts';
import { removeEntity, restoreEntity } from '../../model/edit-entities.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { mapOf, referencesOf } from '../../model/references.ts';
import type { ThreatModel, Tombstone } from '../../model/schema.ts';
import type { RemovalChoice, RemovalPlan } from './plan-removal.ts';
import { canBeTakenOut, concerns } from './removable-references.ts';

/** Why what went along with something says that it did. */
const alongReason = (id: string): string => `Removed with ${id}`;

/** Removes what is planned, each with a tombstone, and what was chosen to go along. */
export function removeEntities(parsed: ParsedModel, plan: RemovalPlan, choice: RemovalChoice, tombstone: Pick<Tombstone, 'on' | 'why'>): EditResult {
  const along = plan.along.filter(({ id }) => choice.along.includes(id));
  const gone = new Set([...plan.removed, ...along.map(({ id }) => id)]);
  const steps: EditStep[] = [];
  for (const id of [...gone].sort(compareIdentifiers)) {
    const owner = along.find((one) => one.id === id)?.with;
    steps.push((now) => removeEntity(now, mapOf(now.model, id) ?? 'assets', id, owner === undefined ? tombstone : { on: tombstone.on, why: alongReason(owner) }));
  }
  if (choice.leaveGroups) for (const id of plan.groupMembers) steps.push((now) => removeValue(now, ['removed', id, 'was', 'mitigates']));
  return editInSteps(parsed, [...(choice.takeOut ? takeOutSteps(parsed.model, gone) : []), ...steps]);
}

/** Takes what goes out of the lists that name it, from the last to the first, so that the places of the others stay. */
function takeOutSteps(model: ThreatModel, gone: ReadonlySet<string>): readonly EditStep[] {
  const references = referencesOf(model).filter((reference) => concerns(reference, gone) && canBeTakenOut(reference) && !gone.has(String(reference.path[1])));
  const paths = new Map<string, ModelPath>();
  for (const { path } of references) {
    const place = placeToTakeOut(model, path, gone);
    paths.set(JSON.stringify(place), place);
  }
  // What lies within another place goes with it.
  const places = [...paths.values()].filter((path) => ![...paths.values()].some((other) => other.length < path.length && other.every((step, index) => step === path[index])));
  return places.reverse().map((path): EditStep => (now) => removeValue(now, path));
}

/** An entry of `mitigates` goes as a whole when its asset goes, or the last of its attackers. */
function placeToTakeOut(model: ThreatModel, path: ModelPath, gone: ReadonlySet<string>): ModelPath {
  if (path[0] !== 'controls' || path[2] !== 'mitigates') return path;
  const entry = model.controls[String(path[1])]?.mitigates[Number(path[3])];
  return path[4] === 'asset' || entry?.attackers.every((attacker) => gone.has(attacker)) ? path.slice(0, 4) : path;
}

/** What comes back with a removed entity: what went along with it. */
export function restoredWith(model: ThreatModel, ids: readonly string[]): readonly string[] {
  const found = new Set(ids.filter((id) => Object.hasOwn(model.removed, id)));
  for (const id of found) for (const [other, { why }] of Object.entries(model.removed)) if (why === alongReason(id)) found.add(other);
  return [...found].sort(compareIdentifiers);
}

/** Brings removed entities back under their old identifiers, as they were, with what went along. */
export function restoreEntities(parsed: ParsedModel, ids: readonly string[]): EditResult {
  return editInSteps(
    parsed,
    restoredWith(parsed.model, ids).map((id): EditStep => (now) => restoreEntity(now, id)),
  );
}

/** The assertions that cover a clause. */
export function coversOfClause(model: ThreatModel, control: string, clause: string): readonly string[] {
  return Object.keys(model.assertions).filter((id) => model.assertions[id]!.control === control && model.assertions[id]!.covers.includes(clause));
}

/** Removes a clause of a control, and takes it out of what its assertions cover. */
export function removeClause(parsed: ParsedModel, control: string, clause: string): EditResult {
  return editInSteps(parsed, [
    ...coversOfClause(parsed.model, control, clause).map((id): EditStep => (now) => removeValue(now, ['assertions', id, 'covers', now.model.assertions[id]!.covers.indexOf(clause)])),
    (now) => removeValue(now, ['controls', control, 'clauses', clause]),
  ]);
}

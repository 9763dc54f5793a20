/** Adding and changing entities from typed values, as minimal edits; what the model's own reader would refuse is refused before it is written. */
import { allocateIdentifier } from '../../model/allocate.ts';
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { addEntity } from '../../model/edit-entities.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { EntityKind } from '../../model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { plainOf } from '../../model/plain.ts';
import type { ModelPath, ModelProblem } from '../../model/problem.ts';
import { entryAt } from '../../model/source.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { stepsOf } from './field.ts';
import { setList } from './lists.ts';

/** Keys of an entity, with dots into maps, and their new values; null takes a key out. */
export type EntityChanges = Readonly<Record<string, unknown>>;

/** Adds an entity under the next free identifier. Keys without a value are left out. `chance` is as for `allocateIdentifier`. */
export function putNew(parsed: ParsedModel, kind: EntityKind, entity: Readonly<Record<string, unknown>>, chance: () => number): { readonly id: string; readonly result: EditResult } {
  const id = allocateIdentifier(kind, parsed.model, chance);
  return { id, result: addEntity(parsed, kind, id, withValue(entity)) };
}

/** Changes keys of a live entity; what already says so stays as it is. */
export function putChanges(parsed: ParsedModel, kind: EntityKind, id: string, changes: EntityChanges): EditResult {
  return editInSteps(parsed, changeSteps(kind, id, changes));
}

/** The same as steps, for edits that do more. */
export function changeSteps(kind: EntityKind, id: string, changes: EntityChanges): readonly EditStep[] {
  return Object.entries(changes).map(([key, value]): EditStep => (now) => (Object.hasOwn(now.model[kind], id) ? putKey(now, [kind, id, ...stepsOf(key)], value) : { refused: 'not_there', path: [kind, id] }));
}

/** Sets one key, a list item by item; null takes it out. */
function putKey(parsed: ParsedModel, path: ModelPath, value: unknown): EditResult {
  const there = entryAt(parsed.document, path) !== undefined;
  if (value === null || value === undefined) return there ? removeValue(parsed, path) : { edits: [] };
  const present = plainAt(parsed, path);
  if (there && JSON.stringify(present) === JSON.stringify(value)) return { edits: [] };
  if (isWords(present) && isWords(value) && value.length > 0 && new Set(value).size === value.length) return editInSteps(parsed, setList(path, present, value));
  return setValue(parsed, path, value);
}

/** What a text says at a path, as it stands there. */
export function plainAt(parsed: ParsedModel, path: ModelPath): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), plainOf(parsed.document, []));
}

/** Whatever the reader of model files would find wrong after an edit that was not wrong before: errors, unknown keys, references to what is not there. */
export function problemsBrought(parsed: ParsedModel, result: EditResult): readonly ModelProblem[] {
  if ('refused' in result) return [];
  const known = parsed.problems.map(keyOf);
  return parseModel(applyEdits(parsed.source.text, result.edits)).problems.filter((problem) => {
    const at = known.indexOf(keyOf(problem));
    // What was wrong before may stand elsewhere now; each known problem answers for one.
    if (at >= 0) known.splice(at, 1);
    return at < 0 && (problem.severity === 'error' || problem.code === 'unknown_key' || problem.code === 'unknown_reference');
  });
}

function keyOf({ code, path, parameters }: ModelProblem): string {
  return JSON.stringify([code, path.slice(0, 2), parameters]);
}

function withValue(entity: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entity).filter(([, value]) => value !== undefined && value !== null));
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

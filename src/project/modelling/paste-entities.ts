/** Pasting a fragment of a model: under new identifiers, with what it says of itself, and nothing that would mean another thing here. */
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import type { EditResult } from '../../model/edit.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { entityKinds, idPatterns, objectiveId, pairOfObjective, type EntityKind } from '../../model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { plainOf } from '../../model/plain.ts';
import type { ModelPath } from '../../model/problem.ts';
import { mapOf, referencesOf, type Reference } from '../../model/references.ts';
import { describeModelProblem } from '../sentences/model-problems.ts';
import { fragmentHead } from './copy-entities.ts';
import { isOwning } from './removable-references.ts';

export type Pasted = { readonly made: readonly string[]; readonly result: EditResult } | { readonly refused: string };

type Plain = Record<string, unknown>;

/** The edits that add a fragment's entities. `chance` is as for `allocateIdentifier`. */
export function pasteEntities(parsed: ParsedModel, text: string, chance: () => number): Pasted {
  const fragment = readFragment(text);
  if ('refused' in fragment) return fragment;
  const { entities, references, sameModel } = fragment;
  const same = sameModel === parsed.model.id;
  const identifiers = allocate(parsed, entities, chance);
  const doomed = new Map<string, ModelPath>();
  for (const reference of [...references].reverse()) {
    const now = renamed(reference, identifiers, same, parsed);
    if (now !== undefined) setAt(entities, reference.path, now);
    else if (isOwning(reference)) return { refused: `${String(reference.path[1])} means nothing without ${reference.id}, which was not copied along. Copy both.` };
    else {
      const path = takeOut(entities, reference.path);
      if (path) doomed.set(JSON.stringify(path), path);
    }
  }
  for (const path of doomed.values()) removeAt(entities, path);
  withoutAttestations(entities);
  const steps = entityKinds.flatMap((kind) => Object.entries(entities[kind] ?? {}).map(([id, entity]) => ({ kind, id: identifiers.get(id)!, entity })));
  return { made: steps.map(({ id }) => id), result: editInSteps(parsed, steps.map(({ kind, id, entity }) => (now) => addEntity(now, kind, id, entity as Plain))) };
}

interface Fragment {
  readonly entities: Readonly<Partial<Record<EntityKind, Plain>>>;
  readonly references: readonly Reference[];
  readonly sameModel: string | undefined;
}

/** What a text holds of entities. It may be a fragment, or a whole model. */
function readFragment(text: string): Fragment | { readonly refused: string } {
  const nothing = { refused: 'The clipboard holds no entities of a threat model, so nothing was pasted. Copy some in a model first.' };
  const alone = parseModel(text);
  const root = plainOf(alone.document, []);
  if (alone.document.errors.length > 0 || typeof root !== 'object' || root === null || Array.isArray(root)) return nothing;
  const entities: Partial<Record<EntityKind, Plain>> = {};
  for (const kind of entityKinds) {
    const own = (root as Plain)[kind];
    if (typeof own !== 'object' || own === null || Array.isArray(own)) continue;
    const found = Object.entries(own).filter(([id, entity]) => idPatterns[kind].test(id) && typeof entity === 'object' && entity !== null && !Array.isArray(entity));
    if (found.length > 0) entities[kind] = Object.fromEntries(found);
  }
  if (Object.keys(entities).length === 0) return nothing;
  // Read once more as a model of its own: what it refers to may be elsewhere, what it says must be sound.
  const whole = parseModel(JSON.stringify({ schema: 1, id: 'fragment', title: 'fragment', ...entities }));
  const wrong = whole.problems.find(({ code, severity }) => severity === 'error' && code !== 'unknown_reference' && code !== 'unknown_clause');
  if (wrong) return { refused: `What was copied cannot be pasted: ${describeModelProblem(wrong).message}` };
  return { entities, references: referencesOf(whole.model), sameModel: text.startsWith(fragmentHead) ? text.slice(fragmentHead.length).split(/\s/, 1)[0] : undefined };
}

function allocate(parsed: ParsedModel, entities: Fragment['entities'], chance: () => number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of entityKinds) for (const id of Object.keys(entities[kind] ?? {})) found.set(id, allocateIdentifier(kind, parsed.model, chance, found.values()));
  return found;
}

/** What a reference names here; undefined where it would name nothing, or another thing. */
function renamed({ id, kind }: Reference, identifiers: ReadonlyMap<string, string>, same: boolean, parsed: ParsedModel): string | undefined {
  const one = (name: string): string | undefined => identifiers.get(name) ?? (same && mapOf(parsed.model, name) !== undefined ? name : undefined);
  if (kind !== 'objectives') return one(id);
  const pair = pairOfObjective(id);
  const [asset, attacker] = [pair && one(pair.asset), pair && one(pair.attacker)];
  return asset === undefined || attacker === undefined ? undefined : objectiveId(asset, attacker);
}

function setAt(entities: Fragment['entities'], path: Reference['path'], value: string): void {
  const parent = valueAt(entities, path.slice(0, -1));
  if (typeof parent === 'object' && parent !== null) (parent as Record<string | number, unknown>)[path.at(-1)!] = value;
}

/**
 * Takes a reference out of the list that it stands in. Gives the path of what has to go as a whole instead: an entry of `mitigates`
 * without its asset or its last attacker; an exclusion, which would exclude more; a group of assumptions, which would ask for less.
 */
function takeOut(entities: Fragment['entities'], path: ModelPath): ModelPath | undefined {
  if (path.includes('exclusion')) return path.slice(0, 3);
  if (path.includes('assumed_by')) return path.slice(0, 4);
  const parent = valueAt(entities, path.slice(0, -1));
  if (Array.isArray(parent)) {
    parent.splice(Number(path.at(-1)), 1);
    return path[2] === 'mitigates' && parent.length === 0 ? path.slice(0, 4) : undefined;
  }
  return path[2] === 'mitigates' ? path.slice(0, 4) : path;
}

/** What was copied has been attested where it came from, by somebody who was not asked about this. */
function withoutAttestations({ assumptions = {}, boundaries = {} }: Fragment['entities']): void {
  for (const assumption of Object.values(assumptions) as Plain[]) delete assumption.attestations;
  for (const { sealed } of Object.values(boundaries) as { sealed?: unknown }[]) if (typeof sealed === 'object' && sealed !== null) delete (sealed as Plain).attestations;
}

function removeAt(entities: Fragment['entities'], path: ModelPath): void {
  const parent = valueAt(entities, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
  else if (typeof parent === 'object' && parent !== null) delete (parent as Plain)[String(path.at(-1))];
}

function valueAt(root: unknown, path: Reference['path']): unknown {
  return path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined), root);
}

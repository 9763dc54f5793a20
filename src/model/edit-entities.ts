/** Adding, removing and restoring whole entities, by minimal edits. */
import { insertEdits, guarded, insertValue, removeEdits, type EditResult } from './edit.ts';
import { entryAt } from './source.ts';
import { isMap } from 'yaml';
import { plainOf } from './plain.ts';
import { idPatterns, type EntityKind } from './identifiers.ts';
import { mapOf } from './references.ts';
import type { ParsedModel } from './parse.ts';
import type { Tombstone } from './schema.ts';

/** Adds an entity under an identifier that is free: neither live nor removed. */
export function addEntity(parsed: ParsedModel, kind: EntityKind, id: string, entity: Readonly<Record<string, unknown>>): EditResult {
  if (mapOf(parsed.model, id) || Object.hasOwn(parsed.model.removed, id)) return { refused: 'already_there', path: [kind, id] };
  return insertValue(parsed, [kind, id], entity);
}

/**
 * Removes an entity and leaves a tombstone with what it was, so that its identifier is never given out again and it can be
 * restored. What refers to it stays, and is reported as a reference to something removed until a person decides.
 */
export function removeEntity(parsed: ParsedModel, kind: EntityKind, id: string, tombstone: Pick<Tombstone, 'on' | 'why'>): EditResult {
  const was = plainEntity(parsed, kind, id);
  if (was === undefined) return { refused: 'not_there', path: [kind, id] };
  const grave = { ...tombstone, was };
  return guarded(
    parsed,
    [kind, id],
    () => {
      const removal = removeEdits(parsed, [kind, id]);
      const burial = insertEdits(parsed, ['removed', id], grave);
      return removal && burial ? [...removal, ...burial] : undefined;
    },
    (root) => {
      delete (root[kind] as Record<string, unknown>)[id];
      root.removed = { ...((root.removed) ?? {}), [id]: grave };
    },
  );
}

/** Brings a removed entity back under its old identifier, as it was. Refused when its tombstone does not say what it was. */
export function restoreEntity(parsed: ParsedModel, id: string): EditResult {
  const grave = plainEntity(parsed, 'removed', id);
  const was = grave?.was;
  const kind = (Object.keys(idPatterns) as (keyof typeof idPatterns)[]).find((candidate) => isEntityKind(candidate) && idPatterns[candidate].test(id)) as EntityKind | undefined;
  if (typeof was !== 'object' || was === null || kind === undefined) return { refused: 'not_there', path: ['removed', id, 'was'] };
  return guarded(
    parsed,
    ['removed', id],
    () => {
      const exhumation = removeEdits(parsed, ['removed', id]);
      const insertion = insertEdits(parsed, [kind, id], was);
      return exhumation && insertion ? [...exhumation, ...insertion] : undefined;
    },
    (root) => {
      delete (root.removed as Record<string, unknown>)[id];
      root[kind] = { ...((root[kind]) ?? {}), [id]: was };
    },
  );
}

function isEntityKind(kind: string): kind is EntityKind {
  return !['models', 'objectives', 'clauses', 'gaps'].includes(kind);
}

/** The entity as its file has it, unknown keys included. */
function plainEntity(parsed: ParsedModel, kind: EntityKind | 'removed', id: string): Record<string, unknown> | undefined {
  if (!isMap(entryAt(parsed.document, [kind, id])?.value)) return undefined;
  const root = plainOf(parsed.document, []) as Record<string, Record<string, Record<string, unknown>>>;
  return root[kind]?.[id];
}

/** Renaming an entity: its identifier is given out once and stays, what people call it changes. */
import { cursorAt } from '../../model/cursor.ts';
import { setValue, type EditResult } from '../../model/edit.ts';
import { identifierAt } from '../../model/identifier-at.ts';
import { entityKinds, type EntityKind } from '../../model/identifiers.ts';
import type { ModelPath, TextRange } from '../../model/problem.ts';
import { mapOf } from '../../model/references.ts';
import { findAssertionType } from '../../verifier/catalogue.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { titleKeys } from './entity-words.ts';
import { kindOfShape, shapeAt, wordsOf } from './shape.ts';

export interface Renamable {
  /** Of the identifier or name under the cursor. */
  readonly range: TextRange;
  readonly path: ModelPath;
  /** What people call it now. */
  readonly name: string;
}

/** What a rename at an offset would change; undefined where nothing has a name. */
export function renamableAt(snapshot: ModelSnapshot, offset: number): Renamable | undefined {
  const { source, model } = snapshot.parsed;
  const found = identifierAt(snapshot.text, offset);
  const kind = found && mapOf(model, found.id);
  if (found && kind) return named(snapshot, kind, found.id, found.range);
  // On the name itself.
  const path = source.pathAt(offset);
  const [section, id, key] = path;
  const owner = entityKinds.find((one) => one === section);
  if (path.length !== 3 || !owner || key !== titleKeys[owner]) return undefined;
  const range = source.valueRangeOf(path);
  return range && named(snapshot, owner, String(id), range);
}

function named({ parsed }: ModelSnapshot, kind: EntityKind, id: string, range: TextRange): Renamable {
  const value = (parsed.model[kind][id] as unknown as Readonly<Record<string, unknown>>)[titleKeys[kind]];
  return { range, path: [kind, id, titleKeys[kind]], name: typeof value === 'string' ? value : '' };
}

export interface NotRenamable {
  /**
   * `objective`: it is computed. `removed`: a tombstone. `unknown`: an identifier that the model does not have. `clause`: its name is a
   * key that others repeat. `word` and `key`: of the format itself. `text`: anything else.
   */
  readonly why: 'objective' | 'removed' | 'unknown' | 'clause' | 'word' | 'key' | 'text';
  /** What stands there; empty where nothing does. */
  readonly word: string;
}

/** Why nothing can be renamed at an offset where `renamableAt` finds nothing. */
export function whyNotRenamable(snapshot: ModelSnapshot, offset: number): NotRenamable {
  const found = identifierAt(snapshot.text, offset);
  if (found) return { word: found.id, why: Object.hasOwn(snapshot.parsed.model.removed, found.id) ? 'removed' : found.kind === 'objectives' ? 'objective' : 'unknown' };
  const cursor = cursorAt(snapshot.text, offset);
  const word = cursor ? snapshot.text.slice(cursor.word.start, cursor.word.end) : '';
  if (!cursor || word === '') return { why: 'text', word };
  const typeOf = (assertion: string): string | undefined => snapshot.model.assertions[assertion]?.type;
  const shape = shapeAt(cursor.path, typeOf);
  if (cursor.at === 'key') return { word, why: cursor.path.at(-1) === 'clauses' ? 'clause' : shapeAt([...cursor.path, word], typeOf) ? 'key' : 'text' };
  if (kindOfShape(shape) === 'clauses') return { why: 'clause', word };
  const isWord = wordsOf(shape).some((one) => one.word === word) || (cursor.path.at(-1) === 'type' && findAssertionType(word) !== undefined);
  return { why: isWord ? 'word' : 'text', word };
}

/** The edit that gives it another name. */
export function renameTo({ parsed }: ModelSnapshot, { path }: Renamable, name: string): EditResult {
  return setValue(parsed, path, name.trim());
}

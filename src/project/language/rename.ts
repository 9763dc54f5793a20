/** Renaming an entity: its identifier is given out once and stays, what people call it changes. */
import { setValue, type EditResult } from '../../model/edit.ts';
import { identifierAt } from '../../model/identifier-at.ts';
import { entityKinds, type EntityKind } from '../../model/identifiers.ts';
import type { ModelPath, TextRange } from '../../model/problem.ts';
import { mapOf } from '../../model/references.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { titleKeys } from './entity-words.ts';

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

/** The edit that gives it another name. */
export function renameTo({ parsed }: ModelSnapshot, { path }: Renamable, name: string): EditResult {
  return setValue(parsed, path, name.trim());
}

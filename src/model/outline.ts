/** The outline of a model file: its sections, the entities in them, and what those are made of. */
import { isMap, isScalar, type Node, type Scalar, type YAMLMap } from 'yaml';
import { entityKinds, type EntityKind } from './identifiers.ts';
import type { ParsedModel } from './parse.ts';
import type { TextRange } from './problem.ts';

export interface OutlineItem {
  readonly name: string;
  /** What people call it. */
  readonly detail: string;
  readonly kind: 'section' | 'clause' | 'part' | EntityKind;
  readonly range: TextRange;
  /** The key itself. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
}

/** Keys whose value says what people call the entity, the first that is there. */
const titleKeys = ['name', 'title', 'description', 'capability', 'label', 'type', 'reason', 'objective', 'shows', 'why'];

/** The outline of a text that may be broken: what could be read of it. */
export function outlineOf(parsed: ParsedModel): readonly OutlineItem[] {
  const top = parsed.document.contents;
  if (!isMap(top)) return [];
  return entriesOf(top, parsed).map(({ name, range, selection, value }) => {
    const kind = entityKinds.find((candidate) => candidate === name);
    const children = isMap(value) ? entriesOf(value, parsed).map((entity) => entityItem(entity, kind, parsed)) : [];
    return { name, detail: isScalar(value) ? textOf(value) : children.length > 0 ? String(children.length) : '', kind: 'section', range, selection, children };
  });
}

interface OutlineEntry {
  readonly name: string;
  readonly range: TextRange;
  readonly selection: TextRange;
  readonly value: Node | null;
}

function entityItem({ name, range, selection, value }: OutlineEntry, kind: EntityKind | undefined, parsed: ParsedModel): OutlineItem {
  const clauses = kind === 'controls' && isMap(value) ? entriesOf(value, parsed).find((entry) => entry.name === 'clauses')?.value : undefined;
  const children = isMap(clauses) ? entriesOf(clauses, parsed).map((clause): OutlineItem => ({ name: clause.name, detail: titleOf(clause.value), kind: 'clause', range: clause.range, selection: clause.selection, children: [] })) : [];
  return { name, detail: titleOf(value), kind: kind ?? 'part', range, selection, children };
}

function titleOf(value: Node | null): string {
  if (isScalar(value)) return textOf(value);
  if (!isMap(value)) return '';
  for (const key of titleKeys) {
    const found = value.items.find((item) => isScalar(item.key) && item.key.value === key)?.value;
    if (isScalar(found) && typeof found.value === 'string' && found.value.trim() !== '') return firstLine(found.value);
  }
  return '';
}

/** The entries of a map in the order of the text; keys that are no words are left out. */
function entriesOf(map: YAMLMap, { source }: ParsedModel): OutlineEntry[] {
  return map.items.flatMap(({ key, value }) => {
    const node = key as Node;
    if (!isScalar(node) || !node.range) return [];
    const content = (value as Node | null) ?? null;
    const end = Math.max(node.range[1], content?.range?.[1] ?? 0);
    // An entry ends with its content, not with the empty lines behind it.
    const trimmed = node.range[0] + source.text.slice(node.range[0], end).trimEnd().length;
    return [{ name: String(node.value), range: { start: node.range[0], end: Math.max(trimmed, node.range[1]) }, selection: { start: node.range[0], end: node.range[1] }, value: content }];
  });
}

function textOf({ value }: Scalar): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? firstLine(String(value)) : '';
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? '';
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

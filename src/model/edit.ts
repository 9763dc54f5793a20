/** Small edits of a model file's own text: set, insert, append, remove. Each is checked before it is handed out. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { afterLine, contentEnd, contentStart, endOfLine, extentOf, newlineOf, startOfLine } from './layout.ts';
import { parseModel, type ParsedModel } from './parse.ts';
import { plainOf } from './plain.ts';
import type { ModelPath } from './problem.ts';
import { entryAt, entryOf, type Entry } from './source.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';
import { flowText, keyText, scalarTextLike } from './yaml-text.ts';

/** Why an edit is not made; nothing has changed then. */
export type EditRefusal =
  /** The file has YAML errors: mend them first. */
  | { readonly refused: 'broken_file' }
  /** The place is written once and used in several places; an edit there would change them all. */
  | { readonly refused: 'aliased'; readonly path: ModelPath }
  | { readonly refused: 'not_there'; readonly path: ModelPath }
  | { readonly refused: 'already_there'; readonly path: ModelPath }
  /** The text is laid out in a way that a small edit cannot change for sure. Edit it by hand. */
  | { readonly refused: 'unclear_layout'; readonly path: ModelPath };

export type EditResult = { readonly edits: readonly TextEdit[] } | EditRefusal;

/** Sets the value at a path whose parent exists; inserts the key when it is not there. Lists and maps are written on one line. */
export function setValue(parsed: ParsedModel, path: ModelPath, value: unknown): EditResult {
  return guarded(parsed, path, () => {
    const entry = entryAt(parsed.document, path);
    if (!entry) return insertEdits(parsed, path, value);
    return replaceEdits(parsed.source.text, entry.pair, entry.value, value);
  }, (root) => put(root, path, value));
}

/** Inserts a key that is not there yet, and the maps above it that are not there either. */
export function insertValue(parsed: ParsedModel, path: ModelPath, value: unknown): EditResult {
  if (entryAt(parsed.document, path)) return { refused: 'already_there', path };
  return setValue(parsed, path, value);
}

/** Appends to the list at a path; makes the list when it is not there. */
export function appendValue(parsed: ParsedModel, path: ModelPath, value: unknown): EditResult {
  return guarded(parsed, path, () => {
    const entry = entryAt(parsed.document, path);
    if (!entry) return insertEdits(parsed, path, [value]);
    if (isSeq(entry.value)) return insertItem(parsed.source.text, entry.value, flowText(value), (text, indent) => `${indent}- ${text}`);
    return isEmpty(entry.value) ? replaceEdits(parsed.source.text, entry.pair, entry.value, [value]) : undefined;
  }, (root) => {
    const list = get(root, path);
    put(root, path, [...(Array.isArray(list) ? (list as unknown[]) : []), value]);
  });
}

/** Removes a key or the item of a list. The last one leaves `{}` or `[]`. */
export function removeValue(parsed: ParsedModel, path: ModelPath): EditResult {
  if (!entryAt(parsed.document, path)) return goesThroughAlias(parsed, path) ? { refused: 'aliased', path } : { refused: 'not_there', path };
  return guarded(parsed, path, () => removeEdits(parsed, path), (root) => drop(root, path));
}

/** Several edits of the same text as one: refused when one is. */
export function combine(results: readonly EditResult[]): EditResult {
  const edits: TextEdit[] = [];
  for (const result of results) {
    if ('refused' in result) return result;
    edits.push(...result.edits);
  }
  return { edits };
}

/**
 * Makes edits and proves them: the text after them parses, and says exactly what `expected` makes of the old values.
 * A layout that would not is refused, so that no edit ever changes what it should not.
 */
export function guarded(parsed: ParsedModel, path: ModelPath, make: () => readonly TextEdit[] | undefined, expected: (root: Record<string, unknown>) => void): EditResult {
  if (parsed.problems.some((problem) => problem.code === 'yaml_syntax' || problem.code === 'file_too_large' || problem.code === 'too_many_aliases')) return { refused: 'broken_file' };
  if (goesThroughAlias(parsed, path)) return { refused: 'aliased', path };
  const edits = make();
  if (!edits) return { refused: entryAt(parsed.document, path.slice(0, -1)) ? 'unclear_layout' : 'not_there', path };
  const root = (plainOf(parsed.document, []) ?? {}) as Record<string, unknown>;
  expected(root);
  const after = parseModel(applyEdits(parsed.source.text, edits), parsed);
  const same = JSON.stringify(sorted(plainOf(after.document, []))) === JSON.stringify(sorted(root));
  return same && !after.problems.some((problem) => problem.code === 'yaml_syntax') ? { edits } : { refused: 'unclear_layout', path };
}

/** The edits that remove the entry at a path, unproven. */
export function removeEdits(parsed: ParsedModel, path: ModelPath): readonly TextEdit[] | undefined {
  const text = parsed.source.text;
  const parent = entryAt(parsed.document, path.slice(0, -1))?.value;
  const step = path.at(-1);
  if (step === undefined || !(isMap(parent) || isSeq(parent)) || !entryOf(parent, step)) return undefined;
  const items = parent.items as (Pair | Node)[];
  const index = isMap(parent) ? parent.items.findIndex((item) => isScalar(item.key) && String(item.key.value) === String(step)) : Number(step);
  const { start, end } = extentOf(text, items[index]!);
  if (items.length === 1) return [{ range: { start: contentStart(parent), end: contentEnd(text, parent) }, text: isMap(parent) ? '{}' : '[]' }];
  if (parent.flow) {
    const next = items[index + 1];
    if (next) return [{ range: { start, end: extentOf(text, next).start }, text: '' }];
    return [{ range: { start: extentOf(text, items[index - 1]!).end, end }, text: '' }];
  }
  const lineStart = startOfLine(text, start);
  const lead = text.slice(lineStart, start);
  if (isSeq(parent) ? !/^\s*-\s*$/.test(lead) : lead.trim() !== '') {
    // The first entry of a block that begins behind a dash: the next one moves up to its place.
    const next = items[index + 1];
    return next ? [{ range: { start, end: extentOf(text, next).start }, text: '' }] : undefined;
  }
  return [{ range: { start: lineStart, end: afterLine(text, end) }, text: '' }];
}

/** The edits that insert a key below an existing map, or the maps above it as far as they are missing; unproven. */
export function insertEdits(parsed: ParsedModel, path: ModelPath, value: unknown): readonly TextEdit[] | undefined {
  const key = path.at(-1);
  if (key === undefined) return undefined;
  const text = parsed.source.text;
  const parentPath = path.slice(0, -1);
  const parent = entryAt(parsed.document, parentPath);
  if (!parent || isEmpty(parent.value)) {
    if (path.length === 1) return undefined;
    if (parent) {
      // `assets:` with nothing behind it: the first entity goes on a line of its own.
      const keyNode = parent.pair?.key as Node | undefined;
      if (!keyNode?.range) return undefined;
      const after = text.indexOf(':', keyNode.range[1]) + 1;
      if (after === 0 || !/^[ \t]*(#.*)?(\r?\n|\r|$)/.test(text.slice(after))) return replaceEdits(text, parent.pair, parent.value, { [String(key)]: value });
      const indent = `${' '.repeat(keyNode.range[0] - startOfLine(text, keyNode.range[0]))}  `;
      const at = endOfLine(text, after);
      return [{ range: { start: at, end: at }, text: `${newlineOf(text)}${indent}${keyText(String(key))}: ${flowText(value)}` }];
    }
    return insertEdits(parsed, parentPath, { [String(key)]: value });
  }
  if (!isMap(parent.value)) return undefined;
  const opened = parentPath.length === 1 ? openEmptyMap(text, parent, String(key), value) : undefined;
  if (opened) return opened;
  const written = `${keyText(String(key))}: ${flowText(value)}`;
  return insertItem(text, parent.value, written, (line, indent) => indent + line, parentPath.length === 0 && isPlainMap(value) ? topLevelBlock(String(key), value, newlineOf(text)) : undefined);
}

/** `assets: {}` opens up, so that its first entity stands on a line of its own and branches merge. */
function openEmptyMap(text: string, parent: Entry, key: string, value: unknown): readonly TextEdit[] | undefined {
  const [map, keyEnd] = [parent.value, (parent.pair?.key as Node | undefined)?.range?.[1]];
  if (!isMap(map) || !map.flow || map.items.length > 0 || !map.range || keyEnd === undefined) return undefined;
  const colon = text.indexOf(':', keyEnd);
  if (!/^\s*$/.test(text.slice(colon + 1, map.range[0])) || !/^\{\s*\}$/.test(text.slice(map.range[0], map.range[1])) || !/^[ \t]*(\r?\n|\r|$)/.test(text.slice(map.range[1]))) return undefined;
  return [{ range: { start: colon + 1, end: map.range[1] }, text: `${newlineOf(text)}  ${keyText(key)}: ${flowText(value)}` }];
}

/** A new top-level map with its entities one a line. */
function topLevelBlock(key: string, value: Record<string, unknown>, newline: string): string {
  const lines = Object.entries(value).map(([id, entity]) => `  ${keyText(id)}: ${flowText(entity)}`);
  return [`${keyText(key)}:`, ...lines].join(newline);
}

function insertItem(text: string, parent: YAMLMap | YAMLSeq, written: string, asLine: (written: string, indent: string) => string, block?: string): readonly TextEdit[] | undefined {
  const last = parent.items.at(-1) as Pair | Node | undefined;
  if (parent.flow) {
    if (!last) {
      const inside = (parent.range?.[0] ?? 0) + 1;
      return [{ range: { start: inside, end: inside }, text: written }];
    }
    const end = extentOf(text, last).end;
    const comma = /^\s*,/.exec(text.slice(end, parent.range?.[1]));
    const at = comma ? end + comma[0].length : end;
    return [{ range: { start: at, end: at }, text: comma ? ` ${written}` : `, ${written}` }];
  }
  const first = parent.items[0] as Pair | Node | undefined;
  if (!first || !last) return undefined;
  const firstStart = isSeq(parent) ? text.lastIndexOf('-', extentOf(text, first).start) : extentOf(text, first).start;
  if (firstStart < 0) return undefined;
  const indent = ' '.repeat(firstStart - startOfLine(text, firstStart));
  const at = afterLine(text, extentOf(text, last).end);
  const newline = newlineOf(text);
  const line = block ?? asLine(written, indent);
  const missingBreak = at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r';
  return [{ range: { start: at, end: at }, text: missingBreak ? newline + line : line + newline }];
}

function replaceEdits(text: string, pair: Pair | undefined, node: Node | null, value: unknown): readonly TextEdit[] | undefined {
  if (isEmpty(node) && pair) {
    const keyNode = pair.key as Node;
    const colon = text.indexOf(':', keyNode.range?.[1] ?? text.length);
    if (colon < 0 || (node?.range && node.range[0] < colon)) return undefined;
    return [{ range: { start: colon + 1, end: colon + 1 }, text: ` ${flowText(value)}` }];
  }
  if (!node?.range) return undefined;
  const range = { start: contentStart(node), end: contentEnd(text, node) };
  const scalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return [{ range, text: scalar ? scalarTextLike(value as string, text.slice(range.start, range.end)) : flowText(value) }];
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1]);
}

function goesThroughAlias(parsed: ParsedModel, path: ModelPath): boolean {
  let node: Node | null = parsed.document.contents;
  for (const step of path) {
    if (isAlias(node) || (node && 'anchor' in node && node.anchor)) return true;
    const entry = entryOf(node, step);
    if (!entry) return false;
    node = entry.value;
  }
  return isAlias(node) || Boolean(node && 'anchor' in node && node.anchor) || hasAnchorInside(node);
}

function hasAnchorInside(node: Node | null): boolean {
  if (isMap(node)) return node.items.some((item) => hasAnchor(item.value as Node | null));
  if (isSeq(node)) return node.items.some((item) => hasAnchor(item as Node));
  return false;
}

function hasAnchor(node: Node | null): boolean {
  return Boolean(node && 'anchor' in node && node.anchor) || hasAnchorInside(node);
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function get(root: unknown, path: ModelPath): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined), root);
}

function put(root: Record<string, unknown>, path: ModelPath, value: unknown): void {
  let parent: Record<string | number, unknown> = root;
  for (const step of path.slice(0, -1)) {
    if (typeof parent[step] !== 'object' || parent[step] === null) parent[step] = {};
    parent = parent[step] as Record<string | number, unknown>;
  }
  parent[path.at(-1)!] = value;
}

function drop(root: Record<string, unknown>, path: ModelPath): void {
  const parent = get(root, path.slice(0, -1));
  const step = path.at(-1)!;
  if (Array.isArray(parent)) parent.splice(Number(step), 1);
  else delete (parent as Record<string | number, unknown>)[step];
}

/** Keys in order, so that two values that say the same compare as the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
  return value;
}

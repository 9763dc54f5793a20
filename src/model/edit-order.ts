/** Moving an entry of a map to another place among its neighbours: its own lines, with the comments right above it, and nothing else. */
import { isMap, isScalar, type Pair } from 'yaml';
import { guarded, type EditResult } from './edit.ts';
import { afterLine, extentOf, newlineOf, startOfLine } from './layout.ts';
import { parseModel, type ParsedModel } from './parse.ts';
import type { ModelPath } from './problem.ts';
import { entryAt } from './source.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/**
 * Moves the entry `key` of the map at `path` to stand before the entry `before`, or last when that is undefined. Proven twice: the
 * text says the same as before, and its keys stand in the wanted order.
 */
export function moveEntry(parsed: ParsedModel, path: ModelPath, key: string, before: string | undefined): EditResult {
  const keys = keysAt(parsed, path);
  if (!keys.includes(key) || (before !== undefined && !keys.includes(before))) return { refused: 'not_there', path: [...path, key] };
  const others = keys.filter((one) => one !== key);
  const at = before === undefined ? others.length : before === key ? keys.indexOf(key) : others.indexOf(before);
  const wanted = [...others.slice(0, at), key, ...others.slice(at)];
  if (wanted.join('\n') === keys.join('\n')) return { edits: [] };
  const result = guarded(parsed, [...path, key], () => moveEdits(parsed, path, key, wanted[at + 1]), () => undefined);
  if ('refused' in result) return result;
  const after = keysAt(parseModel(applyEdits(parsed.source.text, result.edits), parsed), path);
  return after.join('\n') === wanted.join('\n') ? result : { refused: 'unclear_layout', path: [...path, key] };
}

function keysAt(parsed: ParsedModel, path: ModelPath): readonly string[] {
  const map = entryAt(parsed.document, path)?.value;
  return isMap(map) ? map.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
}

function moveEdits(parsed: ParsedModel, path: ModelPath, key: string, before: string | undefined): readonly TextEdit[] | undefined {
  const { text } = parsed.source;
  const map = entryAt(parsed.document, path)?.value;
  if (!isMap(map)) return undefined;
  const pairs = map.items;
  const [from, to] = [key, before].map((name) => pairs.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === name)) as [number, number];
  if (map.flow) return flowMove(text, pairs, from, to);
  const extents = pairs.map((pair) => linesOf(text, pair));
  const [moved, target, last] = [extents[from], extents[to], extents.at(-1)];
  if (!moved || !last || (to >= 0 && !target)) return undefined;
  const at = target ? target.start : last.end;
  const newline = newlineOf(text);
  const written = text.slice(moved.start, moved.end);
  const [open, close] = [endsLine(text, at) ? '' : newline, endsLine(written, written.length) ? '' : newline];
  // What stands last in a file without a line end leaves none behind either.
  return [{ range: { start: moved.start, end: moved.end }, text: '' }, { range: { start: at, end: at }, text: open + written + (open === '' ? close : '') }];
}

/** The lines of a block entry, with the comments right above it; undefined where it shares its first line with something else. */
function linesOf(text: string, pair: Pair): { readonly start: number; readonly end: number } | undefined {
  const extent = extentOf(text, pair);
  let start = startOfLine(text, extent.start);
  const indent = text.slice(start, extent.start);
  if (indent.trim() !== '') return undefined;
  for (;;) {
    const above = startOfLine(text, Math.max(0, start - (text[start - 2] === '\r' ? 2 : 1)));
    if (above >= start || !text.slice(above, start).startsWith(`${indent}#`)) break;
    start = above;
  }
  return { start, end: afterLine(text, extent.end) };
}

function flowMove(text: string, pairs: readonly Pair[], from: number, to: number): readonly TextEdit[] | undefined {
  const extents = pairs.map((pair) => extentOf(text, pair));
  const moved = extents[from];
  const last = extents.at(-1);
  if (!moved || !last) return undefined;
  const written = text.slice(moved.start, moved.end);
  const next = extents[from + 1];
  const gone: TextEdit = next ? { range: { start: moved.start, end: next.start }, text: '' } : { range: { start: extents[from - 1]!.end, end: moved.end }, text: '' };
  const target = extents[to];
  return [gone, target ? { range: { start: target.start, end: target.start }, text: `${written}, ` } : { range: { start: last.end, end: last.end }, text: `, ${written}` }];
}

function endsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
}

/**
 * Reads an edited text by reading only those entries again that the edit touches. An entry of a block map begins in a line
 * of its own; where all before it was read without an error, the parser stands at that line as it stands at the start of a
 * map so deep. So the lines of some entries, read by themselves, mean what they mean in the whole. A test compares the two.
 */
import { isMap, isScalar, Pair, parseDocument, visit, YAMLMap, type Document, type Node } from 'yaml';
import { changedRange, type ChangedRange } from './changed-range.ts';
import { movedPair } from './moved-pair.ts';
import { yamlOptions } from './yaml-options.ts';

export interface ReadText {
  readonly text: string;
  readonly document: Document;
}

/** Some entries of a map in a row, by index, and the lines that they stand in. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** The document of `text`: the same as read anew, of an earlier one where that can be had; undefined where it has to be read anew. */
export function reparse(text: string, before: ReadText): Document | undefined {
  const top: unknown = before.document.contents;
  if (!isMap<Node>(top) || !isSimple(before)) return undefined;
  if (text === before.text) return before.document;
  const change = changedRange(before.text, text);
  const run = runOf(top, 0, before.text.length, change, before.text);
  if (!run) return undefined;
  const made = withinSection(text, before.text, top, run, change) ?? withEntries(text, top, run, 0, change);
  if (!made) return undefined;
  const document: Document = parseDocument('', yamlOptions);
  document.contents = made;
  simple.set(document, true);
  return document;
}

/** What was found out about a document once. */
const simple = new WeakMap<Document, boolean>();

/** Whether nothing of one entry reaches into another: no error, no anchor, alias or tag, one document. */
function isSimple({ text, document }: ReadText): boolean {
  let known = simple.get(document);
  if (known === undefined) simple.set(document, (known = document.errors.length === 0 && document.warnings.length === 0 && !hasMarkers(text) && isLocal(document)));
  return known;
}

function hasMarkers(text: string): boolean {
  return /^(?:---|\.\.\.|%)/m.test(text) || text.includes('\uFEFF');
}

function isLocal(document: Document): boolean {
  let local = true;
  const end = (): symbol => {
    local = false;
    return visit.BREAK;
  };
  const look = (_: unknown, node: { readonly anchor?: string; readonly tag?: string }): symbol | undefined => (node.anchor === undefined && node.tag === undefined ? undefined : end());
  // Where a key without a text stands depends on what comes before it.
  const pair = (_: unknown, { key }: Pair): symbol | undefined => (isScalar(key) && key.range?.[0] === key.range?.[1] ? end() : undefined);
  visit(document, { Pair: pair, Alias: end, Map: look, Seq: look, Scalar: look });
  return local;
}

/** The entries whose lines hold all of a change; undefined when it goes beyond the map, or lines are not theirs alone. `end`: of the last one's lines. */
function runOf(map: YAMLMap, indent: number, end: number, change: ChangedRange, text: string): Run | undefined {
  let [first, high] = [0, map.items.length - 1];
  while (first < high) {
    const middle = (first + high + 1) >> 1;
    if (keyStart(map, middle) - indent <= change.start) first = middle;
    else high = middle - 1;
  }
  const start = lineOf(map, first, indent, text);
  if (start === undefined || start > change.start) return undefined;
  for (let last = first; last < map.items.length; last++) {
    const next = last + 1 < map.items.length ? lineOf(map, last + 1, indent, text) : end;
    if (next === undefined) return undefined;
    // A change that reaches the end of the lines may have taken their last line break.
    if (change.oldEnd < next || next === text.length) return { first, last, start, end: next };
  }
  return undefined;
}

function keyStart(map: YAMLMap, index: number): number {
  return (map.items[index]?.key as Node | undefined)?.range?.[0] ?? -1;
}

/** Where the line of an entry begins, when nothing but its indent stands before its key. */
function lineOf(map: YAMLMap, index: number, indent: number, text: string): number | undefined {
  const start = keyStart(map, index) - indent;
  return start >= 0 && (start === 0 || text[start - 1] === '\n') && text.slice(start, start + indent) === ' '.repeat(indent) ? start : undefined;
}

/** The top with a change inside of one of its sections. */
function withinSection(text: string, before: string, top: YAMLMap, { first, last, end }: Run, change: ChangedRange): YAMLMap | undefined {
  const pair = top.items[first];
  const section = pair?.value;
  if (first !== last || !isMap(section) || section.flow || section.items.length === 0) return undefined;
  const begin = keyStart(section, 0);
  const indent = begin - (before.lastIndexOf('\n', begin - 1) + 1);
  const run = indent > 0 ? runOf(section, indent, end, change, before) : undefined;
  const made = run && withEntries(text, section, run, indent, change);
  return made && replaced(top, { first, last }, [new Pair(pair?.key, made)], change.newEnd - change.oldEnd, made.range);
}

/** A map with some of its entries read anew. */
function withEntries(text: string, map: YAMLMap, run: Run, indent: number, change: ChangedRange): YAMLMap | undefined {
  const by = change.newEnd - change.oldEnd;
  const head = indent === 0 ? '' : 'above:\n';
  const lines = text.slice(run.start, run.end + by);
  if (map.flow || hasMarkers(lines)) return undefined;
  const document: Document = parseDocument(head + lines, yamlOptions);
  if (document.errors.length > 0 || document.warnings.length > 0 || !isLocal(document)) return undefined;
  let made: unknown = document.contents;
  if (indent > 0) made = isMap(made) && made.items.length === 1 ? made.items[0]?.value : undefined;
  if (!isMap(made) || made.flow || keyStart(made, 0) !== head.length + indent) return undefined;
  const moved = run.start - head.length;
  return replaced(map, run, made.items.map((pair) => movedPair(pair, moved)), by, made.range?.map((offset) => offset + moved) as Range | undefined);
}

type Range = [number, number, number];

/** A copy of the map with other entries in the place of some, and those behind them moved. `range`: of the new entries. */
function replaced(map: YAMLMap, { first, last }: Pick<Run, 'first' | 'last'>, entries: readonly Pair[], by: number, range: Range | null | undefined): YAMLMap {
  const copy = new YAMLMap();
  copy.items = [...map.items.slice(0, first), ...entries, ...map.items.slice(last + 1).map((pair) => movedPair(pair, by))];
  if (map.range && range) {
    const toTheEnd = last === map.items.length - 1;
    copy.range = [first === 0 ? range[0] : map.range[0], toTheEnd ? range[1] : map.range[1] + by, toTheEnd ? range[2] : map.range[2] + by];
  }
  return copy;
}

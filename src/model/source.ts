/** The text of a model file with the place of everything it says. */
import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import { originOf } from './moved-pair.ts';
import type { ModelPath, TextRange } from './problem.ts';

export interface ModelSource {
  readonly text: string;
  /** Key and value of the entry at a path, or the item of a list; undefined when the text has none. */
  rangeOf(path: ModelPath): TextRange | undefined;
  keyRangeOf(path: ModelPath): TextRange | undefined;
  valueRangeOf(path: ModelPath): TextRange | undefined;
  /** The innermost path whose entry an offset lies in. */
  pathAt(offset: number): ModelPath;
  /** The range of the nearest thing that exists at or above a path; the start of the text when nothing does. */
  nearestRange(path: ModelPath): TextRange;
}

/** One step from a node to the child of a key or an index; the pair too, when the parent is a map. */
export interface Entry {
  readonly pair?: Pair;
  readonly value: Node | null;
}

/** The entry of a key or index in a node, the first one where a key is doubled; undefined when there is none or behind an alias. */
export function entryOf(node: Node | null, step: string | number): Entry | undefined {
  if (isMap(node)) {
    const pair = pairOf(node, String(step));
    return pair ? { pair, value: (pair.value as Node | null | undefined) ?? null } : undefined;
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    if (item === undefined) return undefined;
    return isPair(item) ? { pair: item, value: (item.value as Node | null | undefined) ?? null } : { value: item as Node };
  }
  return undefined;
}

/** Maps with more entries than this are indexed when the first of them is looked up. A parsed document is never changed. */
const indexedFrom = 16;
const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  if (map.items.length < indexedFrom) return map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  let index = indexes.get(map);
  if (!index) {
    const made = new Map<string, Pair>();
    for (const item of map.items) {
      const { key } = originOf(item);
      if (isScalar(key) && !made.has(String(key.value))) made.set(String(key.value), item);
    }
    indexes.set(map, (index = made));
  }
  return index.get(key);
}

/** The entry at a path from the top of a document, not following aliases; the top itself for the empty path. */
export function entryAt(document: Document, path: ModelPath): Entry | undefined {
  let entry: Entry | undefined = { value: document.contents };
  for (const step of path) {
    entry = entryOf(entry.value, step);
    if (!entry) return undefined;
  }
  return entry;
}

function rangeOfNode(node: Node | null | undefined): TextRange | undefined {
  return node?.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

/** Gives a parsed document its places. */
export function sourceOf(text: string, document: Document): ModelSource {
  const keyRangeOf = (path: ModelPath): TextRange | undefined => rangeOfNode(entryAt(document, path)?.pair?.key as Node | undefined);
  const valueRangeOf = (path: ModelPath): TextRange | undefined => rangeOfNode(entryAt(document, path)?.value);
  const rangeOf = (path: ModelPath): TextRange | undefined => {
    const key = keyRangeOf(path);
    const value = valueRangeOf(path);
    if (key && value) return { start: key.start, end: Math.max(key.end, value.end) };
    return key ?? value;
  };
  return {
    text,
    rangeOf,
    keyRangeOf,
    valueRangeOf,
    nearestRange(path) {
      for (let length = path.length; length > 0; length--) {
        const range = rangeOf(path.slice(0, length));
        if (range) return range;
      }
      return { start: 0, end: 0 };
    },
    pathAt(offset) {
      const path: (string | number)[] = [];
      let node = document.contents;
      const holds = (range: TextRange | undefined): boolean => range !== undefined && range.start <= offset && offset <= range.end;
      for (;;) {
        if (isMap(node)) {
          const pair: Pair | undefined = node.items.find((item) => {
            const key = rangeOfNode(item.key as Node);
            const value = rangeOfNode(item.value as Node | null);
            return holds(key) || holds(value) || (key && value ? key.start <= offset && offset <= value.end : false);
          });
          if (!pair || !isScalar(pair.key)) return path;
          path.push(String(pair.key.value));
          node = (pair.value as Node | null | undefined) ?? null;
        } else if (isSeq(node)) {
          const index = node.items.findIndex((item) => holds(rangeOfNode(item as Node)));
          if (index < 0) return path;
          path.push(index);
          node = node.items[index] as Node;
        } else {
          return path;
        }
        if (isAlias(node)) return path;
      }
    },
  };
}

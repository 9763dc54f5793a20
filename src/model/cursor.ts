/** Where in a model a cursor stands while somebody types: in which map or list, at a key or at a value. */
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { ModelPath, TextRange } from './problem.ts';

export interface Cursor {
  /** Of the map whose key is typed, or of the value that is typed; an item of a list ends in its index. */
  readonly path: ModelPath;
  readonly at: 'key' | 'value';
  /** The keys of that map, or the items of that list, apart from the one that is typed. */
  readonly others: readonly string[];
  /** The word that is typed, to be replaced. */
  readonly word: TextRange;
}

const stand = 'mipitiCursorHere';
const wordCharacter = /[A-Za-z0-9_.*-]/;

/** The place of an offset in a text that need not be whole; undefined in comments and where nothing can be read. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  let start = offset;
  while (start > 0 && wordCharacter.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < text.length && wordCharacter.test(text[end]!)) end++;
  // A word stands where it is typed: as a key it has its colon already or gets one.
  const hasColon = /^[ \t]*:/.test(text.slice(end));
  for (const written of hasColon ? [stand] : [stand, `${stand}: `]) {
    const document = parseDocument(text.slice(0, start) + written + text.slice(end), { version: '1.2', schema: 'core', uniqueKeys: false, strict: false, logLevel: 'silent', prettyErrors: false });
    const found = find(document);
    if (found) return { ...found, word: { start, end } };
  }
  return undefined;
}

function find(document: Document): Omit<Cursor, 'word'> | undefined {
  const open: { readonly node: Node | null; readonly path: ModelPath }[] = [{ node: document.contents, path: [] }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { node, path } = item;
    if (isMap(node)) {
      const keys = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
      for (const [index, { value }] of node.items.entries()) {
        const key = keys[index]!;
        if (isHere(key)) return { path, at: 'key', others: keys.filter((other) => !isHere(other)) };
        open.push({ node: value as Node | null, path: [...path, key] });
      }
    } else if (isSeq(node)) {
      for (const [index, one] of node.items.entries()) {
        if (isScalar(one) && isHere(one.value)) return { path: [...path, index], at: 'value', others: node.items.flatMap((other, at) => (at !== index && isScalar(other) ? [String(other.value)] : [])) };
        open.push({ node: one as Node, path: [...path, index] });
      }
    } else if (isScalar(node) && isHere(node.value)) return { path, at: 'value', others: [] };
  }
  return undefined;
}

/** A word typed below a text that goes on is part of it for the parser. */
function isHere(value: unknown): boolean {
  return typeof value === 'string' && value.includes(stand);
}

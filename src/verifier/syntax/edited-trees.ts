/** Trees of the files parsed last, so that a text which changed a little is parsed again only where it changed. */
import type { Edit, Language, Parser, Point, Tree } from 'web-tree-sitter';
import { changedRange } from '../../model/changed-range.ts';

/** Trees kept, and the source text that they may stand for together, in UTF-16 units; a tree takes some twenty times its text. */
const keptTrees = 6;
const keptText = 400_000;

interface KeptTree {
  readonly tree: Tree;
  readonly text: string;
}

export interface EditedTrees {
  /** The tree of `text`. It belongs to this store and lives until the next call. Undefined when the parser gave up. */
  parse(parser: Parser, language: Language, file: string, text: string): Tree | undefined;
}

/**
 * A store for one parser. A tree of edited text equals the tree of the same text parsed afresh: where it holds an error,
 * whose extent depends on what was parsed before, it is parsed afresh.
 */
export function editedTrees(): EditedTrees {
  const kept = new Map<string, KeptTree>();
  let held = 0;
  const take = (key: string): KeptTree | undefined => {
    const one = kept.get(key);
    if (one) {
      kept.delete(key);
      held -= one.text.length;
    }
    return one;
  };
  return {
    parse(parser, language, file, text) {
      parser.setLanguage(language);
      const before = take(file);
      let tree: Tree | null = null;
      if (before) {
        before.tree.edit(editBetween(before.text, text));
        tree = parser.parse(text, before.tree);
        before.tree.delete();
        if (tree?.rootNode.hasError) {
          tree.delete();
          tree = null;
        }
      }
      tree ??= parser.parse(text);
      if (!tree) return undefined;
      kept.set(file, { tree, text });
      held += text.length;
      for (const oldest of kept.keys()) {
        if ((kept.size <= keptTrees && held <= keptText) || oldest === file) break;
        take(oldest)?.tree.delete();
      }
      return tree;
    },
  };
}

/** The one range in which two texts differ, in whole characters. */
function editBetween(before: string, after: string): Edit {
  let { start, oldEnd, newEnd } = changedRange(before, after);
  // Two halves of one character stay together.
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--;
  if (oldEnd < before.length && isLowSurrogate(before.charCodeAt(oldEnd))) [oldEnd, newEnd] = [oldEnd + 1, newEnd + 1];
  const startPosition = pointAt(before, start);
  return { startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd, startPosition, oldEndPosition: pointAt(before, oldEnd), newEndPosition: pointAt(after, newEnd) };
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function pointAt(text: string, index: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: index - lineStart };
}

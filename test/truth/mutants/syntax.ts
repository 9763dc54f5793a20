/** The grammars, used directly: mutation must not trust what the verifier makes of them. */
import { Language, Parser } from 'web-tree-sitter';
import type { Node } from 'web-tree-sitter';
import { nodeGrammars } from '../../../src/verifier/grammar-files.ts';
import { languageOfFile } from '../../../src/verifier/languages/all.ts';

export type { Node } from 'web-tree-sitter';
/** Gives `use` the tree of a text; the tree is gone afterwards. */
export type Parse = <Result>(path: string, text: string, use: (root: Node) => Result) => Promise<Result>;

/** A parser for files of every known language. */
export async function parser(): Promise<Parse> {
  const files = nodeGrammars();
  await Parser.init({ wasmBinary: await files.runtime() });
  const made = new Parser();
  const grammars = new Map<string, Language>();
  return async (path, text, use) => {
    const language = languageOfFile(path);
    if (!language) throw new Error(`${path} has no known language`);
    const { grammar } = language;
    if (!grammars.has(grammar.name)) grammars.set(grammar.name, await Language.load(await files.grammar(grammar)));
    made.setLanguage(grammars.get(grammar.name)!);
    const tree = made.parse(text);
    if (!tree) throw new Error(`${path} gave no tree`);
    try {
      return use(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
}

/** All nodes of these kinds, in the order of the text. */
export function nodesOf(root: Node, kinds: readonly string[]): readonly Node[] {
  return root.descendantsOfType([...kinds]).filter((node) => node !== null);
}

export function ancestors(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at = node.parent; at; at = at.parent) found.push(at);
  return found;
}

/** The white space before a node when nothing else stands before it on its line; undefined otherwise. */
export function indentOf(text: string, node: Node): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', node.startIndex - 1) + 1, node.startIndex);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** With texts put in the place of ranges; what is put before a range may begin where that begins. */
export function replaced(text: string, ...changes: readonly (readonly [start: number, end: number, by: string])[]): string {
  return [...changes].sort((a, b) => b[0] - a[0] || b[1] - a[1]).reduce((changed, [start, end, by]) => changed.slice(0, start) + by + changed.slice(end), text);
}

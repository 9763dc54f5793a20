/** Loads grammars at first use and turns text into lowered code. The parser's own trees never leave this file. */
import { Language, Parser } from 'web-tree-sitter';
import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Code, Span } from '../code/code.ts';
import type { Grammar, LanguageDefinition } from './grammar.ts';
import { editedTrees } from './edited-trees.ts';
import { SyntaxNode } from './node.ts';

/** Where the WebAssembly comes from. Rejects when a file is missing. */
export interface GrammarFiles {
  runtime(): Promise<Uint8Array>;
  grammar(grammar: Grammar): Promise<Uint8Array>;
}

/** A file in its common form. */
export interface LoweredFile {
  readonly code: Code;
  readonly comments: readonly Span[];
  readonly documentation: readonly Span[];
  /** Where the grammar could not follow, or nesting is too deep. */
  readonly errors: readonly Span[];
  /** Macros that may define what stands in no syntax. */
  readonly generated: readonly Span[];
}

/** Lowered code nests at most so deep; what lies deeper is an error region. People write a tenth of it. */
export const maximumDepth = 600;

export interface LoweringParser {
  /** `file` tells texts apart that are versions of one file. */
  lowered(text: string, language: LanguageDefinition, file: string): Promise<LoweredFile>;
  /** A grammar failed to load, or its memory broke over a text: what else it would say cannot be trusted, so it says nothing more. */
  readonly broken: boolean;
}

/** A parser that keeps its grammars. After it breaks, all further use fails: its worker must go. */
export function loweringParser(files: GrammarFiles): LoweringParser {
  let runtime: Promise<Parser> | undefined;
  let broken = false;
  const grammars = new Map<string, Promise<Language>>();
  const trees = editedTrees();
  const parsed = async (text: string, definition: LanguageDefinition, file: string): Promise<LoweredFile> => {
    runtime ??= start(files);
    const parser = await runtime;
    let grammar = grammars.get(definition.grammar.name);
    if (!grammar) {
      grammar = files.grammar(definition.grammar).then((bytes) => Language.load(definition.grammar.mend?.(bytes) ?? bytes));
      grammars.set(definition.grammar.name, grammar);
    }
    const language = await grammar;
    const tree = trees.parse(parser, language, `${definition.id}:${file}`, text);
    if (!tree) throw new Error(`the ${definition.grammar.name} parser gave no tree`);
    return lower(tree, text, language, definition);
  };
  return {
    get broken() {
      return broken;
    },
    async lowered(text, definition, file) {
      if (broken) throw new Error('the parser broke over an earlier text');
      try {
        return await parsed(text, definition, file);
      } catch (error) {
        broken = true;
        throw error;
      }
    },
  };
}

async function start(files: GrammarFiles): Promise<Parser> {
  const wasmBinary = await files.runtime();
  // Its bytes are given, so nothing is located; without this a script that has no folder, as in a browser's worker, would be asked for one.
  await Parser.init({ wasmBinary, locateFile: (name: string) => name });
  return new Parser();
}

/** Goes over the tree once, without recursion, lowering each node when all of its children are lowered. */
function lower(tree: Tree, text: string, language: Language, definition: LanguageDefinition): LoweredFile {
  const comments: Span[] = [];
  const documentation: Span[] = [];
  const errors: Span[] = [];
  const kinds = kindTable(language);
  const isComment = new Set(definition.comments);
  const isErased = new Set(definition.erased);
  const generated: Span[] = [];
  const into = (spans: Span[]) => ({ start, end }: Span): void => void spans.push({ start, end });
  const notes = { documentation: into(documentation), misread: into(errors), generated: into(generated) };
  const finish = (node: SyntaxNode): void => {
    const rule = definition.rules[node.kind];
    node.code = isErased.has(node.kind) ? { kind: 'nothing', start: node.start, end: node.end } : rule ? rule(node, notes) : groupOf(node);
    node.depth = depthOf(node);
    if (node.depth <= maximumDepth) return;
    errors.push({ start: node.start, end: node.end });
    node.code = { kind: 'nothing', start: node.start, end: node.end };
    node.depth = 1;
  };

  const cursor = tree.walk();
  const open: SyntaxNode[] = [];
  let root: SyntaxNode | undefined;
  try {
    for (;;) {
      const node = nodeAt(cursor, text, kinds);
      if (node.kind === 'ERROR' || (node.start === node.end && cursor.nodeIsMissing)) errors.push(errorSpan(node));
      if (isComment.has(node.kind)) comments.push({ start: node.start, end: node.end });
      else if (cursor.gotoFirstChild()) {
        node.children = [];
        open.push(node);
        continue;
      } else {
        finish(node);
        const parent = open.at(-1);
        if (parent) parent.children.push(node);
        else root = node;
      }
      while (!cursor.gotoNextSibling()) {
        const parent = open.pop();
        if (!parent || !cursor.gotoParent()) return { code: (root ?? parent)?.code ?? emptyCode, comments, documentation, errors, generated };
        finish(parent);
        const grandparent = open.at(-1);
        if (grandparent) grandparent.children.push(parent);
        else root = parent;
      }
    }
  } finally {
    cursor.delete();
  }
}

const emptyCode: Code = { kind: 'nothing', start: 0, end: 0 };

/** A missing token has no width; it spoils what touches its place. */
function errorSpan({ start, end }: Span): Span {
  return { start, end: Math.max(end, start + 1) };
}

function nodeAt(cursor: TreeCursor, text: string, { names, named }: KindTable): SyntaxNode {
  const id = cursor.nodeTypeId;
  const kind = names[id] ?? 'ERROR';
  const field = cursor.currentFieldName ?? undefined;
  return new SyntaxNode(text, kind, named[id] ?? true, field, cursor.startIndex, cursor.endIndex);
}

interface KindTable {
  readonly names: readonly string[];
  readonly named: readonly boolean[];
}

/** The same for every file of a language; asking for it costs as much as walking a small one. */
const kindTables = new WeakMap<Language, KindTable>();

function kindTable(language: Language): KindTable {
  const known = kindTables.get(language);
  if (known) return known;
  const names: string[] = [];
  const named: boolean[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    names.push(language.nodeTypeForId(id) ?? 'ERROR');
    named.push(language.nodeTypeIsNamed(id));
  }
  const table = { names, named };
  kindTables.set(language, table);
  return table;
}

function groupOf(node: SyntaxNode): Code {
  if (node.children.length === 0) return { kind: 'nothing', start: node.start, end: node.end };
  const parts = node.children.filter((child) => child.named && child.code.kind !== 'nothing').map((child) => child.code);
  const only = parts[0];
  if (only && parts.length === 1) return only;
  return parts.length === 0 ? { kind: 'nothing', start: node.start, end: node.end } : { kind: 'group', parts, start: node.start, end: node.end };
}

/** One more than the deepest child, except that a node which only passes a child's form on adds nothing. */
function depthOf(node: SyntaxNode): number {
  let depth = 1;
  for (const child of node.children) depth = Math.max(depth, child.code === node.code ? child.depth : child.depth + 1);
  return depth;
}


/** Where the parser's own WebAssembly and the grammars lie: beside the bundle, or in the packages they come from. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { GrammarFiles } from './syntax/parser.ts';

/** The package that each grammar comes from; the README of this folder says why these. */
export const grammarPackages: Readonly<Record<string, string>> = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** Reads from `grammars/` beside this file when it is a bundle, else from node_modules. A missing file rejects. */
export function nodeGrammars(): GrammarFiles {
  return {
    runtime: () => readFile(located('tree-sitter.wasm', 'web-tree-sitter/tree-sitter.wasm')),
    grammar: (name) => readFile(located(`grammars/tree-sitter-${name}.wasm`, grammarPackages[name] ?? name)),
  };
}

function located(besideBundle: string, inPackage: string): string {
  const beside = fileURLToPath(new URL(besideBundle, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackage);
}

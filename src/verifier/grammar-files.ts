/** Where the parser's own WebAssembly and the grammars lie: beside the bundle, or in the packages they come from. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GrammarFiles } from './syntax/parser.ts';

/** Reads from `grammars/` beside this file when it is a bundle, else from node_modules. A missing file rejects. */
export function nodeGrammars(): GrammarFiles {
  return {
    runtime: () => readFile(located('tree-sitter.wasm', 'web-tree-sitter/tree-sitter.wasm')),
    grammar: ({ file }) => readFile(located(`grammars/${basename(file)}`, file)),
  };
}

function located(besideBundle: string, inPackage: string): string {
  const beside = fileURLToPath(new URL(besideBundle, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackage);
}

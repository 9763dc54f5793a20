/** Real code to measure on: public packages at fixed versions, fetched by `npm pack`, or any folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packagesFolder } from '../public-packages.ts';
import { traps } from '../verifier/traps.ts';

/** Packages that ship their sources: TypeScript and JavaScript of several hands. */
const packages = ['rxjs@7.8.1', 'three@0.170.0', 'express@4.21.2', 'lodash@4.17.21', 'zod@4.0.0'];

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The folder given, or the packages unpacked side by side. */
export function codeFolder(folder: string | undefined): string {
  return folder ?? packagesFolder('packages', packages);
}

/** The source files of a folder that the verifier can read, largest limit 300 KB each, sorted. */
export function sourceFiles(folder: string): SourceFile[] {
  const endings = new Set(traps.map(({ file }) => file.slice(file.lastIndexOf('.'))));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.has(path.slice(path.lastIndexOf('.'))) && !path.endsWith('.d.ts') && !path.includes('node_modules/') && !/\.min\.|\/build\/|\/dist\/|_esm|\/cjs\//.test(path))
    .sort()
    .filter((path) => statSync(join(folder, path)).isFile() && statSync(join(folder, path)).size < 300_000)
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

export interface Question {
  readonly file: string;
  readonly caller: string;
  readonly callee: string;
}

/** Call sites of real functions, found by text alone so that no verifier has a say in it; at most `most`, spread over the files. */
export function questionsAbout(files: readonly SourceFile[], most: number): Question[] {
  const found: Question[][] = files.map(({ path, text }) => {
    const questions: Question[] = [];
    const definition = path.endsWith('.py') ? /^def (\w+)\(.*\n((?: {4}.*\n|\n)+)/gm : /^(?:export )?(?:async )?function (\w+)\s*(?:<[^(]*>)?\([^]*?\{\n([^]*?)\n\}/gm;
    for (const [, caller, body] of text.matchAll(definition)) {
      const callee = /(?<![\w.])([a-z]\w+)\(/.exec(body ?? '')?.[1];
      if (caller && callee && !['if', 'for', 'while', 'switch', 'return', 'catch', 'function', 'typeof'].includes(callee)) questions.push({ file: path, caller, callee });
      if (questions.length >= 12) break;
    }
    return questions;
  });
  const questions: Question[] = [];
  for (let round = 0; questions.length < most && found.some((list) => list.length > round); round++) for (const list of found) if (list[round] && questions.length < most) questions.push(list[round]!);
  return questions;
}

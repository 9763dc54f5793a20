/** Compares the verifier with an oracle, file by file, and classifies every difference. */
import type { CodeReader } from '../../src/verifier/code-file.ts';
import { createHash } from 'node:crypto';
import type { Oracle, Structure } from './oracle.ts';
import { ourStructure } from './our-structure.ts';

/** `undecidable`: the grammar says of this file that it could not follow, so no verdict there would be a pass. */
export interface Difference {
  readonly file: string;
  readonly kind: 'missed' | 'extra';
  readonly what: string;
  readonly whose: 'ours' | 'undecidable';
}

export interface Comparison {
  readonly files: number;
  readonly unread: number;
  readonly functions: number;
  readonly calls: number;
  readonly differences: readonly Difference[];
}

/** `unread` counts files that the oracle or the verifier does not read. */
export async function compare(oracle: Oracle, files: readonly { readonly path: string; readonly text: string }[], reader: CodeReader): Promise<Comparison> {
  const theirs = await oracle.structureOf(files);
  const differences: Difference[] = [];
  let [unread, functions, calls] = [0, 0, 0];
  for (const [index, { path, text }] of files.entries()) {
    const their = theirs[index];
    const read = await reader.read({ ok: true, file: path, text, sha256: createHash('sha256').update(text).digest('hex') });
    if (!their || !read.ok) {
      unread++;
      continue;
    }
    const our = ourStructure(read.facts);
    functions += their.functions.length;
    calls += their.calls.length;
    const whose = read.facts.errors.length > 0 ? 'undecidable' : 'ours';
    for (const part of ['functions', 'calls'] as const) {
      for (const [kind, what] of differ(our, their, part)) differences.push({ file: path, kind, what: `${part.slice(0, -1)} ${what}`, whose });
    }
  }
  return { files: files.length, unread, functions, calls, differences };
}

function differ(our: Structure, their: Structure, part: keyof Structure): (readonly ['missed' | 'extra', string])[] {
  const count = new Map<string, number>();
  for (const one of their[part]) count.set(one, (count.get(one) ?? 0) + 1);
  for (const one of our[part]) count.set(one, (count.get(one) ?? 0) - 1);
  return [...count].flatMap(([what, n]) => Array.from({ length: Math.abs(n) }, () => [n > 0 ? 'missed' : 'extra', what] as const));
}

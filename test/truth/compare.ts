/** Compares the verifier with an oracle, file by file, and says of every difference whose it is. */
import { createHash } from 'node:crypto';
import type { CodeReader } from '../../src/verifier/code-file.ts';
import { conventions } from './conventions.ts';
import type { Convention } from './conventions.ts';
import { parts } from './oracle.ts';
import type { Oracle, Part, Structure, SubjectFile } from './oracle.ts';
import { ourStructure } from './our-structure.ts';

/**
 * `theirs`: a fault or a convention of the oracle that stands in the table. `undecidable`: the grammar says of this file
 * that it could not follow, so no verdict there would be a pass. All else is ours.
 */
export interface Difference {
  readonly file: string;
  readonly kind: 'missed' | 'extra';
  readonly part: Part;
  readonly what: string;
  readonly whose: 'ours' | 'theirs' | 'undecidable';
  readonly convention?: Convention;
}

export interface Comparison {
  readonly files: number;
  readonly unread: number;
  readonly counts: Readonly<Partial<Record<Part, number>>>;
  readonly differences: readonly Difference[];
}

/** `unread` counts files that the oracle or the verifier does not read. */
export async function compare(oracle: Oracle, language: string, files: readonly SubjectFile[], reader: CodeReader): Promise<Comparison> {
  const differences: Difference[] = [];
  const counts: Partial<Record<Part, number>> = {};
  let unread = 0;
  for (const some of packs(files)) {
    const theirs = await oracle.structureOf(some);
    for (const [index, { path, text }] of some.entries()) {
      const their = theirs[index];
      const read = await reader.read({ ok: true, file: path, text, sha256: createHash('sha256').update(text).digest('hex') });
      if (!their || !read.ok) {
        unread++;
        continue;
      }
      const our = (oracle.ours ?? ourStructure)(read.facts);
      for (const part of parts) {
        if (!their[part]) continue;
        counts[part] = (counts[part] ?? 0) + their[part].length;
        for (const [kind, what] of differ(our, their, part)) {
          const convention = conventions.find((row) => row.oracle === oracle.name.split(' ')[0] && (row.language ?? language) === language && row.part === part && row.kind === kind && row.fits(what, text));
          const whose = convention ? 'theirs' : read.facts.errors.length > 0 ? 'undecidable' : 'ours';
          differences.push({ file: path, kind, part, what, whose, ...(convention ? { convention } : {}) });
        }
      }
    }
  }
  return { files: files.length, unread, counts, differences };
}

/** So many at once that an oracle outside of this process starts seldom, and its answer still fits into memory. */
function packs(files: readonly SubjectFile[]): readonly (readonly SubjectFile[])[] {
  return Array.from({ length: Math.ceil(files.length / 500) }, (_, index) => files.slice(index * 500, (index + 1) * 500));
}

function differ(our: Structure, their: Structure, part: Part): (readonly ['missed' | 'extra', string])[] {
  const count = new Map<string, number>();
  for (const one of their[part] ?? []) count.set(one, (count.get(one) ?? 0) + 1);
  for (const one of our[part] ?? []) count.set(one, (count.get(one) ?? 0) - 1);
  return [...count].flatMap(([what, n]) => Array.from({ length: Math.abs(n) }, () => [n > 0 ? 'missed' : 'extra', what] as const));
}

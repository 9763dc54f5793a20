/** Sources and a reader for tests: texts by name, one reader for the whole file of tests. */
import { createHash } from 'node:crypto';
import { checkClaim } from '../../src/verifier/check.ts';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { digestsOf } from '../../src/verifier/file-digests.ts';
import { globMatcher } from '../../src/verifier/glob.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import type { Sources, SourceText } from '../../src/verifier/sources.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';

export const reader = languageReader(nodeGrammars());

export function memorySources(files: Readonly<Record<string, string>>): Sources {
  const source = (path: string): SourceText | undefined => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? undefined : { ok: true, file: path, text, sha256: createHash('sha256').update(text).digest('hex') };
  };
  return {
    read: (path) => Promise.resolve(source(path) ?? { ok: false, refusal: 'file_missing' }),
    exists: (path) => Promise.resolve(source(path) ? { ok: true, file: path } : { ok: false, refusal: 'file_missing' }),
    digest: (path) => Promise.resolve(!Object.hasOwn(files, path) || files[path] === undefined ? { ok: false, refusal: 'file_missing' } : digestsOf(path, Buffer.from(files[path]))),
    list: (glob) => Promise.resolve({ ok: true, files: Object.keys(files).filter((file) => globMatcher(glob)(file)).sort(), complete: true }),
  };
}

export function verdictOn(claim: Claim, files: Readonly<Record<string, string>>): Promise<Verdict> {
  return checkClaim(claim, memorySources(files), reader);
}

/** Asks the verifier about files in memory, in this process. */
import { createHash } from 'node:crypto';
import { checkClaim } from '../../src/verifier/check.ts';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import type { Sources } from '../../src/verifier/sources.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';

const reader = languageReader(nodeGrammars());

/** Files of one root, by path. */
export function memorySources(files: Readonly<Record<string, string>>): Sources {
  const missing = { ok: false, refusal: 'file_missing' } as const;
  return {
    read: (path) => Promise.resolve(Object.hasOwn(files, path) ? { ok: true as const, file: path, text: files[path]!, sha256: createHash('sha256').update(files[path]!).digest('hex') } : missing),
    exists: (path) => Promise.resolve(Object.hasOwn(files, path) ? { ok: true as const, file: path } : missing),
  };
}

/** The verdict on a claim about files in memory. */
export function verdictOn(claim: Claim, files: Readonly<Record<string, string>>): Promise<Verdict> {
  return checkClaim(claim, memorySources(files), reader);
}

/** `function_calls pay > audit` as a claim about a file. */
export function claimOf(words: string, file: string): Claim {
  const [type = '', ...rest] = words.split(' ');
  const subject = rest.join(' ');
  if (type === 'function_calls') {
    const [caller, callee] = subject.split(' > ');
    return { type, params: { file, caller, callee } };
  }
  return { type, params: type === 'function_exists' ? { file, name: subject } : { file, module: subject } };
}

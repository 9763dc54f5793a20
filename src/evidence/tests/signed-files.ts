/** Signed statements from files of this machine, verified against keys that the caller trusts. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AttestedResults, AttestedRun, AttestedStatements } from '../../verifier/attested-results.ts';
import { maximumEnvelope, openEnvelope } from '../envelope/dsse.ts';
import { readTestResult } from './test-result.ts';
import type { TrustedKey } from '../envelope/trusted-keys.ts';

const maximumFiles = 1000;

/** `paths` are envelopes, or folders that hold some, each in a file of its own that ends in .json, .jsonl, .dsse or .intoto. Read once. */
export function signedFiles(paths: readonly string[], keys: readonly TrustedKey[]): AttestedResults {
  let read: Promise<AttestedStatements> | undefined;
  return { statements: () => (read ??= readAll(paths, keys)) };
}

async function readAll(paths: readonly string[], keys: readonly TrustedKey[]): Promise<AttestedStatements> {
  const runs: AttestedRun[] = [];
  const refused: string[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch(() => undefined);
    if (!stats) refused.push(`${path} is not there.`);
    else if (stats.isDirectory()) files.push(...(await readdir(path)).filter((name) => /\.(json|jsonl|dsse|intoto)$/.test(name)).sort().map((name) => join(path, name)));
    else files.push(path);
  }
  if (files.length > maximumFiles) refused.push(`Of ${files.length} files only ${maximumFiles} are read.`);
  for (const file of files.slice(0, maximumFiles)) {
    const source = basename(file);
    const stats = await stat(file).catch(() => undefined);
    const text = stats?.isFile() && stats.size <= maximumEnvelope ? await readFile(file, 'utf8').catch(() => undefined) : undefined;
    if (text === undefined) {
      refused.push(`${source} cannot be read.`);
      continue;
    }
    // One envelope a line, or one a file.
    for (const envelope of file.endsWith('.jsonl') ? text.split('\n').filter((line) => line.trim() !== '') : [text]) {
      const opened = openEnvelope(envelope, keys);
      const statement = opened.ok ? readTestResult(opened.payload, source) : opened;
      if (statement.ok) runs.push(statement.run);
      else refused.push(`${source}: ${statement.because}.`);
    }
  }
  return { runs, refused };
}

/** Writes the projects of `fixtures.ts` to a disk, and asks claims of them with a runner that runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkClaim } from '../../../src/verifier/check.ts';
import { fileSources } from '../../../src/verifier/file-sources.ts';
import type { TestRunner } from '../../../src/verifier/test-runner.ts';
import type { Verdict } from '../../../src/verifier/verdict.ts';
import { reader } from '../in-memory.ts';
import type { RunnerProject, RunnerRow } from './fixtures.ts';

export function writeProject(root: string, { folder, files }: RunnerProject): void {
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, ...folder.split('/'), ...file.split('/'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

export function claimOf({ file, name }: Pick<RunnerRow, 'file' | 'name'>, runner?: string): { readonly type: string; readonly params: Readonly<Record<string, unknown>> } {
  return { type: 'test_passes', params: { pattern: file, ...(name === undefined ? {} : { name }), ...(runner === undefined ? {} : { runner }) } };
}

export function verdictHere(root: string, row: Pick<RunnerRow, 'file' | 'name'>, tests: TestRunner): Promise<Verdict> {
  return checkClaim(claimOf(row), fileSources(root), reader, { tests });
}

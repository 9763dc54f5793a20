/** Go's own parser, run by the Go of this machine. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Oracle, Structure } from './oracle.ts';
import { missingProgram } from './programs.ts';

export const goOracle: Oracle = {
  name: 'go/ast',
  languages: ['go'],
  missing: () => missingProgram('go', 'version'),
  structureOf: (files) => {
    const { stdout, stderr, status } = spawnSync('go', ['run', join(import.meta.dirname, 'GoOracle.go')], { input: JSON.stringify(files.map(({ text }) => text)), encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`go cannot be asked: ${stderr}`);
    return Promise.resolve((JSON.parse(stdout) as (Structure | null)[]).map((one) => one ?? undefined));
  },
};

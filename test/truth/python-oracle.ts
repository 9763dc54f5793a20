/** Python's own `ast`, run by the Python of this machine. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Oracle, Structure } from './oracle.ts';
import { missingProgram } from './programs.ts';

export const pythonOracle: Oracle = {
  name: 'Python ast',
  languages: ['python'],
  missing: () => missingProgram('python3', '--version'),
  structureOf: (files) => {
    const { stdout, stderr, status } = spawnSync('python3', [join(import.meta.dirname, 'python_oracle.py')], { input: JSON.stringify(files.map(({ text }) => text)), encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`python3 cannot be asked: ${stderr}`);
    return Promise.resolve(JSON.parse(stdout) as (Structure | undefined)[]);
  },
};

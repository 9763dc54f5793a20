/** javac's own parser, run by the Java of this machine. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Oracle, Structure } from './oracle.ts';

export const javaOracle: Oracle = {
  name: 'javac',
  languages: ['java'],
  structureOf: (files) => {
    const input = Buffer.concat(files.flatMap(({ text }) => [Buffer.from(`${Buffer.byteLength(text)}\n`), Buffer.from(text)]));
    const { stdout, stderr, status } = spawnSync('java', [join(import.meta.dirname, 'JavaOracle.java')], { input, encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`java cannot be asked: ${stderr}`);
    return Promise.resolve(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as Structure | null) ?? undefined));
  },
};

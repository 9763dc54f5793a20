/** What Python itself refuses after a line was deleted or moved, the verifier does not take for sound; and nothing else. Needs `python3`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { it } from 'node:test';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageOfFile } from '../../src/verifier/languages/all.ts';
import { loweringParser } from '../../src/verifier/syntax/parser.ts';

it('Python and the verifier refuse the same files', async () => {
  const seed = process.env.MIPITI_SEED ?? String(Date.now() % 1_000_000);
  const { stdout, stderr, status } = spawnSync('python3', [join(import.meta.dirname, 'python_refuses.py'), seed, '1500'], { encoding: 'utf8', maxBuffer: 2_000_000_000 });
  assert.equal(status, 0, `python3 cannot be asked: ${stderr}`);
  const parser = loweringParser(nodeGrammars());
  const python = languageOfFile('a.py')!;
  const counts = { both: 0, neither: 0 };
  const differing: string[] = [];
  for (const line of stdout.trim().split('\n')) {
    const { file, text, takes } = JSON.parse(line) as { readonly file: string; readonly text: string; readonly takes: boolean };
    const { errors } = await parser.lowered(text, python, file);
    if (takes !== (errors.length === 0)) differing.push(`${file}: Python ${takes ? 'takes' : 'refuses'} it`);
    else counts[takes ? 'both' : 'neither']++;
  }
  console.log(`seed ${seed}: both take ${counts.both} and refuse ${counts.neither}; ${differing.length} differ`);
  assert.ok(counts.neither > 300 && differing.length === 0, `seed ${seed}:\n${differing.join('\n')}`);
});

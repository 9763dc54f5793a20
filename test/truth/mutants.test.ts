/** Claims that pass on our own code and on the sample notice when what they claim is gone, and nothing else. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import { parser } from './mutants/syntax.ts';
import { tryMutants } from './mutants/try-mutants.ts';
import { sourceFiles } from './subjects.ts';

const root = join(import.meta.dirname, '..', '..');
const files = ['test/sample', 'test/truth', 'src/verifier', 'src/model'].flatMap((folder) => sourceFiles(join(root, folder)).map(({ path, text }) => ({ path: `${folder}/${path}`, text }))).filter(({ text }) => text.length < 12_000);

test('mutants of what passes do not pass, and equivalent ones do', async () => {
  const { tallies, survivors, falseKills } = await tryMutants(files, languageReader(nodeGrammars()), await parser(), { seed: 7, wanted: 150 });
  assert.deepEqual(survivors.map(({ operator, claim, line }) => `${operator}: ${JSON.stringify(claim.params)} line ${line}`), []);
  assert.deepEqual(falseKills.map(({ operator, claim, line }) => `${operator}: ${JSON.stringify(claim.params)} line ${line}`), []);
  for (const id of ['python', 'typescript']) {
    const tally = tallies.get(id);
    assert.ok(tally && tally.passes >= 5 && tally.broken >= 100 && tally.kept >= 40, `${id}: ${JSON.stringify(tally)}`);
  }
});

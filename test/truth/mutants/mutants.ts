/**
 * `npm run mutants`: claims that pass on real code must not pass when what they claim is gone, and must still pass when
 * only its form has changed.
 *
 *   npm run mutants                      on the subjects of `npm run truth`
 *   npm run mutants -- --folder PATH     on the code of that folder; may be given several times
 *   npm run mutants -- --wanted N        so many mutants for each language, 2500 when left out
 *   npm run mutants -- --seed N          other files and places
 *   npm run mutants -- --only LANGUAGE
 *   npm run mutants -- --keep FOLDER     writes each surprise there as a file
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeGrammars } from '../../../src/verifier/grammar-files.ts';
import { languageReader } from '../../../src/verifier/language-reader.ts';
import { languageOfFile } from '../../../src/verifier/languages/all.ts';
import { sourceFiles, truthSubjects } from '../subjects.ts';
import { parser } from './syntax.ts';
import { tryMutants } from './try-mutants.ts';
import type { Surprise } from './try-mutants.ts';

const { values } = parseArgs({ options: { folder: { type: 'string', multiple: true, default: [] }, wanted: { type: 'string', default: '2500' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, keep: { type: 'string' }, shown: { type: 'string', default: '20' } } });
const files = truthSubjects(values.folder)
  .flatMap(({ folder }) => sourceFiles(folder))
  .filter(({ path, text }) => text.length < 40_000 && (values.only === undefined || languageOfFile(path)?.id === values.only));
const { tallies, operators, survivors, falseKills } = await tryMutants(files, languageReader(nodeGrammars()), await parser(), { seed: Number(values.seed), wanted: Number(values.wanted) });

const percent = (part: number, whole: number): string => (whole === 0 ? '' : `${((part / whole) * 100).toFixed(2)} %`);
for (const [operator, { made, survived }] of [...operators].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${operator.padEnd(60)} ${String(made).padStart(6)}${survived > 0 ? `  survived ${survived}` : ''}`);
for (const [language, { passes, broken, killed, kept, falselyKilled, unmade }] of tallies) {
  console.log(`${language}: ${passes} passes; ${broken} mutants, killed ${percent(killed, broken)}; ${kept} equivalent, falsely killed ${percent(falselyKilled, kept)}; ${unmade} not made`);
}
const list = (title: string, surprises: readonly Surprise[]): void => {
  if (surprises.length > 0) console.log(`${title}: ${surprises.length}`);
  for (const { operator, claim, line, details } of surprises.slice(0, Number(values.shown))) console.log(`  ${operator}; ${claim.type} ${JSON.stringify(claim.params)} line ${line}\n    ${details}`);
  if (values.keep === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  for (const [index, { claim, text }] of surprises.entries()) writeFileSync(join(values.keep, `${title.replaceAll(' ', '-')}-${index + 1}-${basename(String(claim.params['file']))}`), text);
};
list('survivors', survivors);
list('false kills', falseKills);
const sum = (of: 'broken' | 'kept'): number => [...tallies.values()].reduce((all, one) => all + one[of], 0);
console.log(`${sum('broken')} mutants, killed ${percent(sum('broken') - survivors.length, sum('broken'))}; ${sum('kept')} equivalent, falsely killed ${percent(falseKills.length, sum('kept'))}`);
process.exitCode = survivors.length > 0 || falseKills.length > 0 ? 1 : 0;

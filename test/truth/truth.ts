/**
 * `npm run truth`: how far the verifier's reading of code agrees with parsers that are not ours, over real code.
 *
 *   npm run truth                     every oracle that this machine has, on public packages at fixed versions
 *   npm run truth -- --folder PATH    on the code of that folder; may be given several times
 *   npm run truth -- --only NAME      with the oracles of that name, and in the languages of that name
 *   npm run truth -- --shown N        so many differences of ours are listed at most for each row; 12 when left out
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import { languageOfFile } from '../../src/verifier/languages/all.ts';
import { compare } from './compare.ts';
import type { Difference } from './compare.ts';
import { parts } from './oracle.ts';
import type { Oracle } from './oracle.ts';
import { sourceFiles, truthSubjects } from './subjects.ts';

/** An oracle is found by the name of its file: `*-oracle.ts`, beside this one. */
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('-oracle.ts')).sort();
const exported = await Promise.all(files.map((name) => import(pathToFileURL(join(import.meta.dirname, name)).href) as Promise<Readonly<Record<string, unknown>>>));
const oracles = exported.flatMap((one) => Object.values(one)).filter((value): value is Oracle => typeof value === 'object' && value !== null && 'structureOf' in value);
const { values } = parseArgs({ options: { folder: { type: 'string', multiple: true, default: [] }, only: { type: 'string', default: '' }, shown: { type: 'string', default: '12' } } });
const shown = Number(values.shown);
const asked = (word: string): boolean => word.toLowerCase().includes(values.only.toLowerCase());

const reader = languageReader(nodeGrammars());
const rows: string[][] = [['oracle', 'language', 'files', 'not read', ...parts, 'ours', 'theirs', 'undecidable']];
const conventionsMet = new Map<string, number>();
let ours = 0;
for (const subject of truthSubjects(values.folder)) {
  const sources = sourceFiles(subject.folder);
  rows.push([subject.name]);
  for (const oracle of oracles) {
    for (const language of oracle.languages.filter((id) => asked(oracle.name) || id === values.only)) {
      const read = sources.filter(({ path }) => languageOfFile(path)?.id === language);
      if (read.length === 0) continue;
      const missing = oracle.missing?.();
      if (missing !== undefined) {
        rows.push([oracle.name, language, String(read.length), `not asked: ${missing}`]);
        continue;
      }
      const { files: count, unread, counts, differences } = await compare(oracle, language, read, reader);
      const of = (whose: Difference['whose']): readonly Difference[] => differences.filter((one) => one.whose === whose);
      ours += of('ours').length;
      rows.push([oracle.name, language, String(count), String(unread), ...parts.map((part) => String(counts[part] ?? '')), String(of('ours').length), String(of('theirs').length), String(of('undecidable').length)]);
      for (const { convention } of of('theirs')) if (convention) conventionsMet.set(`${oracle.name}: ${convention.why}`, (conventionsMet.get(`${oracle.name}: ${convention.why}`) ?? 0) + 1);
      for (const { file, kind, part, what } of of('ours').slice(0, shown)) console.log(`${kind} of ${part}: ${what}  ${file}  (${oracle.name})`);
      if (of('ours').length > shown) console.log(`and ${of('ours').length - shown} more of ${oracle.name}, ${language}`);
    }
  }
}
const widths = rows[0]!.map((_, column) => Math.max(...rows.filter((row) => row.length > 4).map((row) => row[column]?.length ?? 0)));
for (const row of rows) console.log(row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
for (const [why, count] of conventionsMet) console.log(`theirs ${String(count).padStart(6)}  ${why}`);
process.exitCode = ours > 0 ? 1 : 0;

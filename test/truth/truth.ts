/**
 * `npm run truth`: how far the verifier's reading of code agrees with parsers that are not ours, over real packages.
 *
 *   npm run truth                     every oracle that this machine has, on public packages at fixed versions
 *   npm run truth -- --folder PATH    on the code of that folder
 */
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import { languageOfFile } from '../../src/verifier/languages/all.ts';
import { sourceFiles, truthFolder } from './subjects.ts';
import { compare } from './compare.ts';
import type { Oracle } from './oracle.ts';
import { pythonOracle } from './python-oracle.ts';
import { typescriptOracle } from './typescript-oracle.ts';

const oracles: readonly Oracle[] = [pythonOracle, typescriptOracle];
const folderAt = process.argv.indexOf('--folder');
const folder = truthFolder(folderAt >= 0 ? process.argv[folderAt + 1] : undefined);
const files = sourceFiles(folder);
const reader = languageReader(nodeGrammars());
const shown = Number(process.env.SHOWN ?? 12);

let ours = 0;
for (const oracle of oracles) {
  for (const language of oracle.languages) {
    const subject = files.filter(({ path }) => languageOfFile(path)?.id === language);
    if (subject.length === 0) continue;
    const { files: count, unread, functions, calls, differences } = await compare(oracle, subject, reader);
    const own = differences.filter(({ whose }) => whose === 'ours');
    ours += own.length;
    console.log(`${oracle.name}, ${language}: ${count} files (${unread} not read by both), ${functions} functions, ${calls} calls; differences: ours ${own.length}, undecidable ${differences.length - own.length}`);
    for (const { file, kind, what } of own.slice(0, shown)) console.log(`  ${kind} ${what}  ${file}`);
    if (own.length > shown) console.log(`  and ${own.length - shown} more`);
  }
}
process.exitCode = ours > 0 ? 1 : 0;

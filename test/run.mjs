/**
 * Runs the tests of the folders given, or of all: `node test/run.mjs model assurance`, `node test/run.mjs --long`.
 *
 * A file named `*.test.ts` belongs to `npm test`, one named `*.long.ts` to `npm run test:long`.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const ending = words.includes('--long') ? '.long.ts' : '.test.ts';
const folders = words.filter((word) => !word.startsWith('--'));
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith(ending) && !name.includes('node_modules/') && !name.startsWith('sample/') && !name.startsWith('output/'))
  .filter((name) => folders.length === 0 || folders.some((folder) => name === folder || name.startsWith(`${folder}/`)))
  .map((name) => join(here, name))
  .sort();
if (files.length === 0) {
  console.error(`no test file under ${folders.join(', ') || 'test'} ends with ${ending}`);
  process.exit(1);
}
// Editor tests share one server and one browser; two files at once is what two cores carry.
const child = spawn(process.execPath, ['--import', 'tsx', '--test', '--test-concurrency=2', ...files], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

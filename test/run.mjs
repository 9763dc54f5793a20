/**
 * Runs the tests of the folders given, or of all: `node test/run.mjs model assurance`, `node test/run.mjs --long`.
 *
 * A file named `*.test.ts` belongs to `npm test`. `npm run test:long` runs those named `*.long.ts`, and those whose properties
 * `runs.ts` scales, on 40 times as many random cases; `MIPITI_RUNS` sets another factor.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const words = process.argv.slice(2);
const long = words.includes('--long');
const scales = (name) => readFileSync(join(here, name), 'utf8').includes("from '../runs.ts'");
const folders = words.filter((word) => !word.startsWith('--'));
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => (long ? name.endsWith('.long.ts') || (name.endsWith('.test.ts') && scales(name)) : name.endsWith('.test.ts')) && !name.includes('node_modules/') && !name.startsWith('sample/') && !name.startsWith('output/'))
  .filter((name) => folders.length === 0 || folders.some((folder) => name === folder || name.startsWith(`${folder}/`)))
  .map((name) => join(here, name))
  .sort();
if (files.length === 0) {
  console.error(`no ${long ? 'long ' : ''}test under ${folders.join(', ') || 'test'}`);
  process.exit(1);
}
// Editor tests share one server and one browser; two files at once is what two cores carry. The `spec` reporter ends with the failures.
const child = spawn(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=spec', '--test-concurrency=2', ...files], { stdio: 'inherit', env: { ...(long ? { MIPITI_RUNS: '40' } : {}), ...process.env } });
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

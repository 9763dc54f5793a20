/**
 * `npm run bench`: the budgets of the product, as ratios in one run. A ratio of 1 is the budget, smaller is better.
 *
 *   npm run bench                       every section, on public packages at fixed versions
 *   npm run bench -- assurance model    only these sections
 *   npm run bench -- --folder PATH      the verifier's sections on the code of that folder
 */
import { cpus, totalmem } from 'node:os';
import type { Row } from './measure.ts';

const words = process.argv.slice(2);
const folderAt = words.indexOf('--folder');
const folder = folderAt >= 0 ? words[folderAt + 1] : undefined;
const wanted = words.filter((word, index) => !word.startsWith('--') && (folderAt < 0 || index !== folderAt + 1));

const sections: Record<string, () => Promise<Row[]>> = {
  sizes: async () => (await import('./sizes.ts')).sizes(),
  assurance: async () => (await import('./assurance-scale.ts')).assuranceScale(),
  model: async () => (await import('./model-edit.ts')).modelEdit(),
  live: async () => (await import('./live-edit.ts')).liveEdit(folder),
  cold: async () => (await import('./cold-verification.ts')).coldVerification(folder),
  memory: async () => (await import('./memory.ts')).memory(folder),
  host: async () => (await import('./host-latency.ts')).hostLatency(),
  editor: async () => (await import('./editor-activation.ts')).editorActivation(),
};

const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}

console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB\n`);
const header = ['what', 'measured', 'budget or peer', 'ratio', 'aim'];
const lines = [header];
for (const [name, run] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`measuring ${name} …\n`);
  for (const row of await run()) {
    const mark = row.ratio > 1 ? ' over' : '';
    lines.push([row.what, row.measured, row.against, `${row.ratio.toFixed(2)}${mark}`, row.aim === undefined ? '' : row.aim.toFixed(2)]);
  }
}
const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
for (const line of lines) console.log(line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());

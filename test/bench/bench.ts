/**
 * `npm run bench`: every budget of the product in one table: what was measured, the budget, the aim, and whether it is met.
 * Work of one process is measured in processor time; rows against a peer measure both by turns; all else goes by the clock of
 * this machine with all that it does, so look at its load in the first line.
 *
 *   npm run bench                       every section, on public packages at fixed versions
 *   npm run bench -- assurance model    only these sections
 *   npm run bench -- --folder PATH      the verifier's sections on the code of that folder
 */
import { cpus, loadavg, totalmem } from 'node:os';
import type { Row } from './measure.ts';

const words = process.argv.slice(2);
const folderAt = words.indexOf('--folder');
const folder = folderAt >= 0 ? words[folderAt + 1] : undefined;
const wanted = words.filter((word, index) => !word.startsWith('--') && (folderAt < 0 || index !== folderAt + 1));

const sections: Record<string, () => Promise<Row[]>> = {
  sizes: async () => (await import('./sizes.ts')).sizes(),
  assurance: async () => (await import('./assurance-scale.ts')).assuranceScale(),
  model: async () => (await import('./model-edit.ts')).modelEdit(),
  generation: async () => (await import('./generation.ts')).generation(),
  live: async () => (await import('./live-edit.ts')).liveEdit(folder),
  cold: async () => (await import('./cold-verification.ts')).coldVerification(folder),
  memory: async () => (await import('./memory.ts')).memory(folder),
  host: async () => (await import('./host-latency.ts')).hostLatency(),
  graph: async () => (await import('./graph-scale.ts')).graphScale(),
  matrix: async () => (await import('./matrix.ts')).matrix(),
  screens: async () => (await import('./screens.ts')).screens(),
  editor: async () => (await import('./editor-activation.ts')).editorActivation(),
};

const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}

console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
const header = ['what', 'measured', 'budget', 'aim', 'met'];
const lines = [header];
for (const [name, run] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`measuring ${name} …\n`);
  for (const { what, measured, budget, aimed, ratio, aim } of await run()) {
    const met = ratio <= aim ? 'aim' : ratio <= 1 ? 'budget' : `no: ${ratio.toFixed(2)} x the budget`;
    lines.push([what, measured, budget, aimed, met]);
  }
}
const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
for (const line of lines) console.log(line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());

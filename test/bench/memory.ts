import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { nodeThreads, usualThreads } from '../../src/verifier/node-thread.ts';
import { VerifierPool } from '../../src/verifier/pool.ts';
import { megabytes, type Row } from './measure.ts';
import { codeFolder, sourceFiles } from './repositories.ts';

const worker = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'verifier-worker.cjs'));

/** Memory above idle while a million lines are verified with as many threads as the editor uses, and whether it is flat afterwards. */
export async function memory(folder: string | undefined): Promise<Row[]> {
  const root = codeFolder(folder);
  const files = sourceFiles(root).map(({ path, text }) => ({ path, lines: text.split('\n').length }));
  const linesARun = files.reduce((sum, { lines }) => sum + lines, 0);
  const pool = new VerifierPool({ start: nodeThreads(worker), size: usualThreads() });
  const idle = process.memoryUsage.rss();
  const peaks: number[] = [];
  let lines = 0;
  try {
    while (lines < 1_000_000 || peaks.length < 6) {
      let peak = 0;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
      // Another name a run, so that no answer can be remembered.
      await pool.checkAll(fileSources(root), files.map(({ path }) => ({ type: 'function_exists', params: { file: path, name: `nobody${peaks.length}` } })));
      clearInterval(watch);
      peaks.push(Math.max(peak, process.memoryUsage.rss()) - idle);
      lines += linesARun;
    }
  } finally {
    await pool.dispose();
  }
  const half = Math.floor(peaks.length / 2);
  const [first, second] = [Math.max(...peaks.slice(0, half)), Math.max(...peaks.slice(half))];
  return [
    { what: `memory above idle, ${Math.round(lines / 1000)} thousand lines in ${peaks.length} runs`, measured: megabytes(second), against: megabytes(300e6), ratio: second / 300e6, aim: 0.5 },
    { what: 'second half of the runs against the first', measured: `${(second / first).toFixed(2)} x`, against: '1.20 x', ratio: second / first / 1.2 },
  ];
}

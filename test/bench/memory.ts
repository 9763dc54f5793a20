import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { fileSources } from '../../src/verifier/file-sources.ts';
import { nodeThreads, usualThreads } from '../../src/verifier/node-thread.ts';
import { VerifierPool } from '../../src/verifier/pool.ts';
import { megabytes, row, times, type Row } from './measure.ts';
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
    while (lines < 1_000_000 || peaks.length < 100) {
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
    row(`memory above idle while ${(lines / 1e6).toFixed(1)} million lines are verified`, second, megabytes, 300e6, 150e6),
    row(`the same, second half of ${peaks.length} runs against the first`, second / first, times, 1.2, 1),
  ];
}

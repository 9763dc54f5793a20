import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageHost } from '../editor/api/package-host.ts';
import { provideBrowser, provideEditor } from '../editor/provide-editor.ts';
import { serve } from '../editor/serve.ts';
import { launch, Workbench } from '../editor/workbench.ts';
import { writeGeneratedProject } from './generated-project.ts';
import type { HostLatencies } from './in-host/latency.ts';
import { milliseconds, percentile, type Row } from './measure.ts';

const product = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

/** From an edit's event to the events of fresh lenses and diagnostics, in a real extension host, with 1,000 assertions. */
export async function hostLatency(): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'mipiti-latency-'));
  const [folder, file] = [join(home, 'project'), join(home, 'results.json')];
  writeGeneratedProject(folder);
  const host = await packageHost(join(import.meta.dirname, 'in-host', 'latency.ts'), join(home, 'host'));
  const served = await serve(await provideEditor(), { open: folder, extensions: [product, host], environment: { MIPITI_HOST_LATENCY: file } });
  const browser = await launch(await provideBrowser());
  try {
    const bench = await Workbench.open(browser, served.address);
    await bench.until('the latencies', () => Promise.resolve(existsSync(file)), () => Promise.resolve(served.logs()), 180_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { lens, diagnostic, error } = JSON.parse(readFileSync(file, 'utf8')) as HostLatencies;
    if (error) throw new Error(error);
    const row = (what: string, numbers: readonly number[]): Row => ({ what: `in the extension host, 1,000 assertions: ${what}, p95 (median ${milliseconds(percentile(numbers, 0.5))})`, measured: milliseconds(percentile(numbers, 0.95)), against: '50 ms', ratio: percentile(numbers, 0.95) / 50, aim: 16 / 50 });
    return [row('edit to fresh lens', lens), row('edit to fresh diagnostic', diagnostic)];
  } finally {
    await browser.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

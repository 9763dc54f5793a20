import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageHost } from '../editor/api/package-host.ts';
import { provideBrowser, provideEditor } from '../editor/provide-editor.ts';
import { serve } from '../editor/serve.ts';
import { launch, Workbench } from '../editor/workbench.ts';
import { generatedModel } from './generated-model.ts';
import { writeGeneratedProject } from './generated-project.ts';
import type { HostFigures, HostTask } from './in-host/latency.ts';
import { kilobytes, median, megabytes, milliseconds, percent, percentile, row, type Row } from './measure.ts';

const product = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

/**
 * In a real extension host: from an edit's event to fresh lenses and diagnostics with 1,000 assertions, an edit in a large
 * model, and what such a project costs while nothing happens, beside an empty folder.
 */
export async function hostLatency(): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'mipiti-latency-'));
  const large = generatedModel({ assets: 830, attackers: 20, controls: 750, assertions: 1000 });
  const folderOf = (task: HostTask): string => {
    const folder = join(home, task);
    mkdirSync(folder);
    if (task === 'code') writeGeneratedProject(folder);
    if (task === 'model') writeFileSync(join(folder, 'm.threatmodel.yaml'), large);
    return folder;
  };
  try {
    const host = await packageHost(join(import.meta.dirname, 'in-host', 'latency.ts'), join(home, 'host'));
    const empty = await measureIn(folderOf('empty'), 'empty', host, home);
    const code = await measureIn(folderOf('code'), 'code', host, home);
    const model = await measureIn(folderOf('model'), 'model', host, home);
    const p95 = (what: string, numbers: readonly number[], budget: number, aim: number): Row => row(`in the extension host: ${what}, p95`, percentile(numbers, 0.95), milliseconds, budget, aim, `p50 ${milliseconds(median(numbers))}`);
    return [
      p95('edit in code to fresh lens, 1,000 assertions', code.lens, 50, 16),
      p95('edit in code to fresh diagnostic, 1,000 assertions', code.diagnostic, 50, 16),
      p95(`edit in a model file of ${kilobytes(large.length)} to its last good marks, the longest that the host answers nothing`, model.blocked, 50, 16),
      p95('the same to all that follows from the text', model.full, 300, 100),
      row('share of 30 s in which nothing happens that the product is at work in the host, with 1,000 assertions', code.idle, percent, 0.5, 0.1, `${percent(code.idleOfHost)} of a core in all; ${percent(empty.idleOfHost)} with an empty folder`),
      row('memory of the host with 1,000 assertions above that with an empty folder', Math.max(0, code.memory - empty.memory), megabytes, 300e6, 150e6),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureIn(folder: string, task: HostTask, host: string, home: string): Promise<HostFigures> {
  const file = join(home, `${task}.json`);
  const served = await serve(await provideEditor(), { open: folder, extensions: [product, host], environment: { MIPITI_HOST_FIGURES: file, MIPITI_HOST_TASK: task } });
  const browser = await launch(await provideBrowser());
  try {
    const bench = await Workbench.open(browser, served.address);
    await bench.until(`the figures of ${task}`, () => Promise.resolve(existsSync(file)), () => served.logs(), 300_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const figures = JSON.parse(readFileSync(file, 'utf8')) as HostFigures;
    if (figures.error !== undefined) throw new Error(figures.error);
    return figures;
  } finally {
    await browser.close();
    await served.stop();
  }
}

/** The matrix of 1,000 assets x 100 attackers: built, sent, drawn in a browser, scrolled. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assess } from '../../src/assurance/assess.ts';
import { parseModel } from '../../src/model/parse.ts';
import { matrixScreen } from '../../src/project/screens/matrix-screen.ts';
import type { ModelSnapshot } from '../../src/project/snapshot.ts';
import { arrange, noOptions } from '../../webview/screens/matrix/arrange.ts';
import { servePage } from '../../webview/page/build.ts';
import { provideBrowser } from '../editor/provide-editor.ts';
import { launch } from '../editor/workbench.ts';
import { generatedModel } from './generated-model.ts';
import { kilobytes, megabytes, milliseconds, percentile, row, timed, type Row } from './measure.ts';

const cells = 'matrix of 100,000 cells';

export async function matrix(): Promise<Row[]> {
  const { model } = parseModel(generatedModel({ assets: 1000, attackers: 100, controls: 2000, assertions: 3000 }));
  const at = '2026-06-15T00:00:00Z';
  const assessment = assess(model, { basis: 'worktree', assertions: {} }, at);
  const snapshot = { model, assessment } as ModelSnapshot;
  const data = matrixScreen({ snapshot, at });
  const built = percentile(await timed(9, () => matrixScreen({ snapshot, at })), 0.5);
  const arranged = percentile(await timed(9, () => arrange(data, { ...noOptions, rowsBy: 'component', columnsBy: 'boundary', sort: 'risk' })), 0.5);
  return [row(`${cells}: built`, built, milliseconds, 60, 20), row(`${cells}: as a message`, JSON.stringify(data).length, kilobytes, 500_000, 300_000), row(`${cells}: filtered, sorted, grouped`, arranged, milliseconds, 50, 16), ...(await inBrowser())];
}

async function inBrowser(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mipiti-matrix-'));
  const { address, stop } = await servePage(folder);
  const browser = await launch(await provideBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await page.goto(`${address}?bare&sample=large`);
    await page.locator('.model-list, [role="tabpanel"] *').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3000);
    const client = await page.context().newCDPSession(page);
    const heap = async (): Promise<number> => {
      await client.send('HeapProfiler.collectGarbage');
      return (await client.send('Runtime.getHeapUsage')).usedSize;
    };
    // Once to have its code; then what it takes to come back to it.
    const show = (): Promise<number> =>
      page.evaluate(async () => {
        const began = performance.now();
        document.getElementById('tab-matrix')!.click();
        while (document.querySelectorAll('.matrix-cell').length === 0) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return performance.now() - began;
      });
    await show();
    await page.locator('#tab-changes').click();
    await page.waitForTimeout(500);
    const drawn = await show();
    const after = await heap();
    // Processor time of the page's own thread: a machine that does other things besides draws fewer frames, and each costs the same.
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async (): Promise<number> => 1000 * ((await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    const frames: number[] = [];
    const scroll = async (x: number, y: number): Promise<void> => {
      for (let step = 0; step < 80; step++) {
        const began = await spent();
        await page.evaluate(async ([dx, dy]) => {
          document.querySelector('.matrix-grid')!.scrollBy(dx!, dy!);
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
        }, [x, y]);
        frames.push((await spent()) - began);
      }
    };
    await scroll(0, 70);
    await scroll(60, 0);
    await scroll(-60, -70);
    return [
      row(`${cells}: shown, screen and data`, drawn, milliseconds, 1000, 300),
      row(`${cells}: work of the page for a scrolled frame, p95`, percentile(frames, 0.95), milliseconds, 33, 16, `median ${percentile(frames, 0.5).toFixed(1)}`),
      row(`${cells}: memory of the page, its host included`, after, megabytes, 300_000_000, 150_000_000),
    ];
  } finally {
    await browser.close();
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

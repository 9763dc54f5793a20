/** The graph of 500 and 2,000 nodes in a browser: until it is drawn, frames while it is panned, and what it does at rest. */
import { median, milliseconds, percentile, row, type Row } from './measure.ts';
import { GraphPages, type GraphPage } from '../webview/graph-page.ts';

/** From the press of the tab to the painted graph, with its data, its code and its layout. */
async function drawn(pages: GraphPages, nodes: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run++) {
    const graph = await pages.open({ sample: `nodes-${nodes}`, width: 1600, height: 1000 });
    // Opened once by the helper; the second opening is timed from a tab that stands ready.
    await graph.page.getByRole('tab', { name: 'Model' }).click();
    await graph.page.evaluate(() => sessionStorage.clear());
    await graph.page.reload();
    await graph.page.getByRole('tab', { name: 'Graph' }).waitFor();
    await graph.page.waitForTimeout(1000);
    times.push(
      await graph.page.evaluate(async () => {
        const began = performance.now();
        [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((one) => one.textContent === 'Graph')!.click();
        await new Promise<void>((resolve) => {
          const look = (): void => {
            if (document.querySelector('canvas[data-drawn=yes]') && (globalThis.graphView?.frames ?? 0) > 1) resolve();
            else setTimeout(look, 2);
          };
          look();
        });
        return performance.now() - began;
      }),
    );
    await graph.close();
  }
  return median(times);
}

/** How long a frame of panning takes to paint, at several sizes. */
async function panned(graph: GraphPage): Promise<readonly number[]> {
  await graph.page.waitForTimeout(800);
  return graph.page.evaluate(async () => {
    const view = globalThis.graphView!;
    const times: number[] = [];
    for (const factor of [1, 2, 2, 1.6]) {
      view.zoomBy(factor);
      view.paintNow();
      for (let step = 0; step < 60; step++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const began = performance.now();
        view.panBy({ x: step % 40 < 20 ? 9 : -9, y: step % 30 < 15 ? 5 : -5 });
        view.paintNow();
        // Reading a pixel waits until it is painted indeed.
        document.querySelector<HTMLCanvasElement>('.graph-canvas > canvas')!.getContext('2d')!.getImageData(0, 0, 1, 1);
        times.push(performance.now() - began);
      }
    }
    return times;
  });
}

/** The share of a second at rest in which the page's thread works, in percent. */
async function atRest(graph: GraphPage): Promise<number> {
  await graph.page.waitForTimeout(1500);
  const session = await graph.page.context().newCDPSession(graph.page);
  await session.send('Performance.enable');
  const busy = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  const before = await busy();
  await graph.page.waitForTimeout(3000);
  return ((await busy()) - before) / 3 * 100;
}

export async function graphScale(): Promise<Row[]> {
  const pages = await GraphPages.start();
  try {
    const rows: Row[] = [row('graph of 500 nodes, from the tab to the drawing', await drawn(pages, 500), milliseconds, 1000, 300), row('graph of 2,000 nodes, from the tab to the drawing', await drawn(pages, 2000), milliseconds, 3000, 1000)];
    const graph = await pages.open({ sample: 'nodes-2000', width: 1600, height: 1000 });
    rows.push(row('a frame of panning at 2,000 nodes, p95', percentile(await panned(graph), 0.95), milliseconds, 33, 16));
    // What is measured costs something itself: a tenth of a percent counts as nothing.
    rows.push(row('work of the page at rest, 2,000 nodes', await atRest(graph), (value) => `${value.toFixed(2)} %`, 1, 0.2));
    await graph.close();
    return rows;
  } finally {
    await pages.stop();
  }
}

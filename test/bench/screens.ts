/** The screens in a browser: how long until they stand, how fast they follow, and what they keep. The page has its host in it, so that its memory counts too. */
import { ScreensPage, type Opened } from '../webview/screens-page.ts';
import { generatedModel } from './generated-model.ts';
import { megabytes, milliseconds, percentile, row, type Row } from './measure.ts';

const often = 7;
const large = '2,800 rows';

export async function screens(): Promise<Row[]> {
  const pages = new ScreensPage();
  await pages.start();
  try {
    const opening: number[] = [];
    for (let time = 0; time < often; time++) {
      const opened = await pages.open();
      await opened.row(/^A1 /).waitFor();
      // From the first byte of the page to its first rows; code, snapshot and drawing are in it.
      opening.push(await opened.page.evaluate(() => performance.getEntriesByName('screens-shown')[0]!.startTime));
      await opened.close();
    }
    const opened = await pages.open({ text: generatedModel({ assets: 500, attackers: 100, controls: 700, assertions: 1400 }) });
    await opened.row(/^TB1 boundary 1/).waitFor();
    const returning: number[] = [];
    for (let time = 0; time < often; time++) returning.push(await shown(opened));
    await opened.page.getByRole('treeitem').nth(5).click();
    const following: number[] = [];
    for (let time = 0; time < 20; time++) following.push(await nextFrame(opened, 'ArrowDown'));
    const ends: number[] = [];
    for (let time = 0; time < 10; time++) ends.push(await nextFrame(opened, time % 2 === 0 ? 'End' : 'Home'));
    const frames = await scrolled(opened);
    const memory = await heap(opened);
    await opened.close();
    return [
      row('screens: page to first rows, sample model', percentile(opening, 0.5), milliseconds, 1000, 500),
      row(`screens: model screen shown, ${large}`, percentile(returning, 0.5), milliseconds, 300, 100),
      row(`screens: key to drawn selection, ${large} (p95)`, percentile(following, 0.95), milliseconds, 50, 33),
      row(`screens: from one end of the list to the other, ${large} (p95)`, percentile(ends, 0.95), milliseconds, 100, 50),
      row(`screens: work of the page for a scrolled frame, ${large} (p95)`, percentile(frames, 0.95), milliseconds, 33, 16, `median ${percentile(frames, 0.5).toFixed(1)}`),
      row(`screens: memory of the page with ${large} and its host`, memory, megabytes, 150e6, 100e6),
    ];
  } finally {
    await pages.stop();
  }
}

/** From a key to the second frame after it, in the page's own clock: then it stands on the screen. */
async function nextFrame({ page }: Opened, key: string): Promise<number> {
  // The page listens before the key is pressed.
  const measured = await page.evaluateHandle(() => ({
    took: new Promise<number>((resolve) => {
      addEventListener('keydown', (event) => requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - event.timeStamp))), { once: true, capture: true });
    }),
  }));
  await page.keyboard.press(key);
  return measured.evaluate(({ took }) => took);
}

/** From another screen back to the list, code and snapshot being there: until its rows stand on the screen. */
async function shown({ page }: Opened): Promise<number> {
  await page.locator('#tab-changes').click();
  await page.locator('.model-list').waitFor({ state: 'detached' });
  return page.evaluate(async () => {
    const began = performance.now();
    document.getElementById('tab-model')!.click();
    while (document.querySelectorAll('.model-row').length < 10) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
}

/** Processor time of the page for each frame of scrolling from top to bottom: a machine that does other things besides draws fewer frames, and each costs the same. */
async function scrolled({ page }: Opened): Promise<number[]> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => 1000 * ((await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  const frames: number[] = [];
  for (let step = 0; step < 120; step++) {
    const began = await spent();
    await page.evaluate(async () => {
      document.querySelector('.model-list')!.scrollBy(0, 600);
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    });
    frames.push((await spent()) - began);
  }
  return frames;
}

async function heap({ page }: Opened): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

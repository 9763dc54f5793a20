/** The screens in a browser: how long until they stand, how fast they follow, and what they keep. The page has its host in it, so that its memory counts too. */
import { ScreensPage, type Opened } from '../webview/screens-page.ts';
import { generatedModel } from './generated-model.ts';
import { megabytes, milliseconds, percentile, row, type Row } from './measure.ts';

const often = 7;

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
    const opened = await pages.open({ text: generatedModel({ assets: 100, attackers: 10, controls: 300, assertions: 500 }) });
    await opened.until('the large model', async () => (await opened.page.getByRole('treeitem').count()) > 1000);
    await opened.page.getByRole('treeitem').nth(5).click();
    const following: number[] = [];
    for (let time = 0; time < 20; time++) following.push(await nextFrame(opened, 'ArrowDown'));
    const memory = await heap(opened);
    await opened.close();
    return [
      row('screens: page to first rows, sample model', percentile(opening, 0.5), milliseconds, 1000, 500),
      row('screens: key to drawn selection, 1,000 rows (p95)', percentile(following, 0.95), milliseconds, 50, 33),
      row('screens: memory of the page with 1,000 rows and its host', memory, megabytes, 150e6, 100e6),
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

async function heap({ page }: Opened): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

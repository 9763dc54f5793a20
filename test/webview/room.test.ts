/** Every screen in narrow, zoomed and wide pages, whatever is open there: all of it can be read and reached, and only lists scroll. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ScreensPage, type OpenOptions, type Opened } from './screens-page.ts';

interface Place {
  readonly options?: OpenOptions;
  readonly act?: (opened: Opened) => Promise<unknown>;
}

const show = (name: RegExp) => (opened: Opened): Promise<void> => opened.row(name).click();
const askForKeys = async ({ page }: Opened): Promise<void> => {
  await page.getByRole('treeitem').first().focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
};
const explain = async ({ page }: Opened): Promise<void> => {
  const narrow = page.getByRole('button', { name: /^A1 / });
  await page.locator('.matrix-cell, .asset-list').first().waitFor();
  if ((await page.getByRole('grid').count()) > 0) return page.getByRole('gridcell', { name: /^A1 T2/ }).click();
  await narrow.click();
  return page.getByRole('button', { name: /^T2 / }).click();
};
const filter = async ({ page }: Opened): Promise<void> => {
  const folded = page.getByText('Filters and order');
  if (await folded.isVisible()) await folded.click();
};
const compare = async ({ page }: Opened): Promise<void> => {
  await page.locator('.picker-button').first().click();
  await page.getByRole('option', { name: /^Begin a threat model/ }).click();
  await page.getByRole('heading', { name: /^Weakened/ }).waitFor();
};
const overlay = async (opened: Opened): Promise<void> => {
  await compare(opened);
  await opened.page.getByRole('tablist', { name: 'How changes are shown' }).getByRole('tab', { name: 'Graph' }).click();
  await opened.page.locator('.overlay canvas[data-drawn=yes]').waitFor();
};

const places: Readonly<Record<string, Place>> = {
  'a control': { act: show(/^CTRL-01/) },
  'an asset': { act: show(/^A1 /) },
  'the menu': { act: ({ page }) => page.getByRole('button', { name: 'Add', exact: true }).click() },
  'the keys': { act: askForKeys },
  'the graph': { options: { screen: 'Graph', sample: 'own' }, act: ({ page }) => page.locator('canvas[data-drawn=yes]').waitFor() },
  'an explanation': { options: { screen: 'Objectives' }, act: explain },
  'the filters': { options: { screen: 'Objectives' }, act: filter },
  'the posture': { options: { screen: 'Posture', sample: 'recorded' }, act: ({ page }) => page.getByRole('table').first().waitFor() },
  'the changes': { options: { screen: 'Changes', sample: 'recorded' }, act: compare },
  'the changes on the graph': { options: { screen: 'Changes', sample: 'recorded' }, act: overlay },
};

/** What cannot be read or reached, one line each. */
async function troubles({ page }: Opened): Promise<readonly string[]> {
  // What the runner of the tests puts into functions that go to the page.
  await page.evaluate('globalThis.__name = (one) => one');
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push(`the page itself scrolls: ${scrollWidth} x ${scrollHeight}`);
    const dialog = document.querySelector('dialog[open]');
    for (const element of (dialog ?? document.body).querySelectorAll<HTMLElement>('*')) {
      // Tabs may scroll: their sides fade, and the one that is shown is in sight.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, svg, [aria-hidden=true], .tabs')) continue;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      const name = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
      const style = getComputedStyle(element);
      const texts = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
      if (texts && element.scrollWidth > element.clientWidth + 1 && ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis' && style.writingMode === 'horizontal-tb') found.push(`cut without a sign: ${name}`);
      // What stands in something that scrolls is looked at where it is in sight.
      let left = 0;
      let right = innerWidth;
      let top = 0;
      let bottom = innerHeight;
      let scrolls = false;
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowX === 'visible' && getComputedStyle(around).overflowY === 'visible') continue;
        const bounds = around.getBoundingClientRect();
        scrolls ||= ['auto', 'scroll'].includes(getComputedStyle(around).overflowX);
        left = Math.max(left, bounds.left);
        right = Math.min(right, bounds.right);
        top = Math.max(top, bounds.top);
        bottom = Math.min(bottom, bounds.bottom);
      }
      if (texts && !scrolls && (box.left < -1 || box.right > innerWidth + 1)) found.push(`beyond the side: ${name}`);
      if (!element.matches('button, input, select, summary')) continue;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      if (x < left || x > right || y < top || y > bottom) continue;
      const at = document.elementFromPoint(x, y);
      if (at && at !== element && !element.contains(at) && !at.contains(element) && !at.closest('[role=menu], .explanation, .matrix-head, .matrix-side')) found.push(`under ${at.tagName.toLowerCase()}.${at.getAttribute('class')}: ${name}`);
    }
    return [...new Set(found)];
  });
}

describe('there is room for every screen, whatever is open', () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  for (const [width, height, what] of [[280, 640, '280 px'], [640, 400, '1280 px at 200 %'], [2560, 1300, '2560 px']] as const) {
    it(`at ${what}`, async () => {
      const found: Record<string, readonly string[]> = {};
      for (const [name, { options = {}, act }] of Object.entries(places)) {
        const opened = await screens.open({ ...options, width, height });
        await opened.page.locator('#screen > :not(.loading)').first().waitFor();
        await act?.(opened);
        await opened.page.mouse.move(1, 1);
        await opened.page.waitForTimeout(150);
        found[name] = await troubles(opened);
        await opened.close();
      }
      assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, all]) => all.length > 0)), {});
    });
  }
  it('where tabs are many, the one that is shown is in sight and a fading side says that there are more', async () => {
    const opened = await screens.open({ width: 280 });
    const { page } = opened;
    const list = page.getByRole('tablist', { name: 'Screens of the threat model' });
    const names = await list.getByRole('tab').allTextContents();
    for (const name of names) {
      await list.getByRole('tab', { name }).click();
      await opened.until(`${name} in sight`, () => list.getByRole('tab', { name }).evaluate((tab) => {
        const [box, bounds] = [tab.getBoundingClientRect(), tab.parentElement!.getBoundingClientRect()];
        return box.left >= bounds.left && box.right <= bounds.right;
      }));
      // At either end there is more at the other side only; in between at least at one.
      const fades = names[0] === name ? /^after$/ : names.at(-1) === name ? /^before$/ : /before|after/;
      await opened.until('the sides to fade', async () => fades.test((await list.getAttribute('data-more')) ?? ''));
    }
    await opened.close();
  });
});

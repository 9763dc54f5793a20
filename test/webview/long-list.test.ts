/** The list of the model screen over a model of 2,800 rows: few of them are drawn, and all of them are there for keys, search, selection, dragging and a screen reader. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { generatedModel } from '../bench/generated-model.ts';
import { ScreensPage, type Opened } from './screens-page.ts';

const text = generatedModel({ assets: 500, attackers: 100, controls: 700, assertions: 1400 });
const entities = 10 + 40 + 60 + 500 + 100 + 700 + 1400;

describe('a long list', { timeout: 300_000 }, () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  /** The page with the long model, the focus in its list. */
  async function openLong(): Promise<Opened> {
    const opened = await screens.open({ text });
    await opened.row(/^TB1 boundary 1/).click();
    return opened;
  }
  const drawn = (opened: Opened): Promise<number> => opened.page.locator('.model-row').count();
  /** The text of the row that has the focus, if it is one, and is seen whole. */
  const focused = ({ page }: Opened): Promise<string> =>
    page.evaluate(() => {
      const [row, list] = [document.activeElement, document.querySelector('.model-list')!];
      if (row?.getAttribute('role') !== 'treeitem') return `the focus is at ${row?.tagName ?? 'nothing'}`;
      const [place, room] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
      return place.top >= room.top - 1 && place.bottom <= room.bottom + 1 ? row.textContent : `${row.textContent} is out of sight`;
    });
  const at = (opened: Opened, start: string): Promise<void> => opened.until(`the focus at ${start}`, async () => (await focused(opened)).startsWith(start), () => focused(opened));
  const scrollTo = ({ page }: Opened, top: number): Promise<void> => page.evaluate((to) => void (document.querySelector('.model-list')!.scrollTop = to), top);

  it('draws few rows wherever it stands, and leaves no place empty', async () => {
    const opened = await openLong();
    const { page } = opened;
    const height = await page.evaluate(() => document.querySelector('.model-list')!.scrollHeight);
    for (let step = 0; step <= 10; step++) {
      await scrollTo(opened, (height * step) / 10);
      await opened.until('rows at the top, in the middle and at the bottom', () =>
        page.evaluate(() => {
          const { left, top, width, height } = document.querySelector('.model-list')!.getBoundingClientRect();
          return [4, height / 2, height - 24].every((y) => document.elementFromPoint(left + width / 2, top + y)?.closest('.model-row'));
        }));
      assert.ok((await drawn(opened)) < 100, `${await drawn(opened)} rows are drawn`);
    }
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('is reached everywhere by keys, one row after the other, by pages and to its ends', async () => {
    const opened = await openLong();
    const { keyboard } = opened.page;
    await keyboard.press('End');
    await at(opened, 'Compliance');
    assert.ok((await drawn(opened)) < 100);
    await keyboard.press('Home');
    await at(opened, 'Generated');
    // Every row once, each with the focus and in sight, none left out.
    const wanted = ['Generated', 'Trust boundaries', ...Array.from({ length: 10 }, (_, index) => `TB${index + 1}boundary`), 'Components', ...Array.from({ length: 40 }, (_, index) => `CMP${index + 1}component`), 'Connections', ...Array.from({ length: 60 }, (_, index) => `CN${index + 1}`), 'Assets', 'A1asset number 1'];
    for (const start of wanted) {
      assert.ok((await focused(opened)).startsWith(start), `${start}, not ${await focused(opened)}`);
      await keyboard.press('ArrowDown');
    }
    const before = await focused(opened);
    await keyboard.press('PageDown');
    await keyboard.press('PageDown');
    assert.match(await focused(opened), /^A\d\dasset/);
    await keyboard.press('PageUp');
    await keyboard.press('PageUp');
    await at(opened, before);
    // From far away the next key goes on from the row that has the focus.
    await scrollTo(opened, 50_000);
    await keyboard.press('ArrowDown');
    await at(opened, 'A3asset number 3');
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('selects all and ranges of rows that are not drawn', async () => {
    const opened = await openLong();
    const { page } = opened;
    await page.keyboard.press('Control+A');
    await page.getByRole('heading', { name: `${entities} selected` }).waitFor();
    await page.getByText('At most 500 are edited together.').waitFor();
    await opened.row(/^TB2 /).click();
    await page.keyboard.press('Shift+End');
    await page.getByRole('heading', { name: `${entities - 1} selected` }).waitFor();
    await scrollTo(opened, 40_000);
    await opened.until('selected rows', async () => (await page.locator('.model-row.entity[aria-selected=true]').count()) > 20);
    assert.equal(await page.locator('.model-row.entity[aria-selected=false]').count(), 0);
    await opened.close();
  });

  it('finds any row by words and by the key that a browser searches by, and stays with it when the search ends', async () => {
    const opened = await openLong();
    const { page } = opened;
    await page.keyboard.press('Control+F');
    await opened.until('the focus in the search', () => page.evaluate(() => document.activeElement?.getAttribute('type') === 'search'));
    await page.keyboard.type('handle_1234 ');
    await page.getByText('1 found').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await at(opened, 'asrt_m1234');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await opened.until('the whole list', async () => (await page.locator('.model-row').count()) > 20);
    await opened.until('the row in sight', () => opened.row(/^asrt_m1234 /).evaluate((row) => {
      const [place, room] = [row.getBoundingClientRect(), document.querySelector('.model-list')!.getBoundingClientRect()];
      return place.top >= room.top && place.bottom <= room.bottom;
    }));
    assert.equal(await opened.row(/^asrt_m1234 /).getAttribute('aria-selected'), 'true');
    await opened.close();
  });

  it('tells a screen reader how many there are and which one this is', async () => {
    const opened = await openLong();
    await scrollTo(opened, 19_000);
    const row = opened.row(/^CTRL-20 /);
    await row.waitFor();
    assert.deepEqual([await row.getAttribute('aria-level'), await row.getAttribute('aria-setsize'), await row.getAttribute('aria-posinset')], ['2', '700', '20']);
    await opened.page.keyboard.press('Home');
    const section = opened.row(/^Trust boundaries/);
    await section.waitFor();
    assert.deepEqual([await section.getAttribute('aria-level'), await section.getAttribute('aria-setsize'), await section.getAttribute('aria-posinset')], ['1', '13', '2']);
    assert.deepEqual(await opened.axe(), []);
    await opened.close();
  });

  it('stays where it is looked at when others add and remove rows above, and comes back there', async () => {
    const opened = await openLong();
    const { page } = opened;
    await scrollTo(opened, 30_007);
    const seen = (): Promise<string | null | undefined> =>
      page.evaluate(() => {
        const list = document.querySelector('.model-list')!.getBoundingClientRect();
        const row = document.elementFromPoint(list.left + 60, list.top + 2)?.closest('.model-row');
        return row && `${row.getAttribute('data-key')} at ${Math.round(row.getBoundingClientRect().top - list.top)}`;
      });
    await opened.until('rows', async () => (await seen())?.includes('controls/') === true);
    const place = await seen();
    await opened.replace(text.replace('components:\n', '  TB11: {name: one more, passes: [Network]}\n  TB12: {name: and one, passes: [Network]}\ncomponents:\n'));
    const positionOfFirst = (): Promise<string | null> => page.locator('.model-row.active').getAttribute('aria-setsize');
    await opened.until('two more', async () => (await positionOfFirst()) === '12', positionOfFirst);
    assert.equal(await seen(), place);
    await opened.replace(text);
    await opened.until('two less', async () => (await positionOfFirst()) === '10', positionOfFirst);
    assert.equal(await seen(), place);
    // A page that was thrown away stands where it stood; so does a screen that was left for another one.
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByRole('tab', { name: 'Model' }).click();
    await opened.until('the same place', async () => (await page.locator('.model-row').count()) > 0 && (await seen()) === place, seen);
    await opened.close();
  });

  it('drags a row to a place that was not drawn when it was taken', async () => {
    const opened = await openLong();
    const { page } = opened;
    await scrollTo(opened, 26 * 116);
    const from = opened.row(/^A3 asset number 3/);
    await from.hover();
    await page.mouse.down();
    await page.mouse.move(200, 300);
    await scrollTo(opened, 26 * 400);
    const to = opened.row(/^A290 asset number 290/);
    await to.hover();
    await to.hover();
    await page.mouse.up();
    await opened.until('A3 before A290', async () => {
      const ids = Object.keys(parseModel(await opened.text()).model.assets);
      return ids.indexOf('A3') === ids.indexOf('A290') - 1;
    });
    // The list did not run after it.
    await opened.until('A290 in sight', async () => (await page.locator('[data-key="assets/A290"]').count()) === 1);
    await opened.close();
  });

  it('goes to a row that was just made, wherever it stands', async () => {
    const opened = await openLong();
    const { keyboard } = opened.page;
    await scrollTo(opened, 60_000);
    await keyboard.press('Insert');
    await opened.page.getByRole('dialog').locator('textarea').first().waitFor();
    await keyboard.type('Edge of the plant');
    await keyboard.press('Enter');
    await at(opened, 'TB11Edge of the plant');
    await opened.close();
  });
});

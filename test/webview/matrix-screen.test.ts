/** The matrix in a browser: by the keyboard alone, live, narrow, and with a hundred thousand cells. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { themeNames } from '../../webview/page/themes.ts';
import { type Opened, ScreensPage } from './screens-page.ts';

describe('the matrix', () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  const focused = (opened: Opened): Promise<string> => opened.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  /** Into the grid by the tab key, as one gets there. */
  const enter = async (opened: Opened): Promise<void> => {
    await opened.page.locator('.matrix-cell').first().waitFor();
    await opened.until('the focus in the grid', async () => {
      await opened.page.keyboard.press('Tab');
      return opened.page.evaluate(() => Boolean(document.activeElement?.closest('[role="grid"]')));
    });
  };

  it('is moved in by arrows and explained down to the line of code by the keyboard alone', async () => {
    const opened = await screens.open({ screen: 'Objectives' });
    const { keyboard } = opened.page;
    await enter(opened);
    assert.equal(await focused(opened), 'A1 T1: mitigated by controls, critical tier, reachable');
    await keyboard.press('ArrowRight');
    assert.equal(await focused(opened), 'A1 T2: at risk, critical tier, reachable');
    await keyboard.press('Control+End');
    assert.equal(await focused(opened), 'A4 T3: unassessed, medium tier, unreachable');
    await keyboard.press('Home');
    assert.equal(await focused(opened), 'A4 backup copies: 2 of 3 mitigated, 0 at risk, 1 unassessed');
    await keyboard.press('Control+Home');
    await keyboard.press('ArrowUp');
    assert.match(await focused(opened), /^T1 sends any request to the service without a token: 3 of 4 mitigated/);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const aside = opened.page.getByRole('complementary', { name: 'Explanation of CO-A1-T1' });
    await aside.getByText('CO-A1-T1 is mitigated by controls').waitFor();
    await opened.until('the focus in the explanation', () => opened.page.evaluate(() => Boolean(document.activeElement?.closest('aside'))));
    await opened.until('a line of code', async () => {
      await keyboard.press('Tab');
      return /upload\.py:12/.test(await focused(opened));
    });
    await keyboard.press('Enter');
    await opened.until('the place opened', async () => (await opened.opened()).length === 1);
    assert.equal((await opened.opened())[0] === 'text', false);
    assert.deepEqual(((await opened.opened())[0] as { of: string }).of, 'assertion');
    await keyboard.press('Escape');
    await aside.waitFor({ state: 'hidden' });
    assert.equal(await focused(opened), 'A1 T1: mitigated by controls, critical tier, reachable');
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it('turns red, and so does its explanation, when a promise is broken', async () => {
    const opened = await screens.open({ screen: 'Objectives' });
    const { page } = opened;
    await page.getByRole('gridcell', { name: /^A1 T1: mitigated by controls/ }).click();
    await page.getByText('CO-A1-T1 is mitigated by controls').waitFor();
    await opened.replace((await opened.text()).replace('callee: check_token}', 'callee: missing_check}').replace('callee: secrets.token_hex', 'callee: missing_token'));
    await page.getByRole('gridcell', { name: /^A1 T1: at risk/ }).waitFor();
    await page.getByText('CO-A1-T1 is at risk: evidence is not verified').waitFor();
    assert.equal(await page.evaluate(() => document.querySelectorAll('.matrix-cell').length), 12);
    await opened.undo();
    await page.getByRole('gridcell', { name: /^A1 T1: mitigated/ }).waitFor();
    await opened.close();
  });

  it('is filtered, grouped, folded, and remembers that', async () => {
    const opened = await screens.open({ screen: 'Objectives' });
    const { page } = opened;
    const grid = page.getByRole('grid');
    await grid.waitFor();
    await page.getByRole('button', { name: /^unassessed/ }).click();
    await opened.until('one row left', async () => (await grid.getAttribute('aria-rowcount')) === '2');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('combobox', { name: 'Assets' }).selectOption('component');
    await opened.until('two groups more', async () => (await grid.getAttribute('aria-rowcount')) === '7');
    const group = page.getByRole('rowheader', { name: /^CMP1 upload service, 3 assets/ });
    await group.click();
    await opened.until('the group folded', async () => (await grid.getAttribute('aria-rowcount')) === '4');
    assert.equal(await group.getAttribute('aria-expanded'), 'false');
    await page.getByRole('combobox', { name: 'Attackers' }).selectOption('boundary');
    await page.getByRole('columnheader', { name: /^TB1 Internet edge, 2 attackers/ }).click();
    await opened.until('one column for the group', async () => (await grid.getAttribute('aria-colcount')) === '3');
    await page.getByRole('tab', { name: 'Model' }).click();
    await page.getByRole('tab', { name: 'Objectives' }).click();
    await opened.until('the same again', async () => (await grid.getAttribute('aria-rowcount')) === '5');
    await page.getByRole('searchbox').fill('no such thing');
    await page.getByText('Nothing is left').waitFor();
    await opened.close();
  });

  it('draws a part of a hundred thousand cells, and keeps the focus where it is while scrolling', async () => {
    const opened = await screens.open({ sample: 'large', screen: 'Objectives', width: 1200, height: 700 });
    const { page } = opened;
    await enter(opened);
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '1001');
    assert.equal(await page.getByRole('grid').getAttribute('aria-colcount'), '101');
    await page.keyboard.press('ArrowDown');
    const before = await focused(opened);
    await page.evaluate(() => document.querySelector('.matrix-grid')!.scrollTo(3000, 15000));
    await page.waitForTimeout(300);
    assert.equal(await focused(opened), before);
    const drawn = await page.evaluate(() => document.querySelectorAll('.matrix-cell').length);
    assert.ok(drawn > 100 && drawn < 2000, `${drawn} cells are drawn`);
    assert.ok(await page.evaluate(() => {
      const box = document.querySelector('.matrix-grid')!.getBoundingClientRect();
      return Boolean(document.elementFromPoint(box.right - 120, box.bottom - 60)?.closest('.matrix-cell'));
    }), 'where it was scrolled to there are cells');
    await page.keyboard.press('Control+End');
    assert.match(await focused(opened), /^A1000 T100: /);
    await page.keyboard.press('PageUp');
    assert.match(await focused(opened), /^A9\d\d T100: /);
    // In the order in which one reads, whatever was drawn over what.
    const order = await page.evaluate(() => [...document.querySelectorAll('.matrix-row')].map((row) => Number(row.getAttribute('aria-rowindex'))));
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
    await opened.close();
  });

  it('is a list by asset where there is no room for columns', async () => {
    const opened = await screens.open({ screen: 'Objectives', width: 280 });
    const { page } = opened;
    await page.getByRole('button', { name: /^A1 uploaded files ?: 2 of 3 mitigated/ }).click();
    await page.getByRole('button', { name: /^T2 uploads any file/ }).click();
    await page.getByText('CO-A1-T2 is at risk').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 280);
    assert.equal(await page.getByRole('grid').count(), 0);
    await opened.close();
  });

  for (const theme of themeNames) {
    it(`has nothing that axe finds in the theme ${theme}, whatever is open`, async () => {
      const opened = await screens.open({ screen: 'Objectives', theme });
      const { page } = opened;
      const found: Record<string, readonly string[]> = {};
      await page.getByRole('gridcell').first().click();
      await page.locator('.explanation-line').first().waitFor();
      await page.getByRole('combobox', { name: 'Assets' }).selectOption('component');
      await page.getByRole('combobox', { name: 'Attackers' }).selectOption('boundary');
      await page.getByRole('button', { name: /^at risk/ }).click();
      await page.waitForTimeout(200);
      found.wide = await opened.axe();
      await page.setViewportSize({ width: 280, height: 700 });
      await page.getByRole('button', { name: 'Close the explanation' }).click();
      await page.locator('.asset-list').waitFor();
      await page.getByText('Filters and order').click();
      await page.getByRole('button', { name: /^A1 / }).click();
      found.narrow = await opened.axe();
      assert.deepEqual(found, { wide: [], narrow: [] });
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    });
  }
});

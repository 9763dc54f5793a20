/** Every screen in every theme: axe finds nothing, nothing reaches out at the side from 280 px on, and nothing moves for who wants no motion. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { themeNames } from '../../webview/page/themes.ts';
import { ScreensPage } from './screens-page.ts';

describe('every screen', () => {
  const screens = new ScreensPage();
  before(() => screens.start());
  after(() => screens.stop());

  for (const theme of themeNames) {
    it(`has nothing that axe finds in the theme ${theme}`, async () => {
      const opened = await screens.open({ theme });
      const { page } = opened;
      const found: Record<string, readonly string[]> = {};
      for (const tab of await page.getByRole('tab').allTextContents()) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator('#screen > :not(.loading)').first().waitFor();
        await page.waitForTimeout(300);
        found[tab] = await opened.axe();
      }
      await page.getByRole('tab', { name: 'Model' }).click();
      for (const row of [/^CTRL-01/, /^AS1/, /^TB3/, /^asrt_7k2m/, /^Findings/]) {
        await opened.row(row).click();
        await page.waitForTimeout(200);
        found[String(row)] = await opened.axe();
      }
      await opened.row(/^CTRL-01/).click();
      await page.keyboard.press('Delete');
      await page.getByRole('dialog', { name: /^Remove CTRL-01/ }).waitFor();
      found['the removal'] = await opened.axe();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      found['the menu'] = await opened.axe();
      await page.getByRole('menuitem', { name: 'Attacker' }).click();
      await page.getByRole('dialog', { name: 'Add attacker' }).getByRole('textbox').first().waitFor();
      found['the form'] = await opened.axe();
      assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, violations]) => violations.length > 0)), {});
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    });
  }

  for (const [width, zoom] of [[280, 1], [800, 2], [2560, 1]] as const) {
    it(`has room at ${width} px${zoom > 1 ? ` and ${zoom * 100} %` : ''}`, async () => {
      const opened = await screens.open({ width: width / zoom, height: 700 / zoom });
      const { page } = opened;
      for (const tab of await page.getByRole('tab').allTextContents()) {
        await page.getByRole('tab', { name: tab }).click();
        await page.locator('#screen > :not(.loading)').first().waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width / zoom, tab);
      }
      await opened.close();
    });
  }

  it('moves nothing for who wants no motion', async () => {
    const opened = await screens.open({ reducedMotion: true });
    for (const tab of await opened.page.getByRole('tab').allTextContents()) {
      await opened.page.getByRole('tab', { name: tab }).click();
      await opened.page.locator('#screen > :not(.loading)').first().waitFor();
      assert.equal(await opened.page.evaluate(() => document.getAnimations().length), 0, tab);
    }
    await opened.close();
  });
});

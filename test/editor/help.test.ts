/** Help in a real editor: what an empty view says, the walkthrough from its first step to a broken promise, and pictures of both. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

describe('help for somebody who is new', { timeout: 1_200_000 }, () => {
  let folder: string;
  let browser: Browser;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mipiti-help-'));
    browser = await launch(await provideBrowser());
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(theme: string, width: number): Promise<{ served: Served; bench: Workbench }> {
    const served = await serve(await provideEditor(), { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
    return { served, bench: await Workbench.open(browser, served.address, { width, height: 860 }) };
  }
  const steps = (bench: Workbench) => bench.page.locator('button.getting-started-step');
  const walk = async (bench: Workbench): Promise<void> => {
    await bench.command('Mipiti: Get Started');
    await bench.until('the walkthrough', async () => (await steps(bench).count()) === 5, () => steps(bench).allTextContents());
  };

  it('leads from an empty folder over the sample to a promise that breaks', async () => {
    const { served, bench: empty } = await open('Default Dark Modern', 1500);
    try {
      await empty.command('Mipiti: Show Objectives');
      const welcome = empty.page.locator('.pane .welcome-view-content');
      await empty.until('what the empty view says', async () => (await welcome.allTextContents()).join(' ').includes('Five steps show it on a sample'), () => welcome.allTextContents());
      await walk(empty);
      // A folder is open already, so the sample gets a window of its own, and the walkthrough goes on there.
      const [page] = await Promise.all([empty.page.context().waitForEvent('page', { timeout: 60_000 }), empty.page.locator('.getting-started-step .monaco-button', { hasText: 'Open the Sample' }).first().click()]);
      const bench = new Workbench(page);
      await page.locator('.statusbar-item').first().waitFor({ timeout: 90_000 });
      await bench.until('the posture of the sample', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), async () => [await bench.statusBar(), await served.logs()], 60_000);
      await bench.until('the walkthrough goes on', async () => (await steps(bench).count()) === 5, () => bench.page.locator('.tab').allTextContents(), 60_000);
      await bench.until('the first step done', async () => (await steps(bench).nth(0).getAttribute('aria-checked')) === 'true' || (await bench.page.locator('.getting-started-step .codicon.complete').count()) > 0, () => steps(bench).allInnerTexts());
      await bench.openFile('upload.py');
      await bench.press('Control+F');
      await bench.type('    scan_upload(data, settings.scanner)');
      await bench.press('Enter');
      await bench.press('Escape');
      await bench.press('Control+Shift+K');
      await bench.until('the broken promise', async () => (await bench.statusBar()).includes('1 broken'), () => bench.statusBar());
      await walk(bench);
      const done = bench.page.locator('.getting-started-step', { hasText: 'Break a promise' }).locator('.codicon.complete');
      await bench.until('the third step done', async () => (await done.count()) > 0, () => bench.page.locator('.getting-started-step').allTextContents());
      await bench.screenshot('help-broken');
    } finally {
      await empty.close();
      await served.stop();
    }
  });

  for (const [theme, name, width] of [['Default Dark Modern', 'dark', 1500], ['Default Light Modern', 'light', 1500], ['Default High Contrast', 'high-contrast', 1500], ['Default High Contrast Light', 'high-contrast-light', 1500], ['Default Light Modern', 'narrow', 640]] as const) {
    it(`is shown in ${name}: what empty views say, the five steps with their pictures, the settings`, async () => {
      const { served, bench } = await open(theme, width);
      try {
        await bench.command('Mipiti: Show Objectives');
        await bench.page.locator('.pane .welcome-view-content').first().waitFor();
        await bench.screenshot(`help-empty-${name}`);
        await bench.press('Control+B');
        await walk(bench);
        for (let step = 0; step < 5; step++) {
          await steps(bench).nth(step).click();
          await bench.page.waitForTimeout(500);
          await bench.screenshot(`help-step-${step + 1}-${name}`);
        }
        await bench.command('Preferences: Open Settings (UI)');
        await bench.page.locator('.settings-editor .suggest-input-container').waitFor();
        await bench.type('@ext:mipiti.mipiti ');
        const settings = bench.page.locator('.settings-editor .setting-item-contents');
        await bench.until('the settings', async () => (await settings.allTextContents()).some((text) => text.includes('Mipiti') && text.includes('Status Bar')), () => settings.allTextContents());
        await bench.screenshot(`help-settings-${name}`);
        assert.equal(await bench.page.locator('.settings-editor .setting-item-contents', { hasText: '%setting' }).count(), 0);
      } finally {
        await bench.close();
        await served.stop();
      }
    });
  }
});

/** A model from a description and from a repository in a real editor: asked for, reviewed, written, and taken back by one undo. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { parseModel } from '../../src/model/parse.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { Questions } from './questions.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const description = 'Members of a chess club sign in to a web app and upload chess puzzles. Puzzles are kept in PostgreSQL. No payments.';
const file = 'chess-puzzles-in-the-web-app.threatmodel.yaml';

for (const [host, settings] of [['the editor', {}], ['a browser', { 'remote.extensionKind': { 'mipiti.mipiti': ['web'] } }]] as const) {
  describe(`generation in ${host}`, { timeout: 1_200_000 }, () => {
    let folder: string;
    let served: Served;
    let browser: Browser;
    let bench: Workbench;
    const models = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.threatmodel.yaml'));
    const rows = () => bench.page.locator('.quick-input-list .monaco-list-row');
    const texts = async (): Promise<string[]> => (await rows().allTextContents()).map((text) => text.replaceAll(/[\u00A0\s]+/g, ' '));

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'mipiti-generate-'));
      mkdirSync(join(folder, 'src'));
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'puzzles', dependencies: { express: '^5.0.0', pg: '^8.0.0', multer: '^2.0.0' } }, null, 2));
      writeFileSync(join(folder, 'src', 'server.js'), "const app = require('express')();\napp.post('/upload', take);\napp.post('/login', login);\nmodule.exports = process.env.DATABASE_PASSWORD;\n");
      served = await serve(await provideEditor(), { open: folder, extensions: [vsix], settings: { ...settings, 'git.enabled': false, 'explorer.confirmUndo': 'light', 'workbench.colorTheme': host === 'a browser' ? 'Default High Contrast' : 'Default Dark Modern' } });
      browser = await launch(await provideBrowser());
      bench = await Workbench.open(browser, served.address, { width: 1300, height: 860 });
    });
    after(async () => {
      await browser.close();
      await served.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const ask = (command: string): Promise<void> => new Questions(bench).start(`Mipiti: ${command}`);

    it('is offered where there is no model yet', async () => {
      await bench.command('Mipiti: Show Objectives');
      const welcome = bench.page.locator('.pane .welcome-view-content');
      await bench.until('the offer', async () => (await welcome.allTextContents()).join(' ').includes('New Model from Description'), () => welcome.allTextContents());
      await bench.screenshot(`generate-offer-${host === 'a browser' ? 'web' : 'desktop'}`);
    });

    it('proposes what the description names, and writes what was accepted', async () => {
      await ask('New Model from Description');
      await new Questions(bench).asked('New model from description');
      await bench.type(description);
      await bench.press('Enter');
      await bench.until('the review', async () => (await texts()).some((text) => text.includes('TB1 Internet edge')), texts, 60_000);
      await bench.screenshot(`generate-review-${host === 'a browser' ? 'web' : 'desktop'}`);
      await bench.type('chess puzzles');
      await bench.until('the asset', async () => (await texts()).some((text) => text.includes('chess puzzles') && text.includes('line 1')), texts);
      await bench.screenshot(`generate-filter-${host === 'a browser' ? 'web' : 'desktop'}`);
      await bench.page.locator('.quick-input-widget input.input').fill('anonymous stranger');
      await bench.until('the attacker', async () => (await texts()).some((text) => text.includes('anonymous stranger')), texts);
      await rows().filter({ hasText: 'anonymous stranger' }).first().click();
      await bench.page.locator('.quick-input-widget input.input').fill('');
      await bench.page.locator('.quick-input-widget input.input').press('Enter');
      await bench.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor({ timeout: 60_000 });
      const { model, problems } = parseModel(readFileSync(join(folder, file), 'utf8'));
      assert.deepEqual(problems, []);
      assert.ok(Object.values(model.assets).some(({ name }) => name === 'chess puzzles'));
      assert.ok(Object.keys(model.attackers).length > 1 && !Object.values(model.attackers).some(({ archetype }) => archetype === 'anonymous stranger'));
      await bench.until('the posture', async () => /of \d+ mitigated/.test(await bench.statusBar()), () => bench.statusBar());
      await bench.screenshot(`generate-written-${host === 'a browser' ? 'web' : 'desktop'}`);
    });

    it('takes all of it back by one undo', async () => {
      await bench.page.locator('.monaco-editor .view-lines').first().click();
      await bench.press('Control+Z');
      const asked = bench.page.locator('.monaco-dialog-box').getByRole('button', { name: /Yes|Undo/ }).first();
      await bench.until('the file gone', async () => {
        if (await asked.isVisible()) await asked.click();
        return !existsSync(join(folder, file));
      }, () => Promise.resolve(models()));
      assert.deepEqual(models(), []);
    });

    it('reads the repository, and gives each item the place that called for it', async () => {
      await ask('New Model from This Repository');
      await bench.until('the review', async () => (await texts()).some((text) => text.includes('Internet edge')), texts, 60_000);
      await bench.page.locator('.quick-input-widget input.input').fill('server.js');
      await bench.until('the place of a route', async () => (await texts()).some((text) => text.includes('src/server.js:2')), texts);
      await bench.screenshot(`generate-repository-${host === 'a browser' ? 'web' : 'desktop'}`);
      await bench.press('Escape');
      assert.deepEqual(models(), []);
    });
  });
}

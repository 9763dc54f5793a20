/** The extension in a browser's own extension host: no process, everything through the editor's file system and a web worker. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { Questions } from './questions.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

describe('the extension in a browser', { timeout: 1_200_000 }, () => {
  let home: string;
  let served: Served;
  let browser: Browser;
  let bench: Workbench;
  const mentions = (texts: readonly string[], ...words: readonly string[]): boolean => words.every((word) => texts.some((text) => text.includes(word)));
  const gitCalls = (): string => (existsSync(join(home, 'git-calls')) ? readFileSync(join(home, 'git-calls'), 'utf8') : '');

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-web-'));
    copySample(join(home, 'upload-service'));
    // The editor is told to run it where a browser runs extensions, beside the page instead of on the server.
    served = await serve(await provideEditor(), { open: join(home, 'upload-service'), extensions: [vsix], settings: { 'remote.extensionKind': { 'mipiti.mipiti': ['web'] }, 'git.enabled': false }, environment: { GIT_TRACE: join(home, 'git-calls') } });
    browser = await launch(await provideBrowser());
    bench = await Workbench.open(browser, served.address, { width: 1300, height: 860 });
  });
  after(async () => {
    await browser.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('shows the posture, with claims checked by a worker of the browser', async () => {
    await bench.until('the posture', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), async () => [await bench.statusBar(), await served.logs()], 120_000);
    await bench.command('Mipiti: Show Objectives');
    await bench.until('the objectives', async () => mentions(await bench.rows('Objectives'), 'Do next', 'Mitigated'), () => bench.rows('Objectives'));
    await bench.openFile('upload.py');
    await bench.until('the lens of CTRL-01', async () => mentions(await bench.lenses(), 'CTRL-01 Scan uploads before accepting them · verified'), () => bench.lenses());
    await bench.screenshot('web-verified');
  });

  it('turns red while a person types, and recovers', async () => {
    const line = readFileSync(join(home, 'upload-service', 'upload.py'), 'utf8').split('\n').findIndex((text) => text.includes('    scan_upload(data, settings.scanner)')) + 1;
    await bench.goToLine(line);
    await bench.press('Control+Shift+K');
    await bench.until('the broken claim', async () => (await bench.statusBar()).includes('1 broken, 8 of 12 mitigated'), () => bench.statusBar());
    await bench.until('the broken lens', async () => mentions(await bench.lenses(), 'CTRL-01 broken'), () => bench.lenses());
    await bench.press('Control+Z');
    await bench.until('recovery', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), () => bench.statusBar());
  });

  it('runs in the worker host, not on the server, hides what needs git, and asks nothing of it', async () => {
    await bench.command('Mipiti: Copy Diagnostics');
    const text = async (): Promise<string> => bench.page.evaluate(() => navigator.clipboard.readText());
    await bench.until('the diagnostics', async () => (await text()).includes('# Mipiti diagnostics'), text);
    assert.match(await text(), /^- Host: web worker$/m);
    assert.match(await text(), /base no_git$/m);
    assert.match(await text(), /^- 1 of 1 threads running, [01] at work$/m);
    assert.equal(gitCalls(), '');
    await bench.press('Control+Shift+G');
    await bench.page.locator('.part.sidebar .title-label', { hasText: 'Source Control' }).waitFor();
    assert.equal(await bench.page.locator('.pane-header', { hasText: 'Security of the Change' }).count(), 0);
  });

  it('opens the threat-model editor, whose edit is one step to undo, and every screen of it', async () => {
    const file = join(home, 'upload-service', 'upload.threatmodel.yaml');
    const before = readFileSync(file, 'utf8');
    const screens = bench.page.locator('iframe.webview').first().contentFrame().frameLocator('iframe');
    const saved = (what: string, holds: (text: string) => boolean): Promise<void> =>
      bench.until(what, async () => {
        await bench.press('Control+S');
        await bench.page.waitForTimeout(200);
        return holds(readFileSync(file, 'utf8'));
      }, async () => [readFileSync(file, 'utf8').slice(0, 1500), await served.logs()]);
    await bench.openFile('upload.threatmodel.yaml');
    await bench.command('Mipiti: Open Threat-Model Editor');
    await screens.getByRole('treeitem', { name: /^A1 / }).click();
    const name = screens.locator('[data-field=name] textarea');
    const called = await name.inputValue();
    await name.fill('files of customers');
    await name.press('Enter');
    await screens.getByRole('treeitem', { name: /^A1 files of customers/ }).waitFor();
    await saved('the new name in the file', (text) => text.includes('files of customers'));
    assert.equal(readFileSync(file, 'utf8').replace('files of customers', called), before, 'nothing else changed');
    await name.press('Escape');
    await bench.press('Control+Z');
    await screens.getByRole('treeitem', { name: new RegExp(`^A1 ${called}`) }).waitFor();
    await saved('the file as it was', (text) => text === before);

    await screens.getByRole('tab', { name: 'Graph' }).click();
    await screens.getByRole('treeitem', { name: /CMP1/ }).first().waitFor();
    await screens.locator('canvas').first().waitFor();
    await screens.getByRole('tab', { name: 'Objectives' }).click();
    await screens.getByRole('gridcell', { name: /^A1 T1: .*mitigated/ }).click();
    await screens.getByText('CTRL-02').first().waitFor();
    await screens.getByRole('tab', { name: 'Posture' }).click();
    await bench.until('the posture', async () => /^9 mitigated/.test((await screens.locator('.basis').first().locator('.basis-totals').innerText()).replaceAll(/\s+/g, ' ')), async () => [await screens.locator('body').innerText(), await served.logs()]);
    await bench.screenshot('web-screens-posture');
    // What only a process could tell says so, instead of failing.
    await screens.getByRole('tab', { name: 'Changes' }).click();
    await screens.getByRole('tabpanel').getByText(/git|commit/i).first().waitFor();
    assert.equal(await screens.getByText('This screen failed').count(), 0);
    assert.equal(gitCalls(), '');
  });

  it('makes a model and edits it', async () => {
    const ask = new Questions(bench);
    await ask.start('Mipiti: New Model');
    await ask.text('New threat model', 'Reports');
    await bench.page.locator('.tab.active[data-resource-name="reports.threatmodel.yaml"]').waitFor({ timeout: 30_000 });
    assert.match(readFileSync(join(home, 'upload-service', 'reports.threatmodel.yaml'), 'utf8'), /^id: reports$/m);
    await bench.command('Mipiti: Show Model');
    await bench.until('both models', async () => mentions(await bench.rows('Model'), 'Reports'), () => bench.rows('Model'));
  });
});

/** The Test Explorer of a real VS Code: every assertion a test, failing where the code breaks its promise. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

describe('the Test Explorer', { timeout: 1_200_000 }, () => {
  let folder: string;
  let served: Served | undefined;
  let browser: Browser | undefined;
  let bench: Workbench;
  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-explorer-')), 'upload-service');
    copySample(folder);
    const editor = await provideEditor();
    browser = await launch(await provideBrowser());
    served = await serve(editor, { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': 'Default Dark Modern', 'testing.automaticallyOpenTestResults': 'neverOpen' } });
    bench = await Workbench.open(browser, served.address, { width: 1440, height: 900 });
    await bench.until('the posture', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), () => served!.logs());
    await bench.command('Testing: Focus on Test Explorer View');
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const rows = async (): Promise<string[]> => (await bench.page.locator('.test-explorer .monaco-list-row').evaluateAll((found) => found.map((row) => row.getAttribute('aria-label') ?? ''))).map((text) => text.replaceAll(/\s+/g, ' '));
  const shows = (pattern: RegExp) => bench.until(`a row like ${pattern}`, async () => (await rows()).some((row) => pattern.test(row)), async () => [await rows(), await served!.logs()]);

  /** Opens the rows that end so. */
  const unfold = async (outcome: string): Promise<void> => {
    const closed = bench.page.locator(`.test-explorer .monaco-list-row[aria-expanded="false"][aria-label*="${outcome}"]`);
    for (let left = await closed.count(); left > 0; left--) await closed.first().locator('.monaco-tl-twistie').click();
  };

  it('runs every assertion, and each passes', async () => {
    await bench.command('Test: Run All Tests');
    await shows(/^File upload.*Passed/);
  });

  it('shows the one that fails, below its control, with what was expected and what was found', async () => {
    const file = join(folder, 'upload.py');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('    scan_upload(data, settings.scanner)\n', ''));
    try {
      await bench.until('the broken promise', async () => (await bench.statusBar()).includes('1 broken'), () => bench.statusBar());
      await bench.command('Test: Run All Tests');
      await shows(/^File upload.*Failed/);
      await unfold('Failed');
      await shows(/^CTRL-01.*Failed/);
      await unfold('Failed');
      await shows(/^handle_upload calls scan_upload.*Failed/);
      assert.equal((await rows()).filter((row) => row.startsWith('CTRL-') && row.includes('Failed')).length, 1, 'exactly one control fails');
      await bench.openFile('upload.py');
      await bench.page.waitForTimeout(800);
      await bench.screenshot('test-explorer');
    } finally {
      writeFileSync(file, text);
    }
    await bench.command('Test: Run All Tests');
    await shows(/^File upload.*Passed/);
  });
});

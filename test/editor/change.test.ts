/** Source Control of a real VS Code: what the pending change breaks, before the commit; nothing once it is committed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

describe('the pending change in Source Control', { timeout: 1_200_000 }, () => {
  let folder: string;
  let served: Served | undefined;
  let browser: Browser | undefined;
  let bench: Workbench;
  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-scm-')), 'upload-service');
    copySample(folder);
    const editor = await provideEditor();
    browser = await launch(await provideBrowser());
    served = await serve(editor, { open: folder, extensions: [vsix], trusted: true, settings: { 'workbench.colorTheme': 'Default Light Modern' } });
    bench = await Workbench.open(browser, served.address, { width: 1280, height: 800 });
    await bench.until('the posture', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), () => served!.logs());
    await bench.command('Mipiti: Show What the Change Does');
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  const message = async (): Promise<string> => (await bench.page.locator('.pane', { has: bench.page.locator('.pane-header', { hasText: 'Security of the Change' }) }).locator('.message').allTextContents()).join(' ');

  it('says that nothing changed when nothing did', async () => {
    await bench.until('the message', async () => (await message()).includes('leaves the posture as it was'), async () => [await message(), await served!.logs()]);
  });

  it('lists what a change breaks and puts at risk, and marks the file', async () => {
    const { file, edit } = breaks[0]!;
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
    await bench.until('the broken control', async () => (await bench.rows('Security of the Change')).some((row) => row.startsWith('CTRL-01 is no longer verified')), () => bench.rows('Security of the Change'));
    const rows = await bench.rows('Security of the Change');
    assert.ok(rows.some((row) => row.startsWith('CO-A1-T2 was mitigated')), rows.join('\n'));
    assert.equal(rows.some((row) => row.startsWith('Improved')), false);
    // The editor draws marks by style, so they are no text of the page.
    const marks = () => bench.page.locator('.scm-view .monaco-list-row', { hasText: 'upload.py' }).first().evaluate((row) => [...row.querySelectorAll('*')].map((part) => getComputedStyle(part, '::after').content).join(' '));
    await bench.until('the mark of the file', async () => (await marks()).includes('!'), marks);
    await bench.screenshot('change');
  });

  it('is empty again once the change is committed', async () => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', 'commit', '-qam', 'Break it'], { cwd: folder });
    await bench.until('the message', async () => (await message()).includes('leaves the posture as it was'), async () => [await message(), await bench.rows('Security of the Change')]);
  });
});

/** The pending change in a real VS Code: files marked in the Explorer although nobody opened its view, and what it breaks told in Source Control, before the commit. */
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
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  const message = async (): Promise<string> => (await bench.page.locator('.pane', { has: bench.page.locator('.pane-header', { hasText: 'Security of the Change' }) }).locator('.message').allTextContents()).join(' ');

  // The editor draws marks by style, so they are no text of the page.
  const marksOf = (view: string, file: string): Promise<string> => bench.page.locator(`${view} .monaco-list-row`, { hasText: file }).first().evaluate((row) => [...row.querySelectorAll('*')].map((part) => getComputedStyle(part, '::after').content).join(' '));

  it('marks a file that breaks what held, in the Explorer, before anybody opened the view', async () => {
    const { file, edit } = breaks[0]!;
    const text = readFileSync(join(folder, file), 'utf8');
    await bench.command('View: Show Explorer');
    assert.equal((await marksOf('.explorer-folders-view', 'upload.py')).includes('!'), false);
    writeFileSync(join(folder, file), edit(text));
    const marks = (): Promise<string> => marksOf('.explorer-folders-view', 'upload.py');
    await bench.until('the mark in the Explorer', async () => (await marks()).includes('!'), marks);
    await bench.screenshot('change-explorer');
    assert.equal(await bench.page.locator('.pane-header', { hasText: 'Security of the Change' }).count(), 0, 'nobody opened the view');
    writeFileSync(join(folder, file), text);
    await bench.until('no mark any more', async () => !(await marks()).includes('!'), marks);
  });

  it('says that nothing changed when nothing did', async () => {
    await bench.command('Mipiti: Show What the Change Does');
    await bench.until('the message', async () => (await message()).includes('leaves the posture as it was'), async () => [await message(), await served!.logs()]);
  });

  it('lists what a change breaks and puts at risk, and marks the file', async () => {
    const { file, edit } = breaks[0]!;
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
    await bench.until('the broken control', async () => (await bench.rows('Security of the Change')).some((row) => row.startsWith('CTRL-01 is no longer verified')), () => bench.rows('Security of the Change'));
    const rows = await bench.rows('Security of the Change');
    assert.ok(rows.some((row) => row.startsWith('CO-A1-T2 was mitigated')), rows.join('\n'));
    assert.equal(rows.some((row) => row.startsWith('Improved')), false);
    const marks = (): Promise<string> => marksOf('.scm-view', 'upload.py');
    await bench.until('the mark of the file', async () => (await marks()).includes('!'), marks);
    await bench.screenshot('change');
  });

  it('is empty again once the change is committed', async () => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', 'commit', '-qam', 'Break it'], { cwd: folder });
    await bench.until('the message', async () => (await message()).includes('leaves the posture as it was'), async () => [await message(), await bench.rows('Security of the Change')]);
  });
});

/** The sample's objectives, posture and changes in a real editor: each tab opens, an explanation leads to the line of code, and a broken promise turns its cell red while one types. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, FrameLocator } from 'playwright-core';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mipiti-objectives-'));
const patience = { timeout: 60_000 };

let browser: Browser;
let served: Served;
let bench: Workbench;
let screen: FrameLocator;

before(async () => {
  cpSync(join(root, 'test', 'sample'), folder, { recursive: true });
  const git = (...words: string[]): void => void execFileSync('git', ['-c', 'user.name=developer', '-c', 'user.email=developer@example.invalid', ...words], { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'Begin a threat model');
  browser = await launch(await provideBrowser());
  served = await serve(await provideEditor(), { open: folder, extensions: [join(root, 'dist', 'mipiti.vsix')], settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
  bench = await Workbench.open(browser, served.address, { width: 1500, height: 950 });
  await bench.openFile('upload.threatmodel.yaml');
  await bench.command('Mipiti: Open Threat-Model Editor');
  screen = bench.page.frameLocator('iframe.webview').frameLocator('iframe');
  await screen.getByRole('tab', { name: 'Objectives' }).click(patience);
});
after(async () => {
  await bench.close();
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('in the editor', () => {
  it('the matrix shows what was verified, and an explanation leads to the line of code', async () => {
    await screen.getByRole('gridcell', { name: /^A1 T2: mitigated by controls, critical tier, reachable/ }).click(patience);
    const line = readFileSync(join(folder, 'upload.py'), 'utf8').split('\n').findIndex((text) => text.includes('scan_upload(')) + 1;
    const place = screen.getByRole('listitem').filter({ hasText: 'handle_upload calls scan_upload' }).getByRole('button', { name: /^upload\.py:\d+$/ }).first();
    await place.waitFor(patience);
    await bench.screenshot('objectives');
    const named = Number(/:(\d+)$/.exec((await place.innerText()).trim())?.[1]);
    await place.click();
    await bench.page.locator('.tab.active[data-resource-name="upload.py"]').waitFor(patience);
    await bench.until('the cursor at the call', async () => (await bench.statusBar()).includes(`Ln ${named}`), () => bench.statusBar());
    assert.ok(named >= line);
    assert.match(readFileSync(join(folder, 'upload.py'), 'utf8').split('\n')[named - 1]!, /scan_upload\(/);
  });

  it('a promise that is broken beside it turns its cell red, before anything is saved', async () => {
    // The cursor stands at the call: the line goes.
    await bench.press('Control+Shift+k');
    await screen.getByRole('gridcell', { name: /^A1 T2: at risk/ }).waitFor(patience);
    await screen.getByText(/^CO-A1-T2 is at risk: evidence is not verified/).waitFor(patience);
    await bench.screenshot('objectives-broken');
  });

  it('the posture says what to mend first, and opens it', async () => {
    await screen.getByRole('tab', { name: 'Posture' }).click();
    await screen.getByRole('region', { name: 'What to do next' }).getByRole('button', { name: /^Mend CTRL-01: handle_upload calls scan_upload/ }).waitFor(patience);
    await screen.getByText('No run has been recorded yet.').waitFor(patience);
    await bench.screenshot('posture');
  });

  it('the changes say which objective fell since the last commit', async () => {
    await screen.getByRole('tab', { name: 'Changes' }).click();
    await screen.getByText(/^CO-A1-T2 was mitigated by controls and is at risk/).waitFor(patience);
    await screen.getByRole('combobox', { name: 'Which one?' }).fill('CTRL-01');
    await screen.getByText('Begin a threat model').last().waitFor(patience);
    await bench.screenshot('changes');
    const show = (name: 'Graph' | 'List') => screen.getByRole('tablist', { name: 'How changes are shown' }).getByRole('tab', { name }).click();
    await show('Graph');
    await screen.locator('.overlay canvas[data-drawn=yes]').waitFor(patience);
    await screen.getByRole('list', { name: 'How much differs on the graph' }).getByText(/status fell$/).waitFor(patience);
    await bench.screenshot('changes-graph');
    await show('List');
    // Undone, nothing differs any more.
    await bench.page.locator('.tab[data-resource-name="upload.py"]').click();
    await bench.page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    await bench.press('Control+z');
    await screen.getByText(/^Both are the same/).waitFor(patience);
  });
});

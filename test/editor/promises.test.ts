/** The packaged extension in a real VS Code, driven through a real browser: what a developer sees when a promise breaks. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const tell = (line: string) => console.log(`  ${line}`);

describe('the sample in a real editor', { timeout: 1_200_000 }, () => {
  let folder: string;
  let served: Served;
  let browser: Browser;
  let bench: Workbench;

  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-e2e-')), 'upload-service');
    copySample(folder);
    const editor = await provideEditor(tell);
    browser = await launch(await provideBrowser(tell));
    served = await serve(editor, { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.fontSize': 13 } });
    bench = await Workbench.open(browser, served.address, { width: 1440, height: 900 });
  });
  after(async () => {
    await browser.close();
    await served.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  /** Fails with what the editor logged, where a person would look. */
  async function seeing(what: string, check: () => Promise<boolean>, instead: () => Promise<unknown>): Promise<void> {
    try {
      await bench.until(what, check, instead);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await served.logs()}`, { cause: error });
    }
  }
  const mentions = (texts: readonly string[], ...words: readonly string[]) => words.every((word) => texts.some((text) => text.includes(word)));
  const status = async (text: string) => seeing(`the status bar says ${text}`, async () => (await bench.statusBar()).includes(text), () => bench.statusBar());

  /** The line of a text in the sample as it is on disk, from 1. */
  const lineOf = (file: string, text: string): number => readFileSync(join(folder, file), 'utf8').split('\n').findIndex((line) => line.includes(text)) + 1;
  const callLine = () => lineOf('upload.py', '    scan_upload(data, settings.scanner)');

  it('shows the posture, what to do next, and the promises above the code', async () => {
    await bench.command('Mipiti: Show Objectives');
    await status('9 of 12 mitigated');
    await seeing('the objectives', async () => mentions(await bench.rows('Objectives'), 'Do next', 'CO-A2-T2', 'Mitigated'), () => bench.rows('Objectives'));
    await bench.openFile('upload.py');
    await bench.goToLine(lineOf('upload.py', 'def handle_upload'));
    await seeing('the lens of CTRL-01', async () => mentions(await bench.lenses(), 'CTRL-01 Scan uploads before accepting them · verified'), () => bench.lenses());
    await bench.screenshot('verified-dark');
  });

  const breaks: readonly (readonly [name: string, breakIt: () => Promise<void>])[] = [
    ['the call is removed', async () => {
      await bench.goToLine(callLine());
      await bench.press('Control+Shift+K');
    }],
    ['the call is moved behind a constant false', async () => {
      await bench.goToLine(callLine(), 5);
      await bench.type('if False: ');
    }],
    ['the scanner step becomes a stub', async () => {
      const [first, last] = [lineOf('upload.py', 'found = scan_stream') - 1, lineOf('upload.py', 'the scanner found')];
      await bench.goToLine(first);
      for (let line = first; line < last; line++) await bench.press('Shift+ArrowDown');
      await bench.press('Shift+End');
      await bench.type('    pass');
    }],
  ];
  for (const [name, breakIt] of breaks) {
    it(`${name}: exactly one control and its objective turn red, and recover with undo`, async () => {
      await breakIt();
      await status('1 broken, 8 of 12 mitigated');
      await seeing('the broken lens', async () => mentions(await bench.lenses(), 'CTRL-01 broken'), () => bench.lenses());
      const broken = async (): Promise<string[]> => {
        const rows = await bench.rows('Objectives');
        return rows.slice(rows.findIndex((row) => row.startsWith('Broken promises')) + 1, rows.findIndex((row) => row.startsWith('Do next'))).filter((row) => row.includes('CO-'));
      };
      await seeing('one broken objective', async () => (await broken()).length === 1, () => bench.rows('Objectives'));
      assert.match((await broken())[0]!, /^Mend CTRL-01: .*CO-A1-T2/);
      await seeing('no lens that calls CTRL-01 verified', async () => !(await bench.lenses()).some((lens) => lens.includes('CTRL-01') && lens.includes('verified')), () => bench.lenses());
      const others = (await bench.lenses()).filter((lens) => lens.includes('broken') && !lens.includes('CTRL-01'));
      assert.deepEqual(others, [], 'another control turned red');
      await bench.screenshot(`broken-${name.replaceAll(' ', '-')}`);
      for (let i = 0; i < 12 && !(await bench.statusBar()).includes('9 of 12 mitigated'); i++) {
        await bench.press('Control+Z');
        await bench.page.waitForTimeout(150);
      }
      await status('9 of 12 mitigated');
      await seeing('the lens recovers', async () => mentions(await bench.lenses(), 'CTRL-01 Scan uploads before accepting them · verified'), () => bench.lenses());
    });
  }

  it('marks the broken line, lists it as a problem, and explains the chain down to the code', async () => {
    await bench.goToLine(callLine());
    await bench.press('Control+Shift+K');
    await status('1 broken, 8 of 12 mitigated');
    await seeing('the problem in the panel', async () => mentions(await bench.problems(), 'CTRL-01 (Scan uploads before accepting them) rests on: handle_upload calls scan_upload.'), () => bench.problems());
    await bench.command('View: Toggle Problems');
    await bench.page.locator('.codelens-decoration a', { hasText: 'CTRL-01 broken' }).first().click();
    await seeing('the explanation', async () => ((await bench.page.locator('.editor-group-container.active .view-lines').textContent()) ?? '').replaceAll('\u00A0', ' ').includes('CO-A1-T2 is at risk'), () => bench.page.locator('.view-lines').allTextContents());
    await seeing('no lens that still calls CTRL-01 verified', async () => !(await bench.lenses()).some((lens) => lens.includes('CTRL-01') && lens.includes('verified')), () => bench.lenses());
    await bench.screenshot('explained-dark');
    await bench.press('Control+F4');
    await bench.press('Control+1');
    await bench.press('Control+Z');
    await status('9 of 12 mitigated');
  });

  for (const [theme, name, width] of [['Default Light Modern', 'light', 1280], ['Default High Contrast', 'high-contrast', 1280], ['Default High Contrast Light', 'high-contrast-light', 1280], ['Default Dark Modern', 'narrow', 640]] as const) {
    it(`is shown in ${name}`, async () => {
      const other = await serve(await provideEditor(), { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
      try {
        const page = await Workbench.open(browser, other.address, { width, height: 800 });
        await page.command('Mipiti: Show Objectives');
        await page.until('the status', async () => (await page.statusBar()).includes('9 of 12 mitigated'), () => page.statusBar());
        await page.openFile('upload.py');
        await page.goToLine(callLine());
        await page.press('Control+Shift+K');
        await page.until('the broken lens', async () => mentions(await page.lenses(), 'CTRL-01 broken'), () => page.lenses());
        await page.page.waitForTimeout(700);
        await page.screenshot(`broken-${name}`);
        await page.close();
      } finally {
        await other.stop();
      }
    });
  }
});

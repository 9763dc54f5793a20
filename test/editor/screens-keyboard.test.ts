/** The threat-model editor in a real VS Code by the keyboard alone: from a folder without a model to a posture that has moved, and every way of the focus between. No mouse is used here. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { parseModel } from '../../src/model/parse.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const code = 'def scan_upload(data):\n    if b"EICAR" in data:\n        raise ValueError("infected")\n\n\ndef handle_upload(data):\n    scan_upload(data)\n    return len(data)\n';

describe('the threat-model editor by the keyboard alone', { timeout: 900_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-keys-'));
  const file = join(folder, 'uploads.threatmodel.yaml');
  let browser: Browser;
  let served: Served;
  let bench: Workbench;
  before(async () => {
    writeFileSync(join(folder, 'upload.py'), code);
    browser = await launch(await provideBrowser());
    served = await serve(await provideEditor(), { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
    bench = await Workbench.open(browser, served.address, { width: 1600, height: 1000 });
  });
  after(async () => {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const screens = (): FrameLocator => bench.page.locator('iframe.webview').first().contentFrame().frameLocator('iframe');
  const row = (name: RegExp): Locator => screens().getByRole('treeitem', { name });
  /** What has the focus within the screens, as a person hears it; empty while the screens have not got it. */
  const focused = (): Promise<string> =>
    screens().locator('body').evaluate(({ ownerDocument: { activeElement, body } }) => {
      if (!body.ownerDocument.hasFocus() || activeElement === null) return '';
      const field = activeElement.closest('[data-field]')?.getAttribute('data-field');
      const place = activeElement === body ? 'nowhere' : (activeElement.getAttribute('role') ?? activeElement.tagName.toLowerCase());
      const label = activeElement.getAttribute('aria-label') ?? activeElement.closest('label')?.textContent ?? activeElement.textContent;
      return `${place}${field === undefined || field === null ? '' : ` of ${field}`}: ${label}`;
    });
  const at = (what: string, start: string | RegExp): Promise<void> => bench.until(what, async () => (typeof start === 'string' ? (await focused()).startsWith(start) : start.test(await focused())), async () => [await focused(), await served.logs()]);
  /** Presses a key until the focus is where it is wanted, as one does who looks for it. */
  async function pressTo(key: string, start: string | RegExp, most = 40): Promise<void> {
    const gone: string[] = [];
    for (let time = 0; time < most; time++) {
      const now = await focused();
      if (typeof start === 'string' ? now.startsWith(start) : start.test(now)) return;
      gone.push(now);
      await bench.press(key);
      await bench.page.waitForTimeout(40);
    }
    assert.fail(`${key} does not lead to ${String(start)}, but past ${gone.join(' | ')}`);
  }
  const input = (): Locator => bench.page.locator('.quick-input-widget input.input');
  /** A command of the palette, typed; the first that fits is taken. */
  async function command(title: string): Promise<void> {
    const first = bench.page.locator('.quick-input-list .monaco-list-row').first();
    let tried = 0;
    await bench.until(`the command ${title}`, async () => {
      // An editor that still starts may need a second try.
      if (tried++ % 60 === 0) {
        if (await input().isVisible()) await bench.press('Escape');
        await bench.press('F1');
        await input().waitFor({ state: 'visible' });
        await bench.until('the focus in the palette', () => input().evaluate((field) => field === document.activeElement));
        await bench.type(title);
      }
      return (await first.isVisible()) && ((await first.textContent()) ?? '').includes(title);
    });
    await bench.press('Enter');
  }
  /** Answers a form that has just opened: texts begin with a quote, all else are keys. */
  async function form(...keys: readonly string[]): Promise<void> {
    await screens().getByRole('dialog').locator('textarea, select').first().waitFor();
    await at('the focus in the form', / of [a-z_]+:/);
    for (const key of keys) {
      if (key.startsWith('"')) await bench.type(key.slice(1));
      else await bench.press(key);
      await bench.page.waitForTimeout(60);
    }
    await screens().getByRole('dialog').waitFor({ state: 'hidden' });
  }
  async function add(section: string, ...keys: readonly string[]): Promise<void> {
    await bench.press('Home');
    await pressTo('ArrowDown', `treeitem: ${section}`);
    await bench.press('Insert');
    await form(...keys);
  }
  /** Saves, and gives what the file says then. */
  async function saved(what: RegExp): Promise<string> {
    let text = '';
    await bench.until(`the file to say ${String(what)}`, async () => {
      await bench.press('Control+S');
      await bench.page.waitForTimeout(200);
      text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return what.test(text);
    }, () => Promise.resolve(text));
    return text;
  }
  const screen = async (tab: string): Promise<void> => {
    await pressTo('Shift+Tab', 'tab: ', 20);
    await pressTo('ArrowRight', `tab: ${tab}`, 8);
  };
  /** Of each status, how many objectives the posture counts in the work tree. */
  const counts = async (): Promise<string> => (await screens().locator('.basis').first().locator('.basis-total').allTextContents()).join(', ');

  it('makes a model, and stands in its list at once', async () => {
    await command('Mipiti: New Model');
    await bench.until('the question', async () => (await bench.page.locator('.quick-input-title').textContent())?.includes('New threat model') === true);
    await bench.type('Uploads');
    await bench.press('Enter');
    await bench.page.locator('.tab.active[data-resource-name="uploads.threatmodel.yaml"]').waitFor();
    await command('Mipiti: Open Threat-Model Editor');
    await at('the focus in the list', 'treeitem: Uploads');
  });

  it('models boundary, component, asset, attacker and control', async () => {
    await add('Trust boundaries', '"Internet edge', 'Enter');
    await at('the new boundary', 'treeitem: TB1');
    await add('Components', '"upload service', 'Tab', '"upload.py', 'Tab', 'Space', 'Enter');
    await at('the new component', 'treeitem: CMP1');
    await add('Assets', '"uploaded files', 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Tab', 'Tab', 'Space', 'Enter');
    await at('the new asset', 'treeitem: A1');
    await add('Attackers', '"sends any file', 'Tab', 'Space', 'Tab', '"over', 'Tab', 'Enter');
    await at('the new attacker', 'treeitem: T1');
    await add('Controls', '"Scan uploads before accepting them.', 'Tab', 'Space', 'Tab', '"the handler calls the scanner', 'Enter');
    await at('the new control', 'treeitem: CTRL-01');
    const { model, problems } = parseModel(await saved(/CTRL-01/));
    assert.deepEqual([model.components.CMP1?.boundaries, model.assets.A1?.components, model.attackers.T1?.boundaries, Object.keys(model.controls['CTRL-01']!.clauses).length], [['TB1'], ['CMP1'], ['TB1'], 1]);
    assert.deepEqual(problems.filter(({ severity }) => severity === 'error'), []);
  });

  it('edits the control in its fields: its status, its group; and what is typed is undone before the model is', async () => {
    await bench.press('Enter');
    await at('the fields of the control', 'textarea of description');
    await bench.press('End');
    await bench.type(' Or not.');
    await bench.press('Control+Z');
    await bench.until('the letters gone', async () => (await screens().locator('[data-field=description] textarea').inputValue()) === 'Scan uploads before accepting them.', () => screens().locator('[data-field=description] textarea').inputValue());
    await row(/^CTRL-01/).waitFor();
    await pressTo('Tab', 'select of status');
    await bench.type('imp');
    await saved(/status: implemented/);
    await pressTo('Tab', /^input: Group of CTRL-01 at CO-A1-T1/);
    await bench.type('scanning');
    await bench.press('Enter');
    await saved(/group: scanning/);
    await at('the focus still in the group', /^input: Group of CTRL-01 at CO-A1-T1/);
    await bench.press('Escape');
    await at('the row of the control', 'treeitem: CTRL-01');
  });

  it('undoes and redoes from the list, one gesture at a time', async () => {
    await bench.press('Control+Z');
    await bench.until('no group', async () => !(await saved(/CTRL-01/)).includes('group: scanning'));
    await at('the row of the control', 'treeitem: CTRL-01');
    await bench.press('Control+Y');
    await saved(/group: scanning/);
    // All rows are selected, not all text of the page, which is what the editor would do.
    await bench.press('Control+A');
    await screens().getByRole('heading', { name: '5 selected' }).waitFor();
    await bench.page.waitForTimeout(300);
    assert.equal(await screens().locator('body').evaluate(() => String(getSelection())), '');
    await bench.press('ArrowUp');
    await bench.press('ArrowDown');
    await at('the row of the control', 'treeitem: CTRL-01');
  });

  it('claims evidence, and shows the posture moved', async () => {
    await screen('Posture');
    await bench.until('an objective at risk', async () => /0\D+1 at risk\D*0/.test(await counts()), async () => [await counts(), await focused()]);
    await bench.press('Home');
    await at('the tab of the model', 'tab: Model');
    await pressTo('Tab', 'treeitem: ');
    await bench.press('Home');
    await pressTo('ArrowDown', 'treeitem: Assertions');
    await bench.press('Insert');
    await at('the question what it is evidence for', 'select of ');
    await bench.type('CTRL');
    // The clause that nothing shows yet is picked.
    const clause = screens().getByRole('checkbox', { name: /scanner/ }).first();
    await clause.waitFor();
    assert.equal(await clause.isChecked(), true);
    await pressTo('Tab', 'select of type');
    await bench.type('Function calls');
    await screens().getByRole('textbox', { name: 'callee', exact: true }).waitFor();
    for (const [field, answer] of [['file', 'upload.py'], ['caller', 'handle_upload'], ['callee', 'scan_upload']] as const) {
      await pressTo('Tab', `textarea of params.${field}`);
      await bench.type(answer);
    }
    // What is typed in a form is undone there, and nothing behind it.
    await bench.type(' no');
    await bench.press('Control+Z');
    await bench.until('the last letters gone', async () => !(await screens().getByRole('textbox', { name: 'callee', exact: true }).inputValue()).includes(' no'));
    await bench.press('Control+A');
    await bench.type('scan_upload');
    await bench.press('Enter');
    await at('the new assertion', 'treeitem: asrt_');
    await screen('Posture');
    await bench.until('the objective mitigated', async () => /^1 mitigated\D+0\D+0/.test(await counts()), async () => [await counts(), await served.logs()]);
    const { model } = parseModel(await saved(/asrt_/));
    assert.deepEqual(Object.values(model.assertions).map(({ type, params }) => [type, params]), [['function_calls', { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' }]]);
    assert.deepEqual(model.controls['CTRL-01']!.mitigates, [{ asset: 'A1', attackers: ['T1'], group: 'scanning' }]);
    await bench.screenshot('screens-keyboard-posture');
  });

  it('goes away by keys, and comes back to where it was', async () => {
    await bench.press('Home');
    await pressTo('Tab', 'treeitem: asrt_');
    await pressTo('ArrowUp', 'treeitem: CTRL-01');
    // The palette, opened and left.
    await bench.press('F1');
    await input().waitFor({ state: 'visible' });
    await bench.until('the focus in the palette', async () => (await focused()) === '');
    await bench.press('Escape');
    await at('the row after the palette', 'treeitem: CTRL-01');
    // A dialog, opened and left.
    await bench.press('Delete');
    await screens().getByRole('dialog').waitFor();
    await bench.press('Escape');
    await at('the row after the dialog', 'treeitem: CTRL-01');
    // The side bar and back, by the keys of the editor.
    await bench.press('Control+Shift+E');
    await bench.until('the focus in the side bar', async () => (await focused()) === '');
    await bench.press('Control+1');
    await at('the row after the side bar', 'treeitem: CTRL-01');
    // Another file over it: the page is thrown away, and made again.
    await bench.press('Control+P');
    await input().waitFor({ state: 'visible' });
    await bench.until('the focus in the palette', () => input().evaluate((field) => field === document.activeElement));
    await bench.type('upload.py');
    await bench.until('the file', async () => (await bench.page.locator('.quick-input-list .monaco-list-row').first().textContent())?.includes('upload.py') === true);
    await bench.press('Enter');
    await bench.page.locator('.tab.active[data-resource-name="upload.py"]').waitFor();
    await command('View: Open Previous Editor');
    await at('the row in the new page', 'treeitem: CTRL-01');
    // And the search, by the key that people know.
    await bench.press('Control+F');
    await at('the search', 'input: Search in the model');
    await bench.type('internet');
    await bench.press('ArrowDown');
    await at('a row that was found', 'treeitem: ');
    await bench.press('ArrowDown');
    await at('the boundary', 'treeitem: TB1');
    // What had the focus goes with what is removed; the focus does not.
    await bench.press('Enter');
    await at('its fields', 'textarea of name');
    await pressTo('Shift+Tab', 'button: Remove…');
    await bench.press('Enter');
    await screens().getByRole('dialog').waitFor();
    await pressTo('Tab', /^button: Remove$/);
    await bench.press('Enter');
    await saved(/removed:\n(.*\n)*\s+TB1: \{on:/);
    await at('a row of the list', 'treeitem: ');
  });
});

/** Claimed code that gets another name or another place through the editor: its assertions go along, in one step that one undo takes back. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
/** The editor from the npm registry comes without the compiler that its TypeScript extension runs. */
const typescript = dirname(createRequire(import.meta.url).resolve('typescript'));
const model = 'orders.threatmodel.yaml';
const files: Readonly<Record<string, string>> = {
  [model]: `# What is written here by hand stays.
schema: 1
id: orders
title: Orders
controls:
  CTRL-01: {description: Check every order., status: implemented, clauses: {checked: {shows: the check runs, types: [function_calls]}}}
  CTRL-02: {description: Check every price., status: implemented, clauses: {checked: {shows: the check runs, types: [function_calls]}}}
assertions:
  asrt_a1: {control: CTRL-01, type: function_calls, params: {file: src/orders.ts, caller: Orders.accept, callee: checkOrder}, covers: [checked]}   # both ends
  asrt_a2: {control: CTRL-01, type: function_exists, params: {file: src/check.ts, name: 'checkOrder'}}
  asrt_p1: {control: CTRL-02, type: function_calls, params: {file: prices.py, caller: accept, callee: check_price}, covers: [checked]}
`,
  'src/check.ts': 'export function checkOrder(order: string): void {\n  if (order === "") throw new Error("empty");\n}\n',
  'src/orders.ts': `import { checkOrder } from './check';

export class Orders {
  accept(order: string): string {
    checkOrder(order);
    return order;
  }
}
`,
  'prices.py': 'def check_price(price):\n    if price < 0:\n        raise ValueError("negative")\n\n\ndef accept(price):\n    check_price(price)\n    return price\n',
  // Tells when the compiler knows the whole project: until then it answers from open files alone.
  'src/wrong.ts': 'export const wrong: number = "no number";\n',
  'tsconfig.json': '{"compilerOptions": {"strict": true, "experimentalDecorators": true, "moduleResolution": "bundler", "module": "esnext"}, "include": ["src"]}\n',
};

describe('a rename of claimed code in a real editor', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-rename-'));
  let served: Served;
  let browser: Browser;
  let bench: Workbench;
  before(async () => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const editor = await provideEditor();
    browser = await launch(await provideBrowser());
    served = await serve(editor, { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': 'Default Light Modern', 'mipiti.gutter.enabled': true, 'js/ts.tsdk.path': typescript, 'js/ts.preferences.useAliasesForRenames': false, 'js/ts.tsserver.automaticTypeAcquisition.enabled': false, 'typescript.disableAutomaticTypeAcquisition': true } });
    bench = await Workbench.open(browser, served.address, { width: 1280, height: 800 });
  });
  after(async () => {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins when the compiler has read the project', async () => {
    await bench.openFile('src/wrong.ts');
    await seeing('the type error', () => bench.page.locator('.monaco-editor .squiggly-error').first().isVisible());
  });

  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  async function seeing(what: string, check: () => boolean | Promise<boolean>, instead: () => unknown = () => undefined): Promise<void> {
    try {
      await bench.until(what, () => Promise.resolve(check()), () => Promise.resolve(instead()));
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await served.logs()}`, { cause: error });
    }
  }
  const lens = async (...words: readonly string[]): Promise<void> => seeing(`a lens that says ${words.join(', ')}`, async () => (await bench.lenses()).some((text) => words.every((word) => text.includes(word))), () => bench.lenses());
  const notices = (): Promise<string[]> => bench.page.locator('.notification-list-item-message').allTextContents();

  /** Puts the cursor into a word of a file. */
  async function stand(file: string, text: string, word: string): Promise<void> {
    await bench.openFile(file);
    const lines = files[file]!.split('\n');
    const line = lines.findIndex((one) => one.includes(text));
    await bench.goToLine(line + 1, lines[line]!.indexOf(word) + 2);
  }

  /** Renames what the cursor is on, by the keyboard; an editor that still loads its language may need a second try. */
  async function renameTo(name: string, end = 'Enter'): Promise<void> {
    const input = bench.page.locator('.monaco-editor .rename-box input');
    let tried = 0;
    await seeing('the box of the rename', async () => {
      if (tried++ % 50 === 0) await bench.press('F2');
      return input.isVisible();
    }, notices);
    await input.fill(name);
    await bench.press(end);
    await input.waitFor({ state: 'hidden' });
  }

  /** One undo; where the editor asks whether it is meant for all files of the step, it is. Then every file is as it was. */
  async function undone(paths: readonly string[]): Promise<void> {
    // The editor takes an undo before its own save has ended for the saved text.
    await bench.page.waitForTimeout(1500);
    await bench.press('Control+Z');
    const all = bench.page.locator('.monaco-dialog-box').getByRole('button', { name: /^Undo in/ });
    await seeing('every file as it was', async () => {
      if (await all.isVisible()) await all.click();
      await bench.page.waitForTimeout(300);
      await bench.command('File: Save All Files');
      return paths.every((path) => read(path) === files[path]);
    }, () => paths.map(read));
  }

  it('by F2 keeps the assertions true, in every file, and one undo takes all of it back', async () => {
    await stand('src/orders.ts', 'checkOrder(order)', 'checkOrder');
    await lens('CTRL-01', 'verified');
    await seeing('the mark in the gutter', async () => (await bench.page.locator('.monaco-editor .glyph-margin-widgets .cgmr').count()) === 1);
    await renameTo('verifyOrder');
    const after = (path: string): string => files[path]!.replaceAll('checkOrder', 'verifyOrder');
    await seeing('the new name in code and model', () => ['src/orders.ts', 'src/check.ts', model].every((path) => read(path) === after(path)), () => [read('src/orders.ts'), read(model)]);
    await lens('CTRL-01', 'verified');
    assert.deepEqual((await bench.lenses()).filter((text) => text.includes('broken')), []);
    assert.deepEqual(await notices(), [], 'nothing to warn about');
    await bench.screenshot('renamed-light');
    await undone(['src/orders.ts', 'src/check.ts', model]);
    await lens('CTRL-01', 'verified');
  });

  it('carries the caller too, as a method of its class', async () => {
    await stand('src/orders.ts', 'accept(order', 'accept');
    await renameTo('take');
    await seeing('the new name of the method', () => read('src/orders.ts').includes('take(') && read(model).includes('caller: Orders.take, callee: checkOrder}, covers: [checked]}   # both ends'), () => read(model));
    await undone(['src/orders.ts', model]);
  });

  it('shows the edit of the model in the preview, ticked, under its own heading', async () => {
    await stand('src/orders.ts', 'checkOrder(order)', 'checkOrder');
    await renameTo('verifyOrder', 'Control+Enter');
    const preview = bench.page.locator('.bulk-edit-panel');
    await preview.waitFor({ state: 'visible' });
    await seeing('the model among the changes', async () => ((await preview.textContent()) ?? '').includes(model), () => preview.textContent());
    await bench.screenshot('rename-preview');
    await preview.getByRole('button', { name: 'Discard' }).click();
    await preview.waitFor({ state: 'hidden' });
    assert.equal(read(model), files[model]);
  });

  it('leaves a model with unsaved edits alone, says so, and renames the code', async () => {
    await bench.openFile(model);
    await bench.goToLine(1);
    await bench.type('#');
    await stand('src/orders.ts', 'checkOrder(order)', 'checkOrder');
    await renameTo('verifyOrder');
    await seeing('the word about it', async () => (await notices()).some((text) => /not renamed: the model has unsaved edits.* still say checkOrder: asrt_a1, asrt_a2/.test(text)), notices);
    await seeing('the renamed code', () => ['src/orders.ts', 'src/check.ts'].every((path) => read(path).includes('verifyOrder')));
    assert.equal(read(model), files[model]);
    await bench.screenshot('rename-unsaved-model');
    await bench.command('Notifications: Clear All Notifications');
    await undone(['src/orders.ts', 'src/check.ts']);
    await bench.openFile(model);
    await undone([model]);
  });

  it('says that nothing renames where no extension does, and changes nothing', async () => {
    await stand('prices.py', '    check_price(price)', 'check_price');
    await lens('CTRL-02', 'verified');
    await seeing('the reason at the cursor', async () => {
      await bench.press('F2');
      await bench.page.waitForTimeout(500);
      return ((await bench.page.locator('.monaco-editor-overlaymessage').first().textContent({ timeout: 1000 }).catch(() => '')) ?? '').includes('No extension here renames symbols');
    }, notices);
    assert.deepEqual(['prices.py', model].map(read), ['prices.py', model].map((path) => files[path]));
    await bench.press('Escape');
  });

  const inExplorer = (name: string) => bench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  /** Takes the edit of the model that is offered along with what is done to a file. */
  async function takeAlong(picture: string): Promise<void> {
    const dialog = bench.page.locator('.monaco-dialog-box');
    await seeing('the question about the file', async () => /Mipiti/.test((await dialog.textContent({ timeout: 500 }).catch(() => '')) ?? ''), () => dialog.allTextContents());
    await bench.screenshot(picture);
    await dialog.getByRole('button', { name: /^OK/ }).click();
    // The editor of the file moves along, and takes the focus from whatever opens before.
    await dialog.waitFor({ state: 'hidden' });
  }
  /** What files take along when they move, the editor leaves to be saved. */
  async function saved(what: string, holds: () => boolean): Promise<void> {
    await bench.page.waitForTimeout(1000);
    await seeing(what, async () => {
      await bench.command('File: Save All Files');
      await bench.page.waitForTimeout(300);
      return holds();
    }, () => read(model));
  }
  /** One undo in the explorer; where the editor asks whether it is meant, it is. */
  async function undoInExplorer(row: string, isBack: () => boolean): Promise<void> {
    await inExplorer(row).first().click();
    await bench.command('File: Focus on Files Explorer');
    await bench.press('Control+Z');
    const meant = bench.page.locator('.monaco-dialog-box').getByRole('button', { name: /^(Undo|Yes|OK)/ });
    await seeing('all at its old place', async () => {
      if (await meant.first().isVisible()) await meant.first().click();
      return isBack();
    }, () => bench.page.locator('.monaco-dialog-box').allTextContents());
  }
  async function undoneInExplorer(row: string): Promise<void> {
    await undoInExplorer(row, () => existsSync(join(folder, 'prices.py')));
    await saved('the model as it was', () => read(model) === files[model]);
    assert.equal(read('prices.py'), files['prices.py']);
  }

  async function renamedInExplorer(name: string, to: string): Promise<void> {
    await bench.openFile(name);
    await bench.command('File: Reveal Active File in Explorer View');
    const row = inExplorer(name);
    await row.waitFor();
    await row.click();
    await bench.press('F2');
    const input = bench.page.locator('.explorer-folders-view input');
    await input.waitFor();
    await input.fill(to);
    await bench.press('Enter');
  }

  it('of a file in the explorer takes the paths of its assertions along, and one undo brings both back', async () => {
    await renamedInExplorer('prices.py', 'costs.py');
    await takeAlong('rename-file-dialog');
    await seeing('the file at its new place', async () => existsSync(join(folder, 'costs.py')) && bench.page.locator('.tab[data-resource-name="costs.py"]').isVisible());
    await saved('the new path in the model', () => read(model) === files[model]!.replace('prices.py', 'costs.py'));
    await bench.openFile('costs.py');
    await bench.goToLine(7);
    await lens('CTRL-02', 'verified');
    await undoneInExplorer('costs.py');
    assert.equal(existsSync(join(folder, 'costs.py')), false);
    await bench.openFile('prices.py');
    await bench.goToLine(7);
    await lens('CTRL-02', 'verified');
  });

  it('of a file that is moved to another folder by the keyboard does so too', async () => {
    await bench.openFile('prices.py');
    await bench.command('File: Reveal Active File in Explorer View');
    await inExplorer('prices.py').click();
    await bench.press('Control+X');
    await inExplorer('src').first().click();
    await bench.press('Control+V');
    await takeAlong('move-file-dialog');
    await seeing('the file at its new place', () => existsSync(join(folder, 'src', 'prices.py')) && !existsSync(join(folder, 'prices.py')));
    await saved('the new path in the model', () => read(model) === files[model]!.replace('prices.py', 'src/prices.py'));
    await undoneInExplorer('prices.py');
    assert.equal(existsSync(join(folder, 'src', 'prices.py')), false);
  });

  it('of the model itself takes the positions on its graph along, and one undo brings both back', async () => {
    const [there, positions] = [(name: string) => existsSync(join(folder, name)), 'CMP1 120 80\n'];
    writeFileSync(join(folder, 'orders.threatmodel.layout'), positions);
    await renamedInExplorer(model, 'sales.threatmodel.yaml');
    await takeAlong('rename-model-dialog');
    await seeing('both files at their new places', () => there('sales.threatmodel.yaml') && there('sales.threatmodel.layout') && !there(model) && !there('orders.threatmodel.layout'));
    assert.equal(read('sales.threatmodel.layout'), positions);
    await undoInExplorer('sales.threatmodel.yaml', () => there(model) && there('orders.threatmodel.layout') && !there('sales.threatmodel.layout'));
    assert.deepEqual([read(model), read('orders.threatmodel.layout')], [files[model], positions]);
  });
});

/** The threat-model editor in a real VS Code: from an empty model to a verified control by mouse and by keyboard, in step with the text, twice on one file. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { parseModel } from '../../src/model/parse.ts';
import { newModelText } from '../../src/model/template.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const code = 'def scan_upload(data):\n    if b"EICAR" in data:\n        raise ValueError("infected")\n\n\ndef handle_upload(data):\n    scan_upload(data)\n    return len(data)\n';
const empty = newModelText({ id: 'uploads', title: 'Uploads' });

class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'mipiti-screens-'));
  readonly file = join(this.folder, 'uploads.threatmodel.yaml');
  served!: Served;
  bench!: Workbench;

  async open(browser: Browser, theme: string): Promise<void> {
    writeFileSync(join(this.folder, 'upload.py'), code);
    writeFileSync(this.file, empty);
    this.served = await serve(await provideEditor(), { open: this.folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
    this.bench = await Workbench.open(browser, this.served.address, { width: 1600, height: 1000 });
    await this.bench.openFile('uploads.threatmodel.yaml');
  }

  async close(): Promise<void> {
    await this.bench.close();
    await this.served.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The page of the screens; `at` counts them from the left. */
  screens(at = 0): FrameLocator {
    return this.bench.page.locator('iframe.webview').nth(at).contentFrame().frameLocator('iframe');
  }

  row(name: RegExp, at = 0): Locator {
    return this.screens(at).getByRole('treeitem', { name });
  }

  /** A command of the palette, from within the page: keys pressed there reach the editor one after the other, so that none may follow too soon. */
  async command(title: string): Promise<void> {
    const input = this.bench.page.locator('.quick-input-widget input.input');
    await this.bench.press('F1');
    await input.waitFor({ state: 'visible' });
    await input.fill(`>${title}`);
    await this.bench.page.locator('.quick-input-list .monaco-list-row', { hasText: title.split(': ').at(-1)! }).first().click();
    await input.waitFor({ state: 'hidden' });
  }

  /** Saves, and waits until the file holds something. */
  async saved(what: RegExp): Promise<string> {
    let text = '';
    await this.bench.until(`the file to say ${String(what)}`, async () => {
      await this.bench.press('Control+S');
      await this.bench.page.waitForTimeout(200);
      text = readFileSync(this.file, 'utf8');
      return what.test(text);
    }, async () => [text, await this.served.logs()]);
    return text;
  }
}

/** What a page of the screens lets run, load and ask: text that stands in the page, attributes, evaluated text, other addresses. */
async function letThrough(screens: FrameLocator): Promise<readonly string[]> {
  return screens.locator('body').evaluate(async (body) => {
    const page = body.ownerDocument;
    const window = page.defaultView! as Window & typeof globalThis & { ran?: string[] };
    window.ran = [];
    // What the debugger itself evaluates is exempt from the policy; a turn later it is the page's own.
    await new Promise((resolve) => window.setTimeout(resolve, 10));
    const script = page.createElement('script');
    script.textContent = `ran.push('a script in the page')`;
    body.append(script);
    const button = page.createElement('button');
    button.setAttribute('onclick', `ran.push('an attribute')`);
    body.append(button);
    button.click();
    try {
      window.eval(`ran.push('evaluated text')`);
    } catch {
      // As it should be.
    }
    const style = page.createElement('style');
    style.textContent = 'body { --from-the-page: yes }';
    body.append(style);
    if (window.getComputedStyle(body).getPropertyValue('--from-the-page') !== '') window.ran.push('a style in the page');
    await window.fetch(page.location.origin).then(() => window.ran!.push('a request'), () => undefined);
    for (const added of [script, button, style]) added.remove();
    return window.ran;
  });
}

describe('the threat-model editor', { timeout: 600_000 }, () => {
  let browser: Browser;
  before(async () => (browser = await launch(await provideBrowser())));
  after(() => browser.close());
  // Also where a test failed half-way: a server that stands would keep the run from ending.
  let scene: Scene;
  afterEach(() => scene.close());

  it('takes an empty model to a verified control and its posture with the mouse, and takes it all back', async () => {
    scene = new Scene();
    await scene.open(browser, 'Default Light Modern');
    const { bench } = scene;
    await bench.page.getByRole('button', { name: /Open Threat-Model Editor/ }).first().click();
    const screens = scene.screens();
    await screens.getByRole('heading', { name: 'What to do first' }).waitFor();
    assert.deepEqual(await letThrough(screens), []);
    const dialog = screens.getByRole('dialog');
    const add = async (kind: string, fill: () => Promise<void>): Promise<void> => {
      await screens.getByRole('button', { name: 'Add', exact: true }).click();
      await screens.getByRole('menuitem', { name: kind, exact: true }).click();
      await dialog.locator('textarea, select').first().waitFor();
      await fill();
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await add('Trust boundary', () => dialog.getByRole('textbox', { name: 'Name' }).fill('Internet edge'));
    await scene.row(/^TB1/).waitFor();
    await add('Component', async () => {
      await dialog.getByRole('textbox', { name: 'Name' }).fill('upload service');
      await dialog.getByRole('textbox', { name: 'Paths' }).fill('upload.py');
      await dialog.getByRole('checkbox', { name: /^TB1/ }).click();
    });
    await scene.row(/^CMP1/).waitFor();
    await add('Asset', async () => {
      await dialog.getByRole('textbox', { name: 'Name' }).fill('uploaded files');
      await dialog.getByRole('checkbox', { name: /^I / }).click();
      await dialog.getByRole('checkbox', { name: /^CMP1/ }).click();
    });
    await scene.row(/^A1/).waitFor();
    await add('Attacker', async () => {
      await dialog.getByRole('textbox', { name: 'Capability' }).fill('sends any file');
      await dialog.getByRole('checkbox', { name: /^TB1/ }).click();
      await dialog.getByRole('combobox', { name: 'Vector' }).selectOption('Network');
    });
    await scene.row(/^T1/).waitFor();
    await add('Control', async () => {
      await dialog.getByRole('textbox', { name: 'Description' }).fill('Scan uploads before accepting them.');
      await dialog.getByRole('checkbox', { name: /^CO-A1-T1/ }).click();
      await dialog.getByRole('textbox', { name: 'Evidence' }).fill('the handler calls the scanner');
      await dialog.getByRole('combobox', { name: 'Status' }).selectOption('implemented');
    });
    await scene.row(/^CTRL-01/).waitFor();
    await add('Assertion', async () => {
      await dialog.getByRole('combobox', { name: 'Evidence for' }).selectOption('CTRL-01');
      await dialog.getByRole('checkbox', { name: /calls-scanner|scanner/ }).first().waitFor();
      await dialog.getByRole('combobox', { name: 'Type' }).selectOption('function_calls');
      await dialog.getByRole('textbox', { name: 'file', exact: true }).fill('upload.py');
      await dialog.getByRole('textbox', { name: 'caller', exact: true }).fill('handle_upload');
      await dialog.getByRole('textbox', { name: 'callee', exact: true }).fill('scan_upload');
    });
    // The verifier has looked at the code: the control is verified, without a word more.
    await bench.until('a verified control', async () => (await scene.row(/^CTRL-01/).getByRole('img', { name: 'verified' }).count()) === 1, async () => [await scene.row(/./).allTextContents(), await scene.served.logs()]);
    await bench.screenshot('screens-model-light');
    // And the posture says what follows from it.
    await screens.getByRole('tab', { name: 'Posture' }).click();
    const totals = (): Promise<string[]> => screens.locator('.basis').first().locator('.basis-total').allTextContents();
    await bench.until('the objective mitigated', async () => /^1 mitigated\D+0\D+0/.test((await totals()).join(', ')), totals);
    await bench.screenshot('screens-posture-light');
    await screens.getByRole('tab', { name: 'Model' }).click();
    await scene.saved(/asrt_/);
    const { model, problems } = parseModel(readFileSync(scene.file, 'utf8'));
    assert.equal(Object.keys(model.assertions).length, 1);
    assert.deepEqual(problems.filter(({ severity }) => severity !== 'information'), []);
    await scene.row(/^asrt_/).click();
    await screens.getByRole('button', { name: 'Go to the code' }).click();
    await bench.page.locator('.tab.active[data-resource-name="upload.py"]').waitFor();
    // Back in the screens, each undo takes one gesture back, to the byte.
    await bench.page.locator('.tab[data-resource-name="uploads.threatmodel.yaml"]').last().click();
    await scene.row(/^TB1/).click();
    for (let step = 0; step < 6; step++) {
      await bench.press('Control+Z');
      await bench.page.waitForTimeout(250);
    }
    await bench.until('the empty model', async () => {
      await bench.press('Control+S');
      await bench.page.waitForTimeout(200);
      return readFileSync(scene.file, 'utf8') === empty;
    }, () => Promise.resolve(readFileSync(scene.file, 'utf8')));
  });

  it('works by the keyboard alone, beside the text and beside a second editor of the same file, in step with both', async () => {
    scene = new Scene();
    await scene.open(browser, 'Default Dark Modern');
    const { bench } = scene;
    const { keyboard } = bench.page;
    await bench.command('Mipiti: Open Threat-Model Editor');
    await scene.row(/^Uploads/).waitFor();
    const active = (): Promise<string> => scene.screens().locator('body').evaluate((body) => body.ownerDocument.activeElement?.textContent ?? '');
    const isIn = (selector: string): Promise<boolean> => scene.screens().locator('body').evaluate((body, wanted) => Boolean(body.ownerDocument.activeElement?.closest(wanted)), selector);
    await bench.until('the focus in the list', async () => {
      await keyboard.press('Tab');
      return isIn('[role=treeitem]');
    }, active);
    await keyboard.press('ArrowDown');
    await bench.until('the first section', async () => (await active()).startsWith('Trust boundaries'), active);
    await keyboard.press('Insert');
    await bench.until('the form', () => isIn('dialog textarea'), active);
    await keyboard.type('Internet edge');
    await keyboard.press('Enter');
    await scene.row(/^TB1/).waitFor();
    await bench.until('the new row has the focus', async () => (await active()).startsWith('TB1'), active);
    const first = await scene.saved(/TB1: \{name: Internet edge, passes: \[Network\]\}/);

    // A second editor of the same file, beside: both follow.
    await bench.press('Control+Backslash');
    await scene.row(/^TB1/, 1).waitFor();
    await scene.row(/^TB1/, 1).click();
    await scene.screens(1).getByRole('textbox', { name: 'Name' }).fill('Edge of the internet');
    await scene.screens(1).getByRole('textbox', { name: 'Name' }).press('Enter');
    await scene.row(/^TB1 Edge of the internet/, 0).waitFor();

    // Somebody else writes the file, as a checkout does: both follow once more.
    await scene.saved(/Edge of the internet/);
    writeFileSync(scene.file, first.replace(/^( {2}TB1: \{name: )Internet edge/m, '$1Outer edge'));
    await scene.row(/^TB1 Outer edge/, 0).waitFor();
    await scene.screens(1).getByRole('heading', { name: /Outer edge/ }).waitFor();

    // And the plain text, beside both: what is typed there arrives here.
    await scene.screens().getByRole('button', { name: 'Text' }).click();
    await bench.page.locator('.monaco-editor.focused').waitFor();
    await bench.goToLine(3);
    await bench.press('End');
    await bench.type(' of customers');
    await scene.row(/^Uploads of customers/, 0).waitFor();
    await bench.screenshot('screens-beside-text');
  });
});

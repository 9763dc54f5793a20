/** Modelling in a real editor: a model of ten entities and a verified control, once with the mouse in the side bar, once by the keyboard alone. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { Questions } from './questions.ts';
import { serve, type Served } from './serve.ts';
import { wholeText } from './whole-text.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const code = 'def scan_upload(data):\n    if b"EICAR" in data:\n        raise ValueError("infected")\n\n\ndef handle_upload(data):\n    scan_upload(data)\n    return len(data)\n';

class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'mipiti-modelling-'));
  readonly file = join(this.folder, 'uploads.threatmodel.yaml');
  /** The text after each step. */
  readonly texts: string[] = [];
  served!: Served;
  bench!: Workbench;
  ask!: Questions;

  async open(browser: Browser, theme: string, size = { width: 1280, height: 1200 }): Promise<void> {
    writeFileSync(join(this.folder, 'upload.py'), code);
    this.served = await serve(await provideEditor(), { open: this.folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
    this.bench = await Workbench.open(browser, this.served.address, size);
    this.ask = new Questions(this.bench);
  }

  async close(): Promise<void> {
    await this.served.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async newModel(): Promise<void> {
    await this.ask.start('Mipiti: New Model');
    await this.ask.text('New threat model', 'Uploads');
    await this.bench.page.locator('.tab.active[data-resource-name="uploads.threatmodel.yaml"]').waitFor();
    await this.bench.command('Mipiti: Show Model');
    await this.shows('Model', 'none yet: where do security domains meet?');
    this.texts.push(readFileSync(this.file, 'utf8'));
  }

  async shows(view: string, row: string): Promise<void> {
    await this.bench.until(`${row} in ${view}`, async () => (await this.bench.rows(view)).some((one) => one.includes(row)), async () => [await this.bench.rows(view), await this.served.logs()]);
  }

  /** Saves what a step has written, and gives it. */
  async written(what: string): Promise<ParsedModel> {
    const before = this.texts.at(-1);
    const read = wholeText(this.file);
    let text = '';
    await this.bench.until(`the change: ${what}`, async () => {
      await this.bench.press('Control+S');
      await this.bench.page.waitForTimeout(150);
      text = read() ?? '';
      return text !== '' && text !== before;
    }, () => this.served.logs());
    this.texts.push(text);
    return parseModel(text);
  }

  async undoAll(): Promise<void> {
    await this.bench.press('Control+1');
    for (const text of this.texts.slice(0, -1).reverse()) {
      await this.bench.press('Control+Z');
      await this.bench.until('the text before', async () => {
        await this.bench.press('Control+S');
        await this.bench.page.waitForTimeout(150);
        return readFileSync(this.file, 'utf8') === text;
      }, () => Promise.resolve(readFileSync(this.file, 'utf8')));
    }
  }

  /** Rows follow a change at the pace of people. */
  private calm(): Promise<void> {
    return this.bench.page.waitForTimeout(400);
  }

  row(view: string, text: string): Locator {
    return this.bench.page.locator('.pane', { has: this.bench.page.locator('.pane-header', { hasText: view }) }).locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Clicks the button that a row shows under the mouse. */
  async button(view: string, row: string, title: string): Promise<void> {
    await this.calm();
    // A row that moves under the mouse meanwhile is sought again.
    let left = 5;
    for (;;) {
      try {
        // What another row says under the mouse would cover this one.
        await this.bench.page.mouse.move(700, 500);
        await this.bench.page.locator('.workbench-hover').first().waitFor({ state: 'hidden', timeout: 3000 });
        await this.row(view, row).hover({ timeout: 3000 });
        await this.row(view, row).locator(`.action-label[aria-label^="${title}"]`).click({ timeout: 1500 });
        return;
      } catch (error) {
        if (--left === 0) throw error;
      }
    }
  }

  async menu(view: string, row: string, title: string): Promise<void> {
    await this.calm();
    await this.row(view, row).click({ button: 'right' });
    const item = this.bench.page.locator('.context-view .action-item', { hasText: title }).first();
    await item.waitFor();
    // A menu takes no click while it opens.
    await this.bench.until(`the end of the menu ${title}`, async () => {
      await this.bench.page.waitForTimeout(250);
      await item.click({ timeout: 1000 }).catch(() => undefined);
      await this.bench.page.waitForTimeout(150);
      return !(await item.isVisible());
    });
  }
}

const whatWasBuilt = ({ model }: ParsedModel): unknown => ({
  boundaries: Object.values(model.boundaries).map(({ name, passes }) => [name, passes]),
  components: Object.values(model.components).map(({ name, paths, boundaries }) => [name, paths, boundaries]),
  connections: Object.values(model.connections),
  assets: Object.values(model.assets).map(({ name, properties, components }) => [name, properties, components]),
  attackers: Object.values(model.attackers).map(({ capability, boundaries, vector }) => [capability, boundaries, vector]),
  assumptions: Object.values(model.assumptions).map(({ description, attestations }) => [description, attestations.map(({ by, statement }) => [by, statement])]),
  controls: Object.values(model.controls).map(({ description, status, mitigates, clauses }) => [description, status, mitigates, Object.keys(clauses)]),
  assertions: Object.values(model.assertions).map(({ control, type, covers, params }) => [control, type, covers, params]),
});

const wanted = {
  boundaries: [['Internet edge', ['Network']], ['Service host', ['Network', 'Local']]],
  components: [['upload service', ['upload.py'], ['TB1']], ['archive', [], ['TB2']]],
  connections: [{ from: 'CMP1', to: 'CMP2', label: 'writes' }],
  assets: [['uploaded files', ['C', 'I'], ['CMP1']]],
  attackers: [['sends any file', ['TB1'], 'Network']],
  assumptions: [['The host is patched.', [['operations', 'Patched weekly.']]]],
  controls: [['Scan uploads before accepting them.', 'implemented', [{ asset: 'A1', attackers: ['T1'] }], ['calls-scanner']]],
  assertions: [['CTRL-01', 'function_calls', ['calls-scanner'], { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' }]],
};

describe('modelling', { timeout: 1_200_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch(await provideBrowser());
  });
  after(() => browser.close());

  describe('by the keyboard alone', () => {
    const scene = new Scene();
    before(() => scene.open(browser, 'Default Dark Modern'));
    after(() => scene.close());

    it('starts a model, and goes back and leaves without a change', async () => {
      const { ask, bench } = scene;
      await scene.newModel();
      await ask.start('Mipiti: Add Component…');
      await ask.asked('Add component: Name');
      await bench.press('Enter');
      await bench.until('what is wrong', async () => (await ask.wrong()).includes('Name is needed'), () => ask.wrong());
      await ask.text('Add component: Name', 'front');
      await ask.asked('Add component: Paths');
      await bench.press('Control+Alt+Minus');
      await ask.asked('Add component: Name');
      assert.equal(await ask.value(), 'front', 'what was answered is kept');
      await bench.press('Escape');
      await bench.page.waitForTimeout(300);
      await bench.press('Control+S');
      assert.equal(readFileSync(scene.file, 'utf8'), scene.texts[0]);
    });

    it('builds ten entities and a verified control', async () => {
      const { ask, bench } = scene;
      await ask.start('Mipiti: Add Trust Boundary…');
      await ask.text('Add trust boundary: Name', 'Internet edge');
      await ask.tick('Add trust boundary: Passes', []);
      await scene.written('TB1');
      await ask.start('Mipiti: Add Trust Boundary…');
      await ask.text('Add trust boundary: Name', 'Service host');
      await ask.tick('Add trust boundary: Passes', ['Local']);
      await scene.written('TB2');
      await ask.start('Mipiti: Add Component…');
      await ask.text('Add component: Name', 'upload service');
      await ask.text('Add component: Paths', 'upload.py');
      await ask.tick('Add component: Boundaries', ['TB1']);
      await scene.written('CMP1');
      await ask.start('Mipiti: Add Component…');
      await ask.text('Add component: Name', 'archive');
      await ask.text('Add component: Paths', '');
      await ask.tick('Add component: Boundaries', ['TB2']);
      await scene.written('CMP2');
      await ask.start('Mipiti: Add Connection…');
      await ask.pick('Add connection: From', 'CMP1');
      await ask.pick('Add connection: To', 'CMP2');
      await ask.text('Add connection: Label', 'writes');
      await scene.written('CN1');
      await ask.start('Mipiti: Add Asset…');
      await ask.text('Add asset: Name', 'uploaded files');
      await ask.tick('Add asset: Properties', ['Confidentiality', 'Integrity']);
      await ask.tick('Add asset: Components', ['CMP1']);
      await scene.written('A1');
      await ask.start('Mipiti: Add Attacker…');
      await ask.text('Add attacker: Capability', 'sends any file');
      await ask.tick('Add attacker: Boundaries', ['TB1']);
      await ask.pick('Add attacker: Vector', 'Network');
      await scene.written('T1');
      await ask.start('Mipiti: Add Assumption…');
      await ask.pick('Add assumption: Type', 'external');
      await ask.text('Add assumption: Description', 'The host is patched.');
      await ask.tick('Add assumption: Objectives', []);
      await ask.text('Add assumption: Attested by', 'operations');
      await ask.text('Add assumption: Statement', 'Patched weekly.');
      await ask.asked('Add assumption: Expires');
      await bench.press('Enter');
      await scene.written('AS1');
      await ask.start('Mipiti: Add Control…');
      await ask.text('Add control: Description', 'Scan uploads before accepting them.');
      await ask.tick('Add control: Objectives', ['CO-A1-T1']);
      await ask.text('Add control: Evidence', 'the handler calls the scanner');
      await ask.pick('Add control: Status', 'implemented');
      await scene.written('CTRL-01');
      await ask.start('Mipiti: Add Assertion…');
      await ask.pick('Add assertion: Evidence for', 'CTRL-01');
      await ask.tick('Add assertion: Covers', []);
      await ask.pick('Add assertion: Type', 'function_calls');
      await ask.pick('Add assertion: file', 'upload.py');
      await ask.pick('Add assertion: caller', 'handle_upload');
      await ask.pick('Add assertion: callee', 'scan_upload');
      const built = await scene.written('the assertion');
      assert.deepEqual(whatWasBuilt(built), wanted);
      assert.deepEqual(built.problems, []);
      await bench.until('the verified control', async () => (await bench.statusBar()).includes('1 of 1 mitigated'), async () => [await bench.statusBar(), await scene.served.logs()]);
      await bench.screenshot('modelling-keyboard');
    });

    it('changes, removes and restores', async () => {
      const { ask, bench } = scene;
      await ask.start('Mipiti: Change Status…');
      await bench.until('the pick', async () => (await bench.page.locator('.quick-input-list .monaco-list-row').allTextContents()).some((row) => row.includes('CTRL-01')));
      await ask.type('CTRL-01');
      await bench.press('Enter');
      await ask.pick('CTRL-01', 'not implemented');
      assert.equal((await scene.written('the status')).model.controls['CTRL-01']!.status, 'not_implemented');
      await bench.command('Mipiti: Show Model');
    });

    it('takes each step back with one undo', async () => {
      await scene.undoAll();
    });
  });

  describe('with the mouse in the side bar', () => {
    const scene = new Scene();
    before(() => scene.open(browser, 'Default Light Modern'));
    after(() => scene.close());

    it('builds ten entities and a verified control', async () => {
      const { ask, bench } = scene;
      await scene.newModel();
      await scene.button('Model', 'Boundaries', 'Add Trust Boundary…');
      await ask.text('Add trust boundary: Name', 'Internet edge');
      await ask.click('Add trust boundary: Passes', []);
      await scene.written('TB1');
      await scene.button('Model', 'Boundaries', 'Add Trust Boundary…');
      await ask.text('Add trust boundary: Name', 'Service host');
      await ask.click('Add trust boundary: Passes', ['Local']);
      await scene.written('TB2');
      await scene.shows('Model', 'TB2');
      await scene.button('Model', 'TB1', 'Add Component…');
      await ask.text('Add component: Name', 'upload service');
      await ask.text('Add component: Paths', 'upload.py');
      await scene.written('CMP1');
      await scene.button('Model', 'TB2', 'Add Component…');
      await ask.text('Add component: Name', 'archive');
      await ask.text('Add component: Paths', '');
      await scene.written('CMP2');
      await scene.shows('Model', 'CMP2');
      await scene.menu('Model', 'CMP1', 'Add Connection…');
      await ask.click('Add connection: To', ['CMP2'], false);
      await ask.text('Add connection: Label', 'writes');
      await scene.written('CN1');
      await scene.menu('Model', 'CMP1', 'Add Asset…');
      await ask.text('Add asset: Name', 'uploaded files');
      await ask.click('Add asset: Properties', ['Confidentiality', 'Integrity']);
      await scene.written('A1');
      await scene.menu('Model', 'TB1', 'Add Attacker…');
      await ask.text('Add attacker: Capability', 'sends any file');
      await ask.click('Add attacker: Vector', ['Network'], false);
      await scene.written('T1');
      await bench.page.locator('.pane-header', { hasText: 'Assumptions' }).click();
      await bench.page.locator('.pane', { has: bench.page.locator('.pane-header', { hasText: 'Assumptions' }) }).getByRole('button', { name: 'Add an Assumption' }).click();
      await ask.click('Add assumption: Type', ['external'], false);
      await ask.text('Add assumption: Description', 'The host is patched.');
      await ask.click('Add assumption: Objectives', []);
      await ask.text('Add assumption: Attested by', '');
      await scene.written('AS1');
      await scene.menu('Assumptions', 'AS1', 'Attest…');
      await ask.text('Attest AS1: Attested by', 'operations');
      await ask.text('Attest AS1: Statement', 'Patched weekly.');
      await ask.text('Attest AS1: Expires', '2031-01-31');
      await scene.written('the attestation');
      await bench.page.locator('.pane-header', { hasText: 'Assumptions' }).click();
      await bench.page.getByRole('button', { name: 'Add a Control' }).click();
      await ask.text('Add control: Description', 'Scan uploads before accepting them.');
      await ask.click('Add control: Objectives', ['CO-A1-T1']);
      await ask.text('Add control: Evidence', 'the handler calls the scanner');
      await ask.click('Add control: Status', ['a claim'], false);
      await scene.written('CTRL-01');
      await scene.menu('Controls', 'CTRL-01', 'Add Assertion…');
      await ask.click('Add assertion: Covers', []);
      await ask.click('Add assertion: Type', ['function_calls'], false);
      await ask.click('Add assertion: file', ['upload.py'], false);
      await ask.click('Add assertion: caller', ['handle_upload'], false);
      await bench.screenshot('modelling-callee');
      await ask.click('Add assertion: callee', ['scan_upload'], false);
      const built = await scene.written('the assertion');
      assert.deepEqual(whatWasBuilt(built), { ...wanted, boundaries: [['Internet edge', ['Network']], ['Service host', ['Network', 'Local']]] });
      await bench.until('the verified control', async () => (await bench.statusBar()).includes('1 of 1 mitigated'), async () => [await bench.statusBar(), await scene.served.logs()]);
      await bench.screenshot('modelling-mouse-light');
    });

    it('drags a component to another boundary', async () => {
      // Both rows in sight, below the ones that stick to the top.
      const controls = scene.bench.page.locator('.pane-header', { hasText: 'Controls' }).first();
      await controls.click();
      await scene.row('Model', 'CMP2').dragTo(scene.row('Model', 'TB1'));
      await controls.click();
      assert.deepEqual((await scene.written('the move')).model.components.CMP2!.boundaries, ['TB1']);
    });

    it('records a finding, and dismisses it for a reason', async () => {
      const { ask } = scene;
      await scene.menu('Controls', 'CTRL-01', 'Record a Finding…');
      await ask.text('Record finding: Title', 'Archives are not opened');
      await ask.click('Record finding: Severity', ['high'], false);
      await ask.text('Record finding: Description', '');
      await scene.written('the finding');
      await scene.row('Controls', 'CTRL-01').locator('.monaco-tl-twistie').click();
      await scene.shows('Controls', 'Archives are not opened');
      await scene.menu('Controls', 'Archives are not opened', 'Change Status…');
      await ask.click('Archives are not opened', ['dismissed'], false);
      await ask.text('Dismiss fnd_', 'The scanner opens them.');
      const [finding] = Object.values((await scene.written('the dismissal')).model.findings);
      assert.deepEqual([finding!.status, finding!.reason], ['dismissed', 'The scanner opens them.']);
    });

    it('tells what a removal takes along, removes several at once, and restores them', async () => {
      const { bench } = scene;
      const before = scene.texts.at(-1);
      // Rows that are read anew under the pointer miss a click.
      await bench.until('both selected', async () => {
        await scene.row('Model', 'CMP1').click();
        await scene.row('Model', 'T1 sends').click({ modifiers: ['Control'] });
        await bench.page.waitForTimeout(200);
        const chosen = await Promise.all(['CMP1', 'T1 sends'].map((row) => scene.row('Model', row).getAttribute('aria-selected')));
        return chosen.every((one) => one === 'true');
      });
      await bench.page.waitForTimeout(400);
      await bench.press('Delete');
      const dialog = bench.page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      const told = (await dialog.textContent()) ?? '';
      assert.match(told, /Remove CMP1, T1\?/);
      assert.match(told, /1 objective goes: CO-A1-T1/);
      assert.match(told, /Removed along with it: CN1/);
      assert.match(told, /Used by A1, CTRL-01: taken out there/);
      await bench.screenshot('modelling-removal');
      await dialog.getByRole('button', { name: 'Remove' }).click();
      const gone = await scene.written('the removal');
      assert.deepEqual(Object.keys(gone.model.removed), ['CMP1', 'CN1', 'T1']);
      // The section stands last in the tree.
      const atTheEnd = (row: string): Promise<void> =>
        bench.until(`${row} at the end`, async () => {
          await bench.page.locator('.pane', { has: bench.page.locator('.pane-header', { hasText: 'Model' }) }).locator('.monaco-list').hover();
          await bench.page.mouse.wheel(0, 2000);
          await bench.page.waitForTimeout(200);
          return (await bench.rows('Model')).some((one) => one.includes(row));
        }, () => bench.rows('Model'));
      await atTheEnd('Removed');
      await bench.until('what was removed unfolded', async () => {
        const removed = scene.row('Model', 'Removed');
        const isOpen = async (): Promise<boolean> => (await removed.getAttribute('aria-expanded')) === 'true';
        // Rows that are read anew under the pointer miss a click.
        if (!(await isOpen())) await removed.locator('.monaco-tl-twistie').click({ timeout: 2000 }).catch(() => undefined);
        await bench.page.waitForTimeout(300);
        return isOpen();
      });
      await atTheEnd('T1 sends any file');
      await bench.screenshot('modelling-removed');
      await scene.button('Model', 'CMP1 upload service', 'Restore…');
      assert.deepEqual(Object.keys((await scene.written('the restoration')).model.removed), ['T1']);
      await bench.press('Control+1');
      await bench.press('Control+Z');
      await bench.press('Control+Z');
      await bench.until('the text before the removal', async () => {
        await bench.press('Control+S');
        await bench.page.waitForTimeout(150);
        return readFileSync(scene.file, 'utf8') === before;
      });
      scene.texts.splice(-2);
    });

    it('takes each step back with one undo', () => scene.undoAll());
  });

  for (const [theme, name] of [['Default High Contrast', 'high-contrast'], ['Default Dark Modern', 'dark']] as const) {
    it(`the sample's model is shown in ${name}, narrow and wide`, async () => {
      const folder = join(mkdtempSync(join(tmpdir(), 'mipiti-model-view-')), 'upload-service');
      copySample(folder);
      const served = await serve(await provideEditor(), { open: folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
      try {
        const bench = await Workbench.open(browser, served.address, { width: 1280, height: 1000 });
        await bench.command('Mipiti: Show Model');
        await bench.until('the components', async () => (await bench.rows('Model')).some((row) => row.startsWith('CMP1')), () => bench.rows('Model'));
        for (const view of ['Objectives', 'Controls', 'Problems']) await bench.page.locator('.pane-header', { hasText: view }).first().click();
        await bench.page.waitForTimeout(700);
        await bench.screenshot(`model-view-${name}-narrow`);
        await bench.page.mouse.move(349, 500);
        await bench.page.mouse.down();
        await bench.page.mouse.move(760, 500, { steps: 8 });
        await bench.page.mouse.up();
        await bench.page.waitForTimeout(300);
        await bench.screenshot(`model-view-${name}-wide`);
        await bench.close();
      } finally {
        await served.stop();
        rmSync(join(folder, '..'), { recursive: true, force: true });
      }
    });
  }
});

/** What waits for review in a real editor: seen in its sections, resolved by the keyboard, by buttons and by quick fixes, and taken back. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { daysAfter } from '../../src/project/review/extend.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { Questions } from './questions.ts';
import { serve, type Served } from './serve.ts';
import { wholeText } from './whole-text.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const code = 'def scan_upload(data):\n    if b"EICAR" in data:\n        raise ValueError("infected")\n\n\ndef handle_upload(data):\n    scan_upload(data)\n    return len(data)\n';
const today = new Date().toISOString().slice(0, 10);
const day = (days: number): string => daysAfter(today, days);

const waiting = `schema: 1
id: uploads
title: Uploads

boundaries:
  TB1: {name: Internet edge, passes: [Network]}
  TB2: {name: Vault, sealed: {why: No network., attestations: [{by: operator, statement: Nothing is connected., expires_at: "${day(12)}"}]}}

components:
  CMP1: {name: upload service, paths: [upload.py], boundaries: [TB1]}

assets:
  A1: {name: uploaded files, properties: [C, I], components: [CMP1]}

attackers:
  T1: {capability: sends any file, boundaries: [TB1], vector: Network}
  T2: {capability: steals the laptop of somebody on support, vector: Physical}

assumptions:
  AS1: {type: external, description: The host is patched., attestations: [{by: operations, statement: Patched weekly., expires_at: "${day(-9)}"}]}

controls:
  CTRL-01: {description: Scan uploads before accepting them., status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {scanned: {shows: the handler calls the scanner}}}

assertions:
  asrt_a: {control: CTRL-01, type: function_calls, params: {file: upload.py, caller: handle_upload, callee: scan_upload}, covers: [scanned]}

findings:
  fnd_a: {control: CTRL-01, title: Archives are accepted without a scan, severity: high, checked_locations: ["upload.py:6-8 in handle_upload"]}
  fnd_b: {control: CTRL-01, title: The scanner is off in staging, status: dismissed, reason: Staging holds no data.}

acceptances:
  RA1: {objective: CO-A1-T2, owner: head of product, justification: Laptops are encrypted., review_by: "${day(-3)}"}

known_gaps: {}
`;
const calm = 'schema: 1\nid: calm\ntitle: Calm\n\nassumptions:\n  AS1: {type: external, description: The host is patched., attestations: [{by: operations, statement: Patched weekly., expires_at: "2041-01-31"}]}\n';

class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'mipiti-review-'));
  readonly file = join(this.folder, 'uploads.threatmodel.yaml');
  served!: Served;
  bench!: Workbench;
  ask!: Questions;

  async open(browser: Browser, theme: string, model: string, size = { width: 1280, height: 900 }): Promise<void> {
    writeFileSync(join(this.folder, 'upload.py'), code);
    writeFileSync(this.file, model);
    const date = `${day(-100)}T10:00:00Z`;
    for (const words of [['init', '-q'], ['add', '.'], ['commit', '-qm', 'One']]) execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: this.folder, stdio: 'ignore', env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
    this.served = await serve(await provideEditor(), { open: this.folder, extensions: [vsix], settings: { 'workbench.colorTheme': theme } });
    this.bench = await Workbench.open(browser, this.served.address, size);
    this.ask = new Questions(this.bench);
    await this.bench.command('Mipiti: Show Review');
    // The view has the side bar for itself, so that all of its rows are rendered.
    for (const view of ['Objectives', 'Model', 'Controls', 'Assumptions', 'Problems']) await this.collapse(view);
  }

  async collapse(view: string): Promise<void> {
    const header = this.bench.page.locator('.pane-header.expanded', { hasText: view });
    if (await header.first().isVisible()) await header.first().click();
  }

  async close(): Promise<void> {
    await this.served.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async shows(row: string): Promise<void> {
    await this.bench.until(`${row} in Review`, async () => (await this.bench.rows('Review')).some((one) => one.includes(row)), async () => [await this.bench.rows('Review'), await this.served.logs()]);
  }

  async gone(row: string): Promise<void> {
    await this.bench.until(`the end of ${row}`, async () => !(await this.bench.rows('Review')).some((one) => one.includes(row)), () => this.bench.rows('Review'));
  }

  row(text: string): Locator {
    return this.bench.page.locator('.pane', { has: this.bench.page.locator('.pane-header', { hasText: 'Review' }) }).locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Goes to a row by the keyboard alone, from the view's first row, and opens it. */
  async goTo(text: string): Promise<void> {
    await this.bench.command('Mipiti: Show Review');
    await this.bench.press('Home');
    const focused = this.bench.page.locator('.monaco-list.element-focused .monaco-list-row.focused, .monaco-list:focus .monaco-list-row.focused');
    for (let step = 0; step < 40; step++) {
      if (((await focused.first().textContent({ timeout: 2000 }).catch(() => '')) ?? '').replaceAll(/\s+/g, ' ').includes(text)) {
        await this.bench.press('Enter');
        await this.bench.page.waitForTimeout(400);
        return;
      }
      await this.bench.press('ArrowDown');
      await this.bench.page.waitForTimeout(50);
    }
    assert.fail(`${text} was not reached; there was ${(await this.bench.rows('Review')).join(', ')}`);
  }

  async button(row: string, title: string): Promise<void> {
    await this.bench.page.waitForTimeout(400);
    await this.row(row).hover();
    await this.row(row).locator(`.action-label[aria-label^="${title}"]`).click();
  }

  /** Opens the quick fixes at the cursor until one is among them. */
  async quickFix(title: string): Promise<Locator> {
    const item = this.bench.page.locator('.action-widget .action-item, .action-widget .monaco-list-row', { hasText: title }).first();
    await this.bench.until('the quick fix', async () => {
      await this.bench.press('Control+.');
      await this.bench.page.waitForTimeout(600);
      if (await item.isVisible()) return true;
      await this.bench.press('Escape');
      return false;
    }, () => this.bench.problems());
    return item;
  }

  /** Saves the model and reads it once it has changed. */
  async written(what: string, before: string): Promise<ParsedModel> {
    return parseModel(await this.saved(what, (text) => text !== before));
  }

  async undone(before: string): Promise<void> {
    await this.bench.openFile('uploads.threatmodel.yaml');
    await this.bench.press('Control+Z');
    await this.saved('the text before', (text) => text === before);
  }

  private async saved(what: string, seen: (text: string) => boolean): Promise<string> {
    const read = wholeText(this.file);
    let text: string | undefined;
    await this.bench.until(what, async () => {
      await this.bench.command('File: Save All');
      await this.bench.page.waitForTimeout(150);
      text = read();
      return text !== undefined && seen(text);
    }, async () => [readFileSync(this.file, 'utf8'), await this.served.logs()]);
    return text!;
  }
}

describe('the review', { timeout: 1_200_000 }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch(await provideBrowser());
  });
  after(() => browser.close());

  describe('of a model in which something waits', () => {
    const scene = new Scene();
    before(() => scene.open(browser, 'Default Dark Modern', waiting));
    after(() => scene.close());

    it('has its sections, the controls nobody checked included, and a number', async () => {
      await scene.shows('Not checked for 90 days');
      assert.deepEqual((await scene.bench.rows('Review')).filter((row) => !/^(CTRL|AS|TB|RA|T2)/.test(row)), ['Open findings1', 'Archives are accepted without a scanhigh · discovered · CTRL-01', 'Attestations1', 'Seals1', 'Accepted risks1', 'Contradictions1', 'Not checked for 90 days1', 'Closed findings1']);
      await scene.shows('CTRL-01 not checked for 100 days');
      await scene.shows('RA1 ended 3 days ago');
      await scene.bench.screenshot('review-dark');
    });

    it('extends an acceptance by the keyboard alone, says what is no later day, and takes it back by one undo', async () => {
      const { ask, bench } = scene;
      await scene.goTo('RA1');
      await bench.press('Control+.');
      await bench.until('the remedies', async () => (await ask.title()).includes('RA1'), () => ask.title());
      await bench.screenshot('review-remedies');
      await bench.press('Enter');
      await ask.asked('Extend RA1: Until');
      await ask.type(day(-1));
      await bench.until('what is wrong', async () => (await ask.wrong()).includes('has passed'), () => ask.wrong());
      await bench.screenshot('review-extend');
      await ask.text('Extend RA1: Until', day(60));
      const { model } = await scene.written('the extension', waiting);
      assert.equal(model.acceptances.RA1!.review_by, day(60));
      await scene.gone('RA1');
      await scene.undone(waiting);
      await scene.shows('RA1');
    });

    it('renews an attestation by its button, with the words of the last one', async () => {
      const { ask } = scene;
      await scene.button('AS1', 'Renew Attestation');
      await ask.asked('Attest AS1: Attested by');
      assert.equal(await ask.value(), 'operations');
      await ask.text('Attest AS1: Attested by', 'operations');
      await ask.asked('Attest AS1: Statement');
      assert.equal(await ask.value(), 'Patched weekly.');
      await ask.text('Attest AS1: Statement', 'Patched weekly.');
      await ask.text('Attest AS1: Expires', day(365));
      const { model } = await scene.written('the attestation', waiting);
      assert.deepEqual(model.assumptions.AS1!.attestations.map(({ expires_at }) => expires_at), [day(-9), day(365)]);
      await scene.gone('AS1');
      await scene.undone(waiting);
    });

    it('dismisses a finding for a reason by the keyboard, keeps it folded, and opens it again', async () => {
      const { ask, bench } = scene;
      await scene.goTo('Archives are accepted');
      await bench.press('Delete');
      await ask.asked('Dismiss fnd_a');
      await bench.press('Enter');
      await bench.until('what is wrong', async () => (await ask.wrong()).includes('leaves the finding open'), () => ask.wrong());
      await ask.text('Dismiss fnd_a', 'Archives are refused.');
      const { model, source } = await scene.written('the dismissal', waiting);
      assert.deepEqual([model.findings.fnd_a!.status, model.findings.fnd_a!.reason], ['dismissed', 'Archives are refused.']);
      await scene.gone('Open findings');
      await scene.row('Closed findings').locator('.monaco-tl-twistie').click();
      await scene.button('Archives are accepted', 'Open Finding Again');
      const opened = await scene.written('the finding again', source.text);
      assert.deepEqual([opened.model.findings.fnd_a!.status, opened.model.findings.fnd_a!.reason], ['acknowledged', undefined]);
      await scene.shows('Open findings');
    });

    it('mends a contradiction by a quick fix in the model, which asks the right question', async () => {
      const { ask, bench } = scene;
      const before = readFileSync(scene.file, 'utf8');
      await bench.openFile('uploads.threatmodel.yaml');
      await bench.goToLine(before.slice(0, before.indexOf('  T2:')).split('\n').length, 4);
      const item = await scene.quickFix('Say at which boundaries T2 stands');
      await bench.screenshot('review-quick-fix');
      await item.click();
      await ask.tick('T2', ['TB2']);
      const { model } = await scene.written('the boundary', before);
      assert.deepEqual(model.attackers.T2!.boundaries, ['TB2']);
      await scene.undone(before);
    });

    it('records a finding at the code, marks it there, and offers its next steps as quick fixes', async () => {
      const { ask, bench } = scene;
      const before = readFileSync(scene.file, 'utf8');
      await bench.openFile('upload.py');
      await bench.goToLine(7);
      await ask.start('Mipiti: Record a Finding Here…');
      await ask.asked('Finding at upload.py:7 in handle_upload: Control');
      await bench.press('Enter');
      await ask.text('Finding at upload.py:7 in handle_upload: Title', 'The result of the scan is not looked at');
      await ask.pick('Finding at upload.py:7 in handle_upload: Severity', 'critical');
      await ask.text('Finding at upload.py:7 in handle_upload: Description', '');
      const { model } = await scene.written('the finding', before);
      const [id, finding] = Object.entries(model.findings).find(([one]) => one !== 'fnd_a' && one !== 'fnd_b')!;
      assert.deepEqual([finding.control, finding.title, finding.severity, finding.checked_locations.length], ['CTRL-01', 'The result of the scan is not looked at', 'critical', 1]);
      assert.match(finding.checked_locations[0]!, /^upload\.py:7 in handle_upload @[0-9a-f]{8}$/);
      await scene.shows('The result of the scan is not looked at');
      assert.ok(await bench.page.locator('.tab.active[data-resource-name="upload.py"]').isVisible(), 'the code stays in the editor');
      const item = await scene.quickFix(`${id}: Acknowledge`);
      await bench.screenshot('review-finding-at-the-code');
      const recorded = readFileSync(scene.file, 'utf8');
      await item.click();
      assert.equal((await scene.written('the acknowledgement', recorded)).model.findings[id]!.status, 'acknowledged');
      // Lines above it take it along, before they are saved.
      await bench.openFile('upload.py');
      await bench.goToLine(1);
      await bench.type('# one\n# two\n');
      const marked = async (line: number): Promise<void> => bench.until(`the finding at line ${line}`, async () => (await bench.problems()).some((row) => row.includes('The result of the scan is not looked at') && row.includes(`Ln ${line},`)), () => bench.problems());
      await marked(9);
      await bench.openFile('upload.py');
      await bench.command('File: Revert File');
      await marked(7);
    });
  });

  it('says in a sentence that nothing waits, and when something will', async () => {
    const scene = new Scene();
    try {
      await scene.open(browser, 'Default Light Modern', calm);
      const message = scene.bench.page.locator('.pane', { has: scene.bench.page.locator('.pane-header', { hasText: 'Review' }) }).locator('.message');
      await scene.bench.until('the sentence', async () => ((await message.first().textContent().catch(() => '')) ?? '').includes('Nothing waits for you. The next to come up for review is AS1, on 2041-01-01.'), () => message.allTextContents());
      await scene.bench.screenshot('review-calm-light');
    } finally {
      await scene.close();
    }
  });

  for (const [theme, name] of [['Default High Contrast', 'high-contrast'], ['Default Light Modern', 'light']] as const) {
    it(`is shown in ${name}, narrow and wide`, async () => {
      const scene = new Scene();
      try {
        await scene.open(browser, theme, waiting);
        await scene.shows('Not checked for 90 days');
        await scene.bench.page.waitForTimeout(500);
        await scene.bench.screenshot(`review-${name}-narrow`);
        await scene.bench.page.mouse.move(349, 500);
        await scene.bench.page.mouse.down();
        await scene.bench.page.mouse.move(760, 500, { steps: 8 });
        await scene.bench.page.mouse.up();
        await scene.row('RA1').hover();
        await scene.bench.page.waitForTimeout(400);
        await scene.bench.screenshot(`review-${name}-wide`);
      } finally {
        await scene.close();
      }
    });
  }
});

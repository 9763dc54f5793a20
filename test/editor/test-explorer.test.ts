/** The Test Explorer of a real VS Code: every assertion a test, failing where the code breaks its promise. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const evidenceModel = `schema: 1
id: m
title: Doors
components: {CMP1: {name: api, boundaries: []}}
assets: {A1: {name: data, properties: [C], components: [CMP1]}}
attackers: {T1: {capability: asks, boundaries: [], vector: Network}}
controls:
  CTRL-01: {description: Keep the door shut., status: implemented, mitigates: [{asset: A1, attackers: [T1]}], clauses: {done: {shows: it passes, types: [test_passes]}}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: test_passes, params: {pattern: gate.test.mjs, name: shuts the door}, covers: [done]}
  asrt_bbbb: {control: CTRL-01, type: file_exists, params: {file: code.mjs}}
`;
const shut = 'export const shut = 1;\n';
const gate = `import { test } from 'node:test';
import assert from 'node:assert';
import { appendFileSync } from 'node:fs';
import { shut } from './code.mjs';

appendFileSync('../ran.txt', process.pid + '\\n');
test('shuts the door', async () => {
  console.log('the door creaks');
  if (shut === 2) await new Promise((resolve) => setTimeout(resolve, 200_000));
  assert.equal(shut, 1);
});
`;

for (const trusted of [true, false]) {
  describe(`tests as evidence in a workspace that ${trusted ? 'is trusted' : 'nobody trusts'}`, { timeout: 400_000 }, () => {
    let home: string;
    let folder: string;
    let served: Served | undefined;
    let browser: Browser | undefined;
    let bench: Workbench;
    before(async () => {
      home = mkdtempSync(join(tmpdir(), 'mipiti-evidence-'));
      folder = join(home, 'doors');
      mkdirSync(folder);
      for (const [name, text] of [['m.threatmodel.yaml', evidenceModel], ['code.mjs', shut], ['gate.test.mjs', gate]] as const) writeFileSync(join(folder, name), text);
      browser = await launch(await provideBrowser());
      served = await serve(await provideEditor(), { open: folder, extensions: [vsix], trusted, settings: { 'testing.automaticallyOpenPeekView': 'never', 'terminal.integrated.gpuAcceleration': 'off', 'testing.automaticallyOpenTestResults': 'neverOpen' } });
      bench = await Workbench.open(browser, served.address, { width: 1440, height: 900 });
      await bench.until('the posture', async () => (await bench.statusBar()).includes('mitigated'), () => served!.logs());
      await bench.command('Testing: Focus on Test Explorer View');
    });
    after(async () => {
      await browser?.close();
      await served?.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    });

    /** The processes that ran the file of tests so far. */
    const ran = (): string[] => (existsSync(join(home, 'ran.txt')) ? readFileSync(join(home, 'ran.txt'), 'utf8').trim().split('\n') : []);
    const rows = async (): Promise<string[]> => (await bench.page.locator('.test-explorer .monaco-list-row').evaluateAll((found) => found.map((row) => row.getAttribute('aria-label') ?? ''))).map((text) => text.replaceAll(/\s+/g, ' '));
    const shows = (pattern: RegExp) => bench.until(`a row like ${pattern}`, async () => (await rows()).some((row) => pattern.test(row)), async () => [await rows(), await bench.statusBar()], 60_000);
    /** Rows move while results come in, so a click may miss its row. */
    const unfoldAll = async (): Promise<void> => {
      const closed = bench.page.locator('.test-explorer .monaco-list-row[aria-expanded="false"]');
      await bench.until('all rows unfolded', async () => {
        if ((await closed.count()) === 0) return true;
        await closed.first().locator('.monaco-tl-twistie').click({ timeout: 1000 }).catch(() => undefined);
        return false;
      }, rows);
    };
    const dialog = (): ReturnType<Workbench['page']['locator']> => bench.page.locator('.monaco-dialog-box');
    const results = async (): Promise<string> => (await bench.page.locator('.part.panel').innerText()).replaceAll(/\s+/g, ' ');

    if (!trusted) {
      it('runs nothing with the editor\'s own run of all, which asks for trust first', async () => {
        await bench.command('Test: Run All Tests');
        await dialog().getByText('Cancel', { exact: true }).click();
        await dialog().waitFor({ state: 'hidden' });
        assert.deepEqual(ran(), []);
      });

      it('runs none of them when asked to, and says that it is for want of trust', async () => {
        await bench.command('Mipiti: Run Test Evidence');
        await shows(/^Doors.*Errored/);
        await unfoldAll();
        await shows(/shuts the door.*Errored/);
        assert.equal(await dialog().count(), 0, 'nobody is asked to allow what trust forbids');
        assert.deepEqual(ran(), []);
        await bench.command('Test Results: Focus on Test Results View');
        await bench.until('the reason', async () => (await results()).includes('This workspace is not trusted, so none of its tests is run.'), results);
        await bench.screenshot('test-evidence-restricted');
      });
      return;
    }

    it('runs none of them when everything is run, and says how they are', async () => {
      await bench.command('Test: Run All Tests');
      await shows(/^Doors/);
      await unfoldAll();
      await shows(/code\.mjs exists.*Passed/);
      await shows(/shuts the door of gate\.test\.mjs passes \(by Run Test Evidence\)(?!.*(Passed|Failed|Errored))/);
      assert.deepEqual(ran(), []);
    });

    it('asks once, and runs none without a yes', async () => {
      await bench.command('Mipiti: Run Test Evidence');
      await dialog().waitFor({ state: 'visible' });
      await bench.screenshot('test-evidence-question');
      await bench.press('Escape');
      await dialog().waitFor({ state: 'hidden' });
      assert.deepEqual(ran(), []);
      await bench.command('Mipiti: Run Test Evidence');
      await dialog().getByText('Run Tests', { exact: true }).click();
      await shows(/shuts the door.*Passed/);
      assert.equal(ran().length, 1);
      await bench.until('the verified control', async () => (await bench.statusBar()).includes('1 of 1 mitigated'), () => bench.statusBar());
    });

    it('lets what runners print be read', async () => {
      await bench.command('Test: Show Output');
      await bench.until('the words of the test', async () => (await results()).includes('the door creaks'), results);
    });

    it('shows the one that fails at its place, with what was expected and found, and asks no more', async () => {
      writeFileSync(join(folder, 'code.mjs'), 'export const shut = 0;\n');
      await bench.until('the end of what the run has shown', async () => (await bench.statusBar()).includes('0 of 1 mitigated'), () => bench.statusBar());
      assert.equal(ran().length, 1, 'an edit runs no test');
      await bench.command('Mipiti: Run Test Evidence');
      await shows(/shuts the door.*Failed/);
      assert.equal(ran().length, 2);
      await bench.page.locator('.test-explorer .monaco-list-row[aria-label*="shuts the door"]').click();
      await bench.page.locator('.tab.active[data-resource-name="gate.test.mjs"]').waitFor();
      const peek = bench.page.locator('.monaco-editor .peekview-widget');
      await bench.until('what was expected and found', async () => /passes.*fails: test failed/.test((await peek.innerText()).replaceAll(/[\s\u00A0]+/g, ' ')), async () => (await peek.count()) > 0 && peek.innerText());
      await bench.screenshot('test-evidence-failed');
    });

    it('ends the run, and what it started, when it is cancelled', async () => {
      writeFileSync(join(folder, 'code.mjs'), 'export const shut = 2;\n');
      await bench.command('Mipiti: Run Test Evidence');
      await bench.until('the slow test', () => Promise.resolve(ran().length === 3), () => Promise.resolve(ran()), 60_000);
      const started = Number(ran().at(-1));
      assert.equal(isAlive(started), true);
      await bench.command('Test: Cancel Test Run');
      await bench.until('the end of the process', () => Promise.resolve(!isAlive(started)), rows);
      await shows(/shuts the door.*Skipped/);
    });
  });
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

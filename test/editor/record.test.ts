/**
 * The walkthrough of evidence with real parts: one clone sets up who may sign, a machine records and hands on by the written
 * workflow's own steps, another clone fetches, and the editor shows there what is on record and what drifts from it.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { mipiti } from '../cli/run-cli.ts';
import { runJob } from '../cli/run-job.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { wholeText } from './whole-text.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS|CI|CI_.*|GITHUB_.*|MIPITI_.*|GIT_.*)$/.test(name)));
const identity = { GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@example.invalid', GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@example.invalid', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const patience = 150_000;
const change = 'Security of the Change';

describe('what is on record, from the pipeline to the editor', { timeout: 1_200_000 }, () => {
  let home: string;
  let remote: string;
  let key: string;
  /** The clone that the editor opens. */
  let clone: string;
  let recorded: string;
  let served: Served | undefined;
  let browser: Browser | undefined;
  let bench: Workbench;
  let jobs = 0;

  const git = (cwd: string, ...words: string[]): string => execFileSync('git', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...plain, ...identity } }).trim();
  const run = async (words: readonly string[], cwd: string): Promise<string> => {
    const { code, out, err } = await mipiti(words, cwd);
    assert.equal(code, 0, `mipiti ${words.join(' ')}: ${out}${err}`);
    return out;
  };
  /** What the machine does with what was pushed. */
  const machine = (): ReturnType<typeof runJob> => {
    const checkout = join(home, `machine${jobs++}`);
    git(home, 'clone', '-q', '-b', 'main', remote, checkout);
    return runJob(checkout, 'record', { MIPITI_CUSTOMER_SIGNING_KEY: readFileSync(key, 'utf8') }, { ...plain, ...identity });
  };

  /** Fails with what the editor logged. */
  async function seeing(what: string, check: () => Promise<boolean>, instead: () => Promise<unknown>): Promise<void> {
    try {
      await bench.until(what, check, instead, patience);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await served!.logs()}`, { cause: error });
    }
  }
  const pane = (view: string) => bench.page.locator('.pane', { has: bench.page.locator('.pane-header', { hasText: view }) });
  /** What a screen reader says of the rows; it holds what the eye finds in their tooltips. */
  const spoken = async (view: string): Promise<string[]> => pane(view).locator('.monaco-list-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  const says = (view: string, what: string, pattern: RegExp) => seeing(what, async () => (await spoken(view)).some((row) => pattern.test(row)), () => spoken(view));
  const status = (text: string) => seeing(`the status bar says ${text}`, async () => (await bench.statusBar()).includes(text), () => bench.statusBar());
  const nothingChanged = () => seeing('that nothing changed', async () => (await pane(change).locator('.message').allTextContents()).join(' ').includes('leaves the posture as it was'), () => spoken(change));
  const line = (text: string): number => readFileSync(join(clone, 'upload.py'), 'utf8').split('\n').findIndex((found) => found.includes(text)) + 1;
  /** What stands in the tooltip of the status bar's item. */
  const statusTooltip = async (wanted: string, screenshot?: string): Promise<void> => {
    const hover = bench.page.locator('.monaco-hover, .workbench-hover');
    const texts = async (): Promise<string> => (await hover.allTextContents()).join('\n').replaceAll('\u00A0', ' ');
    await seeing(
      `the tooltip says ${wanted}`,
      async () => {
        if ((await texts()).includes(wanted)) return true;
        await bench.page.mouse.move(640, 300);
        await bench.page.locator('.statusbar-item', { hasText: 'mitigated' }).first().hover();
        await bench.page.waitForTimeout(1500);
        return (await texts()).includes(wanted);
      },
      texts,
    );
    if (screenshot !== undefined) await bench.screenshot(screenshot);
    await bench.page.mouse.move(640, 300);
    await seeing('the tooltip leaves', async () => !(await texts()).includes(wanted), texts);
  };
  /** Makes the side bar wide enough for what its rows end with. */
  const widen = async (): Promise<void> => {
    const box = await bench.page.locator('.part.sidebar').boundingBox();
    assert.ok(box);
    await bench.page.mouse.move(box.x + box.width + 1, 400);
    await bench.page.mouse.down();
    await bench.page.mouse.move(box.x + box.width + 220, 400, { steps: 5 });
    await bench.page.mouse.up();
  };
  const showMitigated = async (): Promise<void> => {
    await bench.command('Mipiti: Show Objectives');
    // Room for the rows: only those that fit are drawn. A click on a tree that is being drawn anew may be lost, so each is tried again.
    const clickWhere = async (found: Locator, expanded: string): Promise<void> => {
      const first = found.first();
      if ((await found.count()) > 0 && (await first.getAttribute('aria-expanded', { timeout: 2000 }).catch(() => null)) === expanded) await first.click({ timeout: 2000 }).catch(() => undefined);
    };
    await seeing(
      'the mitigated objectives',
      async () => {
        for (const other of ['Model', 'Controls', 'Problems']) await clickWhere(bench.page.locator('.pane-header', { hasText: other }), 'true');
        await clickWhere(pane('Objectives').locator('.monaco-list-row', { hasText: /^Mitigated/ }), 'false');
        return (await bench.rows('Objectives')).some((row) => row.includes('CO-A1-T2'));
      },
      () => bench.rows('Objectives'),
    );
  };

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-record-editor-'));
    remote = join(home, 'upload-service.git');
    key = join(home, 'ci.pem');
    clone = join(home, 'upload-service');
    const seed = join(home, 'seed');
    copySample(seed);
    git(home, 'clone', '-q', '--bare', seed, remote);
    const first = join(home, 'first');
    git(home, 'clone', '-q', '-b', 'main', remote, first);
    await run(['trust', 'init', '--no-passphrase', '--key-file', key, '--ci', 'github', '--branch', 'main'], first);
    git(first, 'add', '--all');
    git(first, 'commit', '-qm', 'Say who may sign');
    git(first, 'push', '-q', 'origin', 'main');
    recorded = git(first, 'rev-parse', 'HEAD').slice(0, 10);
    const { codes, out } = machine();
    assert.deepEqual(codes, [0, 0, 0], out);
    git(home, 'clone', '-q', '-b', 'main', remote, clone);
    assert.match(await run(['evidence', 'fetch'], clone), /fetched \d+ file/);
    assert.equal(git(clone, 'status', '--porcelain'), '', 'what is fetched is no change');
    const editor = await provideEditor();
    browser = await launch(await provideBrowser());
    served = await serve(editor, { open: clone, extensions: [vsix], trusted: true, settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
    bench = await Workbench.open(browser, served.address, { width: 1440, height: 900 });
    await widen();
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('shows both bases: in the rows, in the status bar, in the explanation', async () => {
    await status('9 of 12 mitigated');
    await showMitigated();
    await says('Objectives', 'the objective, mitigated on record too', /^CO-A1-T2, .*mitigated.*, on record mitigated/);
    assert.ok((await bench.rows('Objectives')).some((row) => /CO-A1-T2 · \w+ · on record mitigated/.test(row)), (await bench.rows('Objectives')).join('\n'));
    await statusTooltip('on record 9 of 12 mitigated', 'record-objectives-dark');
    await bench.openFile('upload.py');
    await bench.goToLine(line('def handle_upload'));
    const lens = bench.page.locator('.codelens-decoration a', { hasText: 'CTRL-01' }).first();
    await lens.waitFor({ timeout: patience });
    await lens.click();
    const text = async (): Promise<string> => ((await bench.page.locator('.editor-group-container.active .view-lines').textContent()) ?? '').replaceAll('\u00A0', ' ');
    await seeing('the explanation, with who signed what', async () => (await text()).includes(`on record passes at ${recorded}, signed by ci on `), text);
    await bench.screenshot('record-explained-dark');
    await bench.press('Control+1');
  });

  it('before the commit, the change that breaks what is on record is told, and what was on record', async () => {
    await bench.command('Mipiti: Show What the Change Does');
    await nothingChanged();
    await bench.openFile('upload.py');
    await bench.goToLine(line('    scan_upload(data, settings.scanner)'));
    await bench.press('Control+Shift+K');
    await status('1 broken, 8 of 12 mitigated');
    await bench.press('Control+S');
    const file = wholeText(join(clone, 'upload.py'));
    await seeing('the saved file', async () => Promise.resolve(file()?.includes('    scan_upload(data, settings.scanner)') === false), () => Promise.resolve(file()));
    await says(change, 'the control that breaks', /^Broken: CTRL-01 is no longer verified/);
    await says(change, 'what was on record', new RegExp(`^Broken: .*It passed on record at ${recorded}, signed by ci on `));
    assert.equal((await spoken(change)).some((row) => row.startsWith('Drifted')), false, 'what the change breaks is told once');
    // Every pass that rests on the file is of another text now, not only the one that breaks.
    await statusTooltip('on record 4 of 12 mitigated');
    await bench.screenshot('record-broken-dark');
  });

  it('after the commit it is drift from the record, and the next run on record is told as soon as it is fetched', async () => {
    git(clone, 'commit', '-qam', 'Take scanning out');
    await says(change, 'the drift', new RegExp(`^Drifted: .*: fails\\. It passed on record at ${recorded}, signed by ci on `));
    await seeing('no broken promise of a change that is none', async () => !(await spoken(change)).some((row) => row.startsWith('Broken')), () => spoken(change));
    await bench.screenshot('record-drifted-dark');
    git(clone, 'push', '-q', 'origin', 'main');
    const { codes, out } = machine();
    assert.deepEqual(codes, [0, 1, 0], out);
    await run(['evidence', 'fetch'], clone);
    await says(change, 'since when it fails on record', new RegExp(`^Drifted: .*and fails on record since ${git(clone, 'rev-parse', 'HEAD').slice(0, 10)}\\.`));
  });

  it('a commit that undoes it mends the drift, and the run about that commit the record', async () => {
    git(clone, 'revert', '--no-edit', 'HEAD');
    await status('9 of 12 mitigated');
    await nothingChanged();
    // The newest run is about other text, and no older one is taken in its place.
    await statusTooltip('on record 4 of 12 mitigated');
    git(clone, 'push', '-q', 'origin', 'main');
    const { codes, out } = machine();
    assert.deepEqual(codes, [0, 0, 0], out);
    await run(['evidence', 'fetch'], clone);
    await statusTooltip('on record 9 of 12 mitigated');
    await showMitigated();
    await says('Objectives', 'the objective, mitigated on record again', /^CO-A1-T2, .*, on record mitigated/);
  });

  it('is shown in light, and what is recorded is read by the bundle of its own that was installed', async () => {
    await bench.close();
    await served!.stop();
    served = await serve(await provideEditor(), { open: clone, extensions: [vsix], trusted: true, settings: { 'workbench.colorTheme': 'Default Light Modern' } });
    // The installed bundle leaves a trace of where it was loaded.
    const extensions = join(served.folder, 'extensions');
    const installed = join(extensions, readdirSync(extensions).find((name) => name.includes('mipiti')) ?? '', 'dist', 'recorded-reader.cjs');
    const trace = join(home, 'loaded');
    assert.ok(existsSync(installed));
    appendFileSync(installed, `\nrequire('node:fs').writeFileSync(${JSON.stringify(trace)}, __filename);\n`);
    bench = await Workbench.open(browser!, served.address, { width: 1280, height: 800 });
    await widen();
    await showMitigated();
    await says('Objectives', 'the objective on record', /^CO-A1-T2, .*, on record mitigated/);
    await bench.screenshot('record-objectives-light');
    assert.equal(readFileSync(trace, 'utf8'), installed);
  });
});

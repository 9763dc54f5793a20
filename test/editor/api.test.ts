/** Runs the API tests in the extension host of the browser's editor: the packaged extension, two folders, a real host. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { copySample } from '../sample-service/copy-sample.ts';
import type { ApiResult } from './api/host.ts';
import { packageHost } from './api/package-host.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const product = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

describe('the editor API', { timeout: 1_200_000 }, () => {
  let home: string;
  let served: Served | undefined;
  let browser: Browser | undefined;
  let results: readonly ApiResult[] = [];

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-api-'));
    for (const name of ['one', 'two']) copySample(join(home, name));
    const workspace = join(home, 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }));
    const file = join(home, 'results.json');
    const host = await packageHost(join(import.meta.dirname, 'api', 'host.ts'), join(home, 'host'));
    served = await serve(await provideEditor(), { open: workspace, extensions: [product, host], environment: { MIPITI_API_RESULTS: file } });
    browser = await launch(await provideBrowser());
    const bench = await Workbench.open(browser, served.address);
    await bench.until('the results of the API tests', () => Promise.resolve(existsSync(file)), () => served!.logs(), 240_000);
    results = JSON.parse(readFileSync(file, 'utf8')) as ApiResult[];
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('ran every test of the list', () => {
    const folder = join(import.meta.dirname, 'api');
    const texts = readdirSync(folder).filter((name) => name.endsWith('.tests.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
    const names = texts.flatMap((text) => [...text.matchAll(/^ {4}name: '([^']+)'/gm)].map((match) => match[1]));
    assert.deepEqual(results.map(({ name }) => name).sort(), names.sort());
    assert.ok(names.length >= 14);
  });
  it('and each of them passed', () => {
    for (const { name, milliseconds, error } of results) console.log(`  ${error ? '✖' : '✔'} ${name} (${Math.round(milliseconds)} ms)`);
    assert.deepEqual(results.filter(({ error }) => error !== undefined), []);
  });
});

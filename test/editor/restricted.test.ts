/** Restricted Mode: everything that executes nothing works, and nothing is executed. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

for (const trusted of [false, true]) {
  describe(`a workspace that ${trusted ? 'is trusted' : 'nobody trusts'}`, { timeout: 1_200_000 }, () => {
    let home: string;
    let served: Served;
    let browser: Browser;
    let bench: Workbench;
    const calls = (): string => (existsSync(join(home, 'git-calls')) ? readFileSync(join(home, 'git-calls'), 'utf8') : '');

    before(async () => {
      home = mkdtempSync(join(tmpdir(), 'mipiti-trust-'));
      copySample(join(home, 'upload-service'));
      // Git itself writes down how it is called.
      served = await serve(await provideEditor(), { open: join(home, 'upload-service'), extensions: [vsix], trusted, environment: { GIT_TRACE: join(home, 'git-calls') } });
      browser = await launch(await provideBrowser());
      bench = await Workbench.open(browser, served.address, { width: 1200, height: 800 });
    });
    after(async () => {
      await browser.close();
      await served.stop();
      rmSync(home, { recursive: true, force: true });
    });

    it('shows the posture and the promises in the code', async () => {
      await bench.command('Mipiti: Show Objectives');
      await bench.until('the posture', async () => (await bench.statusBar()).includes('9 of 12 mitigated'), async () => `${await bench.statusBar()}\n${await served.logs()}`);
      assert.equal((await bench.statusBar()).includes('Restricted Mode'), !trusted, await bench.statusBar());
      await bench.openFile('upload.py');
      await bench.until('a lens', async () => (await bench.lenses()).some((lens) => lens.includes('CTRL-')), () => bench.lenses());
      await bench.screenshot(trusted ? 'trusted' : 'restricted');
    });

    it(trusted ? 'asks git for the base commit' : 'never asks git for the base commit', () => {
      assert.equal(/cat-file blob [0-9a-f]+:upload\.threatmodel\.yaml/.test(calls()), trusted, calls());
      if (!trusted) assert.equal(calls(), '');
    });
  });
}

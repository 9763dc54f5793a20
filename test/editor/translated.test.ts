/** The packaged extension in an editor of another language: its own questions and its screens are read from the bundle that package.json names. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { pseudoBundle } from '../../webview/page/pseudo-texts.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { Questions } from './questions.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..');

describe('an editor of another language', { timeout: 600_000 }, () => {
  let folder: string;
  let served: Served | undefined;
  let browser: Browser | undefined;
  let bench: Workbench;
  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'mipiti-translated-')), 'upload-service');
    copySample(folder);
    served = await serve(await provideEditor(), { open: folder, extensions: [join(root, 'dist', 'mipiti.vsix')], trusted: true });
    // What a translator would add beside the bundle.
    const extensions = join(served.folder, 'extensions');
    const installed = join(extensions, readdirSync(extensions).find((name) => name.startsWith('mipiti.mipiti-'))!);
    const { l10n } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { readonly l10n: string };
    const bundle = JSON.parse(readFileSync(join(installed, l10n, 'bundle.l10n.json'), 'utf8')) as Readonly<Record<string, string>>;
    writeFileSync(join(installed, l10n, 'bundle.l10n.de.json'), JSON.stringify(pseudoBundle(bundle)));
    browser = await launch(await provideBrowser());
    // As the editor's page says its language where a language pack is installed.
    bench = await Workbench.open(browser, served.address, { width: 1280, height: 800 }, 'Object.defineProperty(globalThis, "_VSCODE_NLS_LANGUAGE", { value: "de", writable: true });');
  });
  after(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  it('asks in it', async () => {
    await new Questions(bench).start('Mipiti: New Model');
    const asked = (): Promise<string> => bench.page.locator('.quick-input-widget').innerText();
    await bench.until('the question', async () => (await asked()).includes('⟦What is the feature called? One model a feature.⟧'), asked);
    await bench.press('Escape');
  });

  it('shows the screens in it', async () => {
    await bench.openFile('upload.threatmodel.yaml');
    await bench.command('Mipiti: Open Threat-Model Editor');
    const tabs = async (): Promise<readonly string[]> => (await Promise.all(bench.page.frames().map((frame) => frame.locator('[role=tab][id^=tab-]').allTextContents().catch(() => [])))).flat();
    await bench.until('the tabs', async () => (await tabs()).join() === '⟦Model⟧,⟦Graph⟧,⟦Objectives⟧,⟦Posture⟧,⟦Changes⟧', tabs);
  });
});

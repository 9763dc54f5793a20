/** Builds the plain page: the screens behind a host that runs in the page itself, over a sample model. */
import { context, type BuildContext } from 'esbuild';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { inBrowser, languageFiles } from '../../.config/esbuild-plugins.mjs';
import { screenOptions } from '../../.config/screen-options.mjs';
import { workerText } from '../../.config/worker-text.mjs';

const root = join(import.meta.dirname, '..', '..');

/** What the page serves besides its code. */
const files = ['webview/page/index.html', 'test/sample/upload.threatmodel.yaml', 'mipiti.threatmodel.yaml', 'media/l10n/bundle.l10n.json'];

/** Prepares the page in a folder; `serve` or `rebuild` of the answer builds it. */
export async function pageContext(folder: string): Promise<BuildContext> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of files) await copyFile(join(root, file), join(folder, basename(file)));
  return context({
    ...screenOptions,
    absWorkingDir: root,
    entryPoints: ['webview/page/page.ts', 'webview/page/page.css', 'webview/screens.css'],
    outdir: folder,
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    plugins: [languageFiles, inBrowser([]), workerText],
  });
}

/** Serves the page from this machine to this machine, and gives its address. Each request sees the code as it is now. */
export async function servePage(folder: string, port = 0): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const building = await pageContext(folder);
  const served = await building.serve({ host: '127.0.0.1', port, servedir: folder });
  return { address: `http://127.0.0.1:${served.port}/`, stop: () => building.dispose() };
}

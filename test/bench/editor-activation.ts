import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideBrowser, provideEditor } from '../editor/provide-editor.ts';
import { serve } from '../editor/serve.ts';
import { launch, Workbench } from '../editor/workbench.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { milliseconds, percentile, row, times, type Row } from './measure.ts';

const vsix = join(import.meta.dirname, '..', '..', 'dist', 'mipiti.vsix');

/** Code load and activation of the packaged extension against the editor's own git extension, as the editor itself states them. */
export async function editorActivation(): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'mipiti-activation-'));
  const folder = join(home, 'sample');
  copySample(folder);
  const browser = await launch(await provideBrowser());
  const [ours, theirs]: [number[], number[]] = [[], []];
  try {
    for (let session = 0; session < 3; session++) {
      const served = await serve(await provideEditor(), { open: folder, extensions: [vsix] });
      try {
        const bench = await Workbench.open(browser, served.address, { width: 1400, height: 1000 });
        await bench.until('the posture', async () => (await bench.statusBar()).includes('mitigated'), () => bench.statusBar());
        await bench.command('Developer: Startup Performance');
        ours.push(activationOf(await rowOf(bench, 'mipiti.mipiti'), 'mipiti.mipiti'));
        theirs.push(activationOf(await rowOf(bench, 'vscode.git'), 'vscode.git'));
        await bench.close();
      } finally {
        await served.stop();
      }
    }
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
  const [mine, git] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  return [row('code load and activation, against vscode.git in the same session', mine / git, times, 1, 0.5, `${milliseconds(mine)} : ${milliseconds(git)}`)];
}

/** Looks for an extension in the report that is open, by the editor's own search, and gives what is then on the screen. */
async function rowOf(bench: Workbench, extension: string): Promise<string> {
  const text = async (): Promise<string> => (await bench.page.locator('.view-lines').first().innerText()).replaceAll('\u00A0', ' ');
  const isThere = (seen: string): boolean => seen.split('\n').some((line) => line.startsWith(`| ${extension} `));
  await bench.page.waitForTimeout(1500);
  await bench.press('Control+f');
  await bench.page.waitForTimeout(300);
  await bench.press('Control+a');
  await bench.type(`| ${extension} `);
  await bench.press('Enter');
  await bench.until(`the activation of ${extension}`, async () => isThere(await text()), text);
  const seen = await text();
  await bench.press('Escape');
  return seen;
}

/** The row of an extension: `| mipiti.mipiti | false | load | call | …`. */
function activationOf(text: string, extension: string): number {
  const row = text.split('\n').find((line) => line.startsWith(`| ${extension} `));
  const numbers = row?.split('|').map((cell) => cell.trim()).filter((cell) => /^\d+$/.test(cell)).map(Number) ?? [];
  if (numbers.length < 2) throw new Error(`the editor states no activation of ${extension}: ${row ?? text.slice(0, 400)}`);
  return numbers[0]! + numbers[1]!;
}

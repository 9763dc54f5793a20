/**
 * Takes the pictures of the screens: `node --import tsx test/webview/pictures.ts`. Those of the design language and the best of the
 * screens go beside it and to media; `--all` takes every screen in every theme and width as well, to be looked at, below test/output.
 * A palette makes a picture a third as large before it is committed: `convert FILE -colors 192 PNG8:FILE`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { themeNames } from '../../webview/page/themes.ts';
import { ScreensPage, type OpenOptions, type Opened } from './screens-page.ts';

const root = join(import.meta.dirname, '..', '..');
const screens = new ScreensPage();
await screens.start();
// A picture that cannot be taken ends the program, and leaves no browser behind.
process.once('uncaughtException', (error) => {
  console.error(error);
  void screens.stop().finally(() => process.exit(1));
});

async function take(file: string, options: OpenOptions, act: (opened: Opened) => Promise<void> = () => Promise.resolve()): Promise<void> {
  const opened = await screens.open(options);
  await act(opened);
  // What is on its way has come: the screen, the answers that it asks for, the drawing.
  const onItsWay = opened.page.locator(':is([aria-busy=true], canvas[data-drawn=no])').first();
  await onItsWay.waitFor({ state: 'detached' });
  // What came may ask for more.
  await opened.page.waitForTimeout(350);
  await onItsWay.waitFor({ state: 'detached' });
  await opened.page.screenshot({ path: join(root, file) });
  await opened.close();
  console.log(file);
}

const control = (opened: Opened): Promise<void> => opened.row(/^CTRL-01/).click();
await take('media/screen-model-dark.png', { theme: 'dark', width: 1180, height: 760 }, control);
await take('media/screen-graph-dark.png', { theme: 'dark', width: 1280, height: 760, sample: 'own', screen: 'Graph' }, async ({ page }) => {
  await page.getByRole('tab', { name: 'Reachability' }).click();
  await page.getByLabel('Asset').selectOption('A2');
  await page.getByLabel('Attacker').selectOption('T4');
  await page.getByRole('button', { name: 'Play CO-A2-T4 on the graph' }).click();
  await page.getByRole('button', { name: 'What would stop it?' }).click();
  await page.locator('.stop-head').first().waitFor();
  await page.waitForTimeout(2500);
});
await take('media/screen-objectives-light.png', { theme: 'light', width: 1180, height: 620, screen: 'Objectives' }, ({ page }) => page.getByRole('gridcell', { name: /^A3 T1/ }).click());
await take('media/screen-posture-dark.png', { theme: 'dark', width: 1280, height: 760, sample: 'recorded', screen: 'Posture' }, ({ page }) => page.getByRole('table', { name: /.*/ }).first().waitFor());
/** The work tree against the first commit, on the graph, at one of the things that differ. */
const changesOnGraph = async ({ page }: Opened): Promise<void> => {
  await page.locator('.picker-button').first().click();
  await page.getByRole('option', { name: /^Begin a threat model/ }).click();
  await page.getByRole('tablist', { name: 'How changes are shown' }).getByRole('tab', { name: 'Graph' }).click();
  await page.locator('.overlay canvas[data-drawn=yes]').waitFor();
  for (let steps = 0; steps < 4; steps++) await page.getByRole('button', { name: 'Next difference' }).click();
  await page.mouse.move(4, 4);
};
await take('media/screen-changes-light.png', { theme: 'light', width: 1280, height: 700, sample: 'recorded', screen: 'Changes' }, changesOnGraph);
for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const) await take(`webview/design/pictures/${theme}.png`, { theme, width: 900, height: 880, gallery: true });

if (process.argv.includes('--all')) {
  await mkdir(join(root, 'test', 'output'), { recursive: true });
  for (const theme of themeNames) {
    for (const width of [280, 800, 2560]) {
      const height = width === 2560 ? 1200 : 800;
      const first = await screens.open({ theme });
      const tabs = await first.page.getByRole('tab').allTextContents();
      await first.close();
      for (const screen of tabs) await take(`test/output/screen-${screen.toLowerCase()}-${theme}-${width}.png`, { theme, width, height, sample: 'recorded', screen });
      await take(`test/output/screen-changes-graph-${theme}-${width}.png`, { theme, width, height, sample: 'recorded', screen: 'Changes' }, changesOnGraph);
      await take(`test/output/screen-control-${theme}-${width}.png`, { theme, width, height }, async (opened) => {
        await control(opened);
        await opened.page.keyboard.press('Enter');
      });
      await take(`test/output/screen-form-${theme}-${width}.png`, { theme, width, height }, async (opened) => {
        await opened.page.getByRole('button', { name: 'Add', exact: true }).click();
        await opened.page.getByRole('menuitem', { name: 'Assertion' }).click();
      });
      await take(`test/output/screen-empty-${theme}-${width}.png`, { theme, width, height, sample: 'empty' });
    }
  }
}
await screens.stop();

/** Changes on the graph in a browser: what its outline, its pixels and its details say of two sides, by the keyboard alone, in every theme and size. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { themeNames } from '../../webview/page/themes.ts';
import { ScreensPage, type OpenOptions, type Opened } from './screens-page.ts';

const screens = new ScreensPage();
before(() => screens.start());
after(() => screens.stop());

const view = ({ page }: Opened, name: 'Graph' | 'List'): Locator => page.getByRole('tablist', { name: 'How changes are shown' }).getByRole('tab', { name });
const about = ({ page }: Opened, name: 'Outline' | 'What changed'): Locator => page.getByRole('tablist', { name: 'About what differs' }).getByRole('tab', { name });
const details = ({ page }: Opened): Locator => page.locator('.overlay .details');
const counts = async ({ page }: Opened): Promise<readonly string[]> => (await page.getByRole('list', { name: 'How much differs on the graph' }).getByRole('listitem').allInnerTexts()).map((text) => text.trim());

/** The work tree against the first commit, on the graph. */
async function drawn(options: OpenOptions = {}): Promise<Opened> {
  const opened = await screens.open({ sample: 'recorded', screen: 'Changes', width: 1280, ...options });
  // What the runner of the tests puts into functions that go to the page.
  await opened.page.evaluate('globalThis.__name = (one) => one');
  await opened.page.locator('.picker-button').first().click();
  await opened.page.getByRole('option', { name: /^Begin a threat model/ }).click();
  await view(opened, 'Graph').click();
  await opened.page.locator('.overlay canvas[data-drawn=yes]').waitFor();
  return opened;
}

const rowsOf = async (opened: Opened): Promise<readonly string[]> => {
  await about(opened, 'Outline').click();
  await opened.page.getByRole('tree').waitFor();
  return (await opened.page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('.unseen, .outline-title')].map((part) => part.textContent).join(' ')))).map((text) => text.replaceAll(/\s+/g, ' '));
};

/** How many pixels around a thing have about a colour of the theme, by the token's name: thin lines are mixed with what is beneath. */
const pixels = ({ page }: Opened, id: string, tone: 'good' | 'bad' | 'calm'): Promise<number> =>
  page.evaluate(([thing, token]) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.overlay .graph-canvas > canvas')!;
    const probe = document.createElement('canvas').getContext('2d')!;
    probe.fillStyle = getComputedStyle(canvas).getPropertyValue(`--${token}`).trim();
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    const { left, top } = canvas.getBoundingClientRect();
    const density = canvas.width / canvas.clientWidth;
    const grip = globalThis.graphView!.gripOf(thing)!;
    const { data } = canvas.getContext('2d')!.getImageData((grip.x - left - 110) * density, (grip.y - top - 24) * density, 220 * density, 100 * density);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (Math.hypot(data[at]! - red!, data[at + 1]! - green!, data[at + 2]! - blue!) < 60) count++;
    return count;
  }, [id, tone] as const);

describe('changes on the graph', () => {
  it('are loaded when they are first wanted', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Changes' });
    const loaded = (): Promise<boolean> => opened.page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('changes-graph')));
    await opened.page.getByText('Both are the same').waitFor();
    assert.equal(await loaded(), false);
    await view(opened, 'Graph').click();
    await opened.page.getByText('Nothing differs').waitFor();
    assert.equal(await loaded(), true);
    await opened.close();
  });
  it('say in the outline what was added, removed and changed, and which statuses moved', async () => {
    const opened = await drawn();
    assert.deepEqual(await counts(opened), ['4 added', '4 removed', '2 changed', '1 status differs']);
    const rows = await rowsOf(opened);
    for (const row of [/^Trust boundary TB3 Backup vault , added, /, /^Component CMP4 backup disks , added/, /^Asset A4 backup copies , added, /, /^Component CMP5 mail gateway , removed/, /^Asset A5 mails , removed, /, /^Asset A3 audit log , changed, /, /^Attacker T3 .* , changed, Local, /, /^Connection CN2 CMP1 asks to scan CMP2 , added/, /^Connection CN3 CMP5 attachments CMP1 , removed/, /^Component CMP1 upload service , status differs, /]) {
      assert.equal(rows.filter((one) => row.test(one)).length, 1, `${String(row)} in ${rows.join('\n')}`);
    }
    assert.ok(!rows.some((row) => row.includes('CMP3')), 'what is the same is left out');
    await opened.page.getByRole('checkbox', { name: 'Only what differs' }).uncheck();
    assert.ok((await rowsOf(opened)).includes('Component CMP3 upload page'));
    await opened.close();
  });
  it('mark with the colours of the theme, and what was removed with a broken edge', async () => {
    const opened = await drawn({ theme: 'light' });
    const [ghost, vault, same] = await Promise.all([pixels(opened, 'CMP5', 'bad'), pixels(opened, 'CMP4', 'good'), pixels(opened, 'CMP3', 'good')]);
    assert.ok(ghost > 200, `a removed component has ${ghost} pixels of its colour`);
    // An unbroken edge has more of it.
    assert.ok(vault > 1.25 * ghost, `an added component has ${vault}, a removed one ${ghost}`);
    assert.equal(same, 0);
    const changed = await pixels(opened, 'T3', 'calm');
    assert.ok(changed > 200, `a changed attacker has ${changed} pixels of its colour`);
    // The other way round, what was added was removed.
    await opened.page.getByRole('button', { name: 'Swap both sides' }).click();
    await opened.until('the sides are swapped', async () => (await pixels(opened, 'CMP5', 'good')) > ghost && (await pixels(opened, 'CMP4', 'bad')) > 200);
    await opened.close();
  });
  it('show the lines about a thing that is clicked, and lead to the list, to its history and back', async () => {
    const opened = await drawn();
    const { page } = opened;
    await opened.until('CMP5 can be taken hold of', () => page.evaluate(() => globalThis.graphView!.gripOf('CMP5') !== undefined));
    const at = await page.evaluate(() => globalThis.graphView!.gripOf('CMP5')!);
    await page.mouse.click(at.x, at.y);
    await details(opened).getByRole('heading', { name: 'CMP5 mail gateway' }).waitFor();
    assert.match((await details(opened).innerText()).replaceAll(/\s+/g, ' '), /^CMP5 mail gateway removed Weakened A5: an asset is gone.* CMP5: a component is gone/);
    await details(opened).getByRole('button', { name: /^CMP5: a component is gone/ }).click();
    await opened.until('the line has the focus', async () => (await page.evaluate(() => document.activeElement?.textContent ?? '')).startsWith('CMP5: a component is gone'));
    await page.getByRole('button', { name: 'Show CTRL-01 on the graph' }).first().click();
    await details(opened).getByRole('heading', { name: /^A1 uploaded files|things$/ }).waitFor();
    await details(opened).getByText('CTRL-01: a control need not show something any more (refused)').waitFor();
    await opened.until('the drawing has the focus', () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'application'));
    await about(opened, 'Outline').click();
    await page.getByRole('treeitem', { name: /^Attacker T3/ }).click();
    await page.keyboard.press('h');
    await opened.until('its history is asked for', async () => (await page.getByRole('combobox', { name: 'Which one?' }).inputValue()) === 'T3');
    await page.getByText(/^Changed: likelihood/).waitFor();
    await opened.close();
  });
  it('are gone through by the keyboard alone', async () => {
    const opened = await drawn();
    const { page } = opened;
    await view(opened, 'Graph').focus();
    await opened.until('the drawing has the focus', async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.getAttribute('role') === 'application');
    });
    const heading = details(opened).getByRole('heading', { level: 2 });
    for (let tries = 0; tries < 12 && !(await heading.innerText()).startsWith('CMP5'); tries++) await page.keyboard.press('ArrowDown');
    assert.match(await heading.innerText(), /^CMP5/);
    assert.equal(await page.getByRole('status').filter({ hasText: 'CMP5 mail gateway' }).count(), 1);
    await page.keyboard.press('Enter');
    await opened.until('the details have the focus', () => heading.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /^A5: an asset is gone/);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'application');
    await page.keyboard.press('Escape');
    await details(opened).getByRole('heading', { name: 'What the marks mean' }).waitFor();
    // In the outline Enter opens the same.
    await about(opened, 'What changed').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await heading.filter({ hasText: 'CN3 CMP5 attachments CMP1' }).waitFor();
    // Nothing of this changed the model or its positions.
    assert.equal(await page.evaluate(() => globalThis.screensPage!.placements()), '');
    await opened.close();
  });
  it('follow what is typed: a new component, a removed connection, a status that falls', async () => {
    const opened = await screens.open({ sample: 'recorded', screen: 'Changes', width: 1280 });
    const { page } = opened;
    await view(opened, 'Graph').click();
    await page.getByText('Nothing differs').waitFor();
    const text = await opened.text();
    await opened.replace(text.replace(/^(?= {2}CMP2:)/m, '  CMP9: {name: thumbnailer, boundaries: [TB2]}\n'));
    await page.locator('.overlay canvas[data-drawn=yes]').waitFor();
    assert.deepEqual(await counts(opened), ['1 added']);
    await opened.replace(text.replace('callee: check_token}', 'callee: missing_check}').replace(/^ {2}CN2: .*\n/m, ''));
    await opened.until('the counts', async () => (await counts(opened)).join() === '1 removed,2 status fell', () => counts(opened));
    await page.getByRole('button', { name: 'Next difference' }).click();
    await details(opened).getByRole('heading', { name: 'CMP1 upload service' }).waitFor();
    await details(opened).getByText('CO-A2-T1 was mitigated by controls and is at risk').waitFor();
    // What is not drawn is told, with the way to the list.
    await opened.replace(text.replace('Limit the size of uploads before reading them.', 'Limit uploads.'));
    await page.getByText('Nothing that is drawn differs.').waitFor();
    await page.getByRole('button', { name: 'Look at the list (1)' }).click();
    await page.getByRole('heading', { name: /^Also changed/ }).waitFor();
    await opened.close();
  });
  it('are not moved by a drag: that pans', async () => {
    const opened = await drawn();
    const { page } = opened;
    const grip = (): Promise<{ x: number; y: number }> => page.evaluate(() => globalThis.graphView!.gripOf('CMP1')!);
    const from = await grip();
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 20, { steps: 4 });
    await page.mouse.up();
    const to = await grip();
    assert.deepEqual([Math.round(to.x - from.x), Math.round(to.y - from.y)], [60, 20]);
    await opened.close();
  });
  for (const theme of themeNames) {
    it(`have nothing that axe finds in the theme ${theme}, and room at every width`, async () => {
      const opened = await drawn({ theme: theme, reducedMotion: true });
      const { page } = opened;
      await page.locator('.overlay:not(.waiting)').waitFor();
      const legend = await opened.axe();
      await page.getByRole('button', { name: 'Next difference' }).click();
      const selected = await opened.axe();
      await about(opened, 'Outline').click();
      assert.deepEqual({ legend, selected, outline: await opened.axe() }, { legend: [], selected: [], outline: [] });
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
      for (const width of [280, 560, 2560]) {
        await page.setViewportSize({ width, height: 700 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    });
  }
});

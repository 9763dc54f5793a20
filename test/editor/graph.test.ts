/** The graph in a real editor: a gesture is one edit of the model's document and one undo of the editor; positions are kept in a file of their own. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import { parseModel } from '../../src/model/parse.ts';
import { provideBrowser, provideEditor } from './provide-editor.ts';
import { serve, type Served } from './serve.ts';
import { launch, Workbench } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mipiti-graph-'));
const model = join(folder, 'upload.threatmodel.yaml');
const positions = join(folder, 'upload.threatmodel.layout');

let browser: Browser;
let served: Served;
let bench: Workbench;
let frame: Frame;

/** The page of the screens inside of the editor. */
async function screens(): Promise<Frame> {
  let found: Frame | undefined;
  await bench.until('the graph in the editor', async () => {
    for (const one of bench.page.frames()) if (await one.locator('canvas[data-drawn=yes]').count().catch(() => 0)) found = one;
    return found !== undefined;
  });
  return found!;
}

/** Brings the graph in front, whatever was. */
async function openGraph(): Promise<void> {
  await bench.openFile('upload.threatmodel.yaml');
  await bench.command('Mipiti: Open Threat-Model Editor');
  await bench.page.frameLocator('iframe.webview').frameLocator('iframe').getByRole('tab', { name: 'Graph' }).click();
  frame = await screens();
}

/** Where a thing can be taken hold of, in the window of the editor. */
async function grip(id: string): Promise<{ readonly x: number; readonly y: number }> {
  const outer = (await frame.locator('.graph-canvas').boundingBox())!;
  const inner = await frame.evaluate((one) => {
    const { left, top } = document.querySelector('.graph-canvas')!.getBoundingClientRect();
    const at = (globalThis as unknown as { graphView: { gripOf(id: string): { x: number; y: number } } }).graphView.gripOf(one);
    return { x: at.x - left, y: at.y - top };
  }, id);
  return { x: outer.x + inner.x, y: outer.y + inner.y };
}

async function drag(from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  const { mouse } = bench.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
  await mouse.move(to.x, to.y, { steps: 5 });
  await mouse.up();
}

/** The text of the file of positions once it is written and has no line of a thing. A file that is being written is empty for a moment. */
async function noPosition(id: string): Promise<string> {
  let text = '';
  await bench.until(`no position of ${id}`, () => {
    text = readFileSync(positions, 'utf8');
    return Promise.resolve(text.startsWith('#') && !new RegExp(`^${id} `, 'm').test(text));
  });
  return text;
}

/** The text of the model once it is saved and says something. */
async function saved(what: string, says: (text: string) => boolean): Promise<string> {
  await bench.until(what, async () => {
    await bench.press('Control+s');
    await bench.page.waitForTimeout(200);
    return says(readFileSync(model, 'utf8'));
  }, () => Promise.resolve(readFileSync(model, 'utf8')));
  return readFileSync(model, 'utf8');
}

before(async () => {
  cpSync(join(root, 'test', 'sample'), folder, { recursive: true });
  browser = await launch(await provideBrowser());
  served = await serve(await provideEditor(), { open: folder, extensions: [join(root, 'dist', 'mipiti.vsix')], settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
  bench = await Workbench.open(browser, served.address, { width: 1500, height: 1000 });
  await openGraph();
});
after(async () => {
  await bench.close();
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the graph in the editor', () => {
  it('is laid out by a worker, as the policy of the page allows', async () => {
    await bench.page.waitForTimeout(500);
    await bench.screenshot('graph');
    assert.equal(await frame.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('lay-out'))), false);
  });
  it('dragging a component to another boundary is one edit; one undo takes it back to the byte', async () => {
    const text = readFileSync(model, 'utf8');
    await drag(await grip('CMP3'), await grip('TB2'));
    const changed = await saved('CMP3 behind TB2', (now) => parseModel(now).model.components.CMP3?.boundaries.join() === 'TB2');
    const lines = changed.split('\n');
    assert.deepEqual(text.split('\n').filter((line, index) => line !== lines[index]).length, 1);
    await frame.locator('.graph-canvas').focus();
    await bench.press('Control+z');
    assert.equal(await saved('the text as it was', (now) => now === text), text);
  });
  it('placing by hand writes a line beside the model, never the model; undo on the graph takes the line back', async () => {
    const text = readFileSync(model, 'utf8');
    const from = await grip('CMP2');
    await drag(from, { x: from.x + 30, y: from.y + 24 });
    await bench.until('the file of positions', () => Promise.resolve(existsSync(positions) && /^CMP2 \d+ \d+$/m.test(readFileSync(positions, 'utf8'))));
    await bench.until('CMP2 where it was put', async () => {
      const moved = await grip('CMP2');
      return Math.abs(moved.x - from.x - 30) < 4 && Math.abs(moved.y - from.y - 24) < 4;
    }, async () => ({ from, moved: await grip('CMP2') }));
    const again = await grip('CMP2');
    await drag(again, { x: again.x - 12, y: again.y + 6 });
    const first = readFileSync(positions, 'utf8');
    await bench.until('another position', () => Promise.resolve(readFileSync(positions, 'utf8') !== first));
    await frame.locator('.graph-canvas').focus();
    await bench.press('Control+z');
    await bench.until('the position before', () => Promise.resolve(readFileSync(positions, 'utf8') === first));
    await bench.press('Control+z');
    await noPosition('CMP2');
    assert.equal(readFileSync(model, 'utf8'), text);
  });
  it('follows the file of positions when somebody else writes it, also at the moment in which it was written here', async () => {
    const component = await grip('CMP2');
    await drag(component, { x: component.x + 12, y: component.y + 12 });
    await bench.until('the file of positions', () => Promise.resolve(/^CMP2 \d+ \d+$/m.test(readFileSync(positions, 'utf8'))));
    const before = await grip('TB3');
    await frame.locator('.graph-canvas').focus();
    await bench.press('Control+z');
    const written = await noPosition('CMP2');
    writeFileSync(positions, `${written}TB3 900 500\nnonsense here\n`);
    await bench.until('TB3 moved', async () => {
      const now = await grip('TB3');
      return Math.abs(now.x - before.x) + Math.abs(now.y - before.y) > 20;
    }, () => Promise.resolve(readFileSync(positions, 'utf8')));
    await frame.getByText('is no position').waitFor();
  });
  it('leaves to who edits the positions themselves, unsaved, that they save', async () => {
    const onDisk = readFileSync(positions, 'utf8');
    await bench.openFile('upload.threatmodel.layout');
    await bench.goToLine(1);
    await bench.type('# Mine. ');
    await openGraph();
    const component = await grip('CMP2');
    await drag(component, { x: component.x + 12, y: component.y + 12 });
    await bench.openFile('upload.threatmodel.layout');
    await bench.until('the position in the text', async () => /CMP2 \d+ \d+/.test((await bench.page.locator('.monaco-editor .view-lines').last().textContent())!.replaceAll('\u00A0', ' ')));
    assert.equal(readFileSync(positions, 'utf8'), onDisk);
    await bench.press('Control+s');
    await bench.until('both in the file', () => Promise.resolve(/^# Mine\. #.*\nCMP2 \d+ \d+\nTB3 900 500\n/.test(readFileSync(positions, 'utf8'))), () => Promise.resolve(readFileSync(positions, 'utf8')));
  });
  it('says why a position could not be kept', async () => {
    rmSync(positions);
    mkdirSync(positions);
    await openGraph();
    const component = await grip('CMP2');
    await drag(component, { x: component.x + 12, y: component.y + 12 });
    await frame.getByText('The position was not kept').waitFor();
  });
});

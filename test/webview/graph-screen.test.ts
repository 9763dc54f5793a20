/** The graph in a browser: every gesture is one edit and undone as one, everything works by the keyboard alone, and a graph that rests does nothing. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { GraphPages, oneEdit, type GraphPage } from './graph-page.ts';

let pages: GraphPages;
before(async () => {
  pages = await GraphPages.start();
});
after(() => pages.stop());

const on = (...[options, doing]: Parameters<GraphPages['on']>): Promise<void> => pages.on(options, doing);

/** A dialog takes the focus by itself; who types waits for no more than that. */
async function inDialog(page: GraphPage['page']): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches('dialog textarea, dialog input'));
}

describe('gestures with the pointer', () => {
  it('move a component, an attacker and an asset, each by one edit', () =>
    on({}, async (graph) => {
      await oneEdit(graph, () => graph.drag('CMP3', 'TB2'), (model) => model.components.CMP3!.boundaries, ['TB2']);
      await oneEdit(graph, () => graph.drag('CMP3', 'TB2', 'Alt'), (model) => model.components.CMP3!.boundaries, ['TB1', 'TB2']);
      await oneEdit(graph, () => graph.drag('T3', 'TB1'), (model) => model.attackers.T3!.boundaries, ['TB1']);
      await oneEdit(graph, () => graph.drag('A1', 'CMP2'), (model) => model.assets.A1!.components, ['CMP2']);
      await oneEdit(graph, () => graph.drag('A1', 'CMP2', 'Alt'), (model) => model.assets.A1!.components, ['CMP1', 'CMP2']);
    }));
  it('draw a connection, which asks for its label', () =>
    on({}, async (graph) => {
      await oneEdit(graph, async () => {
        await graph.drag('CMP2', 'CMP4', 'Shift');
        await graph.page.getByRole('dialog').getByLabel('Label').fill('copies');
        await graph.page.keyboard.press('Enter');
      }, (model) => Object.values(model.connections).at(-1), { from: 'CMP2', to: 'CMP4', label: 'copies' });
    }));
  it('place a component and a region by hand in a file of their own, which has its own undo', () =>
    on({}, async (graph) => {
      const text = await graph.text();
      const before = await graph.grip('CMP3');
      await graph.drag('CMP3', { x: 40, y: 0 });
      await graph.page.waitForFunction(() => globalThis.screensPage!.placements().includes('CMP3'));
      await graph.drag('TB2', { x: 60, y: 90 });
      await graph.page.waitForFunction(() => globalThis.screensPage!.placements().includes('TB2'));
      assert.match(await graph.placements(), /^# Where people placed.*\nCMP3 -?\d+ 0\nTB2 -?\d+ -?\d+\n$/);
      assert.equal(await graph.text(), text);
      const scale = await graph.page.evaluate(() => globalThis.graphView!.scale);
      await graph.standsAt('CMP3', { x: before.x + 40 * scale, y: before.y });
      await graph.page.getByRole('application').focus();
      await graph.page.keyboard.press('Control+z');
      await graph.page.waitForFunction(() => !globalThis.screensPage!.placements().includes('TB2'));
      await graph.page.keyboard.press('Control+z');
      await graph.page.waitForFunction(() => !globalThis.screensPage!.placements().includes('CMP3'));
      assert.equal(await graph.text(), text);
      await graph.standsAt('CMP3', before, 0.001);
    }));
  it('fold a boundary, and remember it', () =>
    on({}, async (graph) => {
      const grip = await graph.grip('TB1');
      const scale = await graph.page.evaluate(() => globalThis.graphView!.scale);
      await graph.page.mouse.click(grip.x - 72 * scale, grip.y + 2 * scale);
      await graph.page.waitForFunction(() => globalThis.graphView!.gripOf('CMP1') === undefined);
      await graph.page.getByRole('tab', { name: 'Model' }).click();
      await graph.page.getByRole('tab', { name: 'Graph' }).click();
      await graph.page.locator('canvas[data-drawn=yes]').waitFor();
      assert.equal(await graph.page.evaluate(() => globalThis.graphView!.gripOf('CMP1')), undefined);
      await graph.page.getByRole('button', { name: 'Fold all' }).click();
      await graph.page.getByRole('button', { name: 'Unfold all' }).click();
      await graph.page.waitForFunction(() => globalThis.graphView!.gripOf('CMP1') !== undefined);
    }));
  it('nothing is moved where nothing can stand, and Escape lets go', () =>
    on({}, async (graph) => {
      const text = await graph.text();
      await graph.drag('A1', 'TB2');
      await graph.drag('T3', 'T3');
      const from = await graph.grip('CMP3');
      await graph.page.getByRole('application').focus();
      await graph.page.mouse.move(from.x, from.y);
      await graph.page.mouse.down();
      await graph.page.mouse.move(from.x + 200, from.y + 30, { steps: 4 });
      await graph.page.keyboard.press('Escape');
      await graph.page.mouse.up();
      await graph.page.waitForTimeout(150);
      assert.equal(await graph.text(), text);
      assert.equal(await graph.placements(), '');
    }));
});

describe('by the keyboard alone', () => {
  it('a model is built from nothing', () =>
    on({ sample: 'empty' }, async (graph) => {
      const { page } = graph;
      const answer = async (label: string, text: string): Promise<void> => {
        const field = page.getByRole('dialog').getByLabel(label, { exact: false }).first();
        await field.waitFor();
        await field.focus();
        await page.keyboard.type(text);
      };
      let text = await graph.text();
      const sent = async (): Promise<void> => {
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
        text = await graph.changed(text);
      };
      const toTree = async (name: RegExp): Promise<void> => {
        const row = page.getByRole('treeitem', { name });
        await row.waitFor();
        await page.getByRole('tab', { name: 'Outline' }).focus();
        await page.keyboard.press('Home');
        for (let tries = 0; tries < 30 && !(await row.evaluate((element) => element === document.activeElement)); tries++) {
          if (!(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem'))) await page.keyboard.press('Tab');
          else if (tries === 1) await page.keyboard.press('Home');
          else await page.keyboard.press('ArrowDown');
          // The row takes the focus when it is drawn.
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        }
        assert.ok(await row.evaluate((element) => element === document.activeElement), `the keyboard does not reach ${name}`);
      };
      // The empty place says what to do first.
      await page.getByRole('button', { name: /Add a trust boundary|Add/ }).first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Add a trust boundary…' }).waitFor();
      await page.keyboard.press('Enter');
      await answer('Name', 'Edge');
      await sent();
      await toTree(/Trust boundary TB\d+ Edge/);
      await page.keyboard.press('c');
      await answer('Name', 'api');
      await sent();
      await toTree(/Component CMP\d+ api/);
      await page.keyboard.press('a');
      await answer('Name', 'keys');
      await page.getByRole('dialog').getByRole('checkbox').first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      text = await graph.changed(text);
      await toTree(/Trust boundary TB\d+ Edge/);
      await page.keyboard.press('a');
      await answer('Capability', 'asks');
      await sent();
      const { model } = parseModel(text);
      assert.deepEqual([Object.values(model.boundaries).at(-1)!.name, Object.values(model.components).at(-1)!.name, Object.values(model.assets).at(-1)!.name, Object.values(model.attackers).at(-1)!.capability], ['Edge', 'api', 'keys', 'asks']);
      assert.deepEqual(Object.values(model.components).at(-1)!.boundaries, [Object.keys(model.boundaries).at(-1)]);
    }));
  it('arrows go from thing to thing on the drawing, and Alt with them moves it', () =>
    on({}, async (graph) => {
      const { page } = graph;
      const chosen = (): Promise<string | null> => page.locator('.outline-row.chosen').first().textContent();
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      const first = await chosen();
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await chosen(), first);
      await graph.page.getByRole('treeitem', { name: /Component CMP3/ }).click();
      await page.getByRole('application').focus();
      await page.keyboard.press('Alt+ArrowRight');
      await page.waitForFunction(() => /CMP3 12 0/.test(globalThis.screensPage!.placements()));
      await page.keyboard.press('Control+z');
      await page.waitForFunction(() => !/CMP3/.test(globalThis.screensPage!.placements()));
    }));
  it('keys do on what is selected what its menu says', () =>
    on({}, async (graph) => {
      const { page } = graph;
      await oneEdit(graph, async () => {
        await page.getByRole('treeitem', { name: /Component CMP2/ }).focus();
        await page.keyboard.press('Space');
        await page.keyboard.press('F2');
        await inDialog(page);
        await page.keyboard.press('Control+a');
        await page.keyboard.type('scanner');
        await page.keyboard.press('Enter');
      }, (model) => model.components.CMP2!.name, 'scanner');
      await oneEdit(graph, async () => {
        await page.getByRole('treeitem', { name: /Trust boundary TB2/ }).focus();
        await page.keyboard.press('p');
        await page.getByRole('checkbox', { name: 'Local' }).focus();
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
      }, (model) => model.boundaries.TB2!.passes, []);
      await oneEdit(graph, async () => {
        await page.getByRole('treeitem', { name: /Trust boundary TB2/ }).focus();
        await page.keyboard.press('s');
        await inDialog(page);
        await page.keyboard.type('no route leads there');
        await page.keyboard.press('Enter');
      }, (model) => model.boundaries.TB2!.sealed?.why, 'no route leads there');
      await oneEdit(graph, async () => {
        await page.getByRole('treeitem', { name: /Component CMP4/ }).focus();
        await page.keyboard.press('Delete');
        await page.getByRole('dialog').getByText('What follows').waitFor();
        await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).focus();
        await page.keyboard.press('Enter');
      }, (model) => 'CMP4' in model.components, false);
    }));
  it('finds, and goes from one that was found to the next', () =>
    on({ sample: 'nodes-200' }, async (graph) => {
      const { page } = graph;
      await page.getByRole('searchbox').focus();
      await page.keyboard.type('ledger');
      await page.getByRole('status').filter({ hasText: 'found' }).waitFor();
      await page.keyboard.press('Enter');
      const first = await page.locator('.outline-row.chosen').first().textContent();
      assert.match(first ?? '', /ledger/);
      await page.keyboard.press('Enter');
      assert.notEqual(await page.locator('.outline-row.chosen').first().textContent(), first);
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('searchbox').inputValue(), '');
    }));
});

describe('the drawing', () => {
  it('after panning is what it would be if all of it were painted', () =>
    on({ sample: 'nodes-200' }, async (graph) => {
      const differing = await graph.page.evaluate(() => {
        const view = globalThis.graphView!;
        const canvas = document.querySelector<HTMLCanvasElement>('.graph-canvas > canvas')!;
        const pixels = (): Uint8ClampedArray => canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data;
        let worst = 0;
        for (const factor of [1, 2.3, 1.7]) {
          view.zoomBy(factor);
          view.paintAnew();
          for (const [x, y] of [[13, 7], [-60.4, 22.2], [5, -90], [-200, -30], [0, 41.7]] as const) {
            view.panBy({ x, y });
            view.paintNow();
          }
          const moved = pixels();
          view.paintAnew();
          const anew = pixels();
          let count = 0;
          for (let at = 0; at < anew.length; at += 4) if (Math.abs(moved[at]! - anew[at]!) + Math.abs(moved[at + 1]! - anew[at + 1]!) + Math.abs(moved[at + 2]! - anew[at + 2]!) > 48) count++;
          worst = Math.max(worst, count / (anew.length / 4));
        }
        return worst;
      });
      assert.ok(differing < 0.0005, `${(100 * differing).toFixed(3)} % of the pixels differ`);
    }));
  it('has a small map where not all of it is seen: pressing there goes there', () =>
    on({}, async (graph) => {
      const { page } = graph;
      const map = page.locator('.graph-minimap');
      const centre = (): Promise<{ readonly x: number; readonly y: number }> =>
        page.evaluate(() => {
          const { x, y, width, height } = globalThis.graphView!.view;
          return { x: x + width / 2, y: y + height / 2 };
        });
      await map.waitFor({ state: 'hidden' });
      await page.getByRole('application').focus();
      for (let times = 0; times < 4; times++) await page.keyboard.press('+');
      await map.waitFor();
      await map.click({ position: { x: 20, y: 20 } });
      const first = await centre();
      await map.click({ position: { x: 140, y: 90 } });
      const second = await centre();
      assert.ok(second.x > first.x + 200 && second.y > first.y + 100, JSON.stringify({ first, second }));
      await page.getByRole('application').focus();
      await page.keyboard.press('0');
      await map.waitFor({ state: 'hidden' });
    }));
  it('does nothing while nobody does', () =>
    on({ sample: 'nodes-500' }, async (graph) => {
      await graph.atRest();
      const before = await graph.page.evaluate(() => {
        const all = globalThis as unknown as { asked: number };
        all.asked = 0;
        const ask = globalThis.requestAnimationFrame.bind(globalThis);
        globalThis.requestAnimationFrame = (call) => {
          all.asked++;
          return ask(call);
        };
        return globalThis.graphView!.frames;
      });
      await graph.page.waitForTimeout(1200);
      assert.deepEqual(await graph.page.evaluate(() => [globalThis.graphView!.frames, (globalThis as unknown as { asked: number }).asked]), [before, 0]);
    }));
  it('follows what is typed into the model, and keeps what was there in its place', () =>
    on({}, async (graph) => {
      const before = await Promise.all(['TB1', 'CMP1', 'CMP2', 'CMP4'].map((id) => graph.grip(id)));
      const text = await graph.text();
      await graph.page.evaluate((more) => globalThis.screensPage!.document.replace(more), text.replace(/^components:\n/m, 'components:\n  CMP9: {name: new one, boundaries: [TB2]}\n'));
      await graph.page.waitForFunction(() => globalThis.graphView!.gripOf('CMP9') !== undefined);
      assert.deepEqual(await Promise.all(['TB1', 'CMP1', 'CMP2', 'CMP4'].map((id) => graph.grip(id))), before);
    }));
  it('is exported with the colours of the theme, its fonts, and names that are text', () =>
    on({ theme: 'light' }, async (graph) => {
      const { page } = graph;
      const text = await graph.text();
      const hostile = '</text><script>alert(1)</script>&amp; "x"';
      await page.evaluate((more) => globalThis.screensPage!.document.replace(more), text.replace('name: upload page', `name: '${hostile}'`));
      await page.getByRole('treeitem', { name: /alert/ }).waitFor();
      const [svg] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as SVG' }).click()]);
      const file = readFileSync((await svg.path()), 'utf8');
      assert.ok(!file.includes('<script') && !file.includes('var(') && file.includes('&lt;/text&gt;'));
      const read = await page.evaluate((source) => {
        const document = new DOMParser().parseFromString(source, 'image/svg+xml');
        return { broken: document.querySelector('parsererror') !== null, scripts: document.querySelectorAll('script').length, texts: [...document.querySelectorAll('text')].map((one) => one.textContent), rects: document.querySelectorAll('rect').length };
      }, file);
      assert.deepEqual([read.broken, read.scripts], [false, 0]);
      assert.ok(read.texts.some((one) => one.startsWith('</text><script>')) && read.texts.includes('Backup vault') && read.rects > 10, read.texts.join('|'));
      assert.match(svg.suggestedFilename(), /\.svg$/);
      const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as PNG' }).click()]);
      assert.deepEqual([...readFileSync((await png.path())).subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    }));
});

describe('for everybody', () => {
  for (const theme of ['dark', 'light', 'high-contrast', 'high-contrast-light']) {
    it(`axe finds nothing in ${theme}`, () =>
      on({ theme, reducedMotion: true }, async (graph) => {
        const { page } = graph;
        const found: string[] = [];
        const look = async (where: string): Promise<void> => void found.push(...(await graph.axe()).map((one) => `${where}: ${one}`));
        await page.getByRole('treeitem', { name: /Component CMP1/ }).click();
        await look('outline');
        await page.getByRole('tab', { name: 'Details' }).click();
        await look('details');
        await page.getByRole('tab', { name: 'Reachability' }).click();
        await look('choice');
        await page.getByRole('button', { name: /Play CO-A1-T1/ }).first().click();
        await page.getByRole('button', { name: 'What would stop it?' }).click();
        await page.locator('.stop-head').first().click();
        await page.locator('.stop-body').waitFor();
        await look('played');
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await page.getByRole('menu').waitFor();
        await look('menu');
        assert.deepEqual(found, []);
      }));
  }
  it('the outline says the same as the drawing, row by row', () =>
    on({}, async (graph) => {
      const { page } = graph;
      await page.getByRole('treeitem', { name: /Component CMP1/ }).focus();
      await page.keyboard.press('ArrowRight');
      const tree = await page.getByRole('tree').ariaSnapshot();
      const golden = join(import.meta.dirname, 'golden', 'graph-outline.yaml');
      if (process.env.MIPITI_UPDATE_GOLDEN === '1' || !existsSync(golden)) {
        mkdirSync(join(import.meta.dirname, 'golden'), { recursive: true });
        writeFileSync(golden, `${tree}\n`);
      }
      assert.equal(`${tree}\n`, readFileSync(golden, 'utf8'));
    }));
});

/** Opens the graph on the plain page in a browser, and does there what a person does. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { parseModel } from '../../src/model/parse.ts';
import type { ThreatModel } from '../../src/model/schema.ts';
import { servePage } from '../../webview/page/build.ts';
import { provideBrowser } from '../editor/provide-editor.ts';
import { launch } from '../editor/workbench.ts';

const require = createRequire(import.meta.url);

export interface OpenOptions {
  readonly sample?: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

export class GraphPages {
  readonly #browser: Browser;
  readonly #served: Awaited<ReturnType<typeof servePage>>;

  private constructor(browser: Browser, served: Awaited<ReturnType<typeof servePage>>) {
    this.#browser = browser;
    this.#served = served;
  }

  static async start(): Promise<GraphPages> {
    return new GraphPages(await launch(await provideBrowser()), await servePage(mkdtempSync(join(tmpdir(), 'mipiti-graph-'))));
  }

  async open({ sample = 'upload', theme = 'dark', width = 1280, height = 800, reducedMotion = false }: OpenOptions = {}): Promise<GraphPage> {
    const context = await this.#browser.newContext({ viewport: { width, height }, reducedMotion: reducedMotion ? 'reduce' : 'no-preference', acceptDownloads: true });
    // What the runner of the tests puts into functions that go to the page.
    await context.addInitScript('globalThis.__name = (one) => one');
    const page = await context.newPage();
    const graph = new GraphPage(page);
    page.on('pageerror', (error) => graph.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') graph.errors.push(message.text());
    });
    await page.goto(`${this.#served.address}?bare&sample=${sample}&theme=${theme}`);
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('canvas[data-drawn=yes], .graph .empty').first().waitFor();
    return graph;
  }

  /** Does something on a page of its own; nothing may have gone wrong there. */
  async on(options: OpenOptions, doing: (graph: GraphPage) => Promise<void>): Promise<void> {
    const graph = await this.open(options);
    try {
      await doing(graph);
      assert.deepEqual(graph.errors, []);
    } finally {
      await graph.close();
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#served.stop();
  }
}

export class GraphPage {
  readonly page: Page;
  /** What the page complained about. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** The text of the model. */
  text(): Promise<string> {
    return this.page.evaluate(() => globalThis.screensPage!.document.text);
  }

  placements(): Promise<string> {
    return this.page.evaluate(() => globalThis.screensPage!.placements());
  }

  /** As the editor does for its documents. */
  async undo(): Promise<void> {
    await this.page.evaluate(() => globalThis.screensPage!.document.undo());
  }

  /** Where a thing can be taken hold of. */
  async grip(id: string): Promise<{ readonly x: number; readonly y: number }> {
    const found = await this.page.evaluate((one) => globalThis.graphView!.gripOf(one), id);
    if (!found) throw new Error(`${id} is not drawn`);
    return found;
  }

  /** Waits until a thing stands at a place on the page, give or take some pixels: the layout answers from its worker. */
  async standsAt(id: string, at: { readonly x: number; readonly y: number }, pixels = 3): Promise<void> {
    const stands = ([thing, x, y, apart]: readonly [string, number, number, number]): boolean => {
      const now = globalThis.graphView!.gripOf(thing);
      return now !== undefined && Math.abs(now.x - x) < apart && Math.abs(now.y - y) < apart;
    };
    await this.page.waitForFunction(stands, [id, at.x, at.y, pixels] as const).catch(async (error: unknown) => {
      throw new Error(`${id} does not stand at ${JSON.stringify(at)} but at ${JSON.stringify(await this.grip(id))}`, { cause: error });
    });
  }

  /** Waits until nothing was drawn for a while; what moves without end never comes to rest. */
  async atRest(): Promise<void> {
    const frames = (): Promise<number> => this.page.evaluate(() => globalThis.graphView!.frames);
    const end = Date.now() + 10_000;
    for (let before = -1, now = await frames(); now !== before; now = await frames()) {
      if (Date.now() > end) throw new Error('the graph does not come to rest');
      before = now;
      await this.page.waitForTimeout(300);
    }
  }

  /** Drags a thing onto another one, or by so much. */
  async drag(id: string, to: string | { readonly x: number; readonly y: number }, key?: 'Alt' | 'Shift'): Promise<void> {
    const from = await this.grip(id);
    const goal = typeof to === 'string' ? await this.grip(to) : { x: from.x + to.x, y: from.y + to.y };
    if (key) await this.page.keyboard.down(key);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + goal.x) / 2, (from.y + goal.y) / 2, { steps: 4 });
    await this.page.mouse.move(goal.x, goal.y, { steps: 4 });
    await this.page.mouse.up();
    if (key) await this.page.keyboard.up(key);
  }

  /** Waits until the text of the model is another one, and gives it. */
  async changed(before: string): Promise<string> {
    await this.page.waitForFunction((text) => globalThis.screensPage!.document.text !== text, before);
    return this.text();
  }

  /** What axe finds, one line each. */
  async axe(): Promise<readonly string[]> {
    await this.page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    return this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
      const { violations } = await axe.run(document);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`));
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** A gesture of one edit, which one undo takes back to the byte. */
export async function oneEdit(graph: GraphPage, gesture: () => Promise<void>, says: (model: ThreatModel) => unknown, expected: unknown): Promise<void> {
  const text = await graph.text();
  await gesture();
  const changed = parseModel(await graph.changed(text));
  assert.deepEqual(says(changed.model), expected);
  assert.deepEqual(changed.problems.filter(({ severity }) => severity === 'error'), []);
  await graph.undo();
  assert.equal(await graph.text(), text);
  // The drawing follows.
  await graph.page.waitForTimeout(120);
}

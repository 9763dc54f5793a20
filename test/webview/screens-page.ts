/** The plain page in a browser, as tests use it: opened at a sample, a theme and a size, and looked at through what people see. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { PageHost } from '../../webview/page/page-host.ts';
import type { Theme } from '../../webview/page/themes.ts';
import { servePage } from '../../webview/page/build.ts';
import { provideBrowser } from '../editor/provide-editor.ts';
import { launch } from '../editor/workbench.ts';

const axe = readFileSync(join(import.meta.dirname, '..', '..', 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

export interface OpenOptions {
  readonly sample?: string;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** The text of the model instead of a sample's. */
  readonly text?: string;
  /** Which screen stands open, by its tab. */
  readonly screen?: string;
  /** The design language instead of the screens. */
  readonly gallery?: boolean;
  /** The language that nobody speaks: `⟦…⟧` around all that is translated. */
  readonly pseudo?: boolean;
  /** A script that runs before those of the page. */
  readonly before?: string;
}

/** The served page and the browser, once for a file of tests. */
export class ScreensPage {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mipiti-screens-'));
  #served!: Awaited<ReturnType<typeof servePage>>;
  browser!: Browser;

  async start(): Promise<void> {
    this.#served = await servePage(this.#folder);
    this.browser = await launch(await provideBrowser());
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.#served.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async open({ sample = 'upload', theme = 'dark', width = 1100, height = 800, reducedMotion = false, text, screen, gallery = false, pseudo = false, before }: OpenOptions = {}): Promise<Opened> {
    const context = await this.browser.newContext({ viewport: { width, height }, reducedMotion: reducedMotion ? 'reduce' : 'no-preference', permissions: ['clipboard-read', 'clipboard-write'] });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    const opened = new Opened(page);
    await page.goto(`${this.#served.address}?bare&sample=${sample}&theme=${theme}${gallery ? '&gallery' : ''}${pseudo ? '&pseudo' : ''}`);
    await (gallery ? page.locator('.gallery') : page.getByRole('tablist')).waitFor();
    if (text !== undefined) await opened.replace(text);
    if (screen !== undefined) await page.getByRole('tab', { name: screen }).click();
    return opened;
  }
}

/** One open page. */
export class Opened {
  readonly page: Page;
  /** What the page complained of: errors, and what its policy kept it from. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
  }

  /** The text of the model, as its document has it. */
  text(): Promise<string> {
    return this.page.evaluate(() => globalThis.screensPage!.document.text);
  }

  /** Somebody else changes the text: another editor, a checkout. */
  async replace(text: string): Promise<void> {
    await this.page.evaluate((now) => globalThis.screensPage!.document.replace(now), text);
  }

  async undo(): Promise<void> {
    await this.page.evaluate(() => globalThis.screensPage!.document.undo());
  }

  opened(): Promise<PageHost['opened']> {
    return this.page.evaluate(() => globalThis.screensPage!.opened);
  }

  row(name: RegExp | string): Locator {
    return this.page.getByRole('treeitem', { name });
  }

  /** Waits until the text of the model holds, or no longer holds, something. */
  async says(what: RegExp | string, holds = true): Promise<void> {
    await this.until(`the text ${holds ? 'says' : 'does not say'} ${String(what)}`, async () => (typeof what === 'string' ? (await this.text()).includes(what) : what.test(await this.text())) === holds, () => this.text());
  }

  async until(what: string, seen: () => Promise<boolean>, instead?: () => Promise<unknown>): Promise<void> {
    const end = Date.now() + 15_000;
    while (!(await seen())) {
      if (Date.now() > end) throw new Error(`${what} did not come; there was ${JSON.stringify(await instead?.())}`);
      await this.page.waitForTimeout(25);
    }
  }

  /** What axe finds wrong, one line a place. */
  async axe(): Promise<readonly string[]> {
    await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }> } }).axe.run({ resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`));
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

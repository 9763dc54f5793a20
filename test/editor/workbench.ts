/** Drives the editor's workbench as a person does: keys, clicks, typing; and reads what a person sees. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser as PlaywrightBrowser, type Page } from 'playwright-core';
import type { Browser } from './provide-editor.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'];
const patience = 90_000;
export const screenshots = join(import.meta.dirname, '..', 'output');

/** Starts the browser. */
export function launch(browser: Browser): Promise<PlaywrightBrowser> {
  return chromium.launch({ executablePath: browser.executable, headless: true, args: flags, env: browser.environment });
}

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the served editor and waits until its parts stand. `before` is a script that runs before those of the editor. */
  static async open(browser: PlaywrightBrowser, address: string, size: { readonly width: number; readonly height: number } = { width: 1280, height: 800 }, before?: string): Promise<Workbench> {
    const context = await browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'] });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('.monaco-workbench .part.sidebar').waitFor({ state: 'attached', timeout: 90_000 });
    await page.locator('.statusbar-item').first().waitFor({ timeout: 90_000 });
    return new Workbench(page);
  }

  /** Runs a command of the palette by its full title. */
  async command(title: string): Promise<void> {
    await this.#pick(`the command ${title}`, 'F1', `>${title}`, title.split(': ').at(-1)!);
  }

  /** Types into the quick input until the wanted row stands first; an editor that still starts may need a second try. */
  async #pick(what: string, key: string, typed: string, wanted: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input.input');
    const first = this.page.locator('.quick-input-list .monaco-list-row').first();
    const shown = async (): Promise<string> => ((await first.isVisible()) ? ((await first.textContent()) ?? '') : '');
    let tried = 0;
    await this.until(
      what,
      async () => {
        if (tried++ % 40 === 0) {
          await this.page.keyboard.press('Escape');
          await this.page.keyboard.press(key);
          await input.waitFor({ state: 'visible', timeout: patience });
          await input.fill(typed);
        }
        return (await shown()).includes(wanted);
      },
      shown,
    );
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: patience });
  }

  /** Opens a file by quick open. */
  async openFile(name: string): Promise<void> {
    const last = name.split('/').at(-1)!;
    await this.#pick(`the file ${name}`, 'Control+P', name, last);
    await this.page.locator(`.tab.active[data-resource-name="${last}"]`).waitFor({ timeout: patience });
  }

  /** Puts the cursor at a line of the active editor; with `column` behind a character. */
  async goToLine(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.waitFor({ state: 'visible', timeout: patience });
    await input.fill(`:${line}:${column}`);
    // Before its row stands, Enter is heard by nobody.
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: String(line) }).first().waitFor({ timeout: patience });
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: patience });
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** The texts of the lenses that are visible. */
  async lenses(): Promise<string[]> {
    return clean(await this.page.locator('.monaco-editor .codelens-decoration').allTextContents());
  }

  /** The rows of a view of the side bar that are rendered, as `label description`. */
  async rows(view: string): Promise<string[]> {
    const pane = this.page.locator('.pane', { has: this.page.locator('.pane-header', { hasText: view }) });
    return clean(await pane.locator('.monaco-list-row .monaco-icon-label-container').allTextContents());
  }

  async statusBar(): Promise<string> {
    return clean(await this.page.locator('.statusbar-item').allTextContents()).join(' | ');
  }

  /** Opens the Problems panel and gives its rows. */
  async problems(): Promise<string[]> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.command('View: Toggle Problems');
    await panel.waitFor({ state: 'visible', timeout: patience });
    return clean(await panel.locator('.monaco-list-row').allTextContents());
  }

  /** Waits until `seen` holds, and says what was there instead when it never does. */
  async until(what: string, seen: () => Promise<boolean>, instead?: () => Promise<unknown>, deadline = patience): Promise<void> {
    const end = Date.now() + deadline;
    for (;;) {
      if (await seen()) return;
      if (Date.now() > end) {
        await this.screenshot(`failed-${what.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)}`);
        throw new Error(`${what} did not come; there was ${JSON.stringify(await instead?.())}`);
      }
      await this.page.waitForTimeout(60);
    }
  }

  /** Saves what is on the screen below test/output, and gives the path. */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

function clean(texts: readonly string[]): string[] {
  return texts.map((text) => text.replaceAll(/[\u00A0\s]+/g, ' ').trim()).filter((text) => text !== '');
}

/** Answers the quick inputs of modelling, by the keyboard or by the mouse, as a person does. */
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

export class Questions {
  readonly #bench: Workbench;
  readonly #widget: Locator;
  readonly #input: Locator;

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.#widget = bench.page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('input.input');
  }

  /** Starts a command of the palette that asks something. */
  async start(title: string): Promise<void> {
    let tried = 0;
    // An editor that still starts may need a second try.
    await this.#bench.until(
      `the command ${title}`,
      async () => {
        if (tried++ % 40 === 0) {
          await this.#bench.press('Escape');
          await this.#bench.press('F1');
          await this.#input.waitFor({ state: 'visible' });
          await this.#input.fill(`>${title}`);
        }
        return (await this.#rows())[0]?.includes(title) === true;
      },
      () => this.#rows(),
    );
    await this.#bench.press('Enter');
  }

  /** Waits until a question stands, by its title. */
  async asked(title: string): Promise<void> {
    await this.#bench.until(`the question ${title}`, async () => (await this.title()).includes(title), async () => [await this.title(), await this.#rows()]);
  }

  async title(): Promise<string> {
    const title = this.#widget.locator('.quick-input-title');
    return (await title.isVisible()) ? ((await title.textContent()) ?? '') : '';
  }

  async text(title: string, answer: string): Promise<void> {
    await this.asked(title);
    await this.#input.fill(answer);
    await this.#bench.press('Enter');
    await this.#over(title);
  }

  /** Takes the choice that a word finds first. */
  async pick(title: string, word: string): Promise<void> {
    await this.asked(title);
    await this.#input.fill(word);
    await this.#bench.until(`the choice ${word}`, async () => (await this.#rows())[0]?.includes(word) === true, () => this.#rows());
    await this.#bench.press('Enter');
    await this.#over(title);
  }

  /** Ticks choices by the keyboard, each found by a word. */
  async tick(title: string, words: readonly string[]): Promise<void> {
    await this.asked(title);
    for (const word of words) {
      await this.#input.fill(word);
      await this.#bench.until(`the choice ${word}`, async () => (await this.#rows())[0]?.includes(word) === true, () => this.#rows());
      await this.#bench.press('ArrowDown');
      await this.#bench.press('Space');
      await this.#input.fill('');
    }
    await this.#bench.press('Enter');
    await this.#over(title);
  }

  /** Ticks choices with the mouse. */
  async click(title: string, words: readonly string[], several = true): Promise<void> {
    await this.asked(title);
    for (const word of words) await this.#widget.locator('.monaco-list-row', { hasText: word }).first().click();
    if (several) await this.#widget.getByRole('button', { name: 'OK' }).click();
    await this.#over(title);
  }

  async wrong(): Promise<string> {
    return (await this.#widget.locator('.quick-input-message').textContent()) ?? '';
  }

  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  async value(): Promise<string> {
    return this.#input.inputValue();
  }

  async #over(title: string): Promise<void> {
    await this.#bench.until(`the end of ${title}`, async () => !(await this.title()).includes(title), () => this.wrong());
  }

  async #rows(): Promise<string[]> {
    return this.#widget.locator('.monaco-list-row').allTextContents();
  }
}

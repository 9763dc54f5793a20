/** The document of the plain page: a text with a version, and its earlier texts to go back to. */
import { applyEdits, type TextEdit } from '../../src/model/text-edit.ts';

export class PageDocument {
  #text: string;
  #version = 1;
  readonly #undo: string[] = [];
  readonly #redo: string[] = [];
  readonly #changed: () => void;

  constructor(text: string, changed: () => void) {
    this.#text = text;
    this.#changed = changed;
  }

  get text(): string {
    return this.#text;
  }

  get version(): number {
    return this.#version;
  }

  apply(edits: readonly TextEdit[]): void {
    this.replace(applyEdits(this.#text, edits));
  }

  /** Another text, as when somebody typed, or checked out another commit. */
  replace(text: string): void {
    this.#undo.push(this.#text);
    this.#redo.length = 0;
    this.#take(text);
  }

  undo(): void {
    const text = this.#undo.pop();
    if (text === undefined) return;
    this.#redo.push(this.#text);
    this.#take(text);
  }

  redo(): void {
    const text = this.#redo.pop();
    if (text === undefined) return;
    this.#undo.push(this.#text);
    this.#take(text);
  }

  #take(text: string): void {
    this.#text = text;
    this.#version += 1;
    this.#changed();
  }
}

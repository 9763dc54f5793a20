/** How long things took, the last time they happened: for people who ask why something is slow. */
export class Timings {
  readonly #taken = new Map<string, number>();

  /** Notes how long something took, in milliseconds. */
  note(what: string, milliseconds: number): void {
    this.#taken.set(what, milliseconds);
  }

  /** Everything noted so far, in the order in which it first happened. */
  get all(): readonly (readonly [what: string, milliseconds: number])[] {
    return [...this.#taken];
  }
}

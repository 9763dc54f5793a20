/** The claims that are to be checked: each of them once, so many at a time, and word when none is left. */
import type { CheckPorts } from '../verifier/ports.ts';
import type { OpenModel } from './open-model.ts';

export interface DueCheck {
  readonly model: OpenModel;
  readonly assertion: string;
  /** Only of an asked-for verification, so that no edit ever runs a test. */
  readonly ports?: CheckPorts;
}

export interface DueChecksOptions {
  /** Checks one claim; what goes wrong is its own matter. */
  readonly check: (due: DueCheck) => Promise<void>;
  /** Told after each. */
  readonly onChecked: (model: OpenModel) => void;
  /** Told when nothing is due and nothing under way any more. */
  readonly onDone: () => void;
}

/** Checks under way at once. The checker queues them by file, so more of them only means fewer pauses between. */
const concurrency = 32;

export class DueChecks {
  readonly #options: DueChecksOptions;
  readonly #due = new Map<string, DueCheck>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(options: DueChecksOptions) {
    this.#options = options;
  }

  /** How many are due or under way. */
  get size(): number {
    return this.#due.size + this.#running;
  }

  /** Makes a claim due, on the next turn; one that is due already is asked for by what came last. */
  add(due: DueCheck): void {
    this.#due.set(keyOf(due), due);
    queueMicrotask(() => this.#advance());
  }

  /** Takes a claim back that is not under way yet. */
  takeBack(due: DueCheck): void {
    if (this.#due.delete(keyOf(due))) this.#endIfNone();
  }

  /** Resolves the next time that none is left. */
  done(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Begins no more. */
  close(): void {
    this.#closed = true;
    this.#due.clear();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #advance(): void {
    for (const [key, due] of this.#due) {
      if (this.#running >= concurrency || this.#closed) return;
      this.#due.delete(key);
      this.#running++;
      void this.#options.check(due).catch(() => undefined).finally(() => this.#checked(due));
    }
  }

  #checked({ model }: DueCheck): void {
    this.#running--;
    this.#options.onChecked(model);
    this.#advance();
    this.#endIfNone();
  }

  #endIfNone(): void {
    if (this.size > 0) return;
    this.#options.onDone();
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

function keyOf({ model, assertion }: DueCheck): string {
  return `${model.path}\u0000${assertion}`;
}

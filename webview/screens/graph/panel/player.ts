/** Plays hops one after the other. It asks for frames only while something moves, and for none with reduced motion. */

export interface PlayerEvents {
  /** So many hops are shown, the last one as far as `part`. */
  set(shown: number, part: number): void;
  /** A hop was gone to its end. */
  arrived(hop: number): void;
  ended(): void;
}

const hopTime = 900;
const rest = 700;

export class Player {
  readonly #events: PlayerEvents;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: PlayerEvents) {
    this.#events = events;
  }

  /** From behind a hop to the end. */
  play(from: number, until: number): void {
    this.stop();
    const next = (hop: number): void => {
      if (hop > until) {
        this.#events.ended();
        return;
      }
      this.#go(hop, () => {
        this.#timer = setTimeout(() => next(hop + 1), rest);
      });
    };
    next(from + 1);
  }

  /** To a hop: on by one it moves, anything else it is there at once. */
  step(from: number, to: number): void {
    this.stop();
    if (to === from + 1) this.#go(to, () => undefined);
    else {
      this.#events.set(to, 1);
      if (to > 0) this.#events.arrived(to);
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }

  #go(hop: number, then: () => void): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#events.set(hop, 1);
      this.#events.arrived(hop);
      then();
      return;
    }
    const began = performance.now();
    const frame = (time: number): void => {
      const part = Math.min(1, Math.max(0, time - began) / hopTime);
      this.#events.set(hop, part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2);
      if (part < 1) this.#frame = requestAnimationFrame(frame);
      else {
        this.#events.arrived(hop);
        then();
      }
    };
    this.#frame = requestAnimationFrame(frame);
  }
}

/** Starts the parts of the extension, each for itself: one that fails is told, and leaves the others alive. */
import type { Timings } from './timings.ts';

export interface StartedPart {
  dispose(): unknown;
}

/** What is told about the start. */
export interface StartLog {
  debug(message: string): void;
  error(message: string, error: Error | string): void;
}

/** In the order given; what could be started is returned. */
export function startParts<Part extends StartedPart>(parts: Readonly<Record<string, () => Part>>, log: StartLog, timings: Pick<Timings, 'note'>): readonly Part[] {
  const started: Part[] = [];
  for (const [name, begin] of Object.entries(parts)) {
    const starting = performance.now();
    try {
      started.push(begin());
      log.debug(`${name} started in ${(performance.now() - starting).toFixed(1)} ms`);
      timings.note(`${name} started`, performance.now() - starting);
    } catch (error) {
      log.error(`${name} could not start`, error instanceof Error ? error : String(error));
    }
  }
  return started;
}

/** How the benchmark measures: wall-clock milliseconds, the same work several times, medians and percentiles. */

/** The value below which the given share of the numbers lies; `share` from 0 to 1. An empty list gives NaN. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs `work` once to warm up and then `times` times; the milliseconds of each later run. */
export async function timed(times: number, work: () => unknown): Promise<number[]> {
  await work();
  const durations: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work();
    durations.push(performance.now() - start);
  }
  return durations;
}

/** One row of the result: what was measured, against which budget; `ratio` is measured / budget or measured / peer. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly against: string;
  readonly ratio: number;
  readonly aim?: number;
}

export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const kilobytes = (value: number): string => `${Math.round(value / 1000)} KB`;
export const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;

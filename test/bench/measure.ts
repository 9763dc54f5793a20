/** How the benchmark measures: the same work several times, medians and percentiles. */

/** The value below which the given share of the numbers lies; `share` from 0 to 1. An empty list gives NaN. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);

/**
 * Runs `work` once to warm up and then `times` times; the milliseconds of processor time of each later run. For work of this
 * process alone: on an idle machine that is a little more than what passes by the clock, and others do not disturb it.
 */
export async function timed(times: number, work: () => unknown): Promise<number[]> {
  await work();
  const durations: number[] = [];
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    durations.push((user + system) / 1000);
  }
  return durations;
}

/** One row of the result. `ratio` is what was measured divided by the budget, `aim` the aim divided by the budget. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly ratio: number;
  readonly aim: number;
  readonly aimed: string;
}

/** A row whose budget and aim are numbers of one unit. */
export function row(what: string, measured: number, unit: (value: number) => string, budget: number, aim: number, seen = ''): Row {
  return { what, measured: `${unit(measured)}${seen === '' ? '' : ` (${seen})`}`, budget: unit(budget), ratio: measured / budget, aim: aim / budget, aimed: unit(aim) };
}

export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const kilobytes = (value: number): string => `${Math.round(value / 1000)} KB`;
export const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
export const times = (value: number): string => `${value.toFixed(2)} x`;
export const percent = (value: number): string => `${value.toFixed(1)} %`;

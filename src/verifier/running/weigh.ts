/** Holds what a report says against how its runner ended. An exit code proves nothing, but it can contradict. */
import type { TestReport } from '../test-runner.ts';
import type { Reading, RunnerDefinition } from './definition.ts';

/**
 * The report as it may be used: with a doubt where the way the runner ended is not explained by it. An end with an error
 * is explained by a test that failed or a file that broke, an end without one by their absence.
 */
export function weighed(runner: string, reading: Extract<Reading, { ok: true }>, codes: readonly number[], { emptyCode }: Pick<RunnerDefinition, 'emptyCode'>): TestReport {
  const { cases, broken } = reading;
  const wrong = cases.some(({ status }) => status === 'failed') || broken.length > 0;
  const code = codes.find((one) => one !== 0) ?? 0;
  const empty = code !== 0 && code === emptyCode && cases.length === 0;
  const doubt =
    reading.doubt ??
    (code !== 0 && !wrong && !empty ? `it ended with exit code ${code}, and its report names nothing that failed` : code === 0 && wrong ? 'it ended as if all were well, and its report names what failed' : undefined);
  return { ok: true, runner, cases, broken, ...(doubt === undefined ? {} : { doubt }) };
}

/** The JSON report of Jest, which Vitest writes too. */
import * as z from 'zod/mini';
import type { TestCase, TestStatus } from '../test-runner.ts';
import { firstLine, requestedFile, type Reading, type RunOutput } from './definition.ts';
import { readJsonReport } from './json-report.ts';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.optional(z.string()),
      message: z.optional(z.nullable(z.string())),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.optional(z.nullable(z.array(z.string()))),
          failing: z.optional(z.boolean()),
          invocations: z.optional(z.number()),
          numPassingAsserts: z.optional(z.number()),
        }),
      ),
    }),
  ),
  numTotalTests: z.number(),
  wasInterrupted: z.optional(z.boolean()),
});

type Result = z.output<typeof reportSchema>['testResults'][number]['assertionResults'][number];

export function readJestJson({ report, place }: RunOutput): Reading {
  const parsed = readJsonReport(report, reportSchema);
  if (!parsed.ok) return parsed;
  const { testResults, numTotalTests, wasInterrupted } = parsed.said;
  const cases: TestCase[] = [];
  const broken: { files: readonly string[]; because: string }[] = [];
  let counted = 0;
  for (const { name, status, message, assertionResults } of testResults) {
    counted += assertionResults.length;
    const file = requestedFile(name, place);
    const files = file === undefined ? [] : [file];
    for (const result of assertionResults) cases.push(caseOf(result, files));
    if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed')) broken.push({ files, because: firstLine(message ?? '').replace(/^●\s*/, '') || 'it could not be loaded' });
  }
  const doubt = wasInterrupted === true ? 'it was interrupted' : counted !== numTotalTests ? `it counts ${numTotalTests} tests and lists ${counted}` : undefined;
  return { ok: true, cases, broken, ...(doubt === undefined ? {} : { doubt }) };
}

const statuses: ReadonlyMap<string, TestStatus> = new Map([['passed', 'passed'], ['failed', 'failed']]);

function caseOf({ ancestorTitles, title, status: written, failureMessages, failing, invocations, numPassingAsserts }: Result, files: readonly string[]): TestCase {
  // Whatever else it is called, pending, todo, disabled or focused: it was not run.
  const ran = statuses.get(written) ?? 'skipped';
  const again = (invocations ?? 1) > 1 || (failureMessages ?? []).length > 0;
  const status = ran === 'passed' && failing === true ? 'skipped' : ran === 'passed' && again ? 'flaky' : ran;
  const because = status === 'skipped' ? (failing === true ? 'expected to fail' : written) : firstLine(failureMessages?.[0] ?? '');
  return { files, certain: true, paths: [[...ancestorTitles, title]], status, ...(because === '' || status === 'passed' ? {} : { because }), ...(numPassingAsserts === undefined ? {} : { asserted: numPassingAsserts }) };
}

/** Mocha, by its JSON reporter. It joins the titles of suites, so that an inner suite has no name of its own. */
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { TestCase } from '../test-runner.ts';
import { firstLine, requestedFile, type RunnerDefinition } from './definition.ts';
import { installedPackage } from './javascript-package.ts';
import { readJsonReport } from './json-report.ts';

const testSchema = z.object({
  title: z.string(),
  fullTitle: z.string(),
  file: z.optional(z.nullable(z.string())),
  currentRetry: z.optional(z.number()),
  err: z.optional(z.object({ message: z.optional(z.string()) })),
});
const reportSchema = z.object({
  stats: z.object({ tests: z.number(), passes: z.number(), pending: z.number(), failures: z.number() }),
  passes: z.array(testSchema),
  pending: z.array(testSchema),
  failures: z.array(testSchema),
});

export const mocha: RunnerDefinition = {
  id: 'mocha',
  async prepare(place) {
    const found = await installedPackage('mocha', place);
    if (!found.ok) return found;
    const report = join(place.fresh, 'report.json');
    const words = [found.script, '--reporter', 'json', '--reporter-option', `output=${report}`, ...place.files.map(({ path }) => path)];
    return { ok: true, runner: `mocha ${found.version}`, steps: [{ program: place.node, words }], report };
  },
  read({ report, place }) {
    const parsed = readJsonReport(report, reportSchema);
    if (!parsed.ok) return parsed;
    const { stats, passes, pending, failures } = parsed.said;
    const cases: TestCase[] = [];
    const add = (test: z.output<typeof testSchema>, status: TestCase['status']): void => {
      const file = typeof test.file === 'string' ? requestedFile(test.file, place) : undefined;
      const suites = test.fullTitle.endsWith(test.title) ? test.fullTitle.slice(0, test.fullTitle.length - test.title.length).trim() : '';
      const because = status === 'failed' ? firstLine(test.err?.message ?? '') : status === 'flaky' ? `it passed at attempt ${(test.currentRetry ?? 0) + 1}` : status === 'skipped' ? 'pending' : '';
      cases.push({ files: file === undefined ? [] : [file], certain: true, paths: [suites === '' ? [test.title] : [suites, test.title]], status, ...(because === '' ? {} : { because }) });
    };
    for (const test of passes) add(test, (test.currentRetry ?? 0) > 0 ? 'flaky' : 'passed');
    for (const test of pending) add(test, 'skipped');
    for (const test of failures) add(test, 'failed');
    const agrees = stats.passes === passes.length && stats.pending === pending.length && stats.failures === failures.length;
    return { ok: true, cases, broken: [], ...(agrees ? {} : { doubt: 'its counts differ from what it lists' }) };
  },
};

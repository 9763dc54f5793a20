/** Reports recorded from real runs, so that their readers are tested where the runners are not installed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runnerDefinitions } from '../../../src/verifier/running/process-test-runner.ts';
import type { RunOutput, Step } from '../../../src/verifier/running/definition.ts';
import { weighed } from '../../../src/verifier/running/weigh.ts';
import type { NoTestReport, TestRequest, TestRunner } from '../../../src/verifier/test-runner.ts';

/** What one run left behind, its folders written as `{root}`. */
interface Recording {
  readonly runner: string;
  /** Where there was no report: what was said instead. */
  readonly none?: NoTestReport;
  readonly report: string;
  readonly steps: readonly { readonly code: number; readonly output: string; readonly files?: readonly string[] }[];
}

const fileOf = ({ runner, files }: TestRequest): string => join(import.meta.dirname, 'recorded', `${[runner, ...files.map((file) => file.replace(/^packages\/[a-z]+\//, '').replace(/[/.]/g, '-'))].join('-')}.json`);
const root = '/work/acme';

/** Writes down one run, given what came of it. */
export function record(request: TestRequest, runner: string, from: string, output: RunOutput | undefined, none: NoTestReport | undefined): void {
  const plain = (text: string): string => text.replaceAll(from, '{root}').replace(/\/tmp\/mipiti-tests-[A-Za-z0-9]+\/[0-9a-f-]{36}/g, '{fresh}').replace(/\/[^\s"'<>]*\/(site-packages|lib\/python[\d.]+)\//g, '{python}/$1/');
  const recording: Recording = {
    runner,
    ...(none ? { none: { ...none, details: plain(none.details) } } : {}),
    report: plain(output?.report ?? ''),
    steps: (output?.steps ?? []).map(({ step, code, output: text }) => ({ code, output: plain(text), ...(step.files ? { files: step.files.map(({ file }) => file) } : {}) })),
  };
  const path = fileOf(request);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(recording, null, 1)}\n`);
}

/** A runner that reads what was recorded of a request, by the readers that read a run. */
export const recordedRunner: TestRunner = {
  run(request) {
    const path = fileOf(request);
    if (!existsSync(path)) throw new Error(`${path} was never recorded`);
    const { runner, none, report, steps } = JSON.parse(readFileSync(path, 'utf8')) as Recording;
    if (none) return Promise.resolve(none);
    const whole = (text: string): string => text.replaceAll('{root}', root);
    const place = { root, folder: `${root}/${request.folder}`, files: request.files.map(placed) };
    const definition = runnerDefinitions().find(({ id }) => id === request.runner)!;
    const outputs = steps.map(({ code, output, files }) => ({ code, output: whole(output), step: { program: runner, words: [], ...(files ? { files: files.map(placed) } : {}) } satisfies Step }));
    const reading = definition.read({ place, steps: outputs, report: whole(report), reports: [] });
    if (!reading.ok) return Promise.resolve({ ok: false, reason: 'no_report', details: `${runner} gave no report that can be used: ${reading.because}.` });
    return Promise.resolve(weighed(runner, reading, outputs.map(({ code }) => code), definition));
  },
};

const placed = (file: string): { readonly file: string; readonly path: string } => ({ file, path: `${root}/${file}` });

/** The test runner of a machine: finds the program, runs it, reads what it reported. One run answers every claim on its files. */
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { NoTestReport, RunnerId, TestReport, TestRequest, TestRunner } from '../test-runner.ts';
import { cargoTest } from './cargo-test.ts';
import type { Place, PlacedFile, Preparation, RunnerDefinition, RunOutput, StepOutput } from './definition.ts';
import { testEnvironment } from './environment.ts';
import { goTest } from './go-test.ts';
import { jest } from './jest.ts';
import { junitCommand } from './junit-command.ts';
import type { JunitCommand } from './junit-options.ts';
import { mocha } from './mocha.ts';
import { nodeTest } from './node-test.ts';
import { pytest } from './pytest.ts';
import { filesBefore, freshFolder, maximumReport, reportOf, reportsIn } from './report-files.ts';
import { runProcess, type ProcessEnding } from './run-process.ts';
import { vitest } from './vitest.ts';
import { weighed } from './weigh.ts';

export interface TestRunnerOptions {
  /** The root of the repository; paths of requests are relative to it. */
  readonly root: string;
  /** For one run of a runner. */
  readonly timeoutMs: number;
  /** The Node that runs JavaScript; that of this process when left out. */
  readonly node?: string;
  readonly junit?: JunitCommand;
  /** Ends what runs, and starts nothing more. */
  readonly signal?: AbortSignal;
  /** What runners print, as it comes. */
  readonly onOutput?: (text: string, runner: RunnerId) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What a run left behind, as it is read, for whoever keeps it. */
  readonly onReport?: (runner: string, output: RunOutput) => void;
}

const askMs = 20_000;

/**
 * Runs tests of one repository. What was run once is not run again for as long as this object is held, so it must be made
 * anew for each verification: it knows nothing of changed files. Runs follow one another, since tests of one repository
 * may share ports and files.
 */
export function processTestRunner(options: TestRunnerOptions): TestRunner {
  const definitions = runnerDefinitions(options.junit);
  const made: { readonly request: TestRequest; readonly run: Promise<Run | NoTestReport> }[] = [];
  let last: Promise<unknown> = Promise.resolve();
  return {
    async run(request) {
      const definition = definitions.find(({ id }) => id === request.runner)!;
      let known = made.find(({ request: earlier }) => covers(earlier, request, definition));
      if (!known) {
        const run = last.then(() => runOnce(request, definition, options)).catch((error: unknown): NoTestReport => ({ ok: false, reason: 'no_report', details: `The tests could not be run: ${error instanceof Error ? error.message : String(error)}.` }));
        last = run;
        known = { request, run };
        made.push(known);
      }
      const run = await known.run;
      return run.ok ? readRun(run, request, definition) : run;
    },
  };
}

/** Every runner that is known, and the one that the user's own command is. */
export function runnerDefinitions(junit?: JunitCommand): readonly RunnerDefinition[] {
  return [nodeTest, vitest, jest, mocha, pytest, goTest, cargoTest, junitCommand(junit)];
}

function covers(earlier: TestRequest, request: TestRequest, { runsAll }: RunnerDefinition): boolean {
  return earlier.runner === request.runner && earlier.folder === request.folder && (runsAll === true || request.files.every((file) => earlier.files.includes(file)));
}

/** A run that has left something to read. */
interface Run {
  readonly ok: true;
  readonly runner: string;
  readonly output: RunOutput;
}

function readRun({ runner, output }: Run, request: TestRequest, definition: RunnerDefinition): TestReport | NoTestReport {
  const place = { ...output.place, files: request.files.map((file) => placed(output.place.root, file)) };
  const reading = definition.read({ ...output, place });
  if (!reading.ok) return noReport(runner, reading.because);
  return weighed(runner, reading, output.steps.map(({ code }) => code), definition);
}

function noReport(runner: string, because: string): NoTestReport {
  return { ok: false, reason: 'no_report', details: `${runner} gave no report that can be used: ${because}. Its exit code alone proves nothing.` };
}

function placed(root: string, file: string): PlacedFile {
  return { file, path: join(root, ...file.split('/')) };
}

async function runOnce(request: TestRequest, definition: RunnerDefinition, options: TestRunnerOptions): Promise<Run | NoTestReport> {
  if (options.signal?.aborted) return cancelled;
  const root = await realpath(options.root);
  const fresh = await freshFolder(root);
  if (!fresh) return { ok: false, reason: 'no_report', details: 'The folder for temporary files lies in the workspace, so a report there proves nothing.' };
  try {
    const folder = join(root, ...request.folder.split('/').filter((part) => part !== ''));
    const ours = options.environment ?? process.env;
    const place: Place = {
      root,
      folder,
      files: request.files.map((file) => placed(root, file)),
      fresh: fresh.path,
      node: options.node ?? process.execPath,
      timeoutMs: options.timeoutMs,
      async ask(program, words) {
        const ending = await runProcess({ program, words, cwd: folder, environment: testEnvironment(ours), timeoutMs: askMs, keep: 100_000, keepErrors: true, ...(options.signal ? { signal: options.signal } : {}) });
        return ending.kind === 'ended' ? ending.output : undefined;
      },
    };
    const prepared = await definition.prepare(place);
    return prepared.ok ? await runPrepared(prepared, place, definition, options) : prepared;
  } finally {
    await fresh.remove();
  }
}

const cancelled: NoTestReport = { ok: false, reason: 'not_run', details: 'The tests were cancelled.' };

async function runPrepared({ runner, steps, report, reportFolder }: Preparation, place: Place, definition: RunnerDefinition, options: TestRunnerOptions): Promise<Run | NoTestReport> {
  const { signal, onOutput, timeoutMs } = options;
  const before = reportFolder === undefined ? new Map<string, string>() : await filesBefore(reportFolder);
  const started = Date.now();
  const outputs: StepOutput[] = [];
  for (const step of steps) {
    const ending = await runProcess({
      program: step.program,
      words: step.words,
      cwd: place.folder,
      environment: testEnvironment(options.environment ?? process.env, step.environment),
      timeoutMs: Math.max(1, timeoutMs - (Date.now() - started)),
      ...(signal ? { signal } : {}),
      ...(onOutput ? { onOutput: (text: string) => onOutput(text, definition.id) } : {}),
      ...(step.reports ? { keep: maximumReport } : {}),
    });
    if (ending.kind !== 'ended') return lost(ending, runner, timeoutMs);
    outputs.push({ step, code: ending.code, output: ending.output });
  }
  const single = report === undefined ? { text: '' } : await reportOf(report, started);
  if ('because' in single) return noReport(runner, single.because);
  const several = reportFolder === undefined ? { texts: [] } : await reportsIn(reportFolder, before, started);
  if ('because' in several) return noReport(runner, several.because);
  const output: RunOutput = { place: { root: place.root, folder: place.folder, files: place.files }, steps: outputs, report: single.text, reports: several.texts };
  options.onReport?.(runner, output);
  return { ok: true, runner, output };
}

function lost(ending: Exclude<ProcessEnding, { kind: 'ended' }>, runner: string, timeoutMs: number): NoTestReport {
  switch (ending.kind) {
    case 'cancelled':
      return cancelled;
    case 'timeout':
      return { ok: false, reason: 'timeout', details: `${runner} was stopped after ${timeoutMs / 1000} s.` };
    case 'not_started':
      return { ok: false, reason: 'no_runner', details: `${runner} could not be started: ${ending.because}.` };
    case 'killed':
      return { ok: false, reason: 'no_report', details: `${runner} was ended by ${ending.by}; what it reported until then proves nothing.` };
    case 'too_much':
      return { ok: false, reason: 'no_report', details: `${runner} printed more than ${maximumReport} bytes.` };
  }
}

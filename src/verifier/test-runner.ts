/** The port through which a check has tests run. Whoever gives it to a check has decided that code of the workspace may run. */

/** Every runner that is known. `junit`: any other, by a command that the user gives and that writes JUnit XML. */
export const runnerIds = ['node', 'vitest', 'jest', 'mocha', 'pytest', 'go', 'cargo', 'junit'] as const;
export type RunnerId = (typeof runnerIds)[number];

/** Names of tests are no part of it: whole files are run, and tests are looked up in the report. So no name becomes an option. */
export interface TestRequest {
  readonly runner: RunnerId;
  /** Where the runner is started, relative to the root with `/`; empty for the root itself. */
  readonly folder: string;
  /** The test files, relative to the root, with `/`. */
  readonly files: readonly string[];
}

/** flaky: it failed and then passed, in one run. */
export type TestStatus = 'passed' | 'failed' | 'skipped' | 'flaky';

export interface TestCase {
  /** The requested files that it may stand in. */
  readonly files: readonly string[];
  /** The report itself names the file; otherwise whoever asks has to look whether the file holds such a test. */
  readonly certain: boolean;
  /** Its suites, the outermost first, and its own title; more than one where a case may be called by several names. */
  readonly paths: readonly (readonly string[])[];
  readonly status: TestStatus;
  /** Why it did not simply pass: the first line of the runner's words. */
  readonly because?: string;
  /** How many assertions ran in it, where the runner counts them. */
  readonly asserted?: number;
}

/** What a report of this very run says. */
export interface TestReport {
  readonly ok: true;
  /** With its version: `vitest 3.2.7`. */
  readonly runner: string;
  readonly cases: readonly TestCase[];
  /** Files that could not be loaded, or broke outside of any test. */
  readonly broken: readonly { readonly files: readonly string[]; readonly because: string }[];
  /** What in the way the runner ended its report does not explain, as the end of a sentence. Then nothing passes. */
  readonly doubt?: string;
}

/** no_runner: there is none, or which one cannot be told. no_report: none of this run that can be read. */
export interface NoTestReport {
  readonly ok: false;
  readonly reason: 'not_run' | 'no_runner' | 'no_report' | 'timeout';
  /** One sentence for a person. */
  readonly details: string;
}

export interface TestRunner {
  /** Runs the files, or answers out of a run of them that this runner has made already. Never rejects. */
  run(request: TestRequest): Promise<TestReport | NoTestReport>;
}

/** What each runner is: how it is started on files, and how its report is read. One file a runner. */
import type { NoTestReport, RunnerId, TestCase } from '../test-runner.ts';

/** Where a run takes place. Paths are absolute unless they say otherwise. */
export interface Place {
  readonly root: string;
  readonly folder: string;
  readonly files: readonly PlacedFile[];
  /** An empty folder outside of the workspace, made for this run and named by chance. */
  readonly fresh: string;
  /** The Node that runs JavaScript. */
  readonly node: string;
  readonly timeoutMs: number;
  /** What a program prints that is asked for its version; undefined when it cannot be started. */
  ask(program: string, words: readonly string[]): Promise<string | undefined>;
}

export interface PlacedFile {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly path: string;
}

/** One process: a program and its words, never a shell. */
export interface Step {
  readonly program: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Its standard output is the report, or a part of it. */
  readonly reports?: boolean;
  /** Where it is about some of the files only: which. */
  readonly files?: readonly PlacedFile[];
}

export interface Preparation {
  readonly ok: true;
  /** With its version. */
  readonly runner: string;
  readonly steps: readonly Step[];
  /** A file in the fresh folder that the run must have written. */
  readonly report?: string;
  /** A folder in which the run must have written at least one JUnit file. What lay there before and did not change is none of this run. */
  readonly reportFolder?: string;
}

/** What one step left behind. */
export interface StepOutput {
  readonly step: Step;
  readonly code: number;
  /** Empty unless the step reports. */
  readonly output: string;
}

export interface RunOutput {
  readonly place: Pick<Place, 'root' | 'folder' | 'files'>;
  readonly steps: readonly StepOutput[];
  /** The text of the report file, where there is one. */
  readonly report: string;
  /** The texts of all files in the folder of reports. */
  readonly reports: readonly string[];
}

/** A report as it was read: pure data, no judgement. */
export type Reading =
  | {
      readonly ok: true;
      readonly cases: readonly TestCase[];
      readonly broken: readonly { readonly files: readonly string[]; readonly because: string }[];
      /** The report cannot be right, as the end of a sentence. */
      readonly doubt?: string;
    }
  | { readonly ok: false; readonly because: string };

export interface RunnerDefinition {
  readonly id: RunnerId;
  prepare(place: Place): Promise<Preparation | NoTestReport>;
  /** Pure: text of a report to cases. Never throws for what the text holds. */
  read(output: RunOutput): Reading;
  /** The exit code by which it says that it found no test at all, where that is not 0. */
  readonly emptyCode?: number;
  /** It runs everything, whatever files are asked for. */
  readonly runsAll?: boolean;
}

/** The file of the request that a report names by an absolute path, or by one relative to `folder`. */
export function requestedFile(named: string, { files, folder }: Pick<Place, 'files' | 'folder'>): string | undefined {
  const path = named.replaceAll('\\', '/').replace(/^file:\/\//, '').replace(/^(\.\/)+/, '');
  return files.find((one) => one.path.replaceAll('\\', '/') === path || `${folder.replaceAll('\\', '/')}/${path}` === one.path.replaceAll('\\', '/'))?.file;
}

/** The first line of a runner's words that says anything, cut. */
export function firstLine(words: string): string {
  const line = words.replace(/\u001B\[[0-9;]*m/g, '').split(/\r?\n/).map((one) => one.trim()).find((one) => one !== '') ?? '';
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

/** What every check is: a function from params and files to a verdict. One file a check. */
import type { CodeReader } from '../code-file.ts';
import type { CheckPorts } from '../ports.ts';
import type { Sources } from '../sources.ts';
import type { Verdict } from '../verdict.ts';

/** Params after validation: everything required is there, defaults are filled in. */
export interface CheckParams {
  readonly text: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Structures, as their schema gives them back. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface CheckInput {
  readonly params: CheckParams;
  readonly sources: Sources;
  readonly reader: CodeReader;
  readonly ports: CheckPorts;
}

/**
 * Answers with the highest strength it can prove; what is asked is compared later. Of `restsOn` it fills in symbols
 * only: files are recorded as they are read.
 */
export type Check = (input: CheckInput) => Promise<Verdict>;

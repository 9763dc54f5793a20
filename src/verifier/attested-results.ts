/** The port through which a check sees what jobs have signed about tests that they ran. */

/** One file as it was when the job ran: its path relative to the root, and SHA-256 of its bytes in hex. */
export interface AttestedFile {
  readonly file: string;
  readonly sha256: string;
}

/** What a job found out about one test, beyond that it passed. */
export interface AttestedFacts {
  /** SHA-256, hex, of the text of the test's definition, with LF for line ends. */
  readonly definition?: string | undefined;
  /** The protecting code that the facts are about, `<file>::<symbol>`. */
  readonly mechanism?: string | undefined;
  /** The job found the mechanism in the code. */
  readonly mechanismFound?: boolean | undefined;
  /** The test ran through the mechanism. */
  readonly reached?: boolean | undefined;
  /** The test fails when the mechanism is taken away. */
  readonly depends?: boolean | undefined;
}

/** One statement whose signature was verified against a key that the caller trusts. */
export interface AttestedRun {
  /** Where the statement was read from, for sentences. */
  readonly source: string;
  /** What the run rests on. */
  readonly files: readonly AttestedFile[];
  readonly passed: readonly string[];
  /** Skipped, or passed with a warning. */
  readonly warned: readonly string[];
  readonly failed: readonly string[];
  /** Of the environment: a value, or null for a variable that was not set. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly facts: Readonly<Record<string, AttestedFacts>>;
}

export interface AttestedStatements {
  readonly runs: readonly AttestedRun[];
  /** What was read and could not be trusted, one sentence each. */
  readonly refused: readonly string[];
}

export interface AttestedResults {
  /** Every verified statement. Never rejects. */
  statements(): Promise<AttestedStatements>;
}

/** The port through which a project asks the verifier, so that a worker pool, one process or a web worker can stand behind it. */
import type { CheckPorts } from '../verifier/ports.ts';
import type { Sources } from '../verifier/sources.ts';
import type { Suggestion, SuggestionsOf } from '../verifier/suggest.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../verifier/verdict.ts';

/** How a checker is doing, for people who ask why nothing happens. */
export interface CheckerState {
  /** Threads that run, and how many there may be. */
  readonly threads: number;
  readonly most: number;
  /** Threads that check something now, and the claims that wait for one. */
  readonly busy: number;
  readonly waiting: number;
  /** Threads that hung or died since the start. */
  readonly lost: number;
}

export interface ClaimChecker {
  /**
   * The verdict on a claim about the files behind `sources`. Never rejects for what a claim says or a file holds; rejects
   * with the signal's reason when aborted. `ports` are for claims that files alone cannot answer; see `testPorts`.
   */
  check(sources: Sources, claim: Claim, signal?: AbortSignal, ports?: CheckPorts): Promise<Verdict>;
  /** Whether a passing claim notices that what it claims is gone; undefined when that could not be found out. Rejects as `check` does. */
  prove(sources: Sources, claim: Claim, verdict: Verdict, signal?: AbortSignal): Promise<Vacuity | undefined>;
  /** Claims that could be made about a place of a file, unchecked. Rejects as `check` does. */
  suggest(sources: Sources, asked: SuggestionsOf, signal?: AbortSignal): Promise<readonly Suggestion[]>;
  state?(): CheckerState;
  dispose(): void;
}

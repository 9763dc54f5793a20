/** The port through which a project asks the verifier, so that a worker pool, one process or a web worker can stand behind it. */
import type { CheckPorts } from '../verifier/ports.ts';
import type { Sources } from '../verifier/sources.ts';
import type { Suggestion, SuggestionsOf } from '../verifier/suggest.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../verifier/verdict.ts';

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
  dispose(): void;
}

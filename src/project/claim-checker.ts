/** The port through which a project asks the verifier, so that a worker pool, one process or a web worker can stand behind it. */
import type { Sources } from '../verifier/sources.ts';
import type { Claim, Verdict } from '../verifier/verdict.ts';

export interface ClaimChecker {
  /**
   * The verdict on a claim about the files behind `sources`. Never rejects for what a claim says or a file holds; rejects
   * with the signal's reason when aborted.
   */
  check(sources: Sources, claim: Claim, signal?: AbortSignal): Promise<Verdict>;
  dispose(): void;
}

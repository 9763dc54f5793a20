/** The checker of a desktop: the verifier's worker threads. */
import { VerifierPool } from '../verifier/pool.ts';
import type { ClaimChecker } from './claim-checker.ts';

/** A checker over worker threads that run `workerFile`. Threads start with the first claim and end with `dispose`. */
export function nodeChecker(workerFile: URL): ClaimChecker {
  const pool = new VerifierPool({ workerFile });
  return {
    check: (sources, claim, signal) => pool.check(sources, claim, signal),
    dispose: () => void pool.dispose(),
  };
}

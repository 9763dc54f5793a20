/** The checker of a desktop: the verifier's worker threads. */
import { availableParallelism } from 'node:os';
import { nodeThreads, usualThreads } from '../verifier/node-thread.ts';
import { VerifierPool } from '../verifier/pool.ts';
import { poolChecker } from './pool-checker.ts';
import type { ClaimChecker } from './claim-checker.ts';

/**
 * A checker over worker threads that run `workerFile`. Threads start with the first claim and end with `dispose`.
 *
 * @param use `beside`: other work goes on, so half of the cores are taken. `alone`: nobody waits for anything else.
 */
export function nodeChecker(workerFile: URL, use: 'beside' | 'alone' = 'beside'): ClaimChecker {
  return poolChecker(new VerifierPool({ start: nodeThreads(workerFile), size: use === 'alone' ? Math.min(4, availableParallelism()) : usualThreads() }));
}

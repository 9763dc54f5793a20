/** The checker of a desktop: the verifier's worker threads. */
import { availableParallelism } from 'node:os';
import { VerifierPool } from '../verifier/pool.ts';
import type { ClaimChecker } from './claim-checker.ts';

/**
 * A checker over worker threads that run `workerFile`. Threads start with the first claim and end with `dispose`.
 *
 * @param use `beside`: other work goes on, so half of the cores are taken. `alone`: nobody waits for anything else.
 */
export function nodeChecker(workerFile: URL, use: 'beside' | 'alone' = 'beside'): ClaimChecker {
  const pool = new VerifierPool({ workerFile, ...(use === 'alone' ? { size: Math.min(4, availableParallelism()) } : {}) });
  return {
    check: (sources, claim, signal, ports) => pool.check(sources, claim, signal, ports),
    prove: (sources, claim, verdict, signal) => pool.prove(sources, claim, verdict, signal),
    suggest: (sources, asked, signal) => pool.suggest(sources, asked, signal),
    state: () => pool.state,
    dispose: () => void pool.dispose(),
  };
}

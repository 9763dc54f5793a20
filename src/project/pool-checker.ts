/** A checker over a pool of threads, whatever kind of threads they are. */
import type { VerifierPool } from '../verifier/pool.ts';
import type { ClaimChecker } from './claim-checker.ts';

export function poolChecker(pool: VerifierPool): ClaimChecker {
  return {
    check: (sources, claim, signal, ports) => pool.check(sources, claim, signal, ports),
    prove: (sources, claim, verdict, signal) => pool.prove(sources, claim, verdict, signal),
    suggest: (sources, asked, signal) => pool.suggest(sources, asked, signal),
    state: () => pool.state,
    dispose: () => void pool.dispose(),
  };
}

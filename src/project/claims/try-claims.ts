/** Claims that stand in no model yet, checked as if they did. */
import type { CheckPorts } from '../../verifier/ports.ts';
import type { Sources } from '../../verifier/sources.ts';
import type { Claim } from '../../verifier/verdict.ts';
import type { ClaimChecker } from '../claim-checker.ts';
import type { TriedClaim, TryClaims } from '../snapshot.ts';

/** In the order of the claims. With `prove` a passing one is also tried on whether it notices that what it claims is gone. Rejects only when aborted. */
export async function tryClaims(claims: readonly Claim[], sources: Sources, checker: ClaimChecker, signal: AbortSignal, { prove = false, onProgress }: Pick<TryClaims, 'prove' | 'onProgress'>, ports?: CheckPorts): Promise<readonly TriedClaim[]> {
  let done = 0;
  return Promise.all(
    claims.map(async (claim): Promise<TriedClaim> => {
      const verdict = await checker.check(sources, claim, signal, ports);
      const vacuity = prove && verdict.verdict === 'pass' ? await checker.prove(sources, claim, verdict, signal) : undefined;
      onProgress?.(++done, claims.length);
      return { verdict, ...(vacuity ? { vacuity } : {}) };
    }),
  );
}

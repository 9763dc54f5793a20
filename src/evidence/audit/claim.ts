/** The posture that a package claims: what whoever exports it derived, and what an auditor derives again and compares. */
import * as z from 'zod/mini';
import type { Assessment } from '../../assurance/assessment.ts';
import type { RecordedBasis } from '../recorded/recorded-basis.ts';

const text = z.string();
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const claimSchema = z.strictObject({
  /** The moment that attestations are judged by. */
  at: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)),
  /** Of the posture: the same that `mipiti posture` prints. */
  digest,
  objectives: z.array(z.strictObject({ id: text, status: text, by: z.nullable(text), reason: z.nullable(text), rung: text })),
  reachability: z.array(z.strictObject({ objective: text, verdict: text, reason: text })),
  controls: z.array(z.strictObject({ id: text, standing: text, sufficient: z.boolean(), clauses: z.array(z.strictObject({ name: text, met: z.boolean() })) })),
  /** `run` names the file of the ledger; null where no verdict holds. */
  verdicts: z.array(z.strictObject({ assertion: text, verdict: text, strength: z.nullable(text), run: z.nullable(digest) })),
});
export type Claim = z.infer<typeof claimSchema>;

/** @param at The moment that the assessment was made for. */
export function claimOf(at: string, assessment: Assessment, { standings, evidence }: RecordedBasis): Claim {
  return {
    at,
    digest: assessment.digest,
    objectives: assessment.objectives.map(({ id, status, by, reason, rung }) => ({ id, status, by: by ?? null, reason: reason ?? null, rung })),
    reachability: assessment.objectives.map(({ id, reachability: { verdict, reason } }) => ({ objective: id, verdict, reason })),
    controls: assessment.controls.map(({ id, standing, sufficient, clauses }) => ({ id, standing, sufficient, clauses: clauses.map(({ clause, met }) => ({ name: clause, met })) })),
    verdicts: Object.entries(standings)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([assertion, standing]) => ({ assertion, verdict: evidence.assertions[assertion]?.verdict ?? 'unchecked', strength: evidence.assertions[assertion]?.strength ?? null, run: standing.holds ? standing.at.run : null })),
  };
}

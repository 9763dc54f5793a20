/** When an attestation counts. */
import { countsAt, utcDayOf } from '../model/dates.ts';
import type { Attestation, Boundary } from '../model/schema.ts';
import type { AttestationStanding } from './assessment.ts';

/**
 * The standing of a history of attestations at a moment, and the last day of the one that lives longest.
 *
 * Only `expires_at` decides. A start in the future is a problem (see coherence) and not a gate: if it were, a posture could
 * improve because time went by.
 */
export function attestationStanding(attestations: readonly Attestation[], at: string): { readonly standing: AttestationStanding; readonly expires?: string } {
  if (attestations.length === 0) return { standing: 'none' };
  const live = attestations.filter((attestation) => countsAt(attestation.expires_at, at)).map((attestation) => utcDayOf(attestation.expires_at)!);
  if (live.length === 0) return { standing: 'expired' };
  return { standing: 'live', expires: live.reduce((latest, day) => (day > latest ? day : latest)) };
}

/** Whether a boundary's seal counts: claimed, and attested by somebody today. */
export function isSealed(boundary: Boundary | undefined, at: string): boolean {
  return boundary?.sealed !== undefined && attestationStanding(boundary.sealed.attestations, at).standing === 'live';
}

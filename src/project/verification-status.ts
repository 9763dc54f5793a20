/** How far the verification of each control has come, in the four words of verification reports. */
import type { ControlState } from '../assurance/assessment.ts';
import { onRecord } from './on-record.ts';
import type { ModelSnapshot } from './snapshot.ts';

export const verificationStatuses = ['verified', 'partially_verified', 'unverified', 'pending'] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

/** pending: nothing was looked at. unverified: nothing of it passes. Between: some passes, or all, and something else is in the way. */
export function verificationStatusOf({ standing, assertions }: Pick<ControlState, 'standing' | 'assertions'>): VerificationStatus {
  if (standing === 'verified') return 'verified';
  const looked = assertions.filter(({ verdict }) => verdict !== 'unchecked' && verdict !== 'elsewhere');
  if (looked.length === 0) return 'pending';
  return looked.some(({ verdict }) => verdict === 'pass') ? 'partially_verified' : 'unverified';
}

export const sufficiencyStatuses = ['sufficient', 'insufficient', 'pending', 'stale'] as const;
export type SufficiencyStatus = (typeof sufficiencyStatuses)[number];

/** pending: there is no clause, or nothing that covers one. stale: it suffices, and what was recorded was recorded of another text of the control. */
export function sufficiencyOf(model: ModelSnapshot, { sufficient, clauses, assertions }: ControlState): SufficiencyStatus {
  if (clauses.length === 0 || assertions.length === 0) return 'pending';
  if (!sufficient) return 'insufficient';
  const standings = onRecord(model)?.basis.standings ?? {};
  const outdated = assertions.some(({ id }) => {
    const standing = standings[id];
    return standing !== undefined && !standing.holds && (standing.why.code === 'control_changed' || standing.why.code === 'clause_changed');
  });
  return outdated ? 'stale' : 'sufficient';
}

/** Everything in a model that counts until a day: attestations, seals, acceptances, known gaps; and how each stands at a moment. */
import { countsAt, daysUntil, utcDayOf } from '../model/dates.ts';
import type { ModelPath } from '../model/problem.ts';
import type { Attestation, ThreatModel } from '../model/schema.ts';

/** Days before its end on which something is announced. */
export const nearExpiryDays = 30;

export type DeadlineKind = 'attestation' | 'seal' | 'acceptance' | 'gap';
/** `soon`: it counts, and ends within `nearExpiryDays`. `none`: it would need an attestation and never had one. */
export type DeadlineStanding = 'live' | 'soon' | 'ended' | 'none';

export interface Deadline {
  readonly kind: DeadlineKind;
  /** The assumption, boundary or acceptance; of a gap, the assertion or control that it excuses. */
  readonly id: string;
  /** What holds the day: the list of attestations, or the day itself. */
  readonly path: ModelPath;
  readonly standing: DeadlineStanding;
  /** The last day on which it counts or counted. */
  readonly ends?: string;
  /** Whole days to that day; negative when it has passed. */
  readonly days?: number;
}

/** Every deadline of what is in use at a moment, in the order of the file. What was retired or revoked has none. */
export function deadlinesOf(model: ThreatModel, at: string): readonly Deadline[] {
  const found: Deadline[] = [];
  for (const [id, { type, status, attestations }] of Object.entries(model.assumptions)) {
    if (type === 'external' && status === 'active') found.push(deadline('attestation', id, ['assumptions', id, 'attestations'], lastDayOf(attestations), at));
  }
  for (const [id, { sealed }] of Object.entries(model.boundaries)) if (sealed) found.push(deadline('seal', id, ['boundaries', id, 'sealed'], lastDayOf(sealed.attestations), at));
  for (const [id, { status, review_by }] of Object.entries(model.acceptances)) if (status === 'active') found.push(deadline('acceptance', id, ['acceptances', id, 'review_by'], review_by, at));
  for (const [id, { until }] of Object.entries(model.known_gaps)) found.push(deadline('gap', id, ['known_gaps', id, 'until'], until, at));
  return found;
}

function deadline(kind: DeadlineKind, id: string, path: ModelPath, last: string | undefined, at: string): Deadline {
  if (last === undefined) return { kind, id, path, standing: 'none' };
  const [ends, days] = [utcDayOf(last), daysUntil(last, at)];
  // A day that does not exist never counts.
  if (ends === undefined || days === undefined || !countsAt(last, at)) return { kind, id, path, standing: 'ended', ends: ends ?? last, ...(days === undefined ? {} : { days }) };
  return { kind, id, path, standing: days <= nearExpiryDays ? 'soon' : 'live', ends, days };
}

/** The last day of the attestation that lives longest; one whose day does not exist only when there is no other. */
function lastDayOf(attestations: readonly Attestation[]): string | undefined {
  const days = attestations.map(({ expires_at }) => utcDayOf(expires_at)).filter((day) => day !== undefined);
  return days.length > 0 ? days.reduce((latest, day) => (day > latest ? day : latest)) : attestations[0]?.expires_at;
}

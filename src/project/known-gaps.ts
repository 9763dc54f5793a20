/** Which failing assertions are excused for now. A gap improves no status; it only keeps a build from failing. */
import { countsAt } from '../model/dates.ts';
import type { ThreatModel } from '../model/schema.ts';

/** Whether an assertion, or its control, is listed under `known_gaps` with a last day that has not passed at `at` (ISO instant). */
export function isKnownGap(model: ThreatModel, assertion: string, at: string): boolean {
  const control = model.assertions[assertion]?.control;
  return [assertion, control].some((id) => {
    const gap = id === undefined || !Object.hasOwn(model.known_gaps, id) ? undefined : model.known_gaps[id];
    return gap !== undefined && countsAt(gap.until, at);
  });
}

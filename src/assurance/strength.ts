/** Comparing strengths: each ladder for itself, and nothing across. */
import { callStrengths, presenceStrengths, type Strength } from '../model/vocabulary.ts';

/** What is asked when nobody asks: live code that is there, or that is called. */
export const defaultLeast: readonly Strength[] = ['declared', 'called'];

/** Whether a proven strength is at least the one asked for, on the same ladder. */
export function reaches(proven: Strength | undefined, least: Strength): boolean {
  if (proven === undefined) return false;
  for (const ladder of [presenceStrengths, callStrengths] as readonly (readonly Strength[])[]) {
    if (ladder.includes(proven) && ladder.includes(least)) return ladder.indexOf(proven) >= ladder.indexOf(least);
  }
  return false;
}

/** Whether `now` asks for less than `before` did; undefined stands for the default of either ladder. */
export function asksLess(before: Strength | undefined, now: Strength | undefined): boolean {
  if (before === now) return false;
  const asked = before === undefined ? defaultLeast : [before];
  const offered = now === undefined ? defaultLeast : [now];
  // Less is asked when something is enough now that was not enough before.
  return [...presenceStrengths, ...callStrengths].some((strength) => offered.some((least) => reaches(strength, least)) && !asked.some((least) => reaches(strength, least)));
}

/** Where an edited text differs from what it was. */

export interface ChangedRange {
  readonly start: number;
  /** Where the difference ends in the text before. */
  readonly oldEnd: number;
  /** Where it ends in the text after. */
  readonly newEnd: number;
}

/** The one range in which two texts differ, as short as it can be. It may part a character of two halves. */
export function changedRange(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

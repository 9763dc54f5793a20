/** Which of many lines are drawn, where every one is as high or as wide as any other: those on the screen, some around them, and what must not vanish. */

/** A run of lines: the first, and the one behind the last. */
export interface Run {
  readonly first: number;
  readonly end: number;
  /** No run of this place is longer: what stands in the same slot is drawn over what left it. */
  readonly slots: number;
}

/** Before it is known how much is seen. */
export const noRun: Run = { first: 0, end: 0, slots: 1 };

/** Lines are drawn in steps of so many, so that most of scrolling draws nothing. */
const step = 4;

/** The lines on the screen and a few around them. `from` is how far it was scrolled, `room` how much is seen. */
export function runOf(from: number, room: number, size: number, count: number): Run {
  const first = Math.floor(from / size / step) * step - step;
  const end = Math.ceil((from + room) / size / step) * step + step;
  return { first: Math.max(0, first), end: Math.max(0, Math.min(count, end)), slots: Math.ceil(room / size) + 4 * step };
}

/** Whether two runs draw the same. */
export function isSameRun(a: Run, b: Run): boolean {
  return a.first === b.first && a.end === b.end && a.slots === b.slots;
}

/** The indices of a run in their order, with others that must not vanish; of those, what is below 0 or behind the last is none. */
export function indicesOf(run: Run, besides: readonly number[], count: number): readonly number[] {
  // What was seen may be of more lines than are left.
  const end = Math.min(run.end, count);
  const first = Math.min(run.first, end);
  const outside = [...new Set(besides)].filter((index) => index >= 0 && index < count && (index < first || index >= end)).sort((a, b) => a - b);
  return [...outside.filter((index) => index < first), ...Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index), ...outside.filter((index) => index >= end)];
}

/** How far to scroll so that a line is seen whole, moving as little as possible. */
export function scrolledTo(from: number, room: number, size: number, index: number): number {
  return Math.min(Math.max(from, (index + 1) * size - room), index * size);
}

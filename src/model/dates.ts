/** Calendar days of a model file, without a clock: a day is a text, a moment is an argument. */

/** Whether a text names a day, or an instant, that exists. `2026-02-30` does not. */
export function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const instant = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) return false;
  return text.length === 10 || !Number.isNaN(new Date(text).getTime());
}

/** The UTC day, `YYYY-MM-DD`, of a day or an instant; undefined when it does not exist. */
export function utcDayOf(text: string): string | undefined {
  if (!isRealDay(text)) return undefined;
  return text.length === 10 ? text : new Date(text).toISOString().slice(0, 10);
}

/**
 * Whether a last day still counts at a moment: until the end of that day in UTC.
 *
 * @param lastDay A day or an instant; one that does not exist never counts.
 * @param at The moment, as an ISO instant.
 */
export function countsAt(lastDay: string, at: string): boolean {
  const last = utcDayOf(lastDay);
  const now = utcDayOf(at);
  return last !== undefined && now !== undefined && now <= last;
}

/** Whole days from a moment's UTC day to a day; negative when it has passed, undefined when one does not exist. */
export function daysUntil(day: string, at: string): number | undefined {
  const [last, now] = [utcDayOf(day), utcDayOf(at)];
  if (last === undefined || now === undefined) return undefined;
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${now}T00:00:00Z`)) / 86_400_000);
}

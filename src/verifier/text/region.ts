/** Parts of a text that do not count, taken out without moving the rest. */
import type { Span } from '../code/code.ts';

/** The text with blanks in place of the spans; line ends stay, so every offset and every line means what it meant. */
export function blanked(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let place = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= place) continue;
    const from = Math.max(start, place);
    parts.push(text.slice(place, from), text.slice(from, end).replace(/[^\r\n]/g, ' '));
    place = end;
  }
  parts.push(text.slice(place));
  return parts.join('');
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

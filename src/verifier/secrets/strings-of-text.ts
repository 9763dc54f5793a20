/**
 * Values given to names in text whose syntax is not known, and in comments: a secret in a comment has leaked like any
 * other. Also pieces of text that are joined by a mark, for what no parser could read.
 */
import type { Span } from '../code/code.ts';
import type { NamedText } from './strings-of-code.ts';
import { tellingName } from './telling-names.ts';

const quoted = /(?<![\p{L}\p{N}_$.-])([\p{L}_$][\p{L}\p{N}_$.-]{0,60})["'`]?\]?[ \t]{0,9}(?::=|=>|==?|:)[ \t]{0,9}[rRbBfFuU@$L]{0,2}(["'`])([^"'`\r\n]{1,400})\2/gu;
/** `define("DB_PASSWORD", "…")`: a name in quotes and a value, as arguments. */
const paired = /["']([\p{L}_$][\p{L}\p{N}_$.-]{0,60})["'][ \t]{0,9},[ \t]{0,9}(["'])([^"'\r\n]{1,400})\2/gu;
/** `#define DB_PASSWORD "…"`. */
const macro = /^[ \t]{0,9}#[ \t]{0,9}define[ \t]{1,40}([\p{L}_$][\p{L}\p{N}_$]{0,60})[ \t]{1,40}[uULR8]{0,3}(["'])([^"'\r\n]{1,400})\2/gmu;
const bare = /(?<![\p{L}\p{N}_$.-])([\p{L}_$][\p{L}\p{N}_$.-]{0,60})[ \t]{0,9}(?:=|:[ \t])[ \t]{0,9}([^\s"'`,;(){}[\]<>]{6,400})/gu;

export function stringsOfText(text: string, { start, end }: Span): readonly NamedText[] {
  const part = text.slice(start, end);
  const found: NamedText[] = [];
  for (const match of [...part.matchAll(quoted), ...part.matchAll(paired), ...part.matchAll(macro)]) if (tellingName(match[1]!)) found.push(namedText(start + match.index + match[0].length - 1 - match[3]!.length, match[3]!, match[1]!));
  for (const match of part.matchAll(bare)) {
    const value = match[2]!;
    // Without quotes a sentence looks the same: only what no sentence holds counts.
    if (tellingName(match[1]!) && /\d/.test(value) && /[A-Za-z]/.test(value)) found.push(namedText(start + match.index + match[0].length - value.length, value, match[1]!));
  }
  return found;
}

function namedText(start: number, value: string, name: string): NamedText {
  return { start, end: start + value.length, value, name, assembled: false };
}

const joint = /["'`][ \t]{0,20}(?:\\?\r?\n[ \t]{0,40})?(?:\+|\.\.?|&|~|<>)?[ \t]{0,20}(?:\\?\r?\n[ \t]{0,40})?["'`]/g;

/** The text with the marks taken out by which texts are joined, and the place in the original of each place in it. */
export function withoutJoints(text: string): { readonly text: string; origin(place: number): number } | undefined {
  const parts: string[] = [];
  const starts: { readonly at: number; readonly origin: number }[] = [];
  let [place, length] = [0, 0];
  for (const match of text.matchAll(joint)) {
    if (match[0].length < 3 && !/[+.&~]/.test(match[0])) continue;
    starts.push({ at: length, origin: place });
    const part = text.slice(place, match.index);
    parts.push(part);
    length += part.length;
    place = match.index + match[0].length;
  }
  if (starts.length === 0) return undefined;
  starts.push({ at: length, origin: place });
  parts.push(text.slice(place));
  return {
    text: parts.join(''),
    origin: (at) => {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]!.at <= at) low = middle;
        else high = middle - 1;
      }
      return starts[low]!.origin + at - starts[low]!.at;
    },
  };
}

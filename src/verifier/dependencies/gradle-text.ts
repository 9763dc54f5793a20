/** The text of a Gradle build file: its comments taken out, its blocks found by their brackets. */
import type { Span } from '../code/code.ts';

/** Blanks in place of comments, so that places stay; undefined when a text or a comment has no end. */
export function withoutComments(text: string): string | undefined {
  const parts: string[] = [];
  let place = 0;
  for (let i = 0; i < text.length; ) {
    const end = text.startsWith('//', i) ? endOf(text, i, '\n', 0) : text.startsWith('/*', i) ? endOf(text, i + 2, '*/', 2) : undefined;
    if (end !== undefined) {
      if (end < 0) {
        if (text.startsWith('/*', i)) return undefined;
        parts.push(text.slice(place, i));
        return parts.join('') + ' '.repeat(text.length - i);
      }
      parts.push(text.slice(place, i), text.slice(i, end).replace(/[^\r\n]/g, ' '));
      place = i = end;
    } else if (text[i] === '"' || text[i] === "'") {
      const close = endOfText(text, i);
      if (close === undefined) return undefined;
      i = close;
    } else i++;
  }
  parts.push(text.slice(place));
  return parts.join('');
}

function endOf(text: string, from: number, sign: string, width: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? -1 : found + width;
}

function endOfText(text: string, start: number): number | undefined {
  const quote = text[start]!;
  const triple = quote.repeat(3);
  if (text.startsWith(triple, start)) {
    const end = text.indexOf(triple, start + 3);
    return end < 0 ? undefined : end + 3;
  }
  for (let i = start + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
  }
  return undefined;
}

/** What stands between the brackets of each block of the name; texts in it are stepped over. */
export function* blocksNamed(text: string, name: string): Generator<Span> {
  const begin = new RegExp(`(?<![\\w.$"'])${name}\\s*(?:\\([^)\\n]*\\)\\s*)?\\{`, 'g');
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let place = start;
    while (place < text.length && depth > 0) {
      const unit = text[place]!;
      if (unit === '"' || unit === "'") place = endOfText(text, place) ?? text.length;
      else {
        if (unit === '{') depth++;
        else if (unit === '}') depth--;
        place++;
      }
    }
    // A block in a text is none: it is stepped over with its text, and its own end is not looked for again.
    if (!standsInText(text, match.index)) yield { start, end: depth === 0 ? place - 1 : place };
    begin.lastIndex = start;
  }
}

/** Whether a quote is open on the line before the place. */
function standsInText(text: string, place: number): boolean {
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', place - 1) + 1), place).replace(/\\./g, '');
  return (line.match(/"/g)?.length ?? 0) % 2 === 1 || (line.match(/'/g)?.length ?? 0) % 2 === 1;
}

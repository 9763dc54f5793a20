/** From offsets to the lines and columns that people see. */
import type { CodePosition, CodeRange } from '../verdict.ts';
import type { Span } from './code.ts';

export interface LineTable {
  /** Line and column from 1; columns in UTF-16 units. Offsets beyond the text give its end. */
  position(offset: number): CodePosition;
  range(span: Span): CodeRange;
}

/** The offset of a place that a line table gave. */
export function lineOffset(text: string, { line, column }: CodePosition): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = /\r\n|\r|\n/g;
    end.lastIndex = start;
    const found = end.exec(text);
    if (!found) return text.length;
    start = end.lastIndex;
  }
  return Math.min(start + column - 1, text.length);
}

/** Lines end with LF, CRLF or a lone CR, as editors have it. */
export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  const position = (offset: number): CodePosition => {
    const place = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: place - starts[low]! + 1 };
  };
  return { position, range: ({ start, end }) => ({ start: position(start), end: position(end) }) };
}

/** From offsets to the lines and columns that people see. */
import { indexLines } from '../../model/lines.ts';
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
  const lines = indexLines(text);
  const position = (offset: number): CodePosition => lines.positionAt(offset);
  return { position, range: ({ start, end }) => ({ start: position(start), end: position(end) }) };
}

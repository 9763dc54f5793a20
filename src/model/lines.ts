/** Offsets and lines: lines and columns count from 1, columns in UTF-16 units, as editors count them. */

/** A position of a text; both count from 1. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  /** The position of an offset; an offset outside the text gives the nearest position in it. */
  positionAt(offset: number): LinePosition;
  /** The offset of a position; a column past the end of its line gives the end of that line. */
  offsetAt(position: LinePosition): number;
  readonly lineCount: number;
}

/** Indexes the lines of a text once. A line ends with `\n`, `\r\n` or a lone `\r`. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (unit === 10 || unit === 13) starts.push(i + 1);
  }
  const endOfLine = (line: number): number => {
    const next = starts[line];
    if (next === undefined) return text.length;
    return text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
  };
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= clamped) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: clamped - starts[low]! + 1 };
    },
    offsetAt({ line, column }) {
      const clamped = Math.max(1, Math.min(line, starts.length));
      return Math.max(starts[clamped - 1]!, Math.min(starts[clamped - 1]! + column - 1, endOfLine(clamped)));
    },
  };
}

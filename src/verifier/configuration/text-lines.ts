/** The lines of a text with their places, whichever way they end. */

export interface TextLine {
  readonly text: string;
  /** The offset of its first character. */
  readonly start: number;
  /** From 1. */
  readonly number: number;
}

export function* linesOf(text: string): Generator<TextLine> {
  const ends = /\r\n|\n|\r|$/g;
  for (let start = 0, number = 1; start <= text.length; number++) {
    ends.lastIndex = start;
    const end = ends.exec(text)!;
    yield { text: text.slice(start, end.index), start, number };
    if (end[0] === '') return;
    start = end.index + end[0].length;
  }
}

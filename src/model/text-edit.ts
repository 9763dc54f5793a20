/** Minimal edits of a text: ranges of the original, replaced. Whatever lies outside stays as it is, byte for byte. */
import type { TextRange } from './problem.ts';

export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/**
 * The text after the edits. All ranges are of the original text, in any order.
 *
 * @throws RangeError when two ranges overlap or one lies outside the text: a mistake of the caller, never of a user.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index })).sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index);
  let result = '';
  let end = 0;
  for (const { edit } of sorted) {
    if (edit.range.start < end || edit.range.end < edit.range.start || edit.range.end > text.length) throw new RangeError('edits overlap or lie outside the text');
    result += text.slice(end, edit.range.start) + edit.text;
    end = edit.range.end;
  }
  return result + text.slice(end);
}

/** Several edits, each made on the text that the one before it left, as one set of small edits of the first text. */
import type { EditResult } from './edit.ts';
import { parseModel, type ParsedModel } from './parse.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

export type EditStep = (parsed: ParsedModel) => EditResult;

/** A part of the text as it has become: kept from the first text, or written since. */
type Piece = { readonly from: number; readonly to: number } | { readonly written: string };

/** Makes the edits one after the other. Refused, and nothing changed, when one of them is. */
export function editInSteps(parsed: ParsedModel, steps: Iterable<EditStep>): EditResult {
  const { text } = parsed.source;
  let pieces: readonly Piece[] = [{ from: 0, to: text.length }];
  let now = parsed;
  for (const step of steps) {
    const result = step(now);
    if ('refused' in result) return result;
    if (result.edits.length === 0) continue;
    pieces = spliced(pieces, result.edits);
    now = parseModel(applyEdits(now.source.text, result.edits));
  }
  return { edits: editsOf(pieces, text.length) };
}

function spliced(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  const rest = [...pieces];
  let at = 0;
  const pass = (until: number, keep: boolean): void => {
    while (at < until && rest.length > 0) {
      const [piece] = rest as [Piece];
      const size = Math.min(sizeOf(piece), until - at);
      if (keep) result.push(part(piece, 0, size));
      if (size < sizeOf(piece)) rest[0] = part(piece, size, sizeOf(piece));
      else rest.shift();
      at += size;
    }
  };
  for (const { range, text } of [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    pass(range.start, true);
    if (text !== '') result.push({ written: text });
    pass(range.end, false);
  }
  pass(Infinity, true);
  return result;
}

function sizeOf(piece: Piece): number {
  return 'written' in piece ? piece.written.length : piece.to - piece.from;
}

function part(piece: Piece, start: number, end: number): Piece {
  return 'written' in piece ? { written: piece.written.slice(start, end) } : { from: piece.from + start, to: piece.from + end };
}

/** What stands between the kept parts, replaced by what was written there. */
function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let [at, written] = [0, ''];
  const close = (until: number): void => {
    if (until > at || written !== '') edits.push({ range: { start: at, end: until }, text: written });
    written = '';
  };
  for (const piece of pieces) {
    if ('written' in piece) written += piece.written;
    else if (piece.to > piece.from) {
      close(piece.from);
      at = piece.to;
    }
  }
  close(length);
  return edits;
}

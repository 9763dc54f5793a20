/** The identifier that stands at a place of any text: a model, code, a comment. */
import { idPatterns, kindOfIdentifier, type EntityKind } from './identifiers.ts';
import type { TextRange } from './problem.ts';

export interface FoundIdentifier {
  readonly id: string;
  readonly kind: EntityKind | 'objectives';
  readonly range: TextRange;
}

/** What an identifier is made of; a dot or slash ends it, so that `upload/CO-A1-T1` holds one. */
const word = /[A-Za-z0-9_-]/;

/** The identifier under an offset or right before it, by its look alone: whether a model has it is another question. */
export function identifierAt(text: string, offset: number): FoundIdentifier | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && word.test(text[start - 1]!)) start--;
  while (end < text.length && word.test(text[end]!)) end++;
  const id = text.slice(start, end);
  const kind = kindOfIdentifier(id);
  return kind ? { id, kind, range: { start, end } } : undefined;
}

/** References to a model in code and text: `mipiti: CTRL-01, asrt_7k2m`, in whatever comment they stand. */
const mention = /\bmipiti:[ \t]*((?:[a-z0-9._-]+\/)?[A-Za-z]+[A-Za-z0-9_-]*(?:[ \t]*,[ \t]*(?:[a-z0-9._-]+\/)?[A-Za-z]+[A-Za-z0-9_-]*)*)/g;

export interface Mention {
  /** The model that it is qualified by, as in `upload/CTRL-01`. */
  readonly model?: string;
  readonly id: string;
  readonly range: TextRange;
}

/** The identifiers that a text names behind `mipiti:`, in order. */
export function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(mention)].flatMap((match) => {
    const listed = match[1]!;
    const from = match.index + match[0].length - listed.length;
    return [...listed.matchAll(/(?:([a-z0-9._-]+)\/)?([A-Za-z]+[A-Za-z0-9_-]*)/g)].flatMap(([whole, model, id], _index) => {
      const at = from + listed.indexOf(whole);
      const known = id !== undefined && (kindOfIdentifier(id) !== undefined || idPatterns.gaps.test(id));
      return known ? [{ ...(model === undefined ? {} : { model }), id, range: { start: at, end: at + whole.length } }] : [];
    });
  });
}

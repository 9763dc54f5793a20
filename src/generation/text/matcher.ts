/** Finds terms in a text: by the forms of words, over hyphens and line ends, apart from what is denied. */
import type { TextRange } from '../../model/problem.ts';
import { deniedRanges } from './negation.ts';
import { stemOf, wordsOf, type Word } from './words.ts';

export interface TermMatch {
  readonly concept: string;
  /** As it stands in the text. */
  readonly text: string;
  readonly range: TextRange;
  /** Whether the text says that it is not there. */
  readonly denied: boolean;
}

interface Term {
  readonly concept: string;
  readonly stems: readonly string[];
  /** The words as they must be written, when that matters: `=PIN`. */
  readonly exact?: readonly string[];
  /** Other words around it, in which it does not count. */
  readonly exception: boolean;
}

export type TermIndex = ReadonlyMap<string, readonly Term[]>;

/** A concept's terms, and phrases in which they do not count. A term that begins with `=` counts only in exactly this form; its capitals count too, if it has any. */
export interface Vocabulary {
  readonly concept: string;
  readonly terms: readonly string[];
  readonly except: readonly string[];
}

/** Prepares terms for finding: those of one first word stand together, longest first. */
export function indexTerms(vocabularies: readonly Vocabulary[]): TermIndex {
  const index = new Map<string, Term[]>();
  for (const { concept, terms, except } of vocabularies) {
    for (const [written, exception] of [...terms.map((term) => [term, false] as const), ...except.map((term) => [term, true] as const)]) {
      const isExact = written.startsWith('=');
      const words = wordsOf(isExact ? written.slice(1) : written);
      if (words.length === 0) continue;
      const stems = words.map(({ stem }) => stem);
      const term: Term = { concept, stems, exception, ...(isExact ? { exact: words.map(({ text }) => text) } : {}) };
      const others = index.get(stems[0]!);
      if (others) others.push(term);
      else index.set(stems[0]!, [term]);
    }
  }
  for (const terms of index.values()) terms.sort((a, b) => b.stems.length - a.stems.length || (a.concept < b.concept ? -1 : a.concept > b.concept ? 1 : 0));
  return index;
}

/** Every place at which a term stands, in the order of the text; of one concept the longest at each place. */
export function findTerms(text: string, index: TermIndex): TermMatch[] {
  const words = wordsOf(text);
  const denied = deniedRanges(text);
  const found: TermMatch[] = [];
  const passedOver = new Map<string, number>();
  let next = 0;
  let open: TextRange[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    while (next < denied.length && denied[next]!.start <= word.start) open.push(denied[next++]!);
    if (open.length > 0) open = open.filter(({ end }) => end > word.start);
    const seen = new Set<string>();
    for (const term of index.get(word.stem) ?? []) {
      if (seen.has(term.concept) || (passedOver.get(term.concept) ?? 0) > at || !matchesAt(text, words, at, term)) continue;
      seen.add(term.concept);
      passedOver.set(term.concept, at + term.stems.length);
      if (term.exception) continue;
      const range = { start: word.start, end: words[at + term.stems.length - 1]!.end };
      found.push({ concept: term.concept, text: text.slice(range.start, range.end).replace(/\s+/g, ' '), range, denied: open.length > 0 });
    }
  }
  return found;
}

function matchesAt(text: string, words: readonly Word[], at: number, term: Term): boolean {
  for (let index = 0; index < term.stems.length; index++) {
    const word = words[at + index];
    if (!word || (index > 0 && word.stem !== term.stems[index])) return false;
    if (index > 0 && !/^(?:[ \t]*\n?[ \t]*|[-‐–/_.])$/.test(text.slice(words[at + index - 1]!.end, word.start))) return false;
    if (term.exact && !isExactly(word.text, term.exact[index]!)) return false;
  }
  return true;
}

function isExactly(word: string, term: string): boolean {
  const written = term === term.toLowerCase() ? word.toLowerCase() : word;
  return written === term || written === `${term}s`;
}

/** Whether two phrases are the same but for the forms of their words. */
export function samePhrase(a: string, b: string): boolean {
  const stems = (phrase: string): string => phrase.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').map(stemOf).join(' ');
  return stems(a) === stems(b);
}

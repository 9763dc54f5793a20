/** What people of a description do something with: "customers upload claim photos and PDF files from …" gives the photos and files. */
import type { TextRange } from '../../model/problem.ts';
import { masses, stemOf, wordsOf, type Word } from './words.ts';

export interface NamedThing {
  readonly text: string;
  readonly range: TextRange;
}

const articles = new Set(['a', 'an', 'the', 'their', 'its', 'his', 'her', 'our', 'your', 'my', 'any', 'all', 'some', 'these', 'those', 'this', 'that', 'each', 'every', 'many', 'several', 'such', 'new', 'own', 'other', 'different', 'various', 'certain', 'large', 'small', 'up', 'to']);
/** What ends a name: words that carry no thing of their own. */
const enders = new Set(['from', 'to', 'in', 'on', 'into', 'onto', 'by', 'with', 'for', 'that', 'which', 'when', 'while', 'where', 'who', 'whose', 'over', 'through', 'via', 'at', 'before', 'after', 'until', 'then', 'only', 'as', 'is', 'are', 'was', 'were', 'be', 'will', 'can', 'may', 'must', 'of', 'per', 'using', 'between', 'under', 'if', 'but', 'so', 'or', 'without', 'during', 'within', 'across', 'about', 'it', 'they', 'them', 'we', 'he', 'she', 'you', 'i', 'not', 'securely', 'safely', 'online', 'locally', 'there', 'here', 'also', 'plus', 'like']);
/** Plurals by their look, verbs by their use: "photos and shares them". */
const verbsLikeThings = new Set(['shares', 'sends', 'stores', 'keeps', 'sells', 'shows', 'lets', 'uses', 'gets', 'makes', 'gives', 'pays', 'runs', 'reads', 'writes', 'sees', 'sets', 'saves', 'edits', 'views', 'deletes', 'downloads', 'uploads', 'syncs', 'notifies', 'receives', 'publishes', 'takes', 'has', 'does', 'says', 'checks', 'allows', 'manages', 'asks', 'calls', 'applies', 'verifies', 'installs', 'returns', 'forwards', 'needs', 'lists', 'tells', 'talks', 'answers', 'always', 'sometimes', 'across', 'perhaps', 'thousands', 'millions', 'hundreds', 'lots', 'kinds', 'types', 'things', 'ones', 'times', 'days', 'hours', 'minutes', 'weeks', 'months', 'years', 'seconds']);
const longestName = 5;

/** The first thing that follows one of the verbs and reads like several things, or like a mass: a name that may stand in a model. */
export function objectOf(text: string, verbs: readonly string[], isDenied: (offset: number) => boolean = () => false): NamedThing | undefined {
  const stems = new Set(verbs.map(stemOf));
  const words = wordsOf(text);
  for (let at = 0; at + 1 < words.length; at++) {
    const verb = words[at]!;
    if (!stems.has(verb.stem) || isDenied(verb.start)) continue;
    const found = nameFrom(text, words, at + 1);
    if (found) return found;
  }
  return undefined;
}

function nameFrom(text: string, words: readonly Word[], from: number): NamedThing | undefined {
  let first = from;
  while (first < words.length && first < from + 3 && articles.has(words[first]!.text.toLowerCase()) && joined(text, words, first)) first++;
  const name: Word[] = [];
  for (let at = first; at < words.length; at++) {
    const word = words[at]!;
    const lower = word.text.toLowerCase();
    if (!joined(text, words, at)) break;
    if (enders.has(lower) || articles.has(lower)) break;
    if (lower === 'and' && (name.length === 0 || !continues(text, words, at))) break;
    name.push(word);
    if (name.length > longestName) return undefined;
  }
  const last = name.at(-1);
  if (!last || !isThings(last) || name.some(({ text: word }) => !/^[\p{L}\p{N}'’]{1,30}$/u.test(word))) return undefined;
  const range = { start: name[0]!.start, end: last.end };
  return { text: text.slice(range.start, range.end).replace(/\s+/g, ' '), range };
}

/** After "photos and" comes another thing, and no new sentence such as "and share them". */
function continues(text: string, words: readonly Word[], and: number): boolean {
  for (let at = and + 1; at <= and + 2 && at < words.length && joined(text, words, at); at++) {
    if (enders.has(words[at]!.text.toLowerCase()) || articles.has(words[at]!.text.toLowerCase())) return false;
    if (isThings(words[at]!)) {
      const next = words[at + 1];
      return !next || !joined(text, words, at + 1) || (enders.has(next.text.toLowerCase()) && !['it', 'them', 'they', 'we', 'that'].includes(next.text.toLowerCase()));
    }
  }
  return false;
}

function joined(text: string, words: readonly Word[], at: number): boolean {
  return at === 0 || /^(?:[ \t]*\n?[ \t]*|[-‐])$/.test(text.slice(words[at - 1]!.end, words[at]!.start));
}

/** A plural or a mass. */
function isThings({ text }: Word): boolean {
  const lower = text.toLowerCase();
  return !verbsLikeThings.has(lower) && (masses.has(lower) || (lower.length > 3 && /[a-z]s$/.test(lower) && !/(ss|us|is|'s)$/.test(lower)));
}

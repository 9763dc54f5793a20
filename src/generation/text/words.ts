/** A text as words with their places, each brought to a form that its inflections share. */

export interface Word {
  /** As it stands in the text. */
  readonly text: string;
  /** The same for `upload`, `uploads`, `uploaded` and `uploading`. */
  readonly stem: string;
  /** Half-open, in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** The words of a text in their order: letters and digits; hyphens and slashes part them. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}{1,2}(?!\p{L}))?/gu)) {
    words.push({ text: match[0], stem: stemOf(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** Longer words are no words of a language, and nobody looks for them. */
const longestWord = 40;

/** The common form of a word's inflections in English. A form, not a word: `stores` and `storing` both give `stor`. */
export function stemOf(word: string): string {
  let stem = word.slice(0, longestWord).normalize('NFKC').toLowerCase().replace(/['’]s?$/, '').replaceAll('’', "'");
  stem = withoutPlural(stem);
  if (stem.length > 5 && stem.endsWith('ing') && /[aeiouy]/.test(stem.slice(0, -3))) stem = single(stem.slice(0, -3));
  else if (stem.length > 4 && stem.endsWith('ed') && /[aeiouy]/.test(stem.slice(0, -2))) stem = single(stem.slice(0, -2));
  if (stem.length > 4 && stem.endsWith('e')) stem = stem.slice(0, -1);
  if (stem.length > 3 && stem.endsWith('y')) stem = `${stem.slice(0, -1)}i`;
  return stem;
}

function withoutPlural(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** `shopp` of `shopping` is `shop`, `vot` of `voting` is `vote`; `process` keeps its two. */
function single(stem: string): string {
  if (/([bdgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
  return /^[^aeiou][aeiou][^aeiouwxy]$/.test(stem) ? `${stem}e` : stem;
}

/** One of several: `nurses` becomes `nurse`. What is no plural stays. */
export function singularOf(phrase: string): string {
  return phrase.replace(/[\p{L}]+$/u, (last) => withoutPlural(last));
}

/** Several of one: `shopper` becomes `shoppers`. What is a plural or a mass stays. */
export function pluralOf(phrase: string): string {
  return phrase.replace(/[\p{L}]+$/u, (last) => {
    if (withoutPlural(last) !== last || masses.has(last.toLowerCase())) return last;
    if (/[^aeiou]y$/.test(last)) return `${last.slice(0, -1)}ies`;
    return /(s|x|ch|sh|z)$/.test(last) ? `${last}es` : `${last}s`;
  });
}

/** Words without a plural that name things worth protecting. */
export const masses: ReadonlySet<string> = new Set(['data', 'information', 'content', 'code', 'music', 'money', 'metadata', 'telemetry', 'staff', 'people', 'personnel', 'firmware', 'software', 'media', 'history', 'correspondence', 'equipment', 'children', 'clergy', 'crew']);

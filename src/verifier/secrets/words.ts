/** Whether a text is made of words, as names and prose are, or of characters that somebody drew at random. */

/** The words of a name or value, in small letters: split at marks, and where capitals begin. */
export function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, 400)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]{2,})([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .replace(/(\d)([A-Za-z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Whether all of it reads as words, with a short number here and there. */
export function isWords(text: string): boolean {
  const words = wordsOf(text);
  const letters = words.filter((word) => !/^\d+$/.test(word));
  if (letters.length === 0) return false;
  const digits = words.filter((word) => /^\d+$/.test(word));
  if (digits.some((word) => word.length > 4) || digits.length > 2) return false;
  if (!letters.every(isWord)) return false;
  // Capitals strewn over a text cut it into crumbs.
  const long = letters.filter((word) => word.length > 2).length;
  return letters.length < 3 || long * 2 >= letters.length;
}

/** Can be spoken, roughly: a vowel in every few letters. Scripts without such vowels are words as they are. */
function isWord(word: string): boolean {
  if (/[^a-z]/.test(word)) return true;
  if (word.length <= 3) return true;
  if (word.length > 20 || /[^aeiouy]{5}|[aeiou]{5}|(.)\1\1/.test(word)) return false;
  const vowels = word.replace(/[^aeiouy]/g, '').length / word.length;
  return vowels >= 0.2 && vowels <= 0.8;
}

const function_ = new Set('the a an your you is are was be been must should can cannot will not no if for of in on at by to from with and or please enter this that it we'.split(' '));

/** A sentence for people: it has an end, or words that only hold sentences together. */
export function isSentence(text: string): boolean {
  const words = text.trim().split(/\s+/);
  if (words.length < 2) return false;
  if (/[.!?:…]$/.test(text.trim()) && words.every((word) => !/\d/.test(word))) return true;
  return words.some((word) => function_.has(word.toLowerCase().replace(/[^a-z]/g, '')));
}

/** A sentence or label for people rather than a value for machines. */
export function isProse(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return isSentence(text) || (words.length >= 3 && words.every((word) => /^[\p{L}'’.,-]+$/u.test(word)));
}

/** Shannon entropy in bits for each character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const unit of text) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Much of it only counts upwards: alphabets, digits in order. */
export function isSequential(text: string): boolean {
  let steps = 0;
  for (let i = 1; i < text.length; i++) if (Math.abs(text.charCodeAt(i) - text.charCodeAt(i - 1)) === 1) steps++;
  return steps * 2.5 >= text.length;
}

/** The text of a file that an editor saves: it empties a file before it fills it, so only what is read twice is whole. */
import { readFileSync } from 'node:fs';

/** Gives a reader whose answer is undefined until the file is the same, and not empty, as at the call before. */
export function wholeText(file: string): () => string | undefined {
  let last = '';
  return () => {
    const before = last;
    last = readFileSync(file, 'utf8');
    return last !== '' && last === before ? last : undefined;
  };
}

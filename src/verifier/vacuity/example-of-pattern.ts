/** A text that an expression matches, so that it can be tried whether a claim would notice it. */
import RandExp from 'randexp';
import { compilePattern } from '../text/pattern.ts';

/** The same text every time; undefined where none could be made, or where RE2 does not agree that it matches. */
export function exampleOfPattern(pattern: string): string | undefined {
  const { source, flags } = asJavaScript(pattern);
  let text: string;
  try {
    const generator = new RandExp(source, flags);
    generator.max = 2;
    generator.defaultRange.subtract(0, 31);
    generator.randInt = (from, to) => Math.min(Math.max(from, 1), to);
    text = generator.gen();
  } catch {
    return undefined;
  }
  const compiled = compilePattern(pattern, { multiline: true, dotall: false });
  return text !== '' && compiled.ok && compiled.pattern.first(text) ? text : undefined;
}

/** Marks that RE2 writes otherwise: flags at the beginning, named groups, the ends of the text. */
function asJavaScript(pattern: string): { readonly source: string; readonly flags: string } {
  const set = /^\(\?([ims]+)\)/.exec(pattern);
  const source = pattern.slice(set?.[0].length ?? 0).replace(/\(\?P?<[^>=!]+>/g, '(').replaceAll('\\z', '$').replaceAll('\\A', '^').replace(/\(\?i:/g, '(?:');
  return { source, flags: set?.[1]?.includes('i') ? 'i' : '' };
}

/** Regular expressions of claims: RE2 syntax, linear time. */
import { RE2JS } from 're2js';
import type { Span } from '../code/code.ts';

export interface Pattern {
  /** The first match at or after `from`, or undefined. */
  first(text: string, from?: number): Span | undefined;
}

export type CompiledPattern = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string };

const flagged: readonly [RegExp, string][] = [
  [/\(\?<?[=!]/, 'Look-ahead and look-behind are not part of RE2; claim the parts in separate assertions.'],
  [/\\[1-9]|\\k</, 'Back-references are not part of RE2.'],
  [/\\Z/, '\\Z is not part of RE2; write \\z for the end of the text.'],
  [/\(\?>|[*+?}]\+/, 'Atomic groups and possessive quantifiers are not part of RE2, which never backtracks.'],
];

/** Compiles an expression. What RE2 does not know is named, with what to write in its place. */
export function compilePattern(source: string, flags: { readonly multiline: boolean; readonly dotall: boolean }): CompiledPattern {
  try {
    const compiled = RE2JS.compile(source, (flags.multiline ? RE2JS.MULTILINE : 0) | (flags.dotall ? RE2JS.DOTALL : 0));
    return { ok: true, pattern: { first: (text, from = 0) => firstMatch(compiled, text, from) } };
  } catch (error) {
    const hint = flagged.find(([sign]) => sign.test(source))?.[1];
    const words = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `The expression ${source} cannot be compiled: ${words}.${hint ? ` ${hint}` : ''}` };
  }
}

function firstMatch(compiled: RE2JS, text: string, from: number): Span | undefined {
  const matcher = compiled.matcher(text);
  return matcher.find(from) ? { start: matcher.start(), end: matcher.end() } : undefined;
}

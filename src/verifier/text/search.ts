/** Searches a file for an expression, as both pattern types do: scope, region, and what lies outside of it. */
import type { Span } from '../code/code.ts';
import type { CheckInput } from '../checks/check.ts';
import { lineTable } from '../code/line-table.ts';
import type { LineTable } from '../code/line-table.ts';
import { refusedVerdict } from '../refusal.ts';
import type { Verdict } from '../verdict.ts';
import { compilePattern } from './pattern.ts';
import type { Pattern } from './pattern.ts';
import { blanked } from './region.ts';

/** A text made ready to be searched. */
export interface SearchedText {
  readonly file: string;
  readonly lines: LineTable;
  readonly pattern: Pattern;
  readonly raw: string;
  /** Without comments and documentation; undefined where the language is not known, so that nobody can tell them. */
  readonly code: string | undefined;
  readonly region: 'code' | 'raw';
  /** Where to search. */
  readonly scope: Span;
  readonly dead: readonly Span[];
  readonly errors: readonly Span[];
  readonly comments: readonly Span[];
}

/** Compiles, reads, blanks out and finds the scope, or gives the verdict that says why not. */
export async function prepareSearch({ params, sources, reader }: CheckInput): Promise<SearchedText | Verdict> {
  const asked = params.text['file'] ?? '';
  const flags = { multiline: params.flags['multiline'] ?? true, dotall: params.flags['dotall'] ?? false };
  const compiled = compilePattern(params.text['pattern'] ?? '', flags);
  const start = params.text['scope_start'] === undefined ? undefined : compilePattern(params.text['scope_start'], flags);
  const end = params.text['scope_end'] === undefined ? undefined : compilePattern(params.text['scope_end'], flags);
  for (const one of [compiled, start, end]) {
    if (one && !one.ok) return { verdict: 'undecidable', reason: 'invalid_pattern', details: one.message, file: asked, restsOn: [] };
  }
  if (!compiled.ok) throw new Error('unreachable: a pattern that did not compile was answered');
  const source = await sources.read(asked);
  if (!source.ok) return refusedVerdict(asked, source);
  const { file, text } = source;
  const region = params.text['region'] === 'raw' ? 'raw' : 'code';
  const read = region === 'raw' ? undefined : await reader.read(source);
  const facts = read?.ok ? read.facts : undefined;
  if (read && !read.ok && read.reason === 'parse_error') return { verdict: 'undecidable', reason: 'parse_error', details: read.details, file, restsOn: [] };
  const comments = facts ? [...facts.comments, ...facts.documentation] : [];
  const code = facts ? blanked(text, comments) : undefined;
  const scope = scopeOf(code ?? text, start?.ok ? start.pattern : undefined, end?.ok ? end.pattern : undefined);
  if (!scope) {
    return { verdict: 'fail', reason: 'not_found', details: `The scope of the search is not there: nothing in ${file} matches scope_start ${params.text['scope_start'] ?? ''}.`, file, restsOn: [] };
  }
  return { file, lines: facts?.lines ?? lineTable(text), pattern: compiled.pattern, raw: text, code, region, scope, dead: facts?.dead ?? [], errors: facts?.errors ?? [], comments };
}

/** Makes the verdicts on a text that was searched; each shows the match that decides. */
export function answersAbout({ file, lines }: SearchedText): (verdict: Verdict['verdict'], reason: Verdict['reason'], details: string, match?: Span) => Verdict {
  return (verdict, reason, details, match) => ({ verdict, reason, details, file, ...(match ? { range: lines.range(match) } : {}), restsOn: [] });
}

/** From the first match of the start to the first match of the end that begins after it. */
export function scopeOf(text: string, start: Pattern | undefined, end: Pattern | undefined): Span | undefined {
  const from = start ? start.first(text) : { start: 0, end: 0 };
  if (!from) return undefined;
  const to = end?.first(text, Math.max(from.end, from.start + (start ? 1 : 0)));
  return { start: from.start, end: to?.start ?? text.length };
}

/**
 * All matches inside the scope, one after the other. Matching sees the text to the end of the scope, so that an anchor
 * at its end means the end of the scope.
 */
export function* matchesIn({ pattern, scope }: SearchedText, text: string): Generator<Span> {
  const bounded = text.slice(0, scope.end);
  for (let from = scope.start; from <= bounded.length; ) {
    const match = pattern.first(bounded, from);
    if (!match) return;
    yield match;
    from = match.end > match.start ? match.end : match.end + 1;
  }
}

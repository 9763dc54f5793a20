/** How checks of code begin: read the file, parse it, or give the verdict that says why not. */
import type { CodeFacts } from '../code/facts.ts';
import type { Span } from '../code/code.ts';
import { refusedVerdict } from '../refusal.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { CheckInput } from './check.ts';

export interface CodeAtHand {
  readonly file: string;
  readonly facts: CodeFacts;
}

/** The facts of the file that the parameter `file` names, or the verdict. */
export async function readCode({ params, sources, reader }: CheckInput): Promise<CodeAtHand | Verdict> {
  const asked = params.text['file'] ?? '';
  const source = await sources.read(asked);
  if (!source.ok) return refusedVerdict(asked, source);
  const read = await reader.read(source);
  if (!read.ok) return { verdict: 'undecidable', reason: read.reason, details: read.details, file: source.file, restsOn: [] };
  return { file: source.file, facts: read.facts };
}

/** A verdict about a place in the file; `symbols` are what it rests on there. */
export function about(
  { file, facts }: CodeAtHand,
  verdict: Verdict['verdict'],
  reason: VerdictReason,
  details: string,
  more: Partial<Verdict> & { readonly span?: Span | undefined; readonly symbols?: readonly string[] } = {},
): Verdict {
  const { span, symbols = [], ...rest } = more;
  return {
    verdict,
    reason,
    details,
    file,
    ...(span ? { range: facts.lines.range(span) } : {}),
    restsOn: symbols.map((symbol) => ({ file, symbol })),
    ...rest,
  };
}

/** The line of a place, for sentences. */
export function lineOf({ facts }: CodeAtHand, { start }: Span): number {
  return facts.lines.position(start).line;
}

export function touchesError({ facts }: CodeAtHand, span: Span): Span | undefined {
  return facts.errors.find((error) => error.start < span.end && span.start < error.end);
}

/**
 * The verdict when something was not found although the file has syntax errors and the word stands somewhere in its
 * code: it may be what the grammar lost. Undefined when the word is nowhere, so nothing can be hidden.
 */
export function hiddenByErrors(at: CodeAtHand, word: string, what: string): Verdict | undefined {
  const { facts } = at;
  const error = facts.errors[0];
  if (!error || !standsInCode(facts, word)) return madeByMacro(at, word, what);
  return about(at, 'undecidable', 'parse_error', `${what} was not found, but ${at.file} has a syntax error at line ${lineOf(at, error)} that may hide it.`, { span: error });
}

/** The verdict when the word is given to a macro that may define what was not found. */
function madeByMacro(at: CodeAtHand, word: string, what: string): Verdict | undefined {
  const { text, generated } = at.facts;
  const written = new RegExp(`(?<![\\p{ID_Continue}$])${word.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\p{ID_Continue}$])`, 'u');
  const macro = generated.find(({ start, end }) => written.test(text.slice(start, end)));
  return macro && about(at, 'undecidable', 'dynamic', `${what} was not found, but the macro at line ${lineOf(at, macro)} of ${at.file} is given that word and may make it.`, { span: macro });
}

function standsInCode({ text, comments }: CodeFacts, word: string): boolean {
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) {
    if (!comments.some(({ start, end }) => start <= place && place < end)) return true;
  }
  return false;
}

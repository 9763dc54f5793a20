/** Claims that hold about code at hand, found and verified before anybody is offered them. */
import type { Assertion } from '../../model/schema.ts';
import { findSimilar } from '../../model/similar.ts';
import { claimedSegments } from '../../verifier/code/dotted.ts';
import type { Sources } from '../../verifier/sources.ts';
import type { Suggestion, SuggestionsOf } from '../../verifier/suggest.ts';
import type { Claim, Verdict } from '../../verifier/verdict.ts';
import type { ClaimChecker } from '../claim-checker.ts';
import { symbolsOf } from './claims-on-code.ts';

export interface Candidate extends Suggestion {
  /** A pass. */
  readonly verdict: Verdict;
}

/** So many are verified for one place. */
const mostCandidates = 40;
/** So many other names are tried for a symbol that is gone. */
const mostNames = 60;

/** The claims about a place that hold now, those nearest to `line` first. Rejects only when aborted. */
export async function candidateClaims(asked: SuggestionsOf & { readonly line?: number }, sources: Sources, checker: ClaimChecker, signal?: AbortSignal): Promise<readonly Candidate[]> {
  const suggestions = await checker.suggest(sources, asked, signal);
  const distance = ({ range }: Suggestion): number => (asked.line === undefined ? 0 : Math.max(0, range.start.line - asked.line, asked.line - range.end.line));
  const nearest = [...suggestions].sort((a, b) => distance(a) - distance(b)).slice(0, mostCandidates);
  const checked = await Promise.all(nearest.map(async (suggestion) => ({ ...suggestion, verdict: await checker.check(sources, suggestion.claim, signal) })));
  return checked.filter(({ verdict }) => verdict.verdict === 'pass');
}

export interface Rebinding {
  readonly parameter: string;
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
}

/** What a failing assertion could name instead of the symbol that is gone, so that it holds again: verified, the likeliest first. */
export async function rebindings(assertion: Assertion, sources: Sources, checker: ClaimChecker, signal?: AbortSignal): Promise<readonly Rebinding[]> {
  const file = assertion.params['file'];
  if (typeof file !== 'string') return [];
  const names = [...new Set((await checker.suggest(sources, { file }, signal)).flatMap(({ claim }) => namesOf(claim)))];
  const found: Rebinding[] = [];
  for (const { parameter, value } of symbolsOf(assertion)) {
    // What the file still has is not what was renamed.
    if (names.includes(value) || names.some((name) => name.endsWith(`.${value}`))) continue;
    const likely = findSimilar(value, names);
    const others = names.filter((name) => claimedSegments(name).length === claimedSegments(value).length && name !== likely);
    const tried = [...(likely === undefined ? [] : [likely]), ...others].slice(0, mostNames);
    const verdicts = await Promise.all(tried.map((name) => checker.check(sources, { type: assertion.type, params: { ...assertion.params, [parameter]: name }, ...(assertion.requires === undefined ? {} : { requires: assertion.requires }) }, signal)));
    for (const [index, verdict] of verdicts.entries()) if (verdict.verdict === 'pass') found.push({ parameter, from: value, to: tried[index]!, verdict });
  }
  return found;
}

function namesOf({ type, params }: Claim): readonly string[] {
  const name = type === 'function_exists' || type === 'class_exists' ? params['name'] : type === 'function_calls' ? params['callee'] : undefined;
  return typeof name === 'string' ? [name] : [];
}

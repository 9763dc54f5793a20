/** A checker that knows its verdicts beforehand: the page has no code to look at. */
import type { ClaimChecker } from '../../src/project/claim-checker.ts';
import { findAssertionType } from '../../src/verifier/catalogue.ts';
import type { Claim, Verdict } from '../../src/verifier/verdict.ts';

/** Names in a claim that make it fail or undecidable, so that a sample shows every verdict. */
const failing = /broken|missing/i;
const undecidable = /unreadable|unknown/i;

export const sampleChecker: ClaimChecker = {
  check: (_sources, claim) => Promise.resolve(verdictOf(claim)),
  prove: () => Promise.resolve(undefined),
  suggest: () => Promise.resolve([]),
  dispose: () => undefined,
};

function verdictOf({ type, params }: Claim): Verdict {
  const words = Object.values(params).map(String).join(' ');
  const file = typeof params.file === 'string' ? params.file : 'upload.py';
  const place = { file, range: { start: { line: 12, column: 1 }, end: { line: 12, column: 20 } }, restsOn: [] };
  if (failing.test(words)) return { verdict: 'fail', reason: 'not_found', details: `Nothing in ${file} is what it claims.`, ...place };
  if (undecidable.test(words)) return { verdict: 'undecidable', reason: 'parse_error', details: `${file} cannot be read.`, ...place };
  const isCall = findAssertionType(type)?.id === 'function_calls';
  return { verdict: 'pass', strength: isCall ? 'called' : 'declared', reason: 'proven', details: 'It holds.', ...place };
}

/** Checks that ask something of the body of one function: which one is meant, and what if several are. */
import { claimedSegments } from '../code/dotted.ts';
import { findDefinitions } from '../code/find-definition.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import { makesObjects, mayRun } from '../code/web/may-run.ts';
import type { Verdict } from '../verdict.ts';
import { about, hiddenByErrors, lineOf, touchesError } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';
import { worthlessFunctions } from './worthless-functions.ts';

/** The verdict of `judge` on the function that `symbol` names. Where a bare name fits several, all must agree. */
export function onClaimedFunction(at: CodeAtHand, symbol: string, judge: (found: FoundDefinition) => Verdict): Verdict {
  const { candidates, nested } = findDefinitions(symbol, at.facts);
  const isAble = ({ worth }: FoundDefinition): boolean => worth === 'live' || worth === 'constant' || worth === 'stub';
  const private_ = candidates.length === 0 && nested.length > 0 && nested.every((found) => isAble(found) && isPrivate(found, at)) ? nested : [];
  const able = [...candidates.filter(isAble), ...private_];
  if (able.length === 0) {
    const hidden = hiddenByErrors(at, claimedSegments(symbol).at(-1) ?? symbol, `The function ${symbol}`);
    if (hidden) return hidden;
    for (const { worth, name, definition } of candidates) {
      const why = worthlessFunctions[worth];
      if (why) return about(at, worth === 'dynamic' ? 'undecidable' : 'fail', why.reason, `${name} at line ${lineOf(at, definition)} of ${at.file} ${why.sentence}.`, { span: definition, symbols: [name] });
    }
    const inner = nested[0];
    return about(at, 'fail', 'not_found', `${at.file} defines no function ${symbol}.${inner ? ` It stands inside of another function: claim it as ${inner.name}.` : ''}`, inner ? { span: inner.definition } : {});
  }
  const verdicts = able.map((found) => {
    const error = touchesError(at, found.function ?? found.definition);
    return error ? about(at, 'undecidable', 'parse_error', `${found.name} has a syntax error at line ${lineOf(at, error)}.`, { span: error, symbols: [found.name] }) : judge(found);
  });
  const first = verdicts[0]!;
  if (verdicts.every(({ verdict }) => verdict === first.verdict)) return first;
  const undecided = verdicts.find(({ verdict }) => verdict === 'undecidable');
  if (undecided) return undecided;
  const list = able.map(({ name, definition }, index) => `${name} at line ${lineOf(at, definition)} (${verdicts[index]?.verdict === 'pass' ? 'does' : 'does not'})`).join(', ');
  return about(at, 'undecidable', 'ambiguous', `${symbol} can mean several functions that disagree: ${list}. Claim one by its qualified name.`, { span: able[0]?.definition, symbols: able.map(({ name }) => name) });
}

/**
 * A function inside of a constructor function that its members call is private to the objects, and known by its bare name as a
 * private method is. In any other function a bare name does not reach it.
 */
function isPrivate({ function: fact }: FoundDefinition, { facts }: CodeAtHand): boolean {
  return fact?.parent !== undefined && makesObjects(fact.parent, facts) && mayRun(fact, facts);
}

/** A language that does not say how it behaves cannot be asked. */
export function notToldBy(at: CodeAtHand, what: string): Verdict {
  return about(at, 'undecidable', 'unknown_language', `How ${what} in ${at.facts.language} is not known here.`);
}

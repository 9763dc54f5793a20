/**
 * error_handled: a live handler of the function does something about errors.
 *
 * What counts stands in `code/errors/handler-worth.ts`. Decided for soundness: a handler that only logs swallows; where
 * some handlers of a function handle and others swallow, the claim must name a call; a handler around nothing that could
 * throw is none; one whose work is done by a function that is not defined in the file is undecidable.
 */
import { claimedSegments } from '../code/dotted.ts';
import type { ErrorTraits } from '../code/behaviour-traits.ts';
import type { CallFact } from '../code/facts.ts';
import type { FoundDefinition } from '../code/find-definition.ts';
import { findHandlers, isCoveredBy } from '../code/errors/find-handlers.ts';
import type { FoundHandler } from '../code/errors/find-handlers.ts';
import { matchCall } from '../code/match-call.ts';
import { callsIn, functionsIn, runWith } from '../code/runs.ts';
import type { Span } from '../code/code.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import { notToldBy, onClaimedFunction } from './claimed-function.ts';
import type { Check } from './check.ts';
import { about, lineOf, readCode } from './read-code.ts';
import type { CodeAtHand } from './read-code.ts';

interface Asked {
  readonly call: string | undefined;
  readonly exception: string | undefined;
}

export const checkErrorHandled: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  if (!at.facts.traits.behaviour?.errors) return notToldBy(at, 'errors are handled');
  const { function: symbol = '', call, exception } = input.params.text;
  return onClaimedFunction(at, symbol, (found) => verdictOn(at, found, { call, exception }));
};

function verdictOn(at: CodeAtHand, found: FoundDefinition, asked: Asked): Verdict {
  const { facts } = at;
  const fact = found.function!;
  const running = [...new Set(runWith(fact, facts).map((part) => part.function))];
  const all = running.flatMap((part) => findHandlers(part, facts));
  const live = all.filter(({ standing }) => standing === 'live');
  if (asked.call !== undefined) return onCalls(at, found, asked, asked.call, running.flatMap((part) => callsIn(part, facts)), live);
  const { taking, doubtful } = takers(live, asked.exception, facts.traits.behaviour?.errors);
  if (taking.length > 0) return judged(at, found, taking, '');
  if (doubtful) return say(at, found, 'undecidable', 'dynamic', `The handler at line ${lineOf(at, doubtful)} takes ${doubtful.takes?.join(', ') ?? 'something'}; whether that is a kind of ${asked.exception ?? 'error'} is not written here.`, doubtful);
  return none(at, found, all);
}

function judged(at: CodeAtHand, found: FoundDefinition, handlers: readonly FoundHandler[], of: string): Verdict {
  const { name } = found;
  const [good, bad] = [handlers.find(({ worth }) => worth === 'handles'), handlers.find(({ worth }) => worth !== 'handles')];
  if (good && !bad) return say(at, found, 'pass', 'proven', `${name} handles errors${of} at line ${lineOf(at, good)} of ${at.file}: ${good.words} throws, gives back a value, or leaves after logging.`, good);
  const at1 = bad!;
  const line = lineOf(at, at1);
  if (good) return say(at, found, 'undecidable', 'ambiguous', `${name} handles errors${of} at line ${lineOf(at, good)}, but at line ${line} ${wordsOf(at1)}. Claim the call that is meant.`, at1);
  if (at1.worth === 'swallows') return say(at, found, 'fail', 'stub', `${name} takes errors${of} at line ${line} of ${at.file}, but ${wordsOf(at1)}.`, at1);
  return say(at, found, 'undecidable', at1.worth === 'partly' ? 'ambiguous' : 'dynamic', `${name} takes errors${of} at line ${line}, but ${wordsOf(at1)}.`, at1);
}

function wordsOf({ worth, words }: FoundHandler): string {
  if (worth === 'partly') return `${words} handles some of them and swallows others`;
  return worth === 'unknown' ? `what ${words} does is done by something that is not defined here` : `${words} swallows them`;
}

/** The handlers that take the kind of error. */
function takers(handlers: readonly FoundHandler[], exception: string | undefined, traits: ErrorTraits | undefined): { readonly taking: readonly FoundHandler[]; readonly doubtful?: FoundHandler } {
  const claimed = exception === undefined ? undefined : claimedSegments(exception).at(-1);
  if (claimed === undefined) return { taking: handlers };
  const taking: FoundHandler[] = [];
  let doubtful: FoundHandler | undefined;
  const done = new Set<Span>();
  for (const handler of handlers) {
    // Of several handlers around one piece of code the first that fits takes the error.
    if (done.has(handler.covers)) continue;
    if (!handler.takes || handler.takes.some((name) => name === claimed || traits?.catchAll.has(name) || (traits?.catchMost?.types.has(name) === true && !traits.catchMost.but.test(claimed)))) {
      taking.push(handler);
      done.add(handler.covers);
    } else doubtful ??= handler;
  }
  return { taking: doubtful && taking.every(({ takes }) => !takes?.includes(claimed)) ? taking.filter(({ covers }) => covers !== doubtful.covers) : taking, ...(doubtful ? { doubtful } : {}) };
}

function onCalls(at: CodeAtHand, found: FoundDefinition, asked: Asked, callee: string, calls: readonly CallFact[], handlers: readonly FoundHandler[]): Verdict {
  const { facts } = at;
  const claimed = claimedSegments(callee);
  const meant = calls.filter((call) => call.standing === 'live' && matchCall(call, claimed, facts).kind === 'match');
  if (meant.length === 0) return say(at, found, 'fail', 'not_found', `${found.name} does not call ${callee} in live code.`);
  let last: Verdict | undefined;
  for (const call of meant) {
    const around = handlers.filter((handler) => isCoveredBy(call, handler)).sort((a, b) => a.covers.end - a.covers.start - (b.covers.end - b.covers.start));
    const nearest = around.filter(({ covers }) => covers === around[0]?.covers);
    const { taking, doubtful } = takers(nearest, asked.exception, facts.traits.behaviour?.errors);
    if (taking.length === 0 && doubtful) return say(at, found, 'undecidable', 'dynamic', `The handler at line ${lineOf(at, doubtful)} takes ${doubtful.takes?.join(', ') ?? 'something'}; whether that is a kind of ${asked.exception ?? 'error'} is not written here.`, doubtful);
    if (taking.length === 0) {
      const outer = handlers.find(({ covers }) => covers.start <= call.start && call.end <= covers.end);
      if (outer) return say(at, found, 'undecidable', 'dynamic', `${callee} at line ${lineOf(at, call)} runs in a callback inside of the handler at line ${lineOf(at, outer)}; whether its errors get there cannot be told.`, call);
      return say(at, found, 'fail', 'not_found', `${found.name} calls ${callee} at line ${lineOf(at, call)} of ${at.file} without a handler for its errors.`, call);
    }
    last = judged(at, found, taking, ` of ${callee}`);
    if (last.verdict !== 'pass') return last;
  }
  return last!;
}

/** Why nothing counts: the nearest miss names the reason. */
function none(at: CodeAtHand, found: FoundDefinition, all: readonly FoundHandler[]): Verdict {
  const { facts } = at;
  const fact = found.function!;
  const [dead] = all;
  if (dead) return say(at, found, 'fail', 'dead_code', `${found.name} handles errors at line ${lineOf(at, dead)} only in code that never runs.`, dead);
  const inner = functionsIn(fact, facts).find((one) => findHandlers(one, facts).length > 0);
  if (inner) return say(at, found, 'fail', 'nested_not_called', `Only ${inner.path.at(-1) ?? 'a function'} inside of ${found.name} handles errors, at line ${lineOf(at, inner)}, and ${found.name} does not run it.`, inner);
  const last = facts.pieces.find(({ code, enclosing }) => code.kind === 'try' && enclosing === fact);
  if (last) return say(at, found, 'fail', 'not_found', `${found.name} has a block at line ${lineOf(at, last)} that cleans up or guards nothing, but no handler for errors.`, last);
  return say(at, found, 'fail', 'not_found', `${found.name} at line ${lineOf(at, found.definition)} of ${at.file} has no handler for errors.`);
}

function say(at: CodeAtHand, found: FoundDefinition, verdict: Verdict['verdict'], reason: VerdictReason, details: string, span: Span = found.function ?? found.definition): Verdict {
  return about(at, verdict, reason, details, { span, symbols: [found.name], ...(verdict === 'pass' ? { strength: 'declared', ...(at.facts.errors.length > 0 ? { attributes: { errorsElsewhere: true } } : {}) } : {}) });
}

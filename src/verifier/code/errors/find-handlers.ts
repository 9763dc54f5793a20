/** Everything in a function that takes errors, or throws them away: handlers, members of promises, tests of values. */
import { childrenOf } from '../children.ts';
import type { AssignCode, Code, Span, TryCode } from '../code.ts';
import { writtenChain } from '../dotted.ts';
import type { CallFact, CodeFacts, FunctionFact, PieceFact } from '../facts.ts';
import { functionOfTarget, resolve } from '../resolve.ts';
import { callsIn } from '../runs.ts';
import type { Scope } from '../scope.ts';
import { droppedErrors } from './dropped-errors.ts';
import { handlerWorth } from './handler-worth.ts';
import type { HandlerWorth } from './handler-worth.ts';

export interface FoundHandler extends Span {
  readonly worth: HandlerWorth;
  /** What it is, for a sentence: `the handler`. */
  readonly words: string;
  /** What it takes the errors of; a call counts when it stands in here, in the function itself. */
  readonly covers: Span;
  /** The last names of the kinds that it takes; undefined: all. */
  readonly takes: readonly string[] | undefined;
  readonly standing: PieceFact['standing'];
  readonly function: FunctionFact;
}

/** In the order of the text. A handler around nothing that could throw is none. */
export function findHandlers(fact: FunctionFact, facts: CodeFacts): readonly FoundHandler[] {
  const pieces = facts.pieces.filter(({ enclosing }) => enclosing === fact);
  const found = [...pieces.flatMap((piece) => (piece.code.kind === 'try' ? ofTry(piece, piece.code, fact, facts) : [])), ...ofMembers(fact, facts), ...ofValues(fact, pieces, facts), ...ofPatterns(fact, pieces, facts), ...ofDropped(fact, facts)];
  return found.sort((a, b) => a.start - b.start);
}

/** `try? load()` leaves no reason; whoever asks for the value may still do something about it. */
function ofDropped(fact: FunctionFact, facts: CodeFacts): FoundHandler[] {
  return droppedErrors(fact).flatMap(({ code, isAsked }): FoundHandler[] => {
    const call = callsIn(fact, facts).find(({ start, end }) => code.start <= start && end <= code.end);
    if (!call) return [];
    const isOpen = code.drops === 'value' && isAsked;
    const words = isOpen ? 'a test for the value that is missing after an error' : code.drops === 'value' ? 'what leaves out the value and the reason' : 'what ends the program';
    return [{ worth: isOpen ? 'unknown' : 'swallows', words, covers: code, takes: undefined, standing: call.standing, function: fact, start: code.start, end: code.end }];
  });
}

function ofTry(piece: PieceFact, code: TryCode, fact: FunctionFact, facts: CodeFacts): FoundHandler[] {
  if (!canThrow(code.body)) return [];
  const overruled = code.last !== undefined && leavesItself(code.last);
  const { standing, start, end } = piece;
  return code.handlers.map(({ body, types }) => ({
    worth: overruled ? 'swallows' : handlerWorth(body, facts),
    words: overruled ? 'the block that runs in the end leaves, and drops what the handler throws' : 'the handler',
    covers: code.body,
    takes: types && namesIn(types),
    standing,
    function: fact,
    start,
    end,
  }));
}

/** `finally { return … }`. */
function leavesItself(code: Code): boolean {
  if (code.kind === 'exit') return code.how !== 'throw' && code.how !== 'yield';
  return code.kind !== 'function' && code.kind !== 'class' && code.kind !== 'loop' && childrenOf(code).some(leavesItself);
}

function canThrow(code: Code): boolean {
  if (code.kind === 'call' || code.kind === 'load' || code.kind === 'index' || code.kind === 'member' || code.kind === 'import' || (code.kind === 'group' && code.chain)) return true;
  if (code.kind === 'exit' && code.how === 'throw') return true;
  return code.kind !== 'function' && childrenOf(code).some(canThrow);
}

function namesIn(types: Code): readonly string[] {
  if (types.kind === 'name' || types.kind === 'member') return [types.name];
  return childrenOf(types).flatMap(namesIn);
}

/** `promise.catch(…)`. */
function ofMembers(fact: FunctionFact, facts: CodeFacts): FoundHandler[] {
  const errors = facts.traits.behaviour?.errors;
  return callsIn(fact, facts).flatMap((call): FoundHandler[] => {
    if (call.callee.kind !== 'member') return [];
    const { name, object } = call.callee;
    const shared = { covers: object, takes: undefined, standing: call.standing, function: fact, start: call.start, end: call.end };
    const place = errors?.handlerMembers?.get(name);
    const handler = place === undefined ? undefined : call.args[place];
    if (handler) return [{ ...shared, worth: worthOfGiven(handler, call.scope, facts), words: `the handler given to ${name}` }];
    if (errors?.discarding?.has(name)) return [{ ...shared, worth: 'swallows', words: `${name}, which ends the program or drops the reason,` }];
    return errors?.handingOn?.has(name) ? [{ ...shared, worth: 'handles', words: name }] : [];
  });
}

function worthOfGiven(handler: Code, scope: Scope, facts: CodeFacts): HandlerWorth {
  if (handler.kind === 'function') return handlerWorth(handler.body, facts);
  const chain = writtenChain(handler);
  if (!chain) return handler.kind === 'literal' ? 'swallows' : 'unknown';
  if (facts.traits.logging.test(chain.join('.'))) return 'swallows';
  const target = resolve(handler, scope, facts);
  if (target.root === 'parameter' && chain.length === 1 && facts.traits.behaviour?.errors?.reporters?.test(chain[0]!)) return 'handles';
  const own = functionOfTarget(target, facts);
  return own ? handlerWorth(own.code.body, facts, 0) : 'unknown';
}

/** `const { data, error } = await load(); if (error) …`, `data, err := load()`, `load((err, data) => …)`. */
function ofValues(fact: FunctionFact, pieces: readonly PieceFact[], facts: CodeFacts): FoundHandler[] {
  const errors = facts.traits.behaviour?.errors;
  if (!errors?.valueNames) return [];
  const found: FoundHandler[] = [];
  for (const piece of pieces) {
    if (piece.code.kind !== 'assign' || !piece.code.value || !isCall(piece.code.value)) continue;
    const shared = { covers: piece.code.value, takes: undefined, standing: piece.standing, function: fact };
    if (errors.blank !== undefined && endsBlank(piece.code, errors.blank)) found.push({ ...shared, worth: 'swallows', words: 'the error goes to a blank name, which', start: piece.start, end: piece.end });
    for (const name of errorNames(piece.code.target, errors.valueNames)) {
      const next = pieces.find(({ code, start }) => code.kind === 'assign' && start > piece.start && errorNames(code.target, errors.valueNames!).includes(name))?.start ?? Number.POSITIVE_INFINITY;
      const tested = testOf(name, pieces, piece.end, next, facts);
      if (tested) found.push({ ...shared, ...tested });
    }
  }
  const callback = fact.inline ? fact.code.parameters[0] : undefined;
  const given = callback?.kind === 'name' && errors.valueNames.test(callback.name) ? callback.name : undefined;
  const around = given === undefined ? undefined : facts.calls.find(({ args }) => args.includes(fact.code));
  const tested = given !== undefined && around ? testOf(given, pieces, fact.start, fact.end, facts) : undefined;
  if (tested && around) found.push({ ...tested, covers: around, takes: undefined, function: around.enclosing ?? fact });
  return found;
}

/** `f()?`, `if let Err(e) = f() {…}`, `let Ok(v) = f() else {…}`, `match f() { Err(e) => … }`. */
function ofPatterns(fact: FunctionFact, pieces: readonly PieceFact[], facts: CodeFacts): FoundHandler[] {
  const { yieldHandsOn, patterns } = facts.traits.behaviour?.errors ?? {};
  const found: FoundHandler[] = [];
  const begins = (sign: RegExp, start: number, end: number): boolean => sign.test(facts.text.slice(start, end));
  for (const [index, { code, standing, start, end }] of pieces.entries()) {
    const shared = { takes: undefined, standing, function: fact, start, end };
    if (yieldHandsOn && code.kind === 'exit' && code.how === 'yield' && code.value) found.push({ ...shared, worth: 'handles', words: 'the mark that hands the error on', covers: code.value });
    if (!patterns) continue;
    if (code.kind === 'branch' && code.test.kind === 'assign' && code.test.value) {
      const { target, value } = code.test;
      const arm = begins(patterns.bad, target.start, target.end) ? code.then : begins(patterns.good, target.start, target.end) ? code.otherwise : undefined;
      if (arm) found.push({ ...shared, worth: handlerWorth(arm, facts), words: 'the branch for errors', covers: value });
    }
    if (code.kind === 'assign' && code.value && code.target.kind === 'pattern' && begins(patterns.good, code.target.start, code.target.end)) {
      const next = pieces.slice(index + 1).find((piece) => piece.code.kind === 'branch' && piece.start === start && piece.end === end)?.code;
      if (next?.kind === 'branch' && next.test.kind === 'literal' && next.test.type === 'other') found.push({ ...shared, worth: handlerWorth(next.then, facts), words: 'the branch for errors', covers: code.value });
    }
    if (code.kind === 'switch' && code.subject) {
      let from = code.subject.end;
      for (const { body } of code.cases) {
        if (begins(patterns.bad, from, body.end)) found.push({ ...shared, worth: handlerWorth(body, facts), words: 'the case for errors', covers: code.subject });
        from = body.end;
      }
    }
  }
  return found;
}

function isCall(code: Code): boolean {
  return code.kind === 'call' || (code.kind === 'group' && code.parts.length === 1 && !code.chain && isCall(code.parts[0]!));
}

function endsBlank({ target }: AssignCode, blank: string): boolean {
  const last = target.kind === 'pattern' ? target.parts.at(-1)?.target : target.kind === 'group' ? target.parts.at(-1) : target;
  return last?.kind === 'name' && last.name === blank;
}

function errorNames(target: Code, names: RegExp): readonly string[] {
  if (target.kind === 'name') return names.test(target.name) ? [target.name] : [];
  return target.kind === 'pattern' ? target.parts.flatMap((part) => errorNames(part.target, names)) : target.kind === 'group' ? target.parts.flatMap((part) => errorNames(part, names)) : [];
}

/** The branch that asks for the error, or the return that hands it on. */
function testOf(name: string, pieces: readonly PieceFact[], from: number, to: number, facts: CodeFacts): Pick<FoundHandler, 'worth' | 'words' | 'standing' | 'start' | 'end'> | undefined {
  for (const { code, standing, start, end } of pieces) {
    if (start < from || start >= to) continue;
    if (code.kind === 'branch' && mentions(code.test, name)) {
      const arm = isAbsence(code.test, facts) ? code.otherwise : code.then;
      return { worth: arm ? handlerWorth(arm, facts) : 'unknown', words: `the test of ${name}`, standing, start, end };
    }
    if (code.kind === 'exit' && (code.how === 'return' || code.how === 'throw') && code.value && mentions(code.value, name)) return { worth: 'handles', words: `handing on ${name}`, standing, start, end };
  }
  return undefined;
}

function mentions(code: Code, name: string): boolean {
  return (code.kind === 'name' && code.name === name) || (code.kind !== 'function' && childrenOf(code).some((part) => mentions(part, name)));
}

/** `!err`, `err == nil`: the way without an error. */
function isAbsence(test: Code, { text }: CodeFacts): boolean {
  if (test.kind === 'not') return true;
  if (test.kind !== 'group') return false;
  const [first, second] = test.parts;
  return first !== undefined && second !== undefined && /^\s*={2,3}\s*$/.test(text.slice(first.end, second.start));
}

/** The calls that a handler covers. */
export function isCoveredBy(call: CallFact, { covers, function: fact }: FoundHandler): boolean {
  return call.enclosing === fact && covers.start <= call.start && call.end <= covers.end;
}


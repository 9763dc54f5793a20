/**
 * What the body of a handler does about the error, on every way through it.
 *
 * handles: it throws, gives back another value or the error, answers the request, keeps the error or a substitute in
 * something that lives on, or logs and leaves. swallows: it does nothing, or only logs, or leaves without a word or a
 * value; giving back nothing (`return null`) without logging is swallowing, too. partly: some ways handle, others
 * swallow. unknown: all depends on a function that is not defined here.
 */
import { childrenOf } from '../children.ts';
import type { AssignCode, Code, ExitCode } from '../code.ts';
import { conditionOf } from '../constant.ts';
import { writtenChain } from '../dotted.ts';
import { endingsOf } from '../endings.ts';
import type { CodeFacts } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import { functionOfTarget, resolve } from '../resolve.ts';
import { scopeAt } from '../scope-at.ts';

export type HandlerWorth = 'handles' | 'swallows' | 'partly' | 'unknown';

interface Way {
  readonly logged: boolean;
  readonly answered: boolean;
  readonly unknown: boolean;
}
type End = 'handled' | 'swallowed' | 'unknown';

const open: Way = { logged: false, answered: false, unknown: false };
const mostWays = 64;

/** `hops`: how many functions of this file may be looked into. */
export function handlerWorth(body: Code, facts: CodeFacts, hops = 1): HandlerWorth {
  const ends = new Set<End>();
  for (const way of run(body, [open], ends, facts, hops)) ends.add(endOf(way));
  if (ends.size === 1) return ends.has('handled') ? 'handles' : ends.has('unknown') || givesValue(body, facts) ? 'unknown' : 'swallows';
  return ends.has('unknown') ? 'unknown' : 'partly';
}

/** The handler comes to a value other than nothing; whether anybody takes it cannot be told. */
function givesValue(body: Code, facts: CodeFacts): boolean {
  if (!facts.traits.behaviour?.errors?.lastIsValue) return false;
  const isRow = (body.kind === 'group' && !body.chain) || body.kind === 'block';
  const last = isRow ? (body.parts as readonly Code[]).at(-1) : body;
  if (!last || last.kind === 'nothing' || last.kind === 'assign' || last.kind === 'exit') return false;
  if (last !== body && last.kind === 'group' && !last.chain) return givesValue(last, facts);
  return !isNothing(last) && !(last.kind === 'call' && isLogging(last.callee, facts));
}

function endOf({ answered, unknown }: Way): End {
  return answered ? 'handled' : unknown ? 'unknown' : 'swallowed';
}

function run(code: Code, ways: readonly Way[], ends: Set<End>, facts: CodeFacts, hops: number): readonly Way[] {
  if (ways.length === 0) return ways;
  const mark = (change: Partial<Way>): readonly Way[] => ways.map((way) => ({ ...way, ...change }));
  switch (code.kind) {
    case 'group':
    case 'block':
      return (code.parts as readonly Code[]).reduce((at, part) => run(part, at, ends, facts, hops), ways);
    case 'exit':
      return leave(code, ways, ends, facts, hops);
    case 'branch': {
      const { value } = conditionOf(code.test);
      const at = run(code.test, ways, ends, facts, hops);
      const then = value === false ? [] : run(code.then, at, ends, facts, hops);
      const otherwise = value === true ? [] : code.otherwise ? run(code.otherwise, at, ends, facts, hops) : at;
      return distinct([...then, ...otherwise]);
    }
    case 'switch': {
      const at = code.subject ? run(code.subject, ways, ends, facts, hops) : ways;
      const cases = code.cases.flatMap(({ body }) => {
        // A break of a case leaves only the choice.
        const own = new Set<End>();
        const after = run(withoutBreak(body), at, own, facts, hops);
        for (const end of own) ends.add(end);
        return after;
      });
      return distinct([...cases, ...(code.exhaustive ? [] : at)]);
    }
    case 'loop':
      return distinct([...ways, ...run(code.body, code.head ? run(code.head, ways, ends, facts, hops) : ways, ends, facts, hops)]);
    case 'try': {
      const at = run(code.body, ways, ends, facts, hops);
      const caught = code.handlers.flatMap(({ body }) => run(body, ways, ends, facts, hops));
      const after = distinct([...at, ...caught]);
      return code.last ? run(code.last, after, ends, facts, hops) : after;
    }
    case 'assign': {
      const at = code.value ? run(code.value, ways, ends, facts, hops) : ways;
      return keeps(code, facts) ? at.map((way) => ({ ...way, answered: true })) : at;
    }
    case 'call': {
      const inside = code.args.reduce<readonly Way[]>((at, arg) => run(arg, at, ends, facts, hops), code.callee.kind === 'member' ? run(code.callee.object, ways, ends, facts, hops) : ways);
      const at = inside.length === 0 ? inside : ways;
      const change = outcomeOfCall(code, facts, hops);
      if (change === 'leaves') {
        ends.add('handled');
        return [];
      }
      return at.length === 0 ? at : mark(change);
    }
    case 'name':
    case 'member': {
      const at = code.kind === 'member' ? run(code.object, ways, ends, facts, hops) : ways;
      // In some languages a name that stands there is a call, unless a variable has it.
      const isCall = code.calls === true && (code.kind === 'member' || !scopeAt(code, facts).find(code.name));
      return isCall ? run({ kind: 'call', form: 'call', callee: { ...code, calls: false }, args: [], start: code.start, end: code.end }, at, ends, facts, hops) : at;
    }
    case 'function':
    case 'class':
      return ways;
    default:
      return childrenOf(code).reduce<readonly Way[]>((at, part) => run(part, at, ends, facts, hops), ways);
  }
}

function leave(code: ExitCode, ways: readonly Way[], ends: Set<End>, facts: CodeFacts, hops: number): readonly Way[] {
  if (code.how === 'throw') {
    if (code.assertion) return ways;
    ends.add('handled');
    return [];
  }
  const value = code.value && unwrapped(code.value);
  const nothing = value === undefined || isNothing(value);
  if (code.how === 'yield') return value ? run(value, ways, ends, facts, hops) : ways;
  const at = value && !nothing ? run(value, ways, ends, facts, hops) : ways;
  // An arrow without braces comes to what its one expression comes to.
  const implied = value !== undefined && value.kind !== 'nothing' && code.start === value.start && code.end === value.end;
  const isCall = value?.kind === 'call';
  const logs = isCall && isLogging(value.callee, facts);
  for (const way of at) {
    if (way.answered) ends.add('handled');
    else if (nothing) ends.add(way.unknown ? 'unknown' : way.logged && !implied ? 'handled' : 'swallowed');
    else if (logs) ends.add('swallowed');
    else ends.add(implied && isCall ? endOf(way) : 'handled');
  }
  return [];
}

/** Also where several values are given back, and none of them is anything. */
function isNothing(value: Code): boolean {
  return value.kind === 'nothing' || (value.kind === 'literal' && value.type === 'nothing') || (value.kind === 'group' && value.chain === true && value.parts.length > 1 && value.parts.every(isNothing));
}

function outcomeOfCall(code: Extract<Code, { kind: 'call' }>, facts: CodeFacts, hops: number): Partial<Way> | 'leaves' {
  const { callee } = code;
  if (!endingsOf(code, facts).normal) return 'leaves';
  if (isLogging(callee, facts)) return { logged: true };
  // Making a value does nothing about an error.
  if (code.form === 'new') return {};
  const errors = facts.traits.behaviour?.errors;
  const chain = writtenChain(callee) ?? chainThroughCalls(callee);
  const scope = scopeAt(callee, facts);
  const target = resolve(callee, scope, facts);
  if (chain?.length === 1 && code.args.length > 0 && errors?.reporters?.test(chain[0]!) && target.root === 'parameter') return { answered: true };
  if (chain && chain.length > 1 && errors?.responses?.test(chain.slice(0, -1).join('.')) && !/^(get|log|set|header)/.test(chain.at(-1)!)) return { answered: true };
  if (chain && target.root !== 'function' && errors?.answers?.test(chain.join('.'))) return { answered: true };
  const own = functionOfTarget(target, facts);
  if (!own) return onlyMakesValue(callee, facts) ? {} : { unknown: true };
  const worth = hops > 0 ? handlerWorth(own.code.body, facts, hops - 1) : 'unknown';
  if (worth === 'swallows') return { logged: true };
  // What it gives back is lost, so only an answer that it gave itself would count; that is not followed.
  return { unknown: true };
}

/** `String(e)`, `str(e)`: nothing happens but that there is a value. */
function onlyMakesValue(callee: Code, facts: CodeFacts): boolean {
  const outside = outsideName(callee, scopeAt(callee, facts), facts);
  const { conversions, looks } = facts.traits.behaviour?.validation ?? {};
  return outside !== undefined && (conversions?.test(outside) === true || looks?.test(outside) === true);
}

/** `res.status(500).json(…)` begins with `res`. */
function chainThroughCalls(code: Code): readonly string[] | undefined {
  if (code.kind === 'call') return chainThroughCalls(code.callee);
  if (code.kind === 'member') {
    const object = chainThroughCalls(code.object);
    return object && [...object, code.name];
  }
  return writtenChain(code);
}

function isLogging(callee: Code, facts: CodeFacts): boolean {
  const written = writtenChain(callee)?.join('.');
  return written !== undefined && facts.traits.logging.test(written);
}

/** A value other than nothing goes to something that is known outside of the handler. */
function keeps(code: AssignCode, facts: CodeFacts): boolean {
  const value = code.value && unwrapped(code.value);
  if (!value || (value.kind === 'literal' && value.type === 'nothing')) return false;
  if (code.target.kind === 'member' || code.target.kind === 'index') return true;
  if (code.target.kind !== 'name' || code.declares || code.augmented) return false;
  const { name } = code.target;
  const binding = scopeAt(code, facts).find(name);
  const outside = ({ start, end }: { readonly start: number; readonly end: number }): boolean => end <= code.start || start >= code.end;
  return facts.references.some((reference) => outside(reference) && !inHandlerOf(code, reference, facts) && firstName(reference.code) === name && reference.scope.find(name) === binding);
}

function inHandlerOf(code: AssignCode, { start, end }: { readonly start: number; readonly end: number }, facts: CodeFacts): boolean {
  return facts.pieces.some(({ code: piece }) => piece.kind === 'try' && piece.handlers.some(({ body }) => body.start <= code.start && code.end <= body.end && body.start <= start && end <= body.end));
}

function firstName(code: Code): string | undefined {
  let at = code;
  while (at.kind === 'member' || at.kind === 'index') at = at.object;
  return at.kind === 'name' ? at.name : undefined;
}

function withoutBreak(code: Code): Code {
  if (code.kind !== 'group' && code.kind !== 'block') return code;
  return { kind: 'group', parts: code.parts.filter((part) => !(part.kind === 'exit' && part.how === 'break')), start: code.start, end: code.end };
}

function unwrapped(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] && !code.chain ? unwrapped(code.parts[0]) : code;
}

function distinct(ways: readonly Way[]): readonly Way[] {
  const seen = new Map(ways.map((way) => [`${way.logged}${way.answered}${way.unknown}`, way]));
  return [...seen.values()].slice(0, mostWays);
}

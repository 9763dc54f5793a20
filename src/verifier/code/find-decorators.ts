/** The decorators, annotations or attributes of what a claimed symbol names. */
import type { Code, FunctionCode, Span } from './code.ts';
import { claimedSegments } from './dotted.ts';
import type { ClassFact, CodeFacts, FunctionFact } from './facts.ts';
import { findClasses } from './find-class.ts';
import type { ClassWorth } from './find-class.ts';
import { findDefinitions } from './find-definition.ts';
import type { DefinitionWorth } from './find-definition.ts';
import { matchCallee } from './match-call.ts';
import type { CallMatch } from './match-call.ts';
import { functionOfTarget, resolve } from './resolve.ts';
import type { Scope } from './scope.ts';

/** A function, method or class that can carry decorators. */
export interface Decorated {
  readonly name: string;
  readonly site: Span;
  readonly worth: DefinitionWorth | ClassWorth;
  /** Left out where nothing of this file stands behind the name. */
  readonly code?: FunctionCode | ClassFact['code'];
  readonly decorators: readonly Code[];
  /** Where the decorators are looked up. */
  readonly scope?: Scope;
  /** The class that a method belongs to. */
  readonly owner?: ClassFact;
}

export interface FoundDecorated {
  readonly candidates: readonly Decorated[];
  readonly nested: readonly string[];
}

export function findDecorated(symbol: string, facts: CodeFacts): FoundDecorated {
  const functions = findDefinitions(symbol, facts);
  const classes = findClasses(symbol, facts);
  const candidates: Decorated[] = [];
  for (const { name, definition, function: fact, worth } of functions.candidates) {
    if (worth === 'not_a_function') continue;
    candidates.push(fact ? ofFunction(name, fact, worth, facts) : { name, site: definition, worth, decorators: [] });
  }
  for (const { name, site, class: fact, worth } of classes.candidates) {
    if (worth === 'not_a_class' || candidates.some((known) => known.site.start === site.start)) continue;
    candidates.push(fact ? { name, site: fact, worth, code: fact.code, decorators: fact.code.decorators, scope: fact.scope } : { name, site, worth, decorators: [] });
  }
  const exact = claimedSegments(symbol).join('.');
  const whole = candidates.filter(({ name }) => name === exact);
  return { candidates: whole.length > 0 ? whole : candidates, nested: [...functions.nested, ...classes.nested].map(({ name }) => name) };
}

function ofFunction(name: string, fact: FunctionFact, worth: DefinitionWorth, facts: CodeFacts): Decorated {
  const own = facts.definitions.find((definition) => definition.function === fact && definition.kind === 'function');
  const holder = fact.path.slice(0, -1).join('.');
  const owner = [...facts.classes.values()].find(({ path, start, end }) => holder !== '' && path.join('.') === holder && start <= fact.start && fact.end <= end);
  return { name, site: fact, worth, code: fact.code, decorators: fact.code.decorators, scope: own?.scope ?? facts.module, ...(owner ? { owner } : {}) };
}

/** What a decorator is, without its arguments. */
export function decoratorName(decorator: Code): Code {
  return decorator.kind === 'call' ? decorator.callee : decorator;
}

/** A local or imported name is followed to what it stands for, as the name of a called function is. */
export function matchDecorator(decorator: Code, scope: Scope, claimed: readonly string[], facts: CodeFacts): CallMatch {
  return matchCallee(decoratorName(decorator), scope, claimed, facts);
}

/** A live call that gives the symbol to the claimed decorator as to any function: `view = guard(view)`. */
export function wrappingCall(symbol: Decorated, claimed: readonly string[], facts: CodeFacts): Span | undefined {
  return facts.calls.find(({ callee, args, scope, standing }) => {
    if (standing !== 'live' || args.length === 0) return false;
    const named = callee.kind === 'call' ? callee.callee : callee;
    if (matchCallee(named, scope, claimed, facts).kind !== 'match') return false;
    return args.some((arg) => arg === symbol.code || (symbol.code !== undefined && canBe(arg, symbol.code, scope, facts)));
  });
}

/** Whether a name given to a call stands for this code, or did so before the call. */
function canBe(arg: Code, code: Code, scope: Scope, facts: CodeFacts): boolean {
  if (arg.kind !== 'name' && arg.kind !== 'member') return false;
  const target = resolve(arg, scope, facts);
  if (target.code === code || functionOfTarget(target, facts)?.code === code) return true;
  return target.path.length === 1 && target.binding?.sources.some((source) => (source.kind === 'function' || source.kind === 'class') && source.code === code) === true;
}

/** The decorators, annotations or attributes of what a claimed symbol names. */
import { classAround } from './class-index.ts';
import type { Code, FunctionCode, Span } from './code.ts';
import { claimedSegments } from './dotted.ts';
import type { CallFact, ClassFact, CodeFacts, FunctionFact } from './facts.ts';
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
  const scopes = new Map(facts.definitions.flatMap(({ kind, function: fact, scope }) => (kind === 'function' && fact ? [[fact, scope] as const] : [])));
  const candidates: Decorated[] = [];
  for (const { name, definition, function: fact, worth } of functions.candidates) {
    if (worth === 'not_a_function') continue;
    candidates.push(fact ? ofFunction(name, fact, worth, scopes.get(fact) ?? facts.module, facts) : { name, site: definition, worth, decorators: [] });
  }
  const taken = new Set(candidates.map(({ site }) => site.start));
  for (const { name, site, class: fact, worth } of classes.candidates) {
    if (worth === 'not_a_class' || taken.has(site.start)) continue;
    candidates.push(fact ? { name, site: fact, worth, code: fact.code, decorators: fact.code.decorators, scope: fact.scope } : { name, site, worth, decorators: [] });
  }
  const exact = claimedSegments(symbol).join('.');
  const whole = candidates.filter(({ name }) => name === exact);
  return { candidates: whole.length > 0 ? whole : candidates, nested: [...functions.nested, ...classes.nested].map(({ name }) => name) };
}

function ofFunction(name: string, fact: FunctionFact, worth: DefinitionWorth, scope: Scope, facts: CodeFacts): Decorated {
  const owner = classAround(fact.path.slice(0, -1), fact, facts);
  return { name, site: fact, worth, code: fact.code, decorators: fact.code.decorators, scope, ...(owner ? { owner } : {}) };
}

/** What a decorator is, without its arguments. */
export function decoratorName(decorator: Code): Code {
  return decorator.kind === 'call' ? decorator.callee : decorator;
}

/** A local or imported name is followed to what it stands for, as the name of a called function is. */
export function matchDecorator(decorator: Code, scope: Scope, claimed: readonly string[], facts: CodeFacts): CallMatch {
  return matchCallee(decoratorName(decorator), scope, claimed, facts);
}

/** The live calls that give anything to the claimed decorator as to any function: `view = guard(view)`. */
export function wrappingCalls(claimed: readonly string[], facts: CodeFacts): readonly CallFact[] {
  return facts.calls.filter(({ callee, args, scope, standing }) => {
    const named = callee.kind === 'call' ? callee.callee : callee;
    return standing === 'live' && args.length > 0 && matchCallee(named, scope, claimed, facts).kind === 'match';
  });
}

/** Whether the call is given what the symbol names. */
export function isGiven({ args, scope }: CallFact, { name, code }: Decorated, facts: CodeFacts): boolean {
  return args.some((arg) => code !== undefined && (arg === code || canBe(arg, name, code, scope, facts)));
}

/** Whether a name given to a call stands for this code, or did so before the call. */
function canBe(arg: Code, name: string, code: Code, scope: Scope, facts: CodeFacts): boolean {
  if (arg.kind !== 'name' && arg.kind !== 'member') return false;
  // In the body of a class its members go by their bare names.
  if (arg.kind === 'name' && scope.kind === 'class' && [...scope.container, arg.name].join('.') === name) return true;
  const target = resolve(arg, scope, facts);
  if (target.code === code || functionOfTarget(target, facts)?.code === code) return true;
  const sources = target.path.length === 1 ? (target.binding?.sources ?? []) : [];
  return sources.some((source) => (source.kind === 'variable' ? source.value === code : (source.kind === 'function' || source.kind === 'class') && source.code === code));
}

/** Where middleware is registered: `app.use(m())`, lists of settings, decorators, extensions that take the application. */
import type { Code, Span } from '../code.ts';
import { constantText } from '../constant-text.ts';
import { dottedDecorator } from '../dotted.ts';
import { dottedOf, matchCallee } from '../match-call.ts';
import type { CallFact, CodeFacts, FunctionFact, Standing } from '../facts.ts';
import { resolve } from '../resolve.ts';
import type { Scope } from '../scope.ts';
import { dealsWithHttp, kindOfReceiver } from './receivers.ts';
import type { ReceiverKind } from './receivers.ts';
import { routeMiddlewareOf } from './route-middleware.ts';

export interface Registration extends Span {
  /** What is registered: a function, a class, a call that makes one, or its dotted name as text. */
  readonly item: Code;
  /** The call of the middleware, with its options, where there is one. */
  readonly made: Extract<Code, { kind: 'call' }> | undefined;
  readonly scope: Scope;
  readonly receiver: ReceiverKind;
  readonly receiverText: string;
  readonly path: string | undefined;
  readonly standing: Standing;
  readonly conditional: boolean;
  readonly enclosing: FunctionFact | undefined;
  /** It is given to something else first, which may do anything with it. */
  readonly wrapped: boolean;
  /** Routes stand before it. */
  readonly late: boolean;
  /** It is given to a route, and guards no other. */
  readonly route: boolean;
}

type Place = Pick<CallFact, 'scope' | 'standing' | 'conditional' | 'enclosing'>;

/** Every registration of a file, of whatever middleware. */
export function registrationsOf(facts: CodeFacts): readonly Registration[] {
  const web = facts.traits.behaviour?.web;
  if (!web) return [];
  const found: Registration[] = [];
  const add = (items: readonly Item[], place: Place, receiver: ReceiverKind, receiverText: string, path: string | undefined, late: boolean, route = false): void => {
    for (const { code, conditional, wrapped } of items) {
      const { item, made } = madeBy(code, place.scope);
      found.push({ item, made, scope: place.scope, receiver, receiverText, path, standing: place.standing, conditional: place.conditional || conditional, enclosing: place.enclosing, wrapped, late, route, start: code.start, end: code.end });
    }
  };
  for (const call of facts.calls) {
    const { callee, args, scope, names } = call;
    if (callee.kind === 'member' && (web.registers.has(callee.name) || web.registersByName?.test(callee.name))) {
      const receiver = kindOfReceiver(callee.object, scope, facts);
      const text = facts.text.slice(callee.object.start, callee.object.end);
      const first = args[0] && constantText(args[0], scope);
      const late = isLate(call, text, facts);
      if (web.registersByName?.test(callee.name)) {
        const named = [{ kind: 'name', name: callee.name, start: call.start, end: call.end } as const, ...(call.types ?? []), ...args.filter((arg) => arg.kind === 'literal' && arg.looksAt !== undefined)];
        add(named.map((code) => ({ code, conditional: false, wrapped: false })), call, receiver, text, first, late);
      }
      if (web.registers.has(callee.name)) add((web.registersFirst?.has(callee.name) ? args.slice(0, 1) : args).flatMap((arg) => itemsOf(arg, scope, facts)), call, receiver, text, first, late);
    }
    const route = routeMiddlewareOf(call, facts);
    if (route && callee.kind === 'member') add(route.given.flatMap((arg) => itemsOf(arg, scope, facts)), call, route.receiver, facts.text.slice(callee.object.start, callee.object.end), route.path, false, true);
    // Flask(…, middleware=[…]) and its like.
    if (web.makers.test(dottedOf(resolve(callee, scope, facts))) && names) for (const [index, name] of names.entries()) if (name !== undefined && web.lists?.has(name)) add(itemsOf(args[index]!, scope, facts), call, 'made', '', undefined, false);
    if (web.takesApplication) {
      const extension = callee.kind === 'member' && web.takesApplication.members.has(callee.name) ? callee.object : callee;
      const given = args[0];
      const receiver = given && (given.kind === 'name' || given.kind === 'member') ? kindOfReceiver(given, scope, facts) : 'other';
      if (given && receiver !== 'other' && receiver !== 'unknown') add([{ code: extension === callee ? { kind: 'call', form: 'call', callee, args, ...(names ? { names } : {}), start: call.start, end: call.end } : extension, conditional: false, wrapped: false }], call, receiver, facts.text.slice(given.start, given.end), undefined, false);
    }
  }
  for (const piece of facts.pieces) {
    if (piece.code.kind !== 'assign' || !piece.code.value) continue;
    const { target, value } = piece.code;
    const name = target.kind === 'name' || target.kind === 'member' ? target.name : undefined;
    // MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]: a setting of the module.
    if (name !== undefined && name === name.toUpperCase() && web.lists?.has(name) && !piece.enclosing) add(itemsOf(value, piece.scope, facts), piece, 'made', name, undefined, false);
    // app.wsgi_app = ProxyFix(app.wsgi_app)
    if (target.kind === 'member' && value.kind === 'call' && dealsWithHttp(facts) && value.args.some((arg) => facts.text.slice(arg.start, arg.end) === facts.text.slice(target.start, target.end))) {
      const receiver = kindOfReceiver(target.object, piece.scope, facts);
      add([{ code: value, conditional: false, wrapped: false }], piece, receiver, facts.text.slice(target.object.start, target.object.end), undefined, false);
    }
  }
  // SETTINGS_LIST.append("…"), .insert(0, "…"), .extend([…])
  for (const call of facts.calls) {
    if (call.callee.kind !== 'member' || call.callee.object.kind !== 'name' || !web.lists?.has(call.callee.object.name) || call.enclosing || !/^(append|insert|extend)$/.test(call.callee.name)) continue;
    add(call.args.flatMap((arg) => itemsOf(arg, call.scope, facts)), call, 'made', call.callee.object.name, undefined, false);
  }
  if (web.registeringDecorators) {
    for (const [code, fact] of facts.functions) {
      for (const decorator of code.decorators) {
        const callee = decorator.kind === 'call' ? decorator.callee : decorator;
        if (callee.kind !== 'member' || !web.registeringDecorators.has(callee.name)) continue;
        const scope = facts.definitions.find((definition) => definition.function === fact)?.scope ?? facts.module;
        const receiver = kindOfReceiver(callee.object, scope, facts);
        const name: Code = { kind: 'name', name: code.name ?? '', start: decorator.start, end: code.end };
        add([{ code: name, conditional: false, wrapped: false }], { scope, standing: fact.standing, conditional: false, enclosing: fact.parent }, receiver, dottedDecorator(callee.object), undefined, false);
      }
    }
  }
  return found;
}

interface Item {
  readonly code: Code;
  readonly conditional: boolean;
  readonly wrapped: boolean;
}

/** Arrays, spreads of them and names for them taken apart; other calls around an item make it wrapped. */
function itemsOf(code: Code, scope: Scope, facts: CodeFacts, hops = 0, conditional = false): readonly Item[] {
  if (hops > 6) return [];
  const into = (part: Code, more = conditional): readonly Item[] => itemsOf(part, scope, facts, hops + 1, more);
  switch (code.kind) {
    case 'group':
      return code.parts.flatMap((part) => into(part));
    case 'logical':
      return [...(code.operator === 'and' ? [] : into(code.left, true)), ...into(code.right, true)];
    case 'branch':
      return [...into(code.then, true), ...(code.otherwise ? into(code.otherwise, true) : [])];
    case 'name': {
      const binding = scope.find(code.name);
      const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
      const list = only?.kind === 'variable' && only.path.length === 0 && only.value?.kind === 'group' ? only.value : undefined;
      return list && binding ? list.parts.flatMap((part) => itemsOf(part, binding.scope, facts, hops + 1, conditional)) : [{ code, conditional, wrapped: false }];
    }
    case 'call': {
      if (facts.traits.behaviour?.web?.wraps?.test(dottedOf(resolve(code.callee, scope, facts)))) return code.args.slice(0, 1).flatMap((arg) => into(arg));
      const inside = code.args.flatMap((arg) => (arg.kind === 'function' || arg.kind === 'object' ? [] : into(arg)));
      return [{ code, conditional, wrapped: false }, ...inside.filter(({ code: part }) => part.kind !== 'literal').map((item) => ({ ...item, wrapped: true }))];
    }
    case 'function':
    case 'object':
    case 'nothing':
      return [];
    default:
      return [{ code, conditional, wrapped: false }];
  }
}

/** The middleware itself, and the call that makes it; a variable is followed to the call that it holds. */
function madeBy(code: Code, scope: Scope): Pick<Registration, 'item' | 'made'> {
  if (code.kind === 'call') return { item: code.callee, made: code };
  const binding = code.kind === 'name' ? scope.find(code.name) : undefined;
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  const value = only?.kind === 'variable' && only.path.length === 0 ? only.value : undefined;
  return { item: code, made: value?.kind === 'call' ? value : undefined };
}

/** Whether a registration is one of what a claim names. */
export function isOf({ item, made, scope }: Registration, claimed: readonly string[], facts: CodeFacts): boolean {
  if (item.kind === 'literal' && item.looksAt) return matchCallee(item.looksAt, scope, claimed, facts).kind === 'match';
  if (item.kind === 'literal') return item.type === 'text' && endsWith((item.value ?? '').split('.'), claimed);
  if (matchCallee(item, scope, claimed, facts).kind === 'match') return true;
  // TraceLayer::new() is a TraceLayer.
  const { itemMakers } = facts.traits.behaviour!.web!;
  const maker = made?.callee.kind === 'member' && itemMakers?.test(made.callee.name) ? made.callee.object : undefined;
  if (maker && matchCallee(maker, scope, claimed, facts).kind === 'match') return true;
  // A local variable that holds what a call made is known by its own name.
  if (made && item.kind === 'name' && item.name === claimed.join('.') && scope.find(item.name)?.sources[0]?.kind === 'variable') return true;
  if (item.kind === 'name' && item.name === claimed.join('.') && isAliasOf(item.name, item, scope, facts)) return true;
  if (item.kind === 'load') return facts.traits.normalModule(item.module) === claimed.join('.');
  // helmet.hsts() registers a part of helmet, not helmet; limiter is what rateLimit() gave back.
  return made !== undefined && made.callee !== item && matchCallee(made.callee, scope, claimed, facts).kind === 'match';
}

/** Words that say what a function is, and nothing about what it does. */
const kindWords = /(?<=[a-z0-9])(Middleware|Handler|Function|Fn)$|_(middleware|handler|function|fn)$/;

/** `const isLoggedIn = session.isLoggedInMiddleware`: a variable with the name of what it stands for, but for the word that says its kind. */
function isAliasOf(name: string, code: Code, scope: Scope, facts: CodeFacts): boolean {
  const binding = scope.find(name);
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  if (only?.kind !== 'variable' || only.path.length > 0 || only.value?.kind !== 'member') return false;
  const meant = resolve(code, scope, facts).path.at(-1) ?? '';
  const plain = (word: string): string => word.replace(kindWords, '');
  return meant === only.value.name && plain(meant) === plain(name);
}

function endsWith(path: readonly string[], claimed: readonly string[]): boolean {
  const from = path.length - claimed.length;
  return from >= 0 && claimed.every((segment, index) => path[from + index] === segment);
}

/** Whether routes of the same object stand before the call. */
function isLate(call: CallFact, receiver: string, facts: CodeFacts): boolean {
  const routes = facts.traits.behaviour!.web!.routes;
  return facts.calls.some(({ callee, args, scope, enclosing, start, standing }) => start < call.start && enclosing === call.enclosing && standing === 'live' && callee.kind === 'member' && routes.has(callee.name) && args.length > 1 && constantText(args[0]!, scope) !== undefined && facts.text.slice(callee.object.start, callee.object.end) === receiver);
}

/** The name of it stands somewhere in live code, though nowhere as a registration. */
export function isMentioned(claimed: readonly string[], facts: CodeFacts): boolean {
  return facts.references.some(({ code, scope }) => matchCallee(code, scope, claimed, facts).kind === 'match') || facts.calls.some(({ callee, scope }) => matchCallee(callee, scope, claimed, facts).kind === 'match');
}

/** Middleware that is given to one route, between its path and its handler: `app.get('/door', isLoggedIn, show)`. */
import type { Code } from '../code.ts';
import { constantText } from '../constant-text.ts';
import type { CallFact, CodeFacts } from '../facts.ts';
import { writtenChain } from '../dotted.ts';
import { kindOfReceiver } from './receivers.ts';
import type { ReceiverKind } from './receivers.ts';

export interface RouteMiddleware {
  /** Everything but the handler. */
  readonly given: readonly Code[];
  readonly path: string | undefined;
  readonly receiver: ReceiverKind;
}

/** Undefined for a call that is no route with middleware. */
export function routeMiddlewareOf({ callee, args, scope }: CallFact, facts: CodeFacts): RouteMiddleware | undefined {
  const routes = facts.traits.behaviour?.web?.routeMiddleware;
  if (!routes || callee.kind !== 'member' || !routes.members.has(callee.name)) return undefined;
  const { object } = callee;
  const before = object.kind === 'call' && object.callee.kind === 'member' && object.callee.name === routes.pathBefore && object.args.length === 1 ? object.args[0] : undefined;
  const [first, ...rest] = args;
  const place = before ?? first;
  if (!place || place.kind === 'function') return undefined;
  const path = constantText(place, scope);
  // `cache.get('key', fallback, options)` has no path.
  if (path !== undefined && !/^[/*]|^\(/.test(path)) return undefined;
  const handlers = (before ? args : rest).flatMap((arg) => (arg.kind === 'group' && arg.chain ? arg.parts : [arg])).filter(({ kind }) => kind !== 'literal');
  const given = callee.name === routes.everyMethod && path?.includes('*') ? handlers : handlers.slice(0, -1);
  if (given.length === 0) return undefined;
  const receiver = kindOfReceiver(object, scope, facts);
  const application = before && object.kind === 'call' && object.callee.kind === 'member' ? object.callee.object : object;
  const isNamedSo = routes.applicationNames.test(writtenChain(application)?.at(-1) ?? '');
  return { given, path, receiver: receiver === 'made' || receiver === 'other' || isNamedSo ? receiver : 'unknown' };
}

/**
 * typed_boundary: what reaches a sink is an object of one type, and only the named functions make such objects.
 *
 * Sites, wrappers and everything that cannot be followed are as in sink_default_deny. A value is of the type when it is the
 * result of a call of a named function, a name bound once to such a result, or either of several such values. A constant
 * is not: it was never checked.
 *
 * A parameter is followed to the calls of its function, whatever type it declares: annotations of Python are not enforced,
 * and TypeScript lets `any` and objects of the same shape through. Where nothing in the scope calls the function, a
 * parameter that declares the type leaves the claim undecidable, and any other one is a violation.
 *
 * The type is a sink as well: outside of the named functions nobody may make an object of it, subclass it, hand it on, or
 * cast to it. A named function that lies in the scope must be one alone, and make the type or call another one that does.
 */
import { claimedSegments } from '../code/dotted.ts';
import type { CodeFacts } from '../code/facts.ts';
import { boundaryMakers, castTo } from '../sinks/boundary.ts';
import { closeSinks } from '../sinks/close.ts';
import { closingVerdict } from '../sinks/closing-verdict.ts';
import { readScope } from '../sinks/read-scope.ts';
import type { Allowed, Sink } from '../sinks/sink-claim.ts';
import type { ForwardedParameter } from '../sinks/value-form.ts';
import type { Check } from './check.ts';

export const checkTypedBoundary: Check = async ({ params, sources, reader }) => {
  const scope = await readScope(params.lists['scope'] ?? [], sources, reader);
  if ('verdict' in scope) return scope;
  const sinks = params.values['sinks'] as readonly Sink[];
  const type = params.text['boundary_type'] ?? '';
  const constructors = params.lists['constructors'] ?? [];
  const makers = await boundaryMakers({ scope, type, constructors, sources, reader });
  if ('verdict' in makers) return makers;
  const allowlist = (params.values['allowlist'] as readonly Allowed[] | undefined) ?? [];
  const shared = { allowlist, property: params.text['property'] };
  const closing = await closeSinks(
    { sources, reader },
    { scope, sinks, wrappers: params.lists['wrappers'] ?? [], safeForms: new Set(), judge: makers.judge, typed: (parameter, facts) => declaresType(parameter, type, facts) },
  );
  const made = constructors.includes(type)
    ? undefined
    : await closeSinks({ sources, reader }, { scope, sinks: [{ callee: type }], wrappers: [], safeForms: new Set(), judge: () => ({ kind: 'safe' }), permits: makers.isInside, everySite: `is made outside of ${constructors.join(', ')}` });
  const casts = await castTo(type, scope, makers.isAt);
  const breaches = [...closing.breaches, ...(made?.breaches.filter(({ sink }) => sink !== undefined) ?? []), ...casts];
  return closingVerdict({ ...shared, closing: { ...closing, breaches }, sinks: sinks.map(({ callee }) => callee).join(', '), shows: `what reaches them is a ${type} made by ${constructors.join(' or ')}` });
};

/** `value: Safe`, `Safe value`, `value *Safe`: the type stands beside the name of the parameter. */
function declaresType({ of, name }: ForwardedParameter, type: string, { text }: CodeFacts): boolean {
  const parameter = of.parameters.find((one) => one.kind === 'name' && one.name === name);
  if (!parameter) return false;
  const last = (claimedSegments(type).at(-1) ?? type).replace(/[$]/g, '\\$&');
  const behind = text.slice(parameter.end, parameter.end + 200);
  const before = text.slice(Math.max(0, parameter.start - 200), parameter.start);
  return new RegExp(`^\\s*\\??\\s*:?\\s*[*&]?\\s*(?:[\\w$]+\\.)*${last}\\s*(?:[,)=]|$)`).test(behind) || new RegExp(`(?:[(,\\s.])${last}\\s+$`).test(before);
}

/**
 * sink_default_deny: at every site of the scope at which a sink could be called, what reaches it is safe.
 *
 * A site is every call and every other use of a name that could mean the sink: only what surely means something else is
 * none, such as a function of the file, a member of another module, a method that a class of the file has itself. Aliases,
 * imports under other names and re-exports are followed. A sink that is handed on as a value is a violation there.
 *
 * A function whose parameter reaches the sink, alone or joined with constants, is a sink itself, down to calls that give
 * constants; one that nobody in the scope calls, or that something may call which cannot be seen (a decorator, a property,
 * another name), is a violation. Constructs that could call a sink without naming it leave the claim undecidable; see
 * `sinks/dynamic.ts`. So does a scope in which no sink is named at all: such a claim would hold of any text.
 *
 * Not seen: callers outside of the scope, values of other programs, what the runtime does to a constant.
 */
import { closeSinks, judgeForm } from '../sinks/close.ts';
import { closingVerdict } from '../sinks/closing-verdict.ts';
import { readScope } from '../sinks/read-scope.ts';
import type { Allowed, SafeForm, Sink } from '../sinks/sink-claim.ts';
import { valueForm } from '../sinks/value-form.ts';
import type { Check } from './check.ts';

export const checkSinkDefaultDeny: Check = async ({ params, sources, reader }) => {
  const scope = await readScope(params.lists['scope'] ?? [], sources, reader);
  if ('verdict' in scope) return scope;
  const sinks = params.values['sinks'] as readonly Sink[];
  const safeForms = new Set((params.values['safe_forms'] as readonly SafeForm[] | undefined) ?? (['literal'] as const));
  const closing = await closeSinks(
    { sources, reader },
    { scope, sinks, wrappers: params.lists['wrappers'] ?? [], safeForms, judge: (value, where, _file, facts) => judgeForm(valueForm(value, where, facts.text), safeForms) },
  );
  return closingVerdict({
    closing,
    allowlist: (params.values['allowlist'] as readonly Allowed[] | undefined) ?? [],
    sinks: sinks.map(({ callee }) => callee).join(', '),
    property: params.text['property'],
    shows: `what reaches them is ${[...safeForms].map((form) => form.replaceAll('_', ' ')).join(' or ')}`,
  });
};

/** Calls that consist of a name alone, where a language has them. */
import type { Code } from './code.ts';
import type { CallFact } from './facts.ts';
import type { Place } from './place.ts';
import type { Binding } from './scope.ts';

/** Those in a chain of names, the innermost first, and whether `?.` may leave one of them out. */
export function bareCalls(chain: Code, place: Place): { readonly calls: readonly CallFact[]; readonly optional: boolean } {
  const callees: Code[] = [];
  let at = chain;
  let optional = false;
  for (; at.kind === 'member'; at = at.object) {
    if (at.optional) optional = true;
    if (at.calls) callees.push(at);
  }
  if (at.kind === 'name' && at.calls && !isVariable(place.scope.find(at.name))) callees.push({ ...at, ofFunction: true });
  const { scope, enclosing, standing } = place;
  const calls = callees.reverse().map((callee): CallFact => ({ callee, args: [], form: 'call', scope, enclosing, standing, conditional: optional || !place.certain, start: callee.start, end: callee.end }));
  return { calls, optional };
}

/** Whether a name that stands alone is a variable here rather than something that it calls. */
function isVariable(binding: Binding | undefined): boolean {
  return binding?.sources.some(({ kind }) => kind === 'parameter' || kind === 'variable') === true && !binding.scope.open;
}

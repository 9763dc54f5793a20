/** Calls that consist of a name alone, where a language has them. */
import type { Code } from './code.ts';
import type { CallFact } from './facts.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';

/** Those in a chain of names, the innermost first, and whether `?.` may leave one of them out. */
export function bareCalls(chain: Code, place: Place): { readonly calls: readonly CallFact[]; readonly optional: boolean } {
  const callees: Code[] = [];
  let at = chain;
  let optional = false;
  for (; at.kind === 'member'; at = at.object) {
    if (at.optional) optional = true;
    if (at.calls) callees.push(at);
  }
  if (at.kind === 'name' && at.calls && !isVariable(at, place.scope)) callees.push({ ...at, ofFunction: true });
  const { scope, enclosing, standing } = place;
  const calls = callees.reverse().map((callee): CallFact => ({ callee, args: [], form: 'call', scope, enclosing, standing, conditional: optional || !place.certain, start: callee.start, end: callee.end }));
  return { calls, optional };
}

/**
 * Whether a name that stands alone is a variable here rather than something that it calls. Where assigning declares, it is
 * one from there on, and in the same method: others do not see it.
 */
function isVariable({ name, start }: { readonly name: string; readonly start: number }, scope: Scope): boolean {
  for (let binding = scope.find(name); binding; binding = binding.scope.parent?.find(name)) {
    const home = binding.scope;
    const declared = binding.sources.flatMap((source) => (source.kind === 'variable' && source.at !== undefined ? [source.at] : []));
    if (binding.sources.some(({ kind }) => kind === 'parameter' || kind === 'variable') && !home.open && declared.length < binding.sources.length) return true;
    if (declared.some((at) => at <= start) && isSeen(scope, home)) return true;
    // What is assigned only later, in a block, may be known from outside.
    if (declared.length === 0) return false;
  }
  return false;
}

function isSeen(from: Scope, home: Scope): boolean {
  for (let scope: Scope | undefined = from; scope && scope !== home; scope = scope.parent) if (scope.kind === 'class' || (scope.kind === 'function' && scope.fact?.code.arrow !== true && scope.fact?.code.closed !== true)) return false;
  return true;
}

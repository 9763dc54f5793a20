/** Whether anything can call a function: somebody in the file, or from outside of it. */
import type { CodeFacts, FunctionFact } from '../facts.ts';
import { functionOfTarget, resolve } from '../resolve.ts';

const indexes = new WeakMap<CodeFacts, ReadonlyMap<FunctionFact, readonly (FunctionFact | undefined)[]>>();

/** Who mentions which function in live code, as a call or as a value. */
function mentions(facts: CodeFacts): ReadonlyMap<FunctionFact, readonly (FunctionFact | undefined)[]> {
  const known = indexes.get(facts);
  if (known) return known;
  const index = new Map<FunctionFact, (FunctionFact | undefined)[]>();
  const add = (called: FunctionFact | undefined, by: FunctionFact | undefined): void => {
    if (called) index.set(called, [...(index.get(called) ?? []), by]);
  };
  for (const { callee, scope, enclosing, standing } of facts.calls) if (standing === 'live') add(functionOfTarget(resolve(callee, scope, facts), facts), enclosing);
  for (const { code, scope, enclosing, standing } of facts.references) {
    if (standing === 'live' && (code.kind === 'name' || code.kind === 'member')) add(functionOfTarget(resolve(code, scope, facts), facts), enclosing);
  }
  indexes.set(facts, index);
  return index;
}

/** Code outside of functions runs; so do functions that are exported, methods, decorated ones, callbacks, and what these call. */
export function mayRun(fact: FunctionFact | undefined, facts: CodeFacts, seen: Set<FunctionFact> = new Set()): boolean {
  if (!fact) return true;
  if (fact.standing !== 'live' || seen.has(fact)) return false;
  seen.add(fact);
  const { form } = fact.code;
  if (fact.inline || fact.path.length === 0 || form === 'method' || form === 'getter' || form === 'setter') return mayRun(fact.parent, facts, seen);
  if (fact.code.exported || fact.code.decorators.length > 0) return true;
  const hidden = facts.traits.behaviour?.web?.hiddenNames;
  if (hidden && !fact.parent && !hidden.test(fact.path.at(-1) ?? '')) return true;
  if (facts.definitions.some(({ exported, function: own, target, scope }) => exported && (own === fact || (target !== undefined && functionOfTarget(resolve(target, scope, facts), facts) === fact)))) return true;
  return (mentions(facts).get(fact) ?? []).some((by) => by !== fact && mayRun(by, facts, seen)) || exportedByName(fact, facts);
}

/** `export { setup }` names it without another name. */
function exportedByName(fact: FunctionFact, facts: CodeFacts): boolean {
  return !fact.parent && facts.exportedNames.has(fact.path.at(-1) ?? '');
}

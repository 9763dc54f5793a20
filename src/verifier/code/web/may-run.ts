/** Whether anything can call a function: somebody in the file, or from outside of it. */
import type { CodeFacts, FunctionFact } from '../facts.ts';
import { definitionAt, functionOfCall, functionOfTarget, resolve } from '../resolve.ts';

const indexes = new WeakMap<CodeFacts, ReadonlyMap<FunctionFact, readonly (FunctionFact | undefined)[]>>();

/** Who mentions which function in live code, as a call or as a value. */
function mentions(facts: CodeFacts): ReadonlyMap<FunctionFact, readonly (FunctionFact | undefined)[]> {
  const known = indexes.get(facts);
  if (known) return known;
  const index = new Map<FunctionFact, (FunctionFact | undefined)[]>();
  const add = (called: FunctionFact | undefined, by: FunctionFact | undefined): void => {
    if (called) index.set(called, [...(index.get(called) ?? []), by]);
  };
  for (const call of facts.calls) if (call.standing === 'live') add(functionOfCall(call, resolve(call.callee, call.scope, facts), facts), call.enclosing);
  for (const { code, scope, enclosing, standing } of facts.references) {
    if (standing === 'live' && (code.kind === 'name' || code.kind === 'member')) add(functionOfTarget(resolve(code, scope, facts), facts), enclosing);
  }
  indexes.set(facts, index);
  return index;
}

/**
 * The constructor function whose objects have this function as a member: `this.show = …` in its body, or
 * `Door.prototype.show = …`. One that is replaced later on is no member.
 */
function makerOf(fact: FunctionFact, facts: CodeFacts): FunctionFact | undefined {
  if (fact.path.length < 2 || definitionAt(fact.path, facts)?.function !== fact) return undefined;
  const maker = facts.pieces.flatMap(({ code, scope, enclosing, standing }): (FunctionFact | undefined)[] => {
    if (code.kind !== 'assign' || code.target.kind !== 'member' || code.value !== fact.code || standing !== 'live') return [];
    const { object } = code.target;
    const owner = resolve(object, scope, facts);
    if (owner.root === 'self') return enclosing && enclosing === fact.parent && owner.path.join('.') === enclosing.path.join('.') ? [enclosing] : [];
    return object.kind === 'member' && object.name === 'prototype' && !enclosing ? [functionOfTarget(resolve(object.object, scope, facts), facts)] : [];
  });
  return maker[0];
}

/** Whether a function makes objects by `this.name = …`, so that what is written in it is as private to them as a private method. */
export function makesObjects(fact: FunctionFact, facts: CodeFacts): boolean {
  return [...facts.functions.values()].some((member) => member.parent === fact && makerOf(member, facts) === fact);
}

/** Code outside of functions runs; so do functions that are exported, methods, members of objects, decorated ones, callbacks, and what these call. */
export function mayRun(fact: FunctionFact | undefined, facts: CodeFacts, seen: Set<FunctionFact> = new Set()): boolean {
  if (!fact) return true;
  if (fact.standing !== 'live' || seen.has(fact)) return false;
  seen.add(fact);
  const { form } = fact.code;
  const isMethod = form === 'method' || form === 'getter' || form === 'setter';
  const isHidden = isMethod && fact.code.decorators.length === 0 && facts.traits.behaviour?.web?.hiddenMethod?.(fact.code.modifiers ?? [], fact.path.at(-1) ?? '') === true;
  if (isHidden) return (mentions(facts).get(fact) ?? []).some((by) => by !== fact && mayRun(by, facts, new Set(seen)));
  if (fact.inline || fact.path.length === 0 || isMethod) return mayRun(fact.parent, facts, seen);
  if (fact.code.exported || fact.code.decorators.length > 0) return true;
  const maker = makerOf(fact, facts);
  if (maker && mayRun(maker, facts, new Set(seen))) return true;
  const hidden = facts.traits.behaviour?.web?.hiddenNames;
  if (hidden && !fact.parent && !hidden.test(fact.path.at(-1) ?? '')) return true;
  if (facts.definitions.some(({ exported, function: own, target, scope }) => exported && (own === fact || (target !== undefined && functionOfTarget(resolve(target, scope, facts), facts) === fact)))) return true;
  return (mentions(facts).get(fact) ?? []).some((by) => by !== fact && mayRun(by, facts, seen)) || exportedByName(fact, facts);
}

/** `export { setup }` names it without another name. */
function exportedByName(fact: FunctionFact, facts: CodeFacts): boolean {
  return !fact.parent && facts.exportedNames.has(fact.path.at(-1) ?? '');
}

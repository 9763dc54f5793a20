/** Which functions written inside a function run when it does: inline callbacks, and nested ones that it calls. */
import type { CallFact, CodeFacts, FunctionFact, ReferenceFact } from './facts.ts';
import { functionInvoked, functionOfTarget, resolve } from './resolve.ts';

/** A function whose live code counts as the caller's own. */
export interface RunPart {
  readonly function: FunctionFact;
  /** Left out for the caller itself. */
  readonly via?: 'closure' | 'nested_function';
  /** It runs on every normal path of the caller. */
  readonly certain: boolean;
}

interface FactIndex {
  readonly calls: ReadonlyMap<FunctionFact | undefined, readonly CallFact[]>;
  readonly inner: ReadonlyMap<FunctionFact | undefined, readonly FunctionFact[]>;
  readonly arguments: ReadonlyMap<FunctionFact | undefined, readonly ReferenceFact[]>;
}

const indexes = new WeakMap<CodeFacts, FactIndex>();

function indexOf(facts: CodeFacts): FactIndex {
  const known = indexes.get(facts);
  if (known) return known;
  const index = {
    calls: groupedBy(facts.calls, ({ enclosing }) => enclosing),
    inner: groupedBy([...facts.functions.values()], ({ parent }) => parent),
    arguments: groupedBy(facts.references.filter(({ argument, standing }) => argument && standing === 'live'), ({ enclosing }) => enclosing),
  };
  indexes.set(facts, index);
  return index;
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The calls whose innermost function is this one. */
export function callsIn(fact: FunctionFact, facts: CodeFacts): readonly CallFact[] {
  return indexOf(facts).calls.get(fact) ?? [];
}

/** The functions written directly inside of this one. */
export function functionsIn(fact: FunctionFact, facts: CodeFacts): readonly FunctionFact[] {
  return indexOf(facts).inner.get(fact) ?? [];
}

/** The caller and everything written in it that runs with it. */
export function runWith(caller: FunctionFact, facts: CodeFacts): readonly RunPart[] {
  const parts = new Map<FunctionFact, RunPart>([[caller, { function: caller, certain: true }]]);
  const add = (part: RunPart): boolean => {
    const known = parts.get(part.function);
    if (known && (known.certain || !part.certain)) return false;
    parts.set(part.function, part);
    return true;
  };
  const work: RunPart[] = [...parts.values()];
  for (let part = work.pop(); part; part = work.pop()) {
    for (const inner of functionsIn(part.function, facts)) {
      const closure = { function: inner, via: 'closure', certain: false } as const;
      if (inner.inline && inner.standing === 'live' && add(closure)) work.push(closure);
    }
    for (const call of callsIn(part.function, facts)) {
      if (call.standing !== 'live' || call.form === 'possible') continue;
      const called = functionOfTarget(resolve(call.callee, call.scope, facts), facts) ?? functionInvoked(call, facts);
      if (!called || called === caller || !isInside(called, caller)) continue;
      const nested = { function: called, via: 'nested_function', certain: part.certain && !call.conditional && part.via !== 'closure' } as const;
      if (add(nested)) work.push(nested);
    }
    for (const reference of indexOf(facts).arguments.get(part.function) ?? []) {
      const passed = functionOfTarget(resolve(reference.code, reference.scope, facts), facts);
      if (!passed || passed === caller || !isInside(passed, caller)) continue;
      const closure = { function: passed, via: 'closure', certain: false } as const;
      if (add(closure)) work.push(closure);
    }
  }
  return [...parts.values()];
}

/** Whether `fact` is written somewhere inside of `outer`. */
export function isInside(fact: FunctionFact, outer: FunctionFact): boolean {
  for (let at = fact.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}

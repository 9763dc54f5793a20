/** The class that a function belongs to: the one around it or, of a method that is written apart, the one of its name. */
import type { ClassFact, CodeFacts, FunctionFact } from './facts.ts';

const indexes = new WeakMap<CodeFacts, ReadonlyMap<string, readonly ClassFact[]>>();

export function classAround(path: readonly string[], inside: FunctionFact, facts: CodeFacts): ClassFact | undefined {
  const named = path.length === 0 ? undefined : indexOf(facts).get(path.join('.'));
  return named?.find(({ start, end }) => start <= inside.start && inside.end <= end) ?? (inside.code.owner ? named?.[0] : undefined);
}

/** The last class under exactly this qualified name. */
export function classAt(path: readonly string[], facts: CodeFacts): ClassFact | undefined {
  return indexOf(facts).get(path.join('.'))?.at(-1);
}

function indexOf(facts: CodeFacts): ReadonlyMap<string, readonly ClassFact[]> {
  const known = indexes.get(facts);
  if (known) return known;
  const index = new Map<string, ClassFact[]>();
  for (const fact of facts.classes.values()) {
    const dotted = fact.path.join('.');
    const row = index.get(dotted);
    if (row) row.push(fact);
    else index.set(dotted, [fact]);
  }
  indexes.set(facts, index);
  return index;
}

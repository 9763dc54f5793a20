/** The class that stands around a function under a qualified name. */
import type { Span } from './code.ts';
import type { ClassFact, CodeFacts } from './facts.ts';

const indexes = new WeakMap<CodeFacts, ReadonlyMap<string, readonly ClassFact[]>>();

export function classAround(path: readonly string[], inside: Span, facts: CodeFacts): ClassFact | undefined {
  return path.length === 0 ? undefined : indexOf(facts).get(path.join('.'))?.find(({ start, end }) => start <= inside.start && inside.end <= end);
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

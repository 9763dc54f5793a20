/** What a description or a repository tells of: concepts of the library, each with the place that says so. */
import type { Library } from './library.ts';
import { findTerms, indexTerms, type TermIndex } from './text/matcher.ts';

/** A place in the description, in UTF-16 units and with its line, or in a file of the repository. Lines count from 1. */
export type SourcePlace = { readonly in: 'description'; readonly start: number; readonly end: number; readonly line: number; readonly text: string } | { readonly in: 'repository'; readonly file: string; readonly line: number; readonly text: string };

export interface Signal {
  readonly concept: string;
  readonly place: SourcePlace;
}

export interface Signals {
  /** By concept, in the order of their places. */
  readonly present: ReadonlyMap<string, readonly Signal[]>;
  /** Concepts that the description says are not there, and nothing says are. */
  readonly denied: ReadonlyMap<string, Signal>;
}

/** Something that a repository shows: a dependency, an image, a route, a resource. */
export interface RepositoryFact {
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** A concept has many places in a long text; the first ones are reason enough. */
const keptPlaces = 5;

export interface SignalInput {
  readonly description: string;
  readonly facts: readonly RepositoryFact[];
  /** The line of the description's own file, by the line of the description. */
  readonly lineIn?: (line: number) => number;
}

/** Reads a description and facts against the concepts of a library. A denial wins over what is only implied, and yields to what is named. */
export function readSignals(library: Library, { description, facts, lineIn = (line) => line }: SignalInput): Signals {
  const named = new Map<string, Signal[]>();
  const denied = new Map<string, Signal>();
  const lines = lineStarts(description);
  for (const { concept, text, range, denied: isDenied } of findTerms(description, termsOf(library))) {
    const signal: Signal = { concept, place: { in: 'description', ...range, line: lineIn(lineOf(lines, range.start)), text } };
    if (!isDenied) add(named, signal);
    else if (!denied.has(concept)) denied.set(concept, signal);
  }
  addFacts(library, facts, named);
  for (const concept of named.keys()) denied.delete(concept);
  const present = new Map(named);
  const queue = [...named.values()].flat();
  for (let next = 0; next < queue.length; next++) {
    const { concept, place } = queue[next]!;
    for (const implied of library.concepts.get(concept)?.implies ?? []) {
      if (present.has(implied) || denied.has(implied)) continue;
      const signal: Signal = { concept: implied, place };
      present.set(implied, [signal]);
      queue.push(signal);
    }
  }
  return { present, denied };
}

function add(signals: Map<string, Signal[]>, signal: Signal): void {
  const known = signals.get(signal.concept);
  if (!known) signals.set(signal.concept, [signal]);
  else if (known.length < keptPlaces) known.push(signal);
}

const indexes = new WeakMap<Library, TermIndex>();

function termsOf(library: Library): TermIndex {
  let index = indexes.get(library);
  if (!index) indexes.set(library, (index = indexTerms([...library.concepts].map(([concept, { terms, except }]) => ({ concept, terms, except })))));
  return index;
}

function addFacts(library: Library, facts: readonly RepositoryFact[], named: Map<string, Signal[]>): void {
  if (facts.length === 0) return;
  const patterns = [...library.concepts].flatMap(([concept, { facts }]) => facts.map((fact) => ({ concept, matches: factMatcher(fact) })));
  for (const fact of facts) {
    for (const { concept, matches } of patterns) {
      if (matches(fact)) add(named, { concept, place: { in: 'repository', file: fact.file, line: fact.line, text: `${fact.kind} ${fact.name}` } });
    }
  }
}

/** `kind:name` as a test, with `*` in the name for anything. Linear: the parts between the stars must stand in this order. */
function factMatcher(pattern: string): (fact: Pick<RepositoryFact, 'kind' | 'name'>) => boolean {
  const colon = pattern.indexOf(':');
  const kind = pattern.slice(0, colon);
  const parts = pattern.slice(colon + 1).toLowerCase().split('*');
  const [first, last] = [parts[0]!, parts[parts.length - 1]!];
  return (fact) => {
    if (fact.kind !== kind) return false;
    const name = fact.name.toLowerCase();
    if (parts.length === 1) return name === first;
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}

export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line of an offset, from 1. */
export function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

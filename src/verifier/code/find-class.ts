/** Finds what a claimed class is defined as in a file, and what became of it. */
import type { Code, Span } from './code.ts';
import { constantText } from './constant-text.ts';
import { distinctBy } from './distinct-by.ts';
import { claimedSegments, foldOf } from './dotted.ts';
import type { ClassFact, CodeFacts, DefinitionFact } from './facts.ts';
import { dottedOf } from './match-call.ts';
import { ownerOf } from './owner.ts';
import { resolve } from './resolve.ts';
import type { Scope } from './scope.ts';

export type ClassWorth = 'live' | 'declaration_only' | 'type_only' | 'dead_code' | 'test_only' | 'dynamic' | 'not_a_class';

export interface FoundClass {
  readonly name: string;
  /** Where the name gets its meaning. */
  readonly site: Span & { readonly conditional: boolean };
  /** Left out for what a call made. */
  readonly class?: ClassFact;
  readonly worth: ClassWorth;
}

export interface FoundClasses {
  readonly candidates: readonly FoundClass[];
  /** Classes of that bare name inside of functions, which only a qualified name reaches. */
  readonly nested: readonly FoundClass[];
}

type Event = ClassFact | DefinitionFact;

/** All that a claimed class can mean. As with functions, a whole qualified name wins over names that only end with it. */
export function findClasses(symbol: string, facts: CodeFacts): FoundClasses {
  const fold = foldOf(facts.traits);
  const claimed = claimedSegments(symbol).map(fold);
  const exact: FoundClass[] = [];
  const ending: FoundClass[] = [];
  const nested: FoundClass[] = [];
  for (const row of rowsOf(facts)) {
    const { path } = row[0]!;
    const from = path.length - claimed.length;
    if (claimed.length === 0 || from < 0 || !claimed.every((segment, index) => fold(path[from + index] ?? '') === segment)) continue;
    const found = inForce(row).map((event) => weighed(event, facts));
    if (from > Math.max(...row.map(({ anchor }) => anchor))) nested.push(...found.filter(({ worth }) => worth !== 'not_a_class'));
    else if (from === 0) exact.push(...found);
    else ending.push(...found);
  }
  const candidates = exact.some(({ worth }) => worth !== 'not_a_class') || ending.length === 0 ? exact : ending;
  return { candidates: distinctBy(candidates, (one) => one.class), nested };
}

const indexes = new WeakMap<CodeFacts, readonly (readonly Event[])[]>();

/** Everything that happens to one qualified name, in the order of the text. Made once for each file. */
function rowsOf(facts: CodeFacts): readonly (readonly Event[])[] {
  const known = indexes.get(facts);
  if (known) return known;
  const index = new Map<string, Event[]>();
  for (const event of [...facts.classes.values(), ...facts.definitions].sort((a, b) => a.start - b.start)) {
    const dotted = event.path.join('.');
    const row = index.get(dotted);
    if (row) row.push(event);
    else index.set(dotted, [event]);
  }
  const rows = [...index.values()];
  indexes.set(facts, rows);
  return rows;
}

/** What is defined later under the name replaces a class; types and namespaces live beside what has a value. */
function inForce(row: readonly Event[]): readonly Event[] {
  let standing: Event[] = [];
  for (const event of row) {
    if (replaces(event)) standing = standing.filter((earlier) => (isClass(earlier) && earlier.code.form !== 'class') || ownerOf(earlier.scope) !== ownerOf(event.scope));
    standing.push(event);
  }
  return standing;
}

function replaces(event: Event): boolean {
  if (event.conditional || event.standing !== 'live') return false;
  if (isClass(event)) return event.code.form === 'class' && !event.ambient;
  return !event.additive && !event.exported && event.function?.declaration === undefined;
}

function isClass(event: Event): event is ClassFact {
  return 'code' in event;
}

function weighed(event: Event, facts: CodeFacts): FoundClass {
  const name = event.path.join('.');
  if (isClass(event)) return { name, site: event, class: event, worth: worthOf(event) };
  const idle = event.standing === 'live' || event.standing === 'default_argument' ? undefined : event.standing;
  const made = event.target && classOf(event.target, event.scope, facts);
  if (!made) return { name, site: event, worth: 'not_a_class' };
  return { name, site: event, ...(made.class ? { class: made.class } : {}), worth: made.worth === 'not_a_class' ? made.worth : (idle ?? made.worth) };
}

function worthOf({ code, standing, ambient }: ClassFact): ClassWorth {
  if (code.form === 'namespace') return 'not_a_class';
  if (standing !== 'live' && standing !== 'default_argument') return standing;
  return ambient ? 'declaration_only' : 'live';
}

/** What another name, or a call, gives to a name. */
function classOf(value: Code, scope: Scope, facts: CodeFacts): { readonly class?: ClassFact; readonly worth: ClassWorth } {
  if (value.kind === 'call') return { worth: isFactory(value, scope, facts) ? 'live' : value.form === 'call' ? 'dynamic' : 'not_a_class' };
  if (value.kind !== 'name' && value.kind !== 'member') return { worth: 'dynamic' };
  const target = resolve(value, scope, facts);
  const fact = target.code?.kind === 'class' ? facts.classes.get(target.code) : undefined;
  if (fact) return { class: fact, worth: worthOf(fact) };
  if (target.root === 'unknown' || target.root === 'parameter') return { worth: 'dynamic' };
  const source = target.root === 'variable' && target.path.length === 1 && target.binding?.sources.length === 1 ? target.binding.sources[0] : undefined;
  const called = source?.kind === 'variable' && source.path.length === 0 && source.value?.kind === 'call' ? source.value : undefined;
  return called && target.binding ? classOf(called, target.binding.scope, facts) : { worth: 'not_a_class' };
}

/** A call that makes a class under a name that is written out, such as `namedtuple("Point", "x y")`. */
function isFactory(call: Extract<Code, { kind: 'call' }>, scope: Scope, facts: CodeFacts): boolean {
  const [first] = call.args;
  if (!first || call.args.length < 2 || constantText(first, scope) === undefined) return false;
  const target = resolve(call.callee, scope, facts);
  return (target.root === 'global' || target.root === 'module') && target.relative !== true && facts.traits.classFactories?.has(dottedOf(target)) === true;
}

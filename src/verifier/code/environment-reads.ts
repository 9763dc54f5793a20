/** Where code reads the environment, through whatever names its language's interface goes by in the file. */
import type { Code, Span } from './code.ts';
import { constantText } from './constant-text.ts';
import type { CallFact, CodeFacts, FunctionFact, Standing } from './facts.ts';
import { dottedOf } from './match-call.ts';
import { resolve } from './resolve.ts';
import type { Scope } from './scope.ts';

export interface EnvironmentRead extends Span {
  /** whole: all variables at once, handed on to where nobody follows them. own: one that the file may have written before. */
  readonly kind: 'variable' | 'computed' | 'whole' | 'own';
  /** Only with the kinds `variable` and `own`. */
  readonly name?: string;
  readonly standing: Standing;
  readonly enclosing: FunctionFact | undefined;
}

/** All reads of a file. What is only written or deleted is none. */
export function environmentReads(facts: CodeFacts): readonly EnvironmentRead[] {
  const { environment } = facts.traits;
  if (!environment) return [];
  const { maps, readers, writers, openers, mapReaders } = environment;
  const lastNames = new Set([...maps].map((map) => map.split('.').at(-1)!));
  const reads: EnvironmentRead[] = [];

  const opens = (code: Code, scope: Scope): boolean => {
    if (!openers) return false;
    if (code.kind === 'call') return code.args.length === 0 && openers.has(outsideName(code.callee, scope, facts) ?? '');
    const source = code.kind === 'name' ? scope.find(code.name) : undefined;
    const only = source?.sources.length === 1 ? source.sources[0] : undefined;
    return only?.kind === 'variable' && only.path.length === 0 && only.value?.kind === 'call' && opens(only.value, source!.scope);
  };
  const readBy = (call: CallFact): EnvironmentRead => {
    const name = call.args[0] && call.form !== 'possible' ? constantText(call.args[0], call.scope) : undefined;
    return { ...placeOf(call), ...(name === undefined ? { kind: 'computed' } : { kind: 'variable', name }) };
  };
  const held = openers ? heldCalls(facts) : new Set<Code>();
  const isMap = (code: Code, scope: Scope): boolean => {
    if (opens(code, scope)) return true;
    if (code.kind !== 'name' && !(code.kind === 'member' && lastNames.has(code.name))) return false;
    const dotted = outsideName(code, scope, facts);
    return dotted !== undefined && maps.has(dotted);
  };
  const readsIn = (whole: Code, at: Omit<EnvironmentRead, 'kind'>, scope: Scope): void => {
    const { start, end, standing, enclosing } = at;
    for (let code = whole; code.kind === 'member' || code.kind === 'index'; code = code.object) {
      if (!isMap(code.object, scope)) continue;
      const name = code.kind === 'member' ? code.name : constantText(code.index, scope);
      reads.push({ start, end, standing, enclosing, ...(name === undefined ? { kind: 'computed' } : { kind: 'variable', name }) });
    }
  };

  for (const call of facts.calls) {
    const { callee, scope, args } = call;
    const dotted = outsideName(callee, scope, facts);
    if (callee.kind === 'member' && mapReaders?.has(callee.name) && isMap(callee.object, scope)) reads.push(readBy(call));
    else if (dotted !== undefined && openers?.has(dotted) && args.length === 0) {
      if (!held.has(callee)) reads.push({ ...placeOf(call), kind: 'whole' });
    } else if (dotted !== undefined && readers.has(dotted) && (args.length > 0 || !maps.has(dotted))) reads.push(readBy(call));
    else if (callee.kind === 'member') {
      // process.env.LIST.split(',') reads LIST; os.environ.items() reads all.
      if (isMap(callee.object, scope) && !(dotted !== undefined && writers?.has(dotted))) reads.push({ ...placeOf(call), kind: 'whole' });
      else readsIn(callee.object, placeOf(call), scope);
    }
  }
  const parts = partsOfChains(facts);
  for (const reference of facts.references) {
    const { code, scope } = reference;
    readsIn(code, placeOf(reference), scope);
    if (!parts.has(code) && isMap(code, scope) && !isAlias(code, facts)) reads.push({ ...placeOf(reference), kind: 'whole' });
  }
  return environment.ownVariables ? reads.flatMap((read) => withoutOwn(read)) : reads;

  function withoutOwn(read: EnvironmentRead): readonly EnvironmentRead[] {
    if (read.kind !== 'variable') return [read];
    const writes = facts.pieces.filter(({ code, standing }) => code.kind === 'assign' && standing === 'live' && code.target.kind === 'member' && code.target.name === read.name && maps.has(code.target.object.kind === 'name' ? code.target.object.name : ''));
    const before = writes.filter(({ enclosing, start }) => enclosing || read.enclosing || start <= read.start);
    if (before.length === 0) return [read];
    return before.some(({ enclosing, conditional, start }) => !conditional && start <= read.start && enclosing === read.enclosing) ? [] : [{ ...read, kind: 'own' }];
  }
}

function placeOf({ start, end, standing, enclosing }: Omit<EnvironmentRead, 'kind'>): Omit<EnvironmentRead, 'kind'> {
  return { start, end, standing, enclosing };
}

/** The dotted name of what comes from outside of the file. */
function outsideName(code: Code, scope: Scope, facts: CodeFacts): string | undefined {
  const target = resolve(code, scope, facts);
  if ((target.root !== 'global' && target.root !== 'module') || target.relative === true) return undefined;
  return dottedOf(target).replace(/^(globalThis|window|global|self)\./, '');
}

/** What is called where the result is asked for a member on the spot, or bound to a name under which that happens. */
function heldCalls(facts: CodeFacts): ReadonlySet<Code> {
  const held = new Set<Code>();
  const add = (code: Code): void => {
    if ((code.kind === 'member' || code.kind === 'index') && code.object.kind === 'call') held.add(code.object.callee);
  };
  for (const { callee } of facts.calls) add(callee);
  for (const { code } of facts.references) add(code);
  for (const { kind, target, path, scope } of facts.definitions) {
    if (kind === 'call' && target?.kind === 'call' && scope.find(path.at(-1) ?? '')?.sources.length === 1) held.add(target.callee);
  }
  return held;
}

/** What stands before a member that is read, written in a pattern, or called. */
function partsOfChains(facts: CodeFacts): ReadonlySet<Code> {
  const parts = new Set<Code>();
  for (const code of [...facts.references.map((reference) => reference.code), ...facts.calls.map(({ callee }) => callee)]) {
    for (let at: Code = code; at.kind === 'member' || at.kind === 'index'; ) {
      at = at.object;
      if (parts.has(at)) break;
      parts.add(at);
    }
  }
  return parts;
}

const aliases = new WeakMap<CodeFacts, ReadonlySet<Code>>();

/** Bound once to a name, under which its members are found. */
function isAlias(code: Code, facts: CodeFacts): boolean {
  let known = aliases.get(facts);
  if (!known) {
    const found = new Set<Code>();
    for (const { kind, target, path, scope } of facts.definitions) {
      if (kind !== 'alias' || !target) continue;
      const sources = scope.find(path.at(-1) ?? '')?.sources;
      const only = sources?.length === 1 ? sources[0] : undefined;
      if (only?.kind === 'variable' && only.value === target && only.path.length === 0) found.add(target);
    }
    known = found;
    aliases.set(facts, known);
  }
  return known.has(code);
}

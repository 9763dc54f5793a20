/** What a name or chain of names stands for, followed through aliases and imports inside one file. */
import type { ClassCode, Code, FunctionCode, NameCode } from './code.ts';
import type { CallFact, CodeFacts, DefinitionFact, FunctionFact } from './facts.ts';
import { classAt } from './class-index.ts';
import { foldOf } from './dotted.ts';
import { functionKey } from './scope.ts';
import type { Binding, BindingSource, Scope } from './scope.ts';

/**
 * module: `path` is what is taken from the module. function, class: `path` is its qualified name and then members.
 * instance: a member of an object of the class. self: a member of the object that the method belongs to. parameter,
 * variable, global: `path` begins with the name itself. unknown: nothing is known but the members after it.
 */
export interface Target {
  readonly root: 'module' | 'function' | 'class' | 'instance' | 'self' | 'parameter' | 'variable' | 'global' | 'unknown';
  readonly path: readonly string[];
  readonly module?: string;
  readonly relative?: boolean;
  /** The function itself, while no member of it was taken. */
  readonly code?: FunctionCode | ClassCode;
  /** The binding of the last name that was followed. */
  readonly binding?: Binding;
  /** The import gave the thing another name than it has in its module. */
  readonly renamed?: boolean;
}

const unknown: Target = { root: 'unknown', path: [] };
const furthest = 20;

/** A piece of code stands in one scope of one file, so what it means is found once. */
const known = new WeakMap<Code, Target>();

/**
 * What the names on the way mean, by the first source of each: of `node = node.left` and `node = node.right` every one leads
 * to all of them again. While a name is being followed it stands for itself.
 */
type Met = Map<BindingSource, Target>;

/** Follows `code`, which stands in `scope`, as far as syntax allows. Cycles and long rows of aliases end as unknown. */
export function resolve(code: Code, scope: Scope, facts: CodeFacts): Target {
  let target = known.get(code);
  if (!target) known.set(code, (target = follow(code, scope, facts, 0, new Map())));
  return target;
}

function follow(code: Code, scope: Scope, facts: CodeFacts, hops: number, met: Met): Target {
  if (hops > furthest) return unknown;
  switch (code.kind) {
    case 'name':
      return resolveName(code, scope, facts, hops, met);
    case 'self':
      return (facts.traits.bareMembers && code.word !== 'this' ? baseOf(scope, facts, hops, met) : undefined) ?? { root: 'self', path: selfPathOf(scope) ?? [] };
    case 'load':
      return { root: 'module', module: facts.traits.normalModule(code.module), relative: isRelative(code.module), path: [] };
    case 'member': {
      const around = facts.traits.outerModule === undefined ? undefined : moduleAround(code.object, scope, facts.traits.outerModule);
      if (around) return resolveName({ kind: 'name', name: code.name, start: code.start, end: code.end }, around, facts, hops + 1, met);
      return withClass(memberOf(follow(code.object, scope, facts, hops + 1, met), code.name), facts);
    }
    case 'group':
      return code.parts.length === 1 && code.parts[0] && !code.chain ? follow(code.parts[0], scope, facts, hops + 1, met) : unknown;
    case 'index': {
      const made = facts.traits.indexInstantiates ? follow(code.object, scope, facts, hops + 1, met) : unknown;
      return made.code?.kind === 'function' ? made : unknown;
    }
    case 'exit':
      return code.how === 'yield' && code.value ? follow(code.value, scope, facts, hops + 1, met) : unknown;
    case 'object': {
      const type = code.type && follow(code.type, scope, facts, hops + 1, met);
      return type && type.root !== 'unknown' && type.root !== 'parameter' ? { root: 'instance', path: type.path, ...(type.module === undefined ? {} : { module: type.module }) } : unknown;
    }
    case 'assign':
      return code.value ? follow(code.value, scope, facts, hops + 1, met) : unknown;
    case 'call': {
      if (code.callee.kind === 'name' && code.callee.name === 'super' && !scope.find('super')) return { root: 'self', path: selfPathOf(scope) ?? [] };
      const maker = code.callee.kind === 'member' && facts.traits.makers?.has(code.callee.name) === true ? code.callee.object : undefined;
      const made = follow(maker ?? code.callee, scope, facts, hops + 1, met);
      const isClass = made.root === 'class' && made.code?.kind === 'class';
      return isClass || ((code.form === 'new' || maker !== undefined) && made.root !== 'unknown' && made.root !== 'parameter') ? { root: 'instance', path: made.path, ...(made.module === undefined ? {} : { module: made.module }) } : unknown;
    }
    default:
      return unknown;
  }
}

/** The module of this file that `word`, once or several times, leads out to; undefined where it leads out of the file. */
function moduleAround(code: Code, scope: Scope, word: string): Scope | undefined {
  const from = code.kind === 'name' && code.name === word ? scope : code.kind === 'member' && code.name === word ? moduleAround(code.object, scope, word) : undefined;
  let at: Scope | undefined = from;
  while (at && at.kind !== 'module') at = at.parent;
  for (at = at?.parent; at && at.kind !== 'module'; ) at = at.parent;
  return at;
}

function memberOf(object: Target, name: string): Target {
  const { code: _code, ...rest } = object;
  return { ...rest, path: [...object.path, name] };
}

/** The class itself where a member of a class or namespace of this file is one. */
function withClass(target: Target, facts: CodeFacts): Target {
  const fact = target.root === 'class' ? classAt(target.path, facts) : undefined;
  return fact ? { ...target, code: fact.code } : target;
}

/** `super`, `base`: an object of the first class that the class around is made from. */
function baseOf(scope: Scope, facts: CodeFacts, hops: number, met: Met): Target | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (!at.owner) continue;
    const base = at.owner.bases[0];
    const target = base && follow(base, at.parent ?? at, facts, hops + 1, met);
    if (!target || (target.root !== 'class' && target.root !== 'module' && target.root !== 'global')) return unknown;
    const { code: _code, ...rest } = target;
    return { ...rest, root: 'instance' };
  }
  return undefined;
}

function resolveName({ name, start, ofFunction }: NameCode, scope: Scope, facts: CodeFacts, hops: number, met: Met): Target {
  const binding = scope.findAt(ofFunction === true ? functionKey(name, facts.traits) : name, start);
  const elsewhere = facts.traits.bareMembers === true && (!binding || binding.scope.kind === 'module') ? memberByPath(name, scope, facts) : undefined;
  if (elsewhere) return elsewhere;
  if (!binding) return { root: 'global', path: [name] };
  const first = binding.sources[0];
  if (!first) return unknown;
  const before = met.get(first);
  if (before) return before;
  met.set(first, { root: 'variable', path: [name], binding });
  const target = meaningOf(binding, facts, hops, met);
  met.set(first, target);
  return target;
}

function meaningOf(binding: Binding, facts: CodeFacts, hops: number, met: Met): Target {
  const { name, sources } = binding;
  const last = sources.at(-1);
  if (!last) return unknown;
  if (sources.every(({ kind }) => kind === 'function') && last.kind === 'function') return functionTarget(last.code, binding, facts);
  // Parts of one class.
  if (facts.traits.bareMembers && sources.every(({ kind }) => kind === 'class') && last.kind === 'class') return { root: 'class', path: [...binding.scope.container, name], code: last.code, binding };
  if (sources.length > 1) {
    // Where another function is put in the name's place, the name may mean that one.
    for (const source of sources) {
      if (source.kind !== 'variable' || !source.value || (source.value.kind !== 'name' && source.value.kind !== 'member')) continue;
      if (source.value.kind === 'name' && source.value.name === name) continue;
      const other = source.path.reduce(memberOf, follow(source.value, binding.scope, facts, hops + 1, met));
      if (other.path.at(-1) !== name && (other.root === 'function' || other.root === 'class' || other.root === 'module')) return { ...other, binding };
    }
    const parameter = sources.find(({ kind }) => kind === 'parameter');
    return { root: parameter ? 'parameter' : 'variable', path: [name], binding };
  }
  switch (last.kind) {
    case 'parameter':
      if (last.of.selfParameter === name) return { root: 'self', path: binding.scope.fact?.selfPath ?? [], binding };
      return { root: 'parameter', path: [name], binding };
    case 'function':
      return functionTarget(last.code, binding, facts);
    case 'class':
      return { root: 'class', path: [...binding.scope.container, name], code: last.code, binding };
    case 'import': {
      const { imported } = last.binding;
      const whole = imported === undefined || imported === 'default' || imported === '*';
      return {
        root: 'module',
        module: facts.traits.normalModule(last.code.module),
        relative: last.code.relative,
        path: whole ? [] : imported.split('.'),
        binding,
        renamed: !whole && imported.split('.').at(-1) !== name,
      };
    }
    case 'variable': {
      const own: Target = { root: 'variable', path: [name], binding };
      if (!last.value) return own;
      if (last.value.kind === 'function' || last.value.kind === 'class') {
        const code = last.value;
        return last.path.length > 0 ? own : { root: code.kind, path: [...binding.scope.container, name], code, binding };
      }
      if (last.value.kind === 'object' && !last.value.type) return last.path.length > 0 ? own : { root: 'class', path: [...binding.scope.container, name], binding };
      const followed = last.path.reduce(memberOf, follow(last.value, binding.scope, facts, hops + 1, met));
      return followed.root === 'unknown' ? wrappedFunction(binding, facts) ?? own : followed.binding ? followed : { ...followed, binding };
    }
  }
}

/** A member of the class or namespace around `scope` that is written in another part of it, the innermost first. */
function memberByPath(name: string, scope: Scope, facts: CodeFacts): Target | undefined {
  for (let path = selfPathOf(scope) ?? []; path.length > 0; path = path.slice(0, -1)) {
    const member = [...path, name];
    if (definitionAt(member, facts)) return { root: 'self', path: member };
    const owner = classAt(member, facts);
    if (owner) return { root: 'class', path: member, code: owner.code };
  }
  return undefined;
}

/** A function that was bound through a wrapper, or otherwise under exactly this name. */
function wrappedFunction(binding: Binding, facts: CodeFacts): Target | undefined {
  const path = [...binding.scope.container, binding.name];
  const fact = definitionAt(path, facts)?.function;
  return fact ? { root: 'function', path, code: fact.code, binding } : undefined;
}

function functionTarget(code: FunctionCode, binding: Binding, facts: CodeFacts): Target {
  return { root: 'function', path: facts.functions.get(code)?.path ?? [binding.name], code, binding };
}

function isRelative(module: string): boolean {
  return module.startsWith('.');
}

/** What `this` is at a place: nearest function that has one. */
function selfPathOf(scope: Scope): readonly string[] | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.fact) return at.fact.selfPath;
    if (at.kind === 'class') return at.container;
  }
  return undefined;
}

/** The last definition under exactly this qualified name. */
export function definitionAt(path: readonly string[], facts: CodeFacts): DefinitionFact | undefined {
  return definitionIndex(facts).get(path.map(foldOf(facts.traits)).join('.'))?.at(-1);
}

const indexes = new WeakMap<CodeFacts, ReadonlyMap<string, readonly DefinitionFact[]>>();

/** Definitions by their whole dotted name as it is compared, in the order of the text. Made once for each file. */
export function definitionIndex(facts: CodeFacts): ReadonlyMap<string, readonly DefinitionFact[]> {
  const made = indexes.get(facts);
  if (made) return made;
  const index = new Map<string, DefinitionFact[]>();
  for (const definition of facts.definitions) {
    const dotted = definition.path.map(foldOf(facts.traits)).join('.');
    const row = index.get(dotted);
    if (row) row.push(definition);
    else index.set(dotted, [definition]);
  }
  indexes.set(facts, index);
  return index;
}

/** The function that a call by way of a member of it runs, as `verify.call(x)` does. */
export function functionInvoked({ callee, scope }: CallFact, facts: CodeFacts): FunctionFact | undefined {
  if (callee.kind !== 'member' || !facts.traits.invokers.has(callee.name)) return undefined;
  return functionOfTarget(resolve(callee.object, scope, facts), facts);
}

/** The function of this file that a target is, or undefined. Classes give their constructor; of several overloads nobody can tell which is meant. */
export function functionOfTarget(target: Target, facts: CodeFacts): FunctionFact | undefined {
  if (facts.traits.overloads && (definitionIndex(facts).get(target.path.join('.')) ?? []).filter(({ function: fact }) => fact && !fact.declaration).length > 1) return undefined;
  if (target.code?.kind === 'function') return facts.functions.get(target.code);
  if (target.root === 'class' || target.root === 'instance' || target.root === 'self' || target.root === 'function') {
    if (target.code?.kind === 'class') {
      for (const name of facts.traits.constructors) {
        const made = definitionAt([...target.path, name], facts)?.function;
        if (made) return made;
      }
      const own = facts.traits.constructorNamedAsClass ? overloadsAt([...target.path, target.path.at(-1) ?? ''], facts) : [];
      return own.length === 1 ? own[0] : undefined;
    }
    return definitionAt(target.path, facts)?.function;
  }
  return undefined;
}

/** The function that a call means: of several overloads the only one that takes so many arguments. */
export function functionOfCall({ args }: Pick<CallFact, 'args'>, target: Target, facts: CodeFacts): FunctionFact | undefined {
  const one = functionOfTarget(target, facts);
  if (one || !facts.traits.overloads || target.root === 'module' || target.root === 'global') return one;
  const path = target.code?.kind === 'class' && facts.traits.constructorNamedAsClass ? [...target.path, target.path.at(-1) ?? ''] : target.path;
  const able = overloadsAt(path, facts).filter(({ code }) => code.rest === true || (args.length <= code.parameters.length && args.length >= code.parameters.length - code.defaults.length));
  return able.length === 1 ? able[0] : undefined;
}

function overloadsAt(path: readonly string[], facts: CodeFacts): readonly FunctionFact[] {
  return (definitionIndex(facts).get(path.join('.')) ?? []).flatMap(({ function: fact }) => (fact && !fact.declaration ? [fact] : []));
}

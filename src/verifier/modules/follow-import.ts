/** What an imported name is, followed from file to file of the repository: one file at a time, as far as modules resolve. */
import type { Code } from '../code/code.ts';
import { claimedSegments } from '../code/dotted.ts';
import type { CallFact, CodeFacts, FunctionFact } from '../code/facts.ts';
import { findDefinitions } from '../code/find-definition.ts';
import { classAt } from '../code/class-index.ts';
import { functionOfCall, functionOfTarget, resolve } from '../code/resolve.ts';
import type { Target } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import type { CodeReader } from '../code-file.ts';
import type { Sources } from '../sources.ts';

/** A function or class of another file of the repository. */
export interface Foreign {
  readonly file: string;
  readonly facts: CodeFacts;
  /** The qualified names that its file gives it, the plainest first; an export under another name is one. */
  readonly names: readonly (readonly string[])[];
  /** The function itself; of a class its constructor, if it has one. */
  readonly function?: FunctionFact;
}

/** Where names are followed, and from where. */
export interface ImportTrail {
  readonly sources: Sources;
  readonly reader: CodeReader;
  /** Files that have been opened, so that one claim cannot walk through a whole repository. */
  readonly opened: Map<string, Promise<Opened | undefined>>;
}

interface Opened {
  readonly file: string;
  readonly facts: CodeFacts;
}

const mostFiles = 60;
const mostHops = 8;

export function importTrail({ sources, reader }: { readonly sources: Sources; readonly reader: CodeReader }): ImportTrail {
  return { sources, reader, opened: new Map() };
}

/**
 * The function that a target stands for when its root is a module of this repository, or an object of a class of one;
 * undefined when the module lies elsewhere, is not found, or does not say.
 */
export async function followImport(target: Target, at: Opened, trail: ImportTrail, call?: Pick<CallFact, 'args'>, hops = 0): Promise<Foreign | undefined> {
  if (target.module === undefined || hops > mostHops) return undefined;
  const own = await memberOfModule(target.module, target.path, at, trail, call, hops);
  if (own || target.path.length === 0) return own;
  // `from package import module` takes a file, and what follows is a member of that.
  const separator = target.module.endsWith('.') ? '' : '.';
  const [first = '', ...rest] = target.path;
  return rest.length > 0 && at.facts.language === 'python' ? memberOfModule(`${target.module}${separator}${first}`, rest, at, trail, call, hops) : undefined;
}

async function memberOfModule(module: string, path: readonly string[], at: Opened, trail: ImportTrail, call: Pick<CallFact, 'args'> | undefined, hops: number): Promise<Foreign | undefined> {
  const opened = await openModule(module, path[0], at, trail);
  if (!opened) return undefined;
  // What is called like the module itself is its default export.
  const names = path.length === 0 ? [['default']] : [path, ['default', ...path]];
  for (const name of names) {
    const found = await memberOf(name, opened, trail, call, hops);
    if (found) return found;
  }
  return undefined;
}

async function memberOf(path: readonly string[], opened: Opened, trail: ImportTrail, call: Pick<CallFact, 'args'> | undefined, hops: number): Promise<Foreign | undefined> {
  const { facts } = opened;
  const [first = '', ...rest] = path;
  const here: Code = { kind: 'name', name: first, start: 0, end: 0 };
  const target = rest.reduce((object: Code, name): Code => ({ kind: 'member', object, name, start: 0, end: 0 }), here);
  const meant = resolve(target, homeOf(first, facts), facts);
  if (meant.root === 'module') return followImport(meant, opened, trail, call, hops + 1);
  const code = call ? functionOfCall(call, meant, facts) : functionOfTarget(meant, facts);
  if (meant.root === 'class' && meant.code?.kind === 'class') return { ...opened, names: [meant.path], ...(code ? { function: code } : {}) };
  const direct = code ?? exactly(path, facts);
  if (direct) return { ...opened, names: namesOf(direct, facts), function: direct };
  if (facts.module.bindings.has(first)) return undefined;
  for (const { module, bindings, star } of facts.handedOn) {
    const binding = bindings.find(({ local }) => local === first);
    const on = binding ? (binding.imported === undefined ? rest : [...(binding.imported === 'default' ? [] : [binding.imported]), ...rest]) : star && first !== 'default' ? path : undefined;
    const found = on && (await followImport({ root: 'module', module, path: on }, opened, trail, call, hops + 1));
    if (found) return found;
  }
  return undefined;
}

/** Where a name is looked up from outside: in the package or namespace that holds it, or else in the module. */
function homeOf(name: string, facts: CodeFacts): Scope {
  for (const { path, scope } of facts.classes.values()) {
    if (path.at(-1) === name && path.length > 1 && path.slice(0, -1).every((_, index) => classAt(path.slice(0, index + 1), facts)?.code.form === 'namespace')) return facts.traits.neighbours ? scope : facts.module;
  }
  return facts.module;
}

/** The one live function of exactly this name, such as one that is exported by assignment. */
function exactly(path: readonly string[], facts: CodeFacts): FunctionFact | undefined {
  const { candidates } = findDefinitions(path.join('.'), facts);
  const [only, second] = candidates.filter(({ definition }) => definition.path.length === path.length);
  return second ? undefined : only?.function;
}

async function openModule(module: string, member: string | undefined, at: Opened, trail: ImportTrail): Promise<Opened | undefined> {
  for (const file of at.facts.traits.moduleFiles?.(module, at.file, member) ?? []) {
    let opened = trail.opened.get(file);
    if (!opened) {
      if (trail.opened.size >= mostFiles) return undefined;
      opened = openFile(file, trail);
      trail.opened.set(file, opened);
    }
    const answer = await opened;
    if (answer) return answer;
  }
  return undefined;
}

async function openFile(file: string, { sources, reader }: ImportTrail): Promise<Opened | undefined> {
  const source = await sources.read(file);
  if (!source.ok) return undefined;
  const read = await reader.read(source);
  return read.ok ? { file: source.file, facts: read.facts } : undefined;
}

function namesOf(fact: FunctionFact, facts: CodeFacts): readonly (readonly string[])[] {
  const names = facts.definitions
    .filter(({ function: own, kind, target, scope }) => own === fact || (kind === 'alias' && target !== undefined && functionOfTarget(resolve(target, scope, facts), facts) === fact))
    .map(({ path }) => path);
  const [given, nameless] = [names.filter((path) => path.at(-1) !== 'default'), names.filter((path) => path.at(-1) === 'default')];
  return [...given, ...nameless];
}

/** Whether a claimed name fits a function of a file: its own qualified name, with as much of the module before it as is claimed. */
export function isNamed({ file, names }: Foreign, claimed: string): boolean {
  const segments = claimedSegments(claimed.replaceAll('/', '.'));
  const module = file.replace(/\.[^./]+$/, '').split('/').filter((segment, index, all) => index < all.length - 1 || (segment !== '__init__' && segment !== 'index'));
  return names.some((path) => {
    const full = [...module, ...path];
    const from = full.length - segments.length;
    return from >= 0 && segments.every((segment, index) => full[from + index] === segment);
  });
}

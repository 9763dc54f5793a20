/** What an imported name is, followed from file to file of the repository: one file at a time, as far as modules resolve. */
import type { Code } from '../code/code.ts';
import { claimedSegments } from '../code/dotted.ts';
import type { CallFact, ClassFact, CodeFacts, FunctionFact } from '../code/facts.ts';
import { findDefinitions } from '../code/find-definition.ts';
import { classAt } from '../code/class-index.ts';
import { functionOfCall, functionOfTarget, resolve } from '../code/resolve.ts';
import type { Target } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import type { LanguageTraits, RepositoryLook } from '../code/traits.ts';
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
  /** The class, where the name stands for one. */
  readonly class?: ClassFact;
}

/** Where names are followed, and from where. */
export interface ImportTrail {
  readonly sources: Sources;
  readonly reader: CodeReader;
  /** Files that have been opened, so that one claim cannot walk through a whole repository. */
  readonly opened: Map<string, Promise<Opened | undefined>>;
  /** Told of each module that a name led to and that is no file of the repository, with what is taken from it. */
  readonly elsewhere?: (module: string, path: readonly string[]) => void;
}

interface Opened {
  readonly file: string;
  readonly facts: CodeFacts;
}

/** What tells overloads apart. */
type CallShape = Pick<CallFact, 'args'>;

/** How far one name has been followed, and in how many hops each place was come to: from the same place on, more hops find nothing new. */
interface Way {
  readonly hops: number;
  readonly met: Map<string, number>;
}

const onward = ({ hops, met }: Way): Way => ({ hops: hops + 1, met });

const mostFiles = 60;
const mostHops = 8;

export function importTrail({ sources, reader }: { readonly sources: Sources; readonly reader: CodeReader }): ImportTrail {
  return { sources, reader, opened: new Map() };
}

/**
 * The function that a target stands for when its root is a module of this repository, or an object of a class of one;
 * undefined when the module lies elsewhere, is not found, or does not say.
 */
export function followImport(target: Target, at: Opened, trail: ImportTrail, call?: CallShape): Promise<Foreign | undefined> {
  return followOn(target, at, trail, call, { hops: 0, met: new Map() });
}

async function followOn(target: Target, at: Opened, trail: ImportTrail, call: CallShape | undefined, way: Way): Promise<Foreign | undefined> {
  const { traits } = at.facts;
  if (way.hops > mostHops) return undefined;
  if (traits.packageFiles) {
    const found = await memberOfPackage(target, at, trail, call, way);
    if (!found && target.module !== undefined) trail.elsewhere?.(target.module, target.path);
    return found;
  }
  const { module, path } = outsideOf(target, traits);
  if (module === undefined) return undefined;
  const own = (await memberOfModule(module, path, at, trail, call, way)) ?? (await memberOfInnerModule(module, path, at, trail, call, way));
  if (own || !traits.modulesInModules) return own;
  // `from package import module` takes a file, and what follows is a member of that.
  const separator = module.endsWith('.') ? '' : '.';
  for (let taken = 1; taken < path.length; taken++) {
    const found = await memberOfModule(`${module}${separator}${path.slice(0, taken).join('.')}`, path.slice(taken), at, trail, call, way);
    if (found) return found;
  }
  return undefined;
}

/** A module that stands in the file itself, where the language has such modules. */
async function memberOfInnerModule(module: string, path: readonly string[], at: Opened, trail: ImportTrail, call: CallShape | undefined, way: Way): Promise<Foreign | undefined> {
  if (!at.facts.traits.moduleRoots) return undefined;
  const [root = '', ...rest] = module.split('.');
  const inside = root === 'self' ? rest : at.facts.module.bindings.has(root) ? [root, ...rest] : [];
  return inside.length > 0 ? memberOf([...inside, ...path], at, trail, call, onward(way)) : undefined;
}

/** A path that is written out where it is used, without an import, begins with its module. */
function outsideOf({ root, module, path }: Target, traits: LanguageTraits): Pick<Target, 'module' | 'path'> {
  const [first = '', ...rest] = path;
  return module === undefined && (root === 'global' || root === 'instance') && rest.length > 0 && traits.moduleRoots?.has(first) ? { module: first, path: rest } : { ...(module === undefined ? {} : { module }), path };
}

/** Where a module is a folder, all of its files share their names; without a module it is the folder of the file itself. */
async function memberOfPackage({ root, module, path }: Target, at: Opened, trail: ImportTrail, call: CallShape | undefined, way: Way): Promise<Foreign | undefined> {
  const [first] = path;
  if (first === undefined || (module === undefined && root !== 'global' && root !== 'instance')) return undefined;
  for (const file of (await at.facts.traits.packageFiles?.(module, at.file, lookingInto(trail), first)) ?? []) {
    // Only files in which the name stands at all are worth being read as code.
    if (file === at.file || (await textOf(file, trail))?.includes(first) !== true) continue;
    const opened = await openOnce(file, trail);
    const found = opened && (await memberOf(path, opened, trail, call, way));
    if (found) return found;
  }
  return undefined;
}

function lookingInto(trail: ImportTrail): RepositoryLook {
  return {
    read: (file) => textOf(file, trail),
    async list(glob) {
      const listed = await trail.sources.list(glob);
      return listed.ok ? listed.files : [];
    },
  };
}

async function textOf(file: string, { sources }: ImportTrail): Promise<string | undefined> {
  const source = await sources.read(file);
  return source.ok ? source.text : undefined;
}

async function memberOfModule(module: string, path: readonly string[], at: Opened, trail: ImportTrail, call: CallShape | undefined, way: Way): Promise<Foreign | undefined> {
  // What is called like the module itself is its default export.
  const names = path.length === 0 ? [['default']] : [path, ['default', ...path]];
  let isOurs = false;
  for await (const opened of openModule(module, at, trail)) {
    isOurs = true;
    for (const name of names) {
      const found = await memberOf(name, opened, trail, call, way);
      if (found) return found;
    }
  }
  if (!isOurs) trail.elsewhere?.(module, path);
  return undefined;
}

async function memberOf(path: readonly string[], opened: Opened, trail: ImportTrail, call: CallShape | undefined, way: Way): Promise<Foreign | undefined> {
  // Files that hand on all that others have often do so in circles.
  const place = `${opened.file}\n${path.join('.')}`;
  const before = way.met.get(place);
  if (before !== undefined && before <= way.hops) return undefined;
  way.met.set(place, way.hops);
  const { facts } = opened;
  const [first = '', ...rest] = path;
  const here: Code = { kind: 'name', name: first, start: 0, end: 0 };
  const target = rest.reduce((object: Code, name): Code => ({ kind: 'member', object, name, start: 0, end: 0 }), here);
  const meant = resolve(target, homeOf(first, facts), facts);
  // What a file of a package imports is its own.
  if (meant.root === 'module') return facts.traits.packageFiles ? undefined : followOn(meant, opened, trail, call, onward(way));
  const code = call ? functionOfCall(call, meant, facts) : functionOfTarget(meant, facts);
  if (meant.root === 'class' && meant.code?.kind === 'class') {
    const made = facts.classes.get(meant.code);
    return { ...opened, names: [meant.path], ...(made ? { class: made } : {}), ...(code ? { function: code } : {}) };
  }
  const direct = code ?? exactly(path, facts);
  if (direct) return { ...opened, names: namesOf(direct, facts), function: direct };
  if (facts.module.bindings.has(first)) return undefined;
  for (const { module, bindings, star } of facts.handedOn) {
    const binding = bindings.find(({ local }) => local === first);
    const on = binding ? (binding.imported === undefined ? rest : [...(binding.imported === 'default' ? [] : [binding.imported]), ...rest]) : star && first !== 'default' ? path : undefined;
    const found = on && (await followOn({ root: 'module', module, path: on }, opened, trail, call, onward(way)));
    if (found) return found;
  }
  return undefined;
}

/** Where a name is looked up from outside: in the package or namespace that holds it, or else in the module. */
function homeOf(name: string, facts: CodeFacts): Scope {
  if (!facts.traits.packageFiles) return facts.module;
  for (const { path, scope } of facts.classes.values()) {
    if (path.at(-1) === name && path.length > 1 && path.slice(0, -1).every((_, index) => classAt(path.slice(0, index + 1), facts)?.code.form === 'namespace')) return scope;
  }
  return facts.module;
}

/** The one live function of exactly this name, such as one that is exported by assignment. */
function exactly(path: readonly string[], facts: CodeFacts): FunctionFact | undefined {
  const { candidates } = findDefinitions(path.join('.'), facts);
  const [only, second] = candidates.filter(({ definition }) => definition.path.length === path.length);
  return second ? undefined : only?.function;
}

/** The file that the module is; where its name alone does not say which one, all that it may be. */
async function* openModule(module: string, at: Opened, trail: ImportTrail): AsyncGenerator<Opened> {
  for (const file of at.facts.traits.moduleFiles?.(module, at.file) ?? []) {
    const opened = await openOnce(file, trail);
    if (opened) yield opened;
    if (opened && !at.facts.traits.moduleRoots) return;
  }
}

async function openOnce(file: string, trail: ImportTrail): Promise<Opened | undefined> {
  let opened = trail.opened.get(file);
  if (!opened) {
    if (trail.opened.size >= mostFiles) return undefined;
    opened = openFile(file, trail);
    trail.opened.set(file, opened);
  }
  return opened;
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
export function isNamed({ file, names, facts: { traits } }: Foreign, claimed: string): boolean {
  const segments = claimedSegments(claimed.replaceAll('/', '.'));
  const stems = file.replace(/\.[^./]+$/, '').split('/');
  const module = traits.packageFiles || traits.namelessFiles?.has(stems.at(-1) ?? '') ? stems.slice(0, -1) : stems;
  return names.some((path) => {
    const full = [...module, ...path];
    const from = full.length - segments.length;
    return from >= 0 && segments.every((segment, index) => full[from + index] === segment);
  });
}

/** Whether a name could mean a sink. Only what surely means something else does not. */
import type { Code } from '../code/code.ts';
import { writtenChain } from '../code/dotted.ts';
import type { CodeFacts } from '../code/facts.ts';
import { dottedOf } from '../code/match-call.ts';
import { definitionIndex, functionOfTarget, resolve } from '../code/resolve.ts';
import type { Target } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import { followImport, importTrail, isNamed } from '../modules/follow-import.ts';
import type { CodeReader } from '../code-file.ts';
import type { Sources } from '../sources.ts';
import { isFunctionOf, nameOf } from './sink-target.ts';
import type { SinkTarget } from './sink-target.ts';

export interface Surroundings {
  readonly file: string;
  readonly facts: CodeFacts;
  readonly sources: Sources;
  readonly reader: CodeReader;
  /** The name was kept in objects, under itself: every receiver may be one of these. */
  readonly loose: boolean;
  /** What is claimed before the last dot is a module of the program, so that no other object is meant by it. */
  readonly ofModule: boolean;
}

/** Whether what is called, or named, could be the target. */
export async function meansTarget(code: Code, scope: Scope, target: SinkTarget, at: Surroundings): Promise<boolean> {
  const last = nameOf(target);
  const written = writtenChain(code)?.at(-1) ?? (code.kind === 'member' ? code.name : undefined);
  const meant = resolve(code, scope, at.facts);
  if (written !== last && meant.path.at(-1) !== last) return false;
  if (target.aliasOf || target.own) return meansOwn(code, meant, target, at);
  return meansSink(code, meant, target, at);
}

async function meansSink(code: Code, meant: Target, target: SinkTarget, at: Surroundings): Promise<boolean> {
  const { segments } = target;
  switch (meant.root) {
    case 'function':
    case 'class':
    case 'self':
    case 'instance':
      // What is defined here under another name than the claimed one is another function.
      if (meant.module === undefined && isKnownMember(meant, at)) return endsWith(meant.path.join('.'), segments);
      return meant.root === 'self' || !at.ofModule || at.loose || endsWith(dottedOf(meant), segments);
    case 'module':
      return meansOfModule(meant, segments, at);
    case 'global':
      if (segments.length === 1 || endsWith(dottedOf(meant), segments)) return true;
      return meant.path.length === 1 || !at.ofModule || at.loose;
    case 'parameter':
    case 'variable':
    case 'unknown':
      if (isLiteralReceiver(code, meant)) return segments.length === 1;
      if (isSometimesImported(meant) || endsWith(meant.path.join('.'), segments)) return true;
      return code.kind === 'name' || segments.length === 1 || !at.ofModule || at.loose;
  }
}

async function meansOfModule(meant: Target, segments: readonly string[], at: Surroundings): Promise<boolean> {
  const ends: Target[] = [];
  const trail = { ...importTrail(at), elsewhere: (module: string, path: readonly string[]) => void ends.push({ root: 'module', module: at.facts.traits.normalModule(module), path }) };
  const found = await followImport(meant, at, trail);
  if (found) return isNamed(found, segments.join('.'));
  const candidates = ends.length > 0 ? [...ends, meant] : [meant];
  return candidates.some((end) => {
    if (segments.length === 1) return end.path.at(-1) === segments[0] || (end.path.length === 0 && end.module === segments[0]);
    if (endsWith(dottedOf(end).replaceAll('/', '.'), segments)) return true;
    if (mayBeOurs(end.module ?? '')) return true;
    // What lies in the repository and was not found may be anything; so may an object that another module hands out.
    return meant.relative === true && ends.every(({ module }) => module === meant.module) ? true : !at.ofModule && end.path.at(-1) === segments.at(-1);
  });
}

/** A bundler's short name for a folder of the repository looks like this; so does a package of somebody's scope. */
function mayBeOurs(module: string): boolean {
  return /^[@~#]/.test(module);
}

/** Nothing but functions stand under the name, so that it is none of another name's. */
function isKnownMember(meant: Target, { facts }: Surroundings): boolean {
  if (meant.code !== undefined) return true;
  const definitions = definitionIndex(facts).get(meant.path.join('.')) ?? [];
  return definitions.length > 0 && definitions.every(({ kind }) => kind === 'function');
}

/** The name was given a meaning in several places, one of which takes it from a module. */
function isSometimesImported({ binding }: Target): boolean {
  return binding !== undefined && binding.sources.length > 1 && binding.sources.some(({ kind }) => kind === 'import');
}

/** `/x/.exec(s)`: a literal is no module, and a text has none of the methods that sinks are. */
function isLiteralReceiver(code: Code, meant: Target): boolean {
  const object = code.kind === 'member' ? code.object : undefined;
  if (object?.kind === 'literal' || object?.kind === 'function') return true;
  const source = meant.binding?.sources.length === 1 ? meant.binding.sources[0] : undefined;
  return object?.kind === 'name' && source?.kind === 'variable' && source.path.length === 0 && source.value?.kind === 'literal';
}

async function meansOwn(code: Code, meant: Target, target: SinkTarget, at: Surroundings): Promise<boolean> {
  const { own, aliasOf } = target;
  const home = own?.file ?? aliasOf?.file;
  switch (meant.root) {
    case 'function':
    case 'class':
    case 'self':
    case 'instance': {
      const fact = functionOfTarget(meant, at.facts);
      if (own && (isFunctionOf(own, at.file, fact) || (own.file === at.file && meant.module === undefined && meant.path.join('.') === own.path))) return true;
      if (fact) return false;
      if (isKnownMember(meant, at) && meant.module === undefined) return false;
      return own?.member === true || at.loose;
    }
    case 'module': {
      const ends: string[] = [];
      const trail = { ...importTrail(at), elsewhere: (module: string) => void ends.push(module) };
      const found = await followImport(meant, at, trail);
      if (found) return own !== undefined && (isFunctionOf(own, found.file, found.function) || (found.file === own.file && found.names.some((path) => path.join('.') === own.path)));
      if (aliasOf) return (await leadsTo(meant, aliasOf.file, at)) || (meant.relative === true && ends.length === 0);
      const stem = (home ?? '').replace(/\.[^./]+$/, '').split('/').filter((part) => part !== '__init__' && part !== 'index').at(-1);
      return ends.length === 0 || meant.relative === true || ends.some(mayBeOurs) || meant.module?.split(/[./]/).at(-1) === stem;
    }
    case 'global':
    case 'parameter':
    case 'variable':
    case 'unknown':
      if (isLiteralReceiver(code, meant)) return false;
      if (isSometimesImported(meant)) return true;
      // A bare name that nothing here binds may come from an import of everything.
      if (meant.path.length === 1 && meant.root !== 'variable') return meant.root === 'global' || at.loose || own?.member === true;
      return own?.member === true || at.loose;
  }
}

/** Whether the import passes through the file that gives a sink its other name. */
async function leadsTo(meant: Target, file: string, at: Surroundings): Promise<boolean> {
  const trail = importTrail(at);
  await followImport(meant, at, trail);
  return trail.opened.has(file);
}

function endsWith(dotted: string, segments: readonly string[]): boolean {
  const parts = dotted.split(/[./]/);
  const claimed = segments.flatMap((segment) => segment.split(/[./]/));
  const from = parts.length - claimed.length;
  return from >= 0 && claimed.every((segment, index) => parts[from + index] === segment);
}

/** Which qualified name an assignment gives to its value. */
import type { AssignCode, Code } from './code.ts';
import type { Place } from './place.ts';
import type { Scope } from './scope.ts';

export interface Naming {
  readonly path: readonly string[];
  /** The index in `path` before which segments may be left out. */
  readonly anchor: number;
  /** It becomes a member of something, so its `this` is that thing. */
  readonly member?: boolean;
  /** An export's name for something: it replaces nothing of that name. */
  readonly exported?: boolean;
}

const globalObjects = new Set(['globalThis', 'window', 'global']);

/** The name, or undefined where the target is none that a claim could write. */
export function nameOfTarget(code: AssignCode, place: Place): Naming | undefined {
  const { target } = code;
  if (target.kind === 'name') {
    const home = code.declares ? place.scope.home(target.name, code.declares === 'property' ? 'block' : code.declares) : (place.scope.find(target.name)?.scope ?? rootOf(place.scope));
    return inScope([target.name], home);
  }
  if (target.kind !== 'member') return undefined;
  const members: string[] = [];
  let at: Code = target;
  while (at.kind === 'member') {
    if (at.name !== 'prototype') members.unshift(at.name);
    at = at.object;
  }
  if (at.kind === 'self') return ofSelf(place.selfPath, members, place.anchor);
  if (at.kind !== 'name') return undefined;
  return ofRoot(at.name, members, place);
}

function ofRoot(name: string, members: readonly string[], place: Place): Naming | undefined {
  const binding = place.scope.find(name);
  if (!binding) {
    if (name === 'exports') return exportName(members);
    if (name === 'module' && members[0] === 'exports') return exportName(members.slice(1));
    if (globalObjects.has(name)) return { path: members, anchor: members.length - 1, member: true };
    return { path: [name, ...members], anchor: members.length, member: true };
  }
  const source = binding.sources.length === 1 ? binding.sources[0] : undefined;
  if (source?.kind === 'parameter' && source.of.selfParameter === name) return ofSelf(binding.scope.fact?.selfPath, members, -1);
  if (source?.kind === 'variable' && source.value?.kind === 'self' && source.path.length === 0) return ofSelf(place.selfPath, members, place.anchor);
  if (source?.kind === 'variable' && isExports(source.value)) return exportName(members);
  if (source?.kind === 'parameter' || source?.kind === 'import') return undefined;
  return { ...inScope([name, ...members], binding.scope), member: true };
}

/** `const api = exports` and `const api = module.exports = {}`. */
function isExports(value: Code | undefined): boolean {
  if (!value) return false;
  if (value.kind === 'assign') return isExports(value.target);
  if (value.kind === 'name') return value.name === 'exports';
  return value.kind === 'member' && value.name === 'exports' && value.object.kind === 'name' && value.object.name === 'module';
}

function exportName(members: readonly string[]): Naming {
  const path = members.length === 0 ? ['default'] : members;
  return { path, anchor: path.length - 1, member: members.length > 1, exported: true };
}

/** Members of the object that a constructor makes are addressed as members, not as closures of it. */
function ofSelf(selfPath: readonly string[] | undefined, members: readonly string[], anchor: number): Naming | undefined {
  if (!selfPath) return undefined;
  const path = [...selfPath, ...members];
  return { path, anchor: anchor >= 0 && anchor < selfPath.length - 1 ? anchor : path.length - 1, member: true };
}

function inScope(names: readonly string[], scope: Scope): Naming {
  const path = [...scope.container, ...names];
  return { path, anchor: scope.anchor < 0 ? path.length - 1 : scope.anchor };
}

function rootOf(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}

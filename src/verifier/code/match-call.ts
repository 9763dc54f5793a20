/** Whether a call is a call of what a claim names. */
import type { Code } from './code.ts';
import { targetsByType } from './declared-type.ts';
import { foldOf, withConstructor, writtenChain } from './dotted.ts';
import type { CallFact, CodeFacts } from './facts.ts';
import { isMacroCall } from './macros.ts';
import { definitionAt, resolve } from './resolve.ts';
import type { Target } from './resolve.ts';
import { functionKey } from './scope.ts';
import type { Scope } from './scope.ts';

/** unrelated: not even the last name is the same. */
export type CallMatch =
  | { readonly kind: 'match'; readonly resolved: boolean }
  | { readonly kind: 'other_receiver' | 'shadowed'; readonly meant: string }
  | { readonly kind: 'unrelated' };

const unrelated: CallMatch = { kind: 'unrelated' };

/**
 * Compares by name as far as names can be followed. A bare name fits a method on any receiver, unless the file itself
 * says what the bare name is. A name that a parameter, a local variable or a nested function takes over does not fit;
 * neither does one under which an import or alias brings in something that is called otherwise.
 */
export function matchCall(call: CallFact, claimed: readonly string[], facts: CodeFacts): CallMatch {
  const asked = withoutMark(call.callee, call.scope, call.form === 'new' ? classClaimed(claimed, facts) : claimed, facts);
  const direct = matchCallee(call.callee, call.scope, asked, facts);
  // To call an object is to call the member of it that makes it callable.
  const [invoker, whole] = [claimed.at(-1), claimed.slice(0, -1)];
  if (direct.kind !== 'match' && invoker !== undefined && whole.length > 0 && facts.traits.invokers.has(invoker) && definitionAt(claimed, facts)) {
    const called = matchCallee(call.callee, call.scope, whole, facts);
    if (called.kind === 'match') return called;
  }
  if (direct.kind === 'match' || call.callee.kind !== 'member' || !facts.traits.invokers.has(call.callee.name)) return direct;
  const held = claimed.length === 1 ? heldByVariable(call.callee.object, call.scope, facts) : undefined;
  if (held !== undefined) return held === claimed[0] ? { kind: 'shadowed', meant: `the variable ${held}` } : direct;
  const through = matchCallee(call.callee.object, call.scope, claimed, facts);
  return through.kind === 'unrelated' ? direct : through;
}

/** The name of a variable that is called, where it is no function's name and stands for none that has a name of its own. */
function heldByVariable(object: Code, scope: Scope, facts: CodeFacts): string | undefined {
  const { functionNamesApart, variablesAreNoFunctions } = facts.traits;
  if (!functionNamesApart || object.kind !== 'name' || object.ofFunction) return undefined;
  const target = resolve(object, scope, facts);
  const own = target.path.at(-1) === object.name && (target.root === 'function' || target.root === 'variable' || target.root === 'parameter' || (target.root === 'global' && variablesAreNoFunctions === true));
  return own ? object.name : undefined;
}

/** A class, where the claim names its constructor. */
function classClaimed(claimed: readonly string[], facts: CodeFacts): readonly string[] {
  const own = withConstructor(claimed, facts.traits);
  return facts.traits.constructorNamedAsClass && own.length > 1 && own.at(-1) === own.at(-2) ? own.slice(0, -1) : claimed;
}

/** A macro may be claimed without its mark, where the file has nothing else of that name. */
function withoutMark(callee: Code, scope: Scope, claimed: readonly string[], facts: CodeFacts): readonly string[] {
  const { macroMark } = facts.traits;
  const last = claimed.at(-1);
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  if (macroMark === undefined || last === undefined || name !== last + macroMark) return claimed;
  const own = claimed.length === 1 ? scope.find(last)?.sources : undefined;
  return own && own.some(({ kind }) => kind !== 'import') ? claimed : [...claimed.slice(0, -1), name];
}

/** The same for what is called, or for a decorator, which is called when its function is defined. */
export function matchCallee(callee: Code, scope: Scope, asClaimed: readonly string[], facts: CodeFacts): CallMatch {
  const fold = foldOf(facts.traits);
  const claimed = asClaimed.map(fold);
  const last = claimed.at(-1);
  const target = foldedTarget(resolve(callee, scope, facts), facts);
  if (isMacroCall(callee, scope, facts.traits) && target.code?.kind === 'function') return unrelated;
  const written = writtenChain(callee)?.map(fold);
  const called = target.path.at(-1) ?? written?.at(-1);
  const writtenLast = written?.at(-1) ?? (callee.kind === 'member' ? fold(callee.name) : undefined);
  if (facts.traits.classesConvert && target.root === 'class' && target.code?.kind === 'class') return called === last ? { kind: 'shadowed', meant: `a conversion to the type ${target.path.join('.')}` } : unrelated;
  if (last === undefined || (called !== last && writtenLast !== last && dottedOf(target) !== claimed.join('.'))) return unrelated;
  if (claimed.length > 1 || last.includes('/')) {
    const direct = matchQualified(target, written, claimed, scope, facts);
    const typed = direct.kind === 'match' ? [] : targetsByType(callee, scope, facts).map((member) => foldedTarget(member, facts));
    return typed.some((member) => (member.module === undefined ? endsWith(member.path, claimed) : isNamedSo(member, claimed, facts))) ? { kind: 'match', resolved: true } : direct;
  }
  // A local name for a member, such as `write = stream.write`, is called as that member.
  const isMember = written?.length !== 1 || (target.path.length > 1 && (target.root === 'parameter' || target.root === 'variable' || target.root === 'global'));
  return isMember ? matchMember(callee, target, asClaimed.at(-1)!, scope, facts) : matchBare(target, written[0]!, last, scope, facts);
}

function foldedTarget(target: Target, { traits }: CodeFacts): Target {
  if (!traits.foldName) return target;
  const fold = foldOf(traits);
  return { ...target, path: target.path.map(fold), ...(target.module === undefined ? {} : { module: fold(target.module) }) };
}

/** Called as `name(…)`. */
function matchBare(target: Target, written: string, claimed: string, scope: Scope, facts: CodeFacts): CallMatch {
  const meant = describe(target, written);
  switch (target.root) {
    case 'function':
    case 'class': {
      if (target.path.at(-1) !== claimed) return { kind: 'shadowed', meant };
      const hides = target.binding !== undefined && target.binding.scope.kind !== 'module' && isKnownOutside(target.root === 'function' ? functionKey(claimed, facts.traits) : claimed, target.binding.scope, facts);
      // Where functions need no import, one of that name may be anywhere: a lambda in a variable is another one.
      const held = facts.traits.variablesAreNoFunctions === true && target.code?.kind === 'function' && target.code.form === 'expression' && target.binding?.scope.kind !== 'module';
      return hides || held ? { kind: 'shadowed', meant } : { kind: 'match', resolved: true };
    }
    case 'module':
      if (target.path.length === 0) return written === claimed || target.module === claimed ? { kind: 'match', resolved: true } : { kind: 'shadowed', meant };
      // An alias may only spell the name another way: `hash_it as hashIt`.
      return target.path.at(-1) === claimed || (written === claimed && sameWords(written, target.path.at(-1) ?? '')) ? { kind: 'match', resolved: true } : { kind: 'shadowed', meant };
    case 'variable': {
      const home = target.binding?.scope;
      // A member that holds a function is called by its bare name, and hides what else has that name.
      const local = home !== undefined && (home.open ? isKnownOutside(claimed, home, facts) : homeOf(home) !== 'module');
      if (written !== claimed || local || facts.traits.variablesAreNoFunctions) return { kind: 'shadowed', meant };
      return { kind: 'match', resolved: false };
    }
    case 'parameter':
      return { kind: 'shadowed', meant };
    case 'global':
      return target.path.at(-1) === claimed ? { kind: 'match', resolved: facts.traits.globals.has(claimed) } : { kind: 'shadowed', meant };
    case 'instance':
    case 'self':
      return target.path.at(-1) === claimed ? { kind: 'match', resolved: true } : { kind: 'shadowed', meant };
    case 'unknown':
      return { kind: 'shadowed', meant };
  }
}

function sameWords(a: string, b: string): boolean {
  return a.replaceAll('_', '').toLowerCase() === b.replaceAll('_', '').toLowerCase();
}

/** Called as `receiver.name(…)`, claimed as `name`. */
function matchMember(callee: Code, target: Target, asClaimed: string, scope: Scope, facts: CodeFacts): CallMatch {
  const claimed = foldOf(facts.traits)(asClaimed);
  if (target.path.at(-1) !== claimed) return { kind: 'shadowed', meant: describe(target, claimed) };
  if (facts.traits.membersAreNoFunctions) return { kind: 'other_receiver', meant: describe(target, claimed) };
  if (target.root === 'self') return { kind: 'match', resolved: true };
  const own = foldedTarget(meaningOf(asClaimed, callee, scope, facts), facts);
  const fileSays = own.root === 'function' || own.root === 'class' || own.root === 'module';
  // `socket.socket(…)`: what is called like its own module is no stranger to it.
  const ownModule = own.root === 'module' && target.root === 'module' && own.module === target.module;
  if (fileSays && !ownModule && dottedOf(own) !== dottedOf(target) && !(own.root === 'module' && facts.traits.isShortFor?.(dottedOf(target), dottedOf(own), own.path.join('.')))) return { kind: 'other_receiver', meant: describe(target, claimed) };
  return { kind: 'match', resolved: target.root === 'module' || target.root === 'class' || target.root === 'instance' };
}

/** What the bare name means; members of the own class say nothing of those of another object. */
function meaningOf(name: string, { start, end }: Code, scope: Scope, facts: CodeFacts): Target {
  let from: Scope | undefined = scope;
  const key = functionKey(name, facts.traits);
  for (let found = from.find(key); found?.scope.open && found.scope.owner?.form !== 'namespace'; found = from?.find(key)) from = found.scope.parent;
  return resolve({ kind: 'name', name, ofFunction: true, start, end }, from ?? scope, facts);
}

function matchQualified(target: Target, written: readonly string[] | undefined, claimed: readonly string[], scope: Scope, facts: CodeFacts): CallMatch {
  const dotted = claimed.join('.');
  const meant = describe(target, claimed.at(-1)!);
  const root = claimed[0]!;
  const local = target.root === 'parameter' || (target.root === 'variable' && target.binding !== undefined && homeOf(target.binding.scope) !== 'module');
  if (local) {
    const home = target.binding?.scope;
    const hidden = home !== undefined && isKnownOutside(target.path[0] ?? '', home, facts);
    if ([...(home?.container ?? []), ...target.path].join('.') === dotted && target.path.length < claimed.length) return { kind: 'match', resolved: true };
    if (target.path.length > 1 && target.path.join('.') === dotted) return hidden ? { kind: 'shadowed', meant } : { kind: 'match', resolved: false };
    return { kind: 'other_receiver', meant };
  }
  if (isNamedSo(target, claimed, facts)) return { kind: 'match', resolved: target.root !== 'global' && target.root !== 'variable' && target.root !== 'unknown' };
  if (target.root === 'class' || target.root === 'instance' || target.root === 'function') {
    return target.module === undefined && endsWith(target.path, claimed) ? { kind: 'match', resolved: true } : { kind: 'other_receiver', meant };
  }
  if (target.root === 'self') {
    // self.cache.get(…) is what is meant by cache.get where nothing else here is called cache.
    const members = written?.slice(1) ?? [];
    if (written?.join('.') === dotted || endsWith(target.path, claimed)) return { kind: 'match', resolved: true };
    return members.join('.') === dotted && (scope.find(root)?.scope.open ?? true) ? { kind: 'match', resolved: false } : { kind: 'other_receiver', meant };
  }
  if (target.root === 'module' && written?.join('.') === dotted && written.length > 1 && !isRenamedRoot(target, written, facts)) return { kind: 'match', resolved: true };
  // What is taken from a module is named there as it is named here.
  if (target.root === 'module' && target.renamed === true && endsWith(target.path, claimed)) return { kind: 'match', resolved: true };
  return { kind: 'other_receiver', meant };
}

/** Claimed by its canonical name, or by one that its language takes for it. */
function isNamedSo(target: Target, claimed: readonly string[], facts: CodeFacts): boolean {
  const dotted = claimed.join('.');
  const whole = dottedOf(target);
  return whole === dotted || ((target.root === 'module' || target.root === 'global' || target.module !== undefined) && facts.traits.isShortFor?.(dotted, whole, target.module === undefined ? '' : target.path.join('.')) === true);
}

/** The import, or what was taken from it, is used here under another name than it has. */
function isRenamedRoot(target: Target, written: readonly string[], { traits }: CodeFacts): boolean {
  const fold = foldOf(traits);
  const source = target.binding?.sources[0];
  if (target.renamed === true) return true;
  return source?.kind === 'import' ? fold(source.binding.local) !== written[0] : fold(target.binding?.name ?? '') !== written[0];
}

function endsWith(path: readonly string[], claimed: readonly string[]): boolean {
  const from = path.length - claimed.length;
  return from >= 0 && claimed.every((segment, index) => path[from + index] === segment);
}

/**
 * Whether the name means something outside of `scope` as well, or may do so in another file, so that a local meaning hides
 * it. Where members go by their bare names, functions of other files belong to classes and do not.
 */
function isKnownOutside(name: string, scope: Scope, facts: CodeFacts): boolean {
  return (facts.traits.packageFiles !== undefined && !facts.traits.bareMembers) || facts.traits.globals.has(name) || scope.parent?.find(name) !== undefined;
}

/** Blocks of the module's own level are as good as the module. */
function homeOf(scope: Scope): Scope['kind'] {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.kind !== 'block') return at.kind;
  return 'module';
}

/** The canonical name: module and members, or names of this file. */
export function dottedOf(target: Target): string {
  return [...(target.module === undefined ? [] : [target.module]), ...target.path].join('.');
}

function describe(target: Target, name: string): string {
  switch (target.root) {
    case 'parameter':
      return `the parameter ${target.path[0] ?? name}${target.path.length > 1 ? ` (${target.path.join('.')})` : ''}`;
    case 'variable':
      return `the variable ${target.path.join('.')}`;
    case 'unknown':
      return `${name} of something that cannot be told`;
    default:
      return dottedOf(target) || name;
  }
}

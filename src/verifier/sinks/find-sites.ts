/** Everything in one file that concerns one sink: where it could be called, and where it goes on under another name. */
import type { AssignCode, CallCode, Code, ExportCode, ImportCode, Span } from '../code/code.ts';
import { everyCode } from '../code/every-code.ts';
import type { PlacedCode } from '../code/every-code.ts';
import { writtenChain } from '../code/dotted.ts';
import type { FunctionFact } from '../code/facts.ts';
import { resolve } from '../code/resolve.ts';
import type { Scope } from '../code/scope.ts';
import { blanked } from '../text/region.ts';
import { guardedArguments } from './arguments.ts';
import { meansTarget } from './means-target.ts';
import type { Surroundings } from './means-target.ts';
import { nameOf } from './sink-target.ts';
import type { SinkTarget } from './sink-target.ts';
import { onlySource } from './value-form.ts';

export interface SinkSite extends Span {
  readonly scope: Scope;
  readonly enclosing: FunctionFact | undefined;
  /** What reaches the sink, where that can be told. */
  readonly values: readonly Code[];
  /** Set where the site is a violation whatever its arguments are: the rest of a sentence that begins with the sink. */
  readonly breach?: string;
  /** A parameter of a function of the scope gets its default value here. */
  readonly lacking: boolean;
  readonly call?: CallCode;
}

export interface FoundSites {
  readonly sites: readonly SinkSite[];
  /** Names of this file's level under which other files may take it. */
  readonly aliases: readonly string[];
  /** It is a member of objects, under its own name. */
  readonly loose: boolean;
}

/** What is done with a name that could be the sink, beside calling it. */
type Use = { readonly kind: 'nothing' } | { readonly kind: 'alias'; readonly name: string } | { readonly kind: 'loose' } | { readonly kind: 'breach'; readonly words: string };

export async function findSites(target: SinkTarget, at: Surroundings): Promise<FoundSites> {
  const sites: SinkSite[] = [];
  const aliases = new Set<string>();
  const handled = new Set<Code>();
  let loose = false;
  const { text } = at.facts;
  const note = (placed: PlacedCode, more: Partial<SinkSite>): void => {
    const { start, end } = placed.code;
    sites.push({ scope: placed.scope, enclosing: placed.enclosing, values: [], lacking: false, start, end, ...more });
  };
  for (const placed of everyCode(at.facts)) {
    const { code, scope } = placed;
    if (code.kind === 'call') {
      const invoked = code.callee.kind === 'member' && (at.facts.traits.invokers.has(code.callee.name) || code.callee.name === 'bind') ? code.callee : undefined;
      // `f[T](x)` calls `f` where what stands in the brackets are types.
      const callee = code.callee.kind === 'index' && at.facts.traits.indexInstantiates ? code.callee.object : code.callee;
      if (target.kind === 'call' && isName(callee) && (await meansTarget(callee, scope, target, at))) {
        handled.add(callee);
        const { codes, lacking } = guardedArguments(code, target, text);
        note(placed, { values: isUnbound(code, scope) ? code.args : codes, lacking: lacking && target.safeDefaults !== true, call: code });
      } else if (target.kind === 'call' && invoked && isName(invoked.object) && (await meansTarget(invoked.object, scope, target, at))) {
        handled.add(invoked.object);
        note(placed, invoked.name === 'bind' ? { breach: 'is bound, and what calls the result cannot be told' } : { values: code.args, call: code });
      }
    } else if (code.kind === 'assign') await assigned(code, placed);
    else if (code.kind === 'import' || code.kind === 'export') for (const name of await renamed(code, scope)) aliases.add(name);
    else if (target.kind === 'assign') {
      if (placed.parent?.kind === 'pattern' && isName(code) && (await meansTarget(code, scope, target, at))) note(placed, { breach: 'is given a part of something' });
    } else if (isName(code) && !handled.has(code)) {
      const use = await useOf(placed);
      if (use.kind === 'alias') aliases.add(use.name);
      else if (use.kind === 'loose') loose = true;
      else if (use.kind === 'breach') note(placed, { breach: use.words });
    }
    if (code.kind === 'function' && target.kind === 'call') for (const parameter of code.parameters) if (parameter.kind === 'pattern') await takenApart(parameter, undefined, placed);
  }
  if (target.kind === 'assign') for (const span of otherMentions()) sites.push({ scope: at.facts.module, enclosing: undefined, values: [], lacking: false, breach: 'stands there in a way that is not followed', ...span });
  return { sites, aliases: [...aliases], loose };

  /** The common form leaves out what is given to markup, and functions write to members whose names are texts: all that is no plain name. */
  function otherMentions(): readonly Span[] {
    const known = new Set<number>();
    const texts: Span[] = [];
    for (const { code, parent } of everyCode(at.facts)) {
      if (isName(code)) known.add(code.end);
      if (code.kind === 'function' && code.nameSpan) known.add(code.nameSpan.end);
      if (code.kind === 'literal' && code.type === 'text' && !(code.value === nameOf(target) && parent?.kind === 'call')) texts.push(code);
      // `box['innerHTML']` is a member as any other.
      if (code.kind === 'member') for (let end = code.end - 3; end < code.end; end++) known.add(end);
    }
    const plain = blanked(text, [...at.facts.comments, ...at.facts.documentation, ...texts]);
    return [...plain.matchAll(new RegExp(`(?<![\\w$])${nameOf(target).replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')}(?![\\w$])`, 'g'))].map(({ index }) => ({ start: index, end: index + nameOf(target).length })).filter(({ end }) => !known.has(end));
  }

  /** `Shell.run(shell, command)`: the object is an argument as well, so places are not what they are. */
  function isUnbound({ callee }: CallCode, scope: Scope): boolean {
    if (target.own?.member !== true || callee.kind !== 'member') return false;
    const { root } = resolve(callee.object, scope, at.facts);
    return root === 'class' || root === 'module';
  }

  async function assigned(code: AssignCode, placed: PlacedCode): Promise<void> {
    if (target.kind === 'assign') {
      const name = code.target.kind === 'member' ? code.target.name : code.target.kind === 'name' ? code.target.name : undefined;
      const property = code.declares === 'property' && name === nameOf(target);
      if (!property && (!isName(code.target) || !(await meansTarget(code.target, placed.scope, target, at)))) return;
      if (code.value) note(placed, { values: [code.value] });
      else if (code.declares !== 'property') note(placed, { breach: 'is given what a loop runs over' });
    } else {
      handled.add(code.target);
      if (code.target.kind === 'pattern') await takenApart(code.target, code.value, placed);
    }
  }

  /** `const { exec: run } = tools`: what an object that nobody knows has under the name goes on under another one. */
  async function takenApart(pattern: Extract<Code, { kind: 'pattern' }>, value: Code | undefined, placed: PlacedCode): Promise<void> {
    for (const { path, target: part } of pattern.parts) {
      if (path?.at(-1) !== nameOf(target) || part.kind !== 'name' || part.name === nameOf(target)) continue;
      const { start, end } = part;
      const taken = path.reduce<Code>((object, name) => ({ kind: 'member', object, name, start, end }), value ?? { kind: 'nothing', start, end });
      if (!(await meansTarget(taken, placed.scope, target, at))) continue;
      const root = value ? resolve(value, placed.scope, at.facts).root : 'unknown';
      if (root === 'module' && onlySource(placed.scope.findAt(part.name, part.end))) aliases.add(part.name);
      else note({ ...placed, code: part }, { breach: `goes on as ${part.name}` });
    }
  }

  /** `export { exec as run } from 'tools'`, `export { exec as run }`. */
  async function renamed(code: ImportCode | ExportCode, scope: Scope): Promise<readonly string[]> {
    const names: string[] = [];
    const { start, end } = code;
    if (code.kind === 'export') {
      for (const { local, exported } of code.names) if (local !== exported && (await meansTarget({ kind: 'name', name: local, start, end }, scope, target, at))) names.push(exported);
    } else if (code.reexport) {
      for (const { local, imported } of code.bindings) {
        if (imported === undefined || imported === local || imported.split('.').at(-1) !== nameOf(target)) continue;
        const taken: Code = { kind: 'member', object: { kind: 'load', module: code.module, start, end }, name: imported, start, end };
        if (await meansTarget(taken, scope, target, at)) names.push(local);
      }
    }
    return names;
  }

  async function useOf({ code, scope, parent }: PlacedCode): Promise<Use> {
    const nothing: Use = { kind: 'nothing' };
    if (!parent || (parent.kind === 'member' && parent.object === code) || (parent.kind === 'index' && parent.object === code)) return nothing;
    if (parent.kind === 'delete' || parent.kind === 'not' || (parent.kind === 'branch' && parent.test === code)) return nothing;
    if (parent.kind === 'function' && parent.parameters.includes(code)) return nothing;
    if (parent.kind === 'pattern' || parent.kind === 'loop' && parent.target === code) return nothing;
    if (isTypeTest(parent, code, text)) return nothing;
    if (!(await meansTarget(code, scope, target, at))) return nothing;
    if (parent.kind === 'assign' && parent.value === code) {
      const to = parent.target;
      const name = to.kind === 'name' ? to.name : to.kind === 'member' ? to.name : undefined;
      if (to.kind === 'name' && parent.declares !== 'property') {
        const binding = scope.findAt(to.name, to.end);
        const only = onlySource(binding);
        if (only?.kind === 'variable' && only.value === code) return binding?.scope.kind === 'module' ? { kind: 'alias', name: to.name } : nothing;
        return { kind: 'breach', words: `goes on as ${to.name}, which means several things` };
      }
      return name === nameOf(target) ? { kind: 'loose' } : { kind: 'breach', words: `is kept as ${name ?? 'something that is computed'}` };
    }
    return { kind: 'breach', words: 'is handed on as a value, and what calls it there cannot be told' };
  }
}

function isName(code: Code): boolean {
  return code.kind === 'name' || code.kind === 'member';
}

/** `isinstance(x, Safe)`, `x instanceof Safe`: asks, and calls nothing. */
function isTypeTest(parent: Code, code: Code, text: string): boolean {
  if (parent.kind === 'group') return /\binstanceof\s+$/.test(text.slice(Math.max(0, code.start - 40), code.start));
  if (parent.kind !== 'call' || parent.callee === code) return false;
  return /^(?:isinstance|issubclass|typeof|nameof)$/.test(writtenChain(parent.callee)?.join('.') ?? '');
}

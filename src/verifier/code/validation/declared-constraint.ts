/** Constraints that stand in the declaration of a parameter, and are enforced before the function runs. */
import { dottedDecorator } from '../dotted.ts';
import { childrenOf } from '../children.ts';
import type { Code, DeclaredParameter, FunctionCode } from '../code.ts';
import type { CodeFacts } from '../facts.ts';
import { outsideName } from '../outside-name.ts';
import { resolve } from '../resolve.ts';
import type { Scope } from '../scope.ts';
import { isModel } from './call-kinds.ts';

/** enforced: by `words`. unknown: something may enforce the type, which this file does not show. */
export type Declared = { readonly kind: 'enforced' | 'unknown'; readonly at: DeclaredParameter; readonly words: string };

/** What a parameter's declaration says; undefined where it says nothing that is enforced. `scope` is where the function stands. */
export function declaredConstraint(code: FunctionCode, classMarks: readonly Code[], parameter: string, scope: Scope, facts: CodeFacts): Declared | undefined {
  const traits = facts.traits.behaviour?.validation?.declared;
  const at = code.declared?.find(({ name }) => name === parameter);
  if (!traits || !at) return undefined;
  for (const mark of at.marks) {
    const name = nameOf(mark, scope, facts);
    if (traits.marks?.test(name)) return { kind: 'enforced', at, words: `is declared with ${dottedDecorator(mark)}` };
    for (const { marks, carriers, spoilers } of traits.marksUnder ?? []) {
      if (!marks.test(name)) continue;
      const carried = [...code.decorators, ...classMarks].some((carrier) => carriers.test(nameOf(carrier, scope, facts)));
      const taken = spoilers !== undefined && code.declared?.some(({ type }) => type !== undefined && spoilers.test(type)) === true;
      const isEnforced = carried && !taken;
      return { kind: isEnforced ? 'enforced' : 'unknown', at, words: isEnforced ? `is declared with ${dottedDecorator(mark)}, which is enforced before it runs` : `is declared with ${dottedDecorator(mark)}; whether anything enforces that is not written here` };
    }
    if (traits.pipes && mark.kind === 'call' && mark.args.some((arg) => mentions(arg, traits.pipes!, scope, facts))) return { kind: 'enforced', at, words: `goes through a pipe that checks it` };
  }
  const enforced = code.decorators.some((mark) => enforces(mark, scope, facts)) || (traits.pipes !== undefined && [...code.decorators, ...classMarks].some((mark) => mark.kind === 'call' && mark.args.some((arg) => mentions(arg, traits.pipes!, scope, facts))));
  const type = at.type ?? '';
  if (!enforced) return undefined;
  const { constraints, types } = traits;
  const constrained = constraints && at.marks.some((mark) => mark.kind === 'call' && constraints.calls.test(nameOf(mark, scope, facts)) && mark.names?.some((name) => name !== undefined && constraints.names.has(name)));
  if (constrained) return { kind: 'enforced', at, words: 'is constrained by its declaration, which a decorator enforces' };
  const names = [...type.matchAll(/[\p{ID_Start}_$][\p{ID_Continue}$.]*/gu)].map(([name]) => name);
  for (const name of names) {
    const [first = '', ...rest] = name.split('.');
    const named = rest.reduce((object: Code, member): Code => ({ kind: 'member', object, name: member, start: 0, end: 0 }), { kind: 'name', name: first, start: 0, end: 0 });
    const outside = outsideName(named, scope, facts);
    if (outside !== undefined && types?.test(outside)) return { kind: 'enforced', at, words: `has the type ${type}, which a decorator enforces` };
    if (isModel(named, scope, facts)) return { kind: 'enforced', at, words: `has the type ${type}, a model whose fields a decorator enforces` };
  }
  // What is imported from the repository, or an enumeration, may be a model.
  const unknown = names.some((name) => {
    const target = resolve({ kind: 'name', name: name.split('.')[0]!, start: 0, end: 0 }, scope, facts);
    return target.root === 'class' || (target.root === 'module' && /^[A-Z]/.test(name));
  });
  return unknown ? { kind: 'unknown', at, words: `has the type ${type}, which a decorator may enforce; what that type asks for is not written here` } : undefined;
}

function enforces(mark: Code, scope: Scope, facts: CodeFacts): boolean {
  const traits = facts.traits.behaviour!.validation!.declared;
  if (traits.enforcers?.test(nameOf(mark, scope, facts))) return true;
  const callee = mark.kind === 'call' ? mark.callee : mark;
  if (!traits.enforcingObjects || callee.kind !== 'member' || callee.object.kind !== 'name') return false;
  const binding = scope.find(callee.object.name);
  const only = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  return only?.kind === 'variable' && only.value?.kind === 'call' && traits.enforcingObjects.test(outsideName(only.value.callee, binding!.scope, facts) ?? '');
}

function nameOf(mark: Code, scope: Scope, facts: CodeFacts): string {
  return outsideName(mark.kind === 'call' ? mark.callee : mark, scope, facts) ?? '';
}

function mentions(code: Code, pipes: RegExp, scope: Scope, facts: CodeFacts): boolean {
  if (code.kind === 'name' || code.kind === 'member') return pipes.test(outsideName(code, scope, facts) ?? '');
  return code.kind !== 'function' && childrenOf(code).some((part) => mentions(part, pipes, scope, facts));
}

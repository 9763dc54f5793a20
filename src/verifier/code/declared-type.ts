/** What the declared types of variables, fields, parameters and functions say of a member that is called on them. */
import type { ClassCode, Code } from './code.ts';
import type { CodeFacts } from './facts.ts';
import { functionOfTarget, resolve } from './resolve.ts';
import type { Target } from './resolve.ts';
import type { Scope } from './scope.ts';

const furthest = 8;

/** The member of the type of what stands before it, or undefined where no declaration in this file says that type. */
export function targetByType(callee: Code, scope: Scope, facts: CodeFacts): Target | undefined {
  if (callee.kind !== 'member') return undefined;
  const type = typeOf(callee.object, scope, facts, 0);
  if (!type) return undefined;
  const { code: _code, ...rest } = type;
  return { ...rest, root: 'instance', path: [...type.path, callee.name] };
}

function typeOf(code: Code, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  if (hops > furthest) return undefined;
  switch (code.kind) {
    case 'group':
      return code.parts.length === 1 && code.parts[0] && !code.chain ? typeOf(code.parts[0], scope, facts, hops + 1) : undefined;
    case 'name': {
      const binding = scope.find(code.name);
      const source = binding?.sources.length === 1 ? binding.sources[0] : undefined;
      if (!binding || !source) return undefined;
      if (source.kind === 'function') return source.code.form === 'getter' && source.code.returns ? named(source.code.returns, binding.scope, facts) : undefined;
      if (source.kind !== 'variable' && source.kind !== 'parameter') return undefined;
      if (source.type) return named(source.type, binding.scope, facts);
      return source.kind === 'variable' && source.value && source.path.length === 0 && source.value.kind !== 'name' ? typeOf(source.value, binding.scope, facts, hops + 1) : undefined;
    }
    case 'self': {
      const owner = ownerOf(scope);
      return owner && code.word === 'this' ? classTarget(owner, facts) : undefined;
    }
    case 'member': {
      const holder = typeOf(code.object, scope, facts, hops + 1);
      const owner = holder?.code?.kind === 'class' ? holder.code : undefined;
      return owner && memberType(owner, code.name, facts);
    }
    case 'call': {
      if (code.form === 'new') return named(code.callee, scope, facts);
      const direct = resolve(code.callee, scope, facts);
      const called = functionOfTarget(direct, facts) ?? functionOfTarget(targetByType(code.callee, scope, facts) ?? direct, facts);
      const around = called && facts.definitions.find(({ function: own }) => own === called)?.scope;
      return called?.code.returns && around ? named(called.code.returns, around, facts) : undefined;
    }
    default:
      return undefined;
  }
}

function named(type: Code, scope: Scope, facts: CodeFacts): Target | undefined {
  const target = resolve(type, scope, facts);
  return target.root === 'class' || target.root === 'module' || target.root === 'global' ? target : undefined;
}

function memberType(owner: ClassCode, name: string, facts: CodeFacts): Target | undefined {
  const inside = facts.classes.get(owner)?.inside;
  if (!inside) return undefined;
  for (const member of owner.members) {
    if (member.kind === 'assign' && member.target.kind === 'name' && member.target.name === name && member.target.type) return named(member.target.type, inside, facts);
    if (member.kind === 'function' && member.form === 'getter' && member.name === name && member.returns) return named(member.returns, inside, facts);
  }
  return undefined;
}

function ownerOf(scope: Scope): ClassCode | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.owner) return at.owner;
  return undefined;
}

function classTarget(code: ClassCode, facts: CodeFacts): Target | undefined {
  const fact = facts.classes.get(code);
  return fact && { root: 'class', path: fact.path, code };
}

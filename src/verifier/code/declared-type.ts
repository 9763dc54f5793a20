/** What a member is called on, by the types that the code itself writes: of parameters, variables, fields and results. */
import { classAt } from './class-index.ts';
import type { CallCode, ClassCode, Code, NameCode } from './code.ts';
import type { CodeFacts, FunctionFact } from './facts.ts';
import { definitionAt, functionOfCall, resolve } from './resolve.ts';
import type { Target } from './resolve.ts';
import type { Scope } from './scope.ts';

const furthest = 12;

/**
 * The member that `receiver.name` is, as a member of the class of the receiver, or of the class that it takes the member
 * from; undefined where no type is written.
 */
export function targetByType(callee: Code, scope: Scope, facts: CodeFacts): Target | undefined {
  return memberByType(callee, scope, facts, 0);
}

/** All that the member may be claimed as: that of the class it comes from, and that of the class the receiver is declared with. */
export function targetsByType(callee: Code, scope: Scope, facts: CodeFacts): readonly Target[] {
  const declared = memberAsDeclared(callee, scope, facts, 0);
  return declared ? [inherited(declared, facts), declared] : [];
}

function memberByType(callee: Code, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  const declared = memberAsDeclared(callee, scope, facts, hops);
  return declared && inherited(declared, facts);
}

function memberAsDeclared(callee: Code, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  const object = callee.kind === 'member' ? typeOf(callee.object, scope, facts, hops) : undefined;
  return object && callee.kind === 'member' ? { ...object, path: [...object.path, callee.name] } : undefined;
}

/** Where a member is not defined in its class but in a base of it, that one. */
function inherited(member: Target, facts: CodeFacts): Target {
  const seen = new Set<ClassCode>();
  const open = [member];
  for (let at = open.shift(); at && at.module === undefined && seen.size < furthest; at = open.shift()) {
    if (definitionAt(at.path, facts)) return at;
    const fact = classAt(at.path.slice(0, -1), facts);
    if (!fact || seen.has(fact.code)) continue;
    seen.add(fact.code);
    for (const base of fact.code.bases) {
      const type = instanceOf(base, fact.scope, facts);
      if (type) open.push({ ...type, path: [...type.path, ...at.path.slice(-1)] });
    }
  }
  return member;
}

/** An object of the class that `code` is of, as its type says. */
function typeOf(code: Code, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  if (hops > furthest) return undefined;
  switch (code.kind) {
    case 'name':
      return typeOfName(code, scope, facts, hops);
    case 'self': {
      // `super` is an object of the base.
      const { root, path, module } = resolve(code, scope, facts);
      return (root === 'self' || root === 'instance') && path.length > 0 ? { root: 'instance', path, ...(module === undefined ? {} : { module }) } : undefined;
    }
    case 'object':
      return code.type && instanceOf(code.type, scope, facts);
    case 'group':
      return code.parts.length === 1 && code.parts[0] && !code.chain ? typeOf(code.parts[0], scope, facts, hops + 1) : undefined;
    case 'exit':
      return code.how === 'yield' && code.value ? typeOf(code.value, scope, facts, hops + 1) : undefined;
    case 'member': {
      const holder = typeOf(code.object, scope, facts, hops + 1);
      return holder && holder.module === undefined ? typeOfField(holder.path, code.name, facts) : undefined;
    }
    case 'call':
      return typeOfResult(code, scope, facts, hops);
    default:
      return undefined;
  }
}

function typeOfName({ name, start }: NameCode, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  const binding = scope.findAt(name, start);
  const source = binding?.sources.length === 1 ? binding.sources[0] : undefined;
  if (!binding || !source) return undefined;
  switch (source.kind) {
    case 'parameter':
      if (source.of.selfParameter === name) return instanceOfSelf(binding.scope.fact);
      return source.type && instanceOf(source.type, binding.scope, facts);
    case 'variable':
      if (source.type) return instanceOf(source.type, binding.scope, facts);
      return source.value && source.path.length === 0 ? typeOf(source.value, binding.scope, facts, hops + 1) : undefined;
    case 'function':
      return source.code.form === 'getter' && source.code.returns ? instanceOf(source.code.returns, binding.scope, facts) : undefined;
    default:
      return undefined;
  }
}

function typeOfField(owner: readonly string[], name: string, facts: CodeFacts): Target | undefined {
  const holder = classAt(owner, facts);
  for (const member of holder?.code.form === 'namespace' ? [] : (holder?.code.members ?? [])) {
    const type = member.kind === 'assign' && member.target.kind === 'name' && member.target.name === name ? member.target.type : member.kind === 'function' && member.form === 'getter' && member.name === name ? member.returns : undefined;
    if (type && holder) return instanceOf(type, holder.inside, facts);
  }
  return undefined;
}

function typeOfResult(code: CallCode, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  if (code.form === 'new') return instanceOf(code.callee, scope, facts);
  const target = resolve(code.callee, scope, facts);
  if (target.root === 'class' && target.code?.kind === 'class') return asInstance(target);
  const called = functionOfCall(code, target, facts) ?? functionOfCall(code, memberByType(code.callee, scope, facts, hops + 1) ?? target, facts);
  const type = called?.code.returns;
  if (!called || !type) return undefined;
  return type.kind === 'self' ? instanceOfSelf(called) : instanceOf(type, definitionAt(called.path, facts)?.scope ?? facts.module, facts);
}

function instanceOfSelf(fact: FunctionFact | undefined): Target | undefined {
  return fact?.selfPath ? { root: 'instance', path: fact.selfPath } : undefined;
}

/** An object of the class that a type names. */
function instanceOf(type: Code, scope: Scope, facts: CodeFacts): Target | undefined {
  return asInstance(resolve(type, scope, facts));
}

function asInstance({ root, path, module }: Target): Target | undefined {
  return root === 'self' || root === 'class' || root === 'global' || root === 'module' ? { root: 'instance', path, ...(module === undefined || root === 'self' ? {} : { module }) } : undefined;
}

/** What a method is called on, by the types that the code itself writes: of parameters, variables, fields and results. */
import type { ClassCode, Code } from './code.ts';
import type { ClassFact, CodeFacts, FunctionFact } from './facts.ts';
import { definitionAt, functionOfTarget, resolve } from './resolve.ts';
import type { Target } from './resolve.ts';
import type { Scope } from './scope.ts';

const furthest = 12;

/**
 * The member that `receiver.name` is, as a member of the class of the receiver, or of the class that it takes the member
 * from; undefined where no type is written.
 */
export function memberOfType(callee: Code, scope: Scope, facts: CodeFacts): Target | undefined {
  if (callee.kind !== 'member') return undefined;
  const object = typeOf(callee.object, scope, facts, 0);
  return object && inherited({ ...object, path: [...object.path, callee.name] }, facts);
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
      const type = asInstance(resolve(base, fact.scope, facts));
      if (type) open.push({ ...type, path: [...type.path, ...at.path.slice(-1)] });
    }
  }
  return member;
}

/** An object of the class that `code` is of, as its type says. */
function typeOf(code: Code, scope: Scope, facts: CodeFacts, hops: number): Target | undefined {
  if (hops > furthest) return undefined;
  switch (code.kind) {
    case 'name': {
      const binding = scope.findAt(code.name, code.start);
      const source = binding?.sources.length === 1 ? binding.sources[0] : undefined;
      if (!binding || !source) return undefined;
      if (source.kind === 'parameter' && source.of.selfParameter === code.name) return instanceOfSelf(binding.scope.fact);
      if (source.kind === 'parameter') return source.type && asInstance(resolve(source.type, binding.scope, facts));
      if (source.kind !== 'variable') return undefined;
      if (source.type) return asInstance(resolve(source.type, binding.scope, facts));
      // Of several results the first one says what was made.
      const made = source.path.length === 0 || (source.path.length === 1 && source.path[0] === '0') ? source.value : undefined;
      return made && typeOf(made, binding.scope, facts, hops + 1);
    }
    case 'self': {
      const { root, path } = resolve(code, scope, facts);
      return root === 'self' && path.length > 0 ? { root: 'instance', path } : undefined;
    }
    case 'object':
      return code.type && asInstance(resolve(code.type, scope, facts));
    case 'group':
      return code.parts.length === 1 && code.parts[0] && !code.chain ? typeOf(code.parts[0], scope, facts, hops + 1) : undefined;
    case 'exit':
      return code.how === 'yield' && code.value ? typeOf(code.value, scope, facts, hops + 1) : undefined;
    case 'member': {
      const owner = typeOf(code.object, scope, facts, hops + 1);
      const holder = owner && owner.module === undefined ? classAt(owner.path, facts) : undefined;
      const field = holder?.code.members.find((member) => member.kind === 'assign' && member.target.kind === 'name' && member.target.name === code.name);
      const type = field?.kind === 'assign' && field.target.kind === 'name' ? field.target.type : undefined;
      return type && holder ? asInstance(resolve(type, holder.scope, facts)) : undefined;
    }
    case 'call': {
      const target = resolve(code.callee, scope, facts);
      if (target.root === 'class' && target.code?.kind === 'class') return asInstance(target);
      const typed = functionOfTarget(target, facts) ? target : (memberOfType(code.callee, scope, facts) ?? target);
      const fact = functionOfTarget(typed, facts);
      const type = fact?.code.gives;
      if (!type) return undefined;
      return type.kind === 'self' ? instanceOfSelf(fact) : asInstance(resolve(type, facts.module, facts));
    }
    default:
      return undefined;
  }
}

function instanceOfSelf(fact: FunctionFact | undefined): Target | undefined {
  return fact?.selfPath ? { root: 'instance', path: fact.selfPath } : undefined;
}

function asInstance({ root, path, module }: Target): Target | undefined {
  if (root === 'self') return { root: 'instance', path };
  return root === 'class' || root === 'global' || root === 'module' ? { root: 'instance', path, ...(module === undefined ? {} : { module }) } : undefined;
}

function classAt(path: readonly string[], facts: CodeFacts): ClassFact | undefined {
  const dotted = path.join('.');
  for (const fact of facts.classes.values()) if (fact.path.join('.') === dotted && fact.code.form !== 'namespace') return fact;
  return undefined;
}

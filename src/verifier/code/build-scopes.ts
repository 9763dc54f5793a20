/** The first pass over lowered code: every scope with every name that is bound in it, wherever in it that happens. */
import { childrenOf } from './children.ts';
import type { AssignCode, Code, FunctionCode, ImportCode } from './code.ts';
import { functionKey, Scope } from './scope.ts';
import type { LanguageTraits } from './traits.ts';

/** The scopes by the code that opens them: the program, functions, classes, blocks, loops, handlers. */
export type Scopes = ReadonlyMap<Code, Scope>;

/** Builds all scopes of a program. A name may be bound by code that never runs: the language binds it all the same. */
export function buildScopes(program: Code, traits: LanguageTraits): { readonly scopes: Scopes; readonly module: Scope } {
  const scopes = new Map<Code, Scope>();
  const module = new Scope('module', undefined);
  scopes.set(program, module);
  const partsOf = new Map<Scope, Map<string, Scope[]>>();

  const open = (code: Code, kind: Scope['kind'], parent: Scope): Scope => {
    const scope = new Scope(kind, parent, kind === 'class' && traits.bareMembers === true);
    scopes.set(code, scope);
    return scope;
  };
  const visitAll = (codes: readonly Code[], scope: Scope): void => {
    for (const code of codes) visit(code, scope);
  };
  const visit = (code: Code, scope: Scope): void => {
    switch (code.kind) {
      case 'function':
        visitFunction(code, scope);
        return;
      case 'class': {
        if (code.statement && code.name !== undefined) scope.home(code.name, 'block').add(code.name, { kind: 'class', code });
        visitAll([...code.decorators, ...code.bases], scope);
        // What stands in a namespace sees what else does, as on the level of the module.
        const inner = open(code, code.form === 'namespace' && !traits.bareMembers ? 'module' : 'class', scope);
        inner.owner = code;
        if (inner.open) {
          for (const member of code.members) bindMember(member, inner, traits);
          if (code.name !== undefined) joinParts(code.name, inner, scope);
        }
        visitAll(code.members, inner);
        return;
      }
      case 'assign':
        bindTarget(code.target, code.value, [], code, scope);
        visitAll(childrenOf(code), scope);
        return;
      case 'import':
        bindImport(code, scope, traits);
        return;
      case 'scope':
        for (const name of code.names) scope.home(name, 'function').elsewhere.set(name, code.where);
        return;
      case 'block':
        visitAll(code.parts, traits.blockScopes ? open(code, 'block', scope) : scope);
        return;
      case 'loop': {
        const inner = traits.blockScopes ? open(code, 'block', scope) : scope;
        if (code.target) bindLoose(code.target, inner, traits.assignmentDeclares, code.body.start);
        visitAll(childrenOf(code), inner);
        return;
      }
      case 'switch':
        for (const { targets } of code.cases) for (const target of targets) bindLoose(target, scope, true);
        visitAll(childrenOf(code), traits.blockScopes ? open(code, 'block', scope) : scope);
        return;
      case 'try':
        visit(code.body, scope);
        for (const handler of code.handlers) {
          const inner = traits.blockScopes ? open(handler.body, 'block', scope) : scope;
          if (handler.target) bindLoose(handler.target, inner, true);
          if (handler.types) visit(handler.types, scope);
          if (handler.body.kind === 'block') visitAll(handler.body.parts, inner);
          else visit(handler.body, inner);
        }
        if (code.otherwise) visit(code.otherwise, scope);
        if (code.last) visit(code.last, scope);
        return;
      case 'delete':
        if (code.target.kind === 'name' && traits.assignmentDeclares) scope.home(code.target.name, 'function').add(code.target.name, { kind: 'variable', path: [] });
        visit(code.target, scope);
        return;
      default:
        visitAll(childrenOf(code), scope);
    }
  };

  /** A class and its extensions see each other's members. */
  const joinParts = (name: string, part: Scope, around: Scope): void => {
    const named = partsOf.get(around) ?? new Map<string, Scope[]>();
    partsOf.set(around, named);
    const others = named.get(name) ?? [];
    named.set(name, [...others, part]);
    for (const other of others) {
      for (const [one, two] of [[part, other], [other, part]] as const) {
        for (const [member, binding] of one.bindings) if (!two.bindings.has(member)) two.bindings.set(member, binding);
      }
    }
  };

  const visitFunction = (code: FunctionCode, scope: Scope): void => {
    if (code.form === 'statement' && code.name !== undefined) scope.home(code.name, 'block').add(functionKey(code.name, traits), { kind: 'function', code });
    visitAll(code.decorators, scope);
    const inner = open(code, 'function', scope);
    if (code.form === 'expression' && code.name !== undefined) inner.add(code.name, { kind: 'function', code });
    for (const parameter of code.parameters) bindParameter(parameter, code, inner);
    visitAll(code.defaults, traits.defaultsAtCall ? inner : scope);
    visitAll(code.parameters, inner);
    visit(code.body, inner);
  };

  const bindTarget = (target: Code, value: Code | undefined, path: readonly string[] | undefined, assign: AssignCode, scope: Scope): void => {
    if (target.kind === 'name') {
      if (assign.declares === 'property') return;
      const source = { kind: 'variable', path: path ?? [], ...(value && path && !assign.augmented ? { value } : {}), ...(target.type ? { type: target.type } : {}) } as const;
      if (assign.declares) {
        const home = scope.home(target.name, assign.declares);
        home.add(target.name, traits.declarationsInOrder && home.kind !== 'module' ? { ...source, from: assign.end } : source);
      }
      else if (traits.assignmentDeclares) scope.home(target.name, 'function').add(target.name, { ...source, at: target.start });
      else (scope.find(target.name)?.scope ?? module).add(target.name, source);
    } else if (target.kind === 'pattern') {
      for (const part of target.parts) bindTarget(part.target, value, path && part.path && !part.fallback ? [...path, ...part.path] : undefined, assign, scope);
    }
  };

  const bindLoose = (target: Code, scope: Scope, declares: boolean, from?: number): void => {
    if (target.kind === 'name') {
      const source = { kind: 'variable', path: [], ...(target.type ? { type: target.type } : {}) } as const;
      if (traits.declarationsInOrder && from !== undefined) scope.add(target.name, { ...source, from });
      else if (declares) scope.home(target.name, 'function').add(target.name, { ...source, at: target.start });
      else scope.add(target.name, source);
    } else if (target.kind === 'pattern') for (const part of target.parts) bindLoose(part.target, scope, declares, from);
  };

  visit(program.kind === 'block' ? { ...program, kind: 'group', parts: [...program.parts] } : program, module);
  return { scopes, module };
}

function bindParameter(parameter: Code, of: FunctionCode, scope: Scope): void {
  if (parameter.kind === 'name') scope.add(parameter.name, { kind: 'parameter', of, ...(parameter.type ? { type: parameter.type } : {}) });
  else if (parameter.kind === 'pattern') for (const part of parameter.parts) bindParameter(part.target, of, scope);
}

/** Known in the whole class before any of its code is looked at. What stands in a branch is a member, too. */
function bindMember(code: Code, scope: Scope, traits: LanguageTraits): void {
  if (code.kind === 'function' && code.name !== undefined && code.form !== 'expression' && code.form !== 'statement') scope.add(functionKey(code.name, traits), { kind: 'function', code });
  else if (code.kind === 'assign' && code.declares === 'property' && code.target.kind === 'name') scope.add(code.target.name, { kind: 'variable', path: [], ...(code.value ? { value: code.value } : {}), ...(code.target.type ? { type: code.target.type } : {}) });
  else if (code.kind === 'group' || code.kind === 'branch') for (const part of childrenOf(code)) bindMember(part, scope, traits);
}

/** What is imported may be a function or something else. */
function bindImport(code: ImportCode, scope: Scope, traits: LanguageTraits): void {
  if (code.reexport) return;
  for (const binding of code.bindings) {
    for (const key of new Set([binding.local, functionKey(binding.local, traits)])) scope.home(binding.local, 'function').add(key, { kind: 'import', code, binding });
  }
}

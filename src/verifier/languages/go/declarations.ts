/** Functions, methods, types and variables of Go. */
import type { AssignCode, ClassCode, Code, FunctionCode, NameCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, group, nothing, span } from '../build.ts';

/** The parameters that have names, each with its type. */
function parametersOf(list: SyntaxNode | undefined): readonly Code[] {
  return (list?.namedChildren ?? []).flatMap((declaration): Code[] => {
    const type = declaration.kind === 'parameter_declaration' ? typeOf(declaration.child('type')) : undefined;
    return declaration.childrenIn('name').filter(({ text }) => text !== '_').map((name): NameCode => ({ kind: 'name', name: name.text, ...(type ? { type } : {}), ...span(name) }));
  });
}

/** The name of a type, its pointer and its type arguments left out; undefined for types without a name. */
function typeOf(node: SyntaxNode | undefined): Code | undefined {
  return node?.code.kind === 'name' || node?.code.kind === 'member' ? node.code : undefined;
}

function resultOf(node: SyntaxNode): Pick<FunctionCode, 'returns'> {
  const result = node.child('result');
  const returns = typeOf(result?.kind === 'parameter_list' ? result.namedChildren[0]?.child('type') : result);
  return returns ? { returns } : {};
}

/** The parameters and the results with a name, which are variables of the function as well. */
function functionOf(node: SyntaxNode): Pick<FunctionCode, 'kind' | 'parameters' | 'defaults' | 'decorators' | 'body' | 'returns' | 'start' | 'end'> {
  const results = node.child('result')?.kind === 'parameter_list' ? parametersOf(node.child('result')) : [];
  return { kind: 'function', parameters: [...parametersOf(node.child('parameters')), ...results], defaults: [], decorators: [], body: node.child('body')?.code ?? nothing(node), ...resultOf(node), ...span(node) };
}

/** A file may have several functions `init`. One without a body is written in another language. */
export const functionDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  return {
    ...functionOf(node),
    // Nobody can call `func _()`.
    ...(name && name.text !== '_' ? { name: name.text, nameSpan: span(name) } : {}),
    form: 'statement',
    hoisted: true,
    ...(name?.text === 'init' ? { adds: true } : {}),
    ...(node.child('body') ? {} : { declaration: 'ambient' }),
  };
};

/** A method belongs to the type of its receiver, wherever it stands. */
export const methodDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  const receiver = node.child('receiver')?.namedChildren[0];
  const type = typeOf(receiver?.child('type'));
  const self = receiver?.child('name');
  const code = functionOf(node);
  return {
    ...code,
    ...(name && name.text !== '_' ? { name: name.text, nameSpan: span(name) } : {}),
    form: 'method',
    owner: type?.kind === 'name' ? [type.name] : ['_'],
    ...(self && self.text !== '_' ? { selfParameter: self.text, parameters: [{ kind: 'name', name: self.text, ...span(self) }, ...code.parameters] } : {}),
    ...(node.child('body') ? {} : { declaration: 'ambient' }),
  };
};

export const functionLiteral: LoweringRule = (node) => ({ ...functionOf(node), form: 'expression', arrow: true });

/** A method that an interface asks for. */
export const methodElement: LoweringRule = (node) => {
  const name = node.child('name');
  return { ...functionOf(node), ...(name ? { name: name.text, nameSpan: span(name) } : {}), form: 'method', declaration: 'abstract' };
};

export const typeSpec: LoweringRule = (node) => {
  const name = node.child('name');
  const type = node.child('type');
  if (!name || !type) return nothing(node);
  if (node.kind === 'type_alias') return { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: type.code, declares: 'block', ...span(node) };
  return { kind: 'class', name: name.text, nameSpan: span(name), form: type.kind === 'interface_type' ? 'interface' : 'class', statement: true, decorators: [], ...partsOf(type), ...span(node) };
};

/** Embedded types are bases; fields with a type that has a name are known by it. */
function partsOf(type: SyntaxNode): Pick<ClassCode, 'bases' | 'members'> {
  if (type.kind === 'interface_type') {
    return { bases: type.namedChildren.flatMap(({ kind, code }) => (kind === 'type_elem' && (code.kind === 'name' || code.kind === 'member') ? [code] : [])), members: type.namedChildren.flatMap(({ code }) => (code.kind === 'function' ? [code] : [])) };
  }
  const fields = type.kind === 'struct_type' ? (type.namedChildren[0]?.namedChildren ?? []) : [];
  const bases: Code[] = [];
  const members: AssignCode[] = [];
  for (const field of fields) {
    const own = typeOf(field.child('type'));
    const names = field.childrenIn('name');
    if (names.length === 0 && own) bases.push(own);
    const all = names.length > 0 ? names.map((name) => ({ name: name.text, at: span(name) })) : own ? [{ name: own.kind === 'name' || own.kind === 'member' ? own.name : '', at: span(field) }] : [];
    for (const { name, at } of all) members.push({ kind: 'assign', target: { kind: 'name', name, ...(own ? { type: own } : {}), ...at }, declares: 'property', ...span(field) });
  }
  return { bases, members };
}

function codesOf(node: SyntaxNode | undefined): readonly Code[] {
  return (node?.kind === 'expression_list' ? node.namedChildren : node ? [node] : []).map(({ code }) => code);
}

/** Names and their values, one by one; what one call gives for several of them cannot be told apart, but for the first. */
function assigned(node: SyntaxNode, targets: readonly Code[], values: readonly Code[], declares: boolean): Code {
  const more = declares ? ({ declares: 'block' } as const) : {};
  if (targets.length === values.length || values.length === 0) {
    const parts = targets.map((target, index): Code => {
      const value = values[index];
      if (target.kind === 'nothing') return value ?? target;
      return { kind: 'assign', target, ...(value ? { value } : {}), ...more, ...span(node) };
    });
    return parts.length === 1 ? parts[0]! : { kind: 'group', parts, ...span(node) };
  }
  const value: Code = values.length === 1 ? values[0]! : { kind: 'group', parts: [...values], chain: true, ...span(node) };
  const parts = targets.map((target, index) => ({ target, ...(index === 0 && value.kind === 'call' ? { path: [] } : {}) }));
  return { kind: 'assign', target: { kind: 'pattern', parts, ...span(node) }, value, ...more, ...span(node) };
}

export const variableSpec: LoweringRule = (node) => {
  const type = typeOf(node.child('type'));
  const targets = node.childrenIn('name').map((name): Code => (name.text === '_' ? nothing(name) : { kind: 'name', name: name.text, ...(type ? { type } : {}), ...span(name) }));
  return assigned(node, targets, codesOf(node.child('value')), true);
};

export const shortDeclaration: LoweringRule = (node) => assigned(node, codesOf(node.child('left')), codesOf(node.child('right')), true);

export const assignment: LoweringRule = (node) => {
  if (node.child('operator')?.kind === '=') return assigned(node, codesOf(node.child('left')), codesOf(node.child('right')), false);
  return { kind: 'assign', target: group(node, node.childrenIn('left')), value: group(node, node.childrenIn('right')), augmented: true, ...span(node) };
};

/** `case v := <-results:` */
export const receive: LoweringRule = (node) => assigned(node, codesOf(node.child('left')), codesOf(node.child('right')), node.has(':='));

/**
 * A file. Its build constraint stands in a comment before the package: one that no build meets leaves all of it out, any
 * other leaves some builds without it.
 */
export const sourceFile: LoweringRule = (node, notes) => {
  const [clause, ...more] = node.namedChildren.filter(({ kind }) => kind === 'package_clause');
  // The grammar takes files without a package, and with several.
  if (!clause && node.namedChildren.length > 0) notes.misread({ start: node.start, end: node.start + 1 });
  for (const other of more) notes.misread(other);
  const code: Code = { kind: 'group', parts: node.namedChildren.map((child) => child.code), ...span(node) };
  const head = node.text.slice(0, Math.max(0, (clause?.start ?? node.start) - node.start)).replace(/\/\*[^]*?\*\//g, '');
  const constraint = /^\/\/go:build[ \t]+(.*?)[ \t]*\r?$/m.exec(head)?.[1] ?? /^\/\/[ \t]*\+build[ \t]+(.*?)[ \t]*\r?$/m.exec(head)?.[1];
  if (constraint === undefined) return code;
  const test: Code = isNever(constraint) ? { kind: 'literal', type: 'boolean', test: false, ...span(node) } : { kind: 'literal', type: 'other', ...span(node) };
  return { kind: 'branch', test, then: code, ...span(node) };
};

/** `ignore` is the tag that no build sets, by custom. */
function isNever(constraint: string): boolean {
  return /^\(*\s*(ignore|never)\s*\)*$/.test(constraint) || (!constraint.includes('||') && constraint.split('&&').some((part) => /^[\s(]*ignore[\s)]*$/.test(part)));
}

export const body: LoweringRule = (node) => block(node, node.namedChildren.map(({ code }) => code));

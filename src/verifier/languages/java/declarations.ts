/** Classes, interfaces, enums, records and their members in Java. */
import type { AssignCode, ClassCode, Code, DeclaredParameter, FunctionCode, NameCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { literal, nothing, span } from '../build.ts';

interface Words {
  readonly decorators: readonly Code[];
  readonly modifiers: readonly string[];
}

/** Annotations and words before a declaration. */
function wordsBefore(node: SyntaxNode): Words {
  const list = node.firstOf('modifiers');
  const isAnnotation = ({ kind }: SyntaxNode): boolean => kind === 'annotation' || kind === 'marker_annotation';
  return {
    // Behind type parameters they stand among the parts of the declaration.
    decorators: [...(list?.namedChildren ?? []), ...node.namedChildren].filter(isAnnotation).map(({ code }) => code),
    modifiers: list?.children.filter((child) => !child.named).map(({ text }) => text) ?? [],
  };
}

/** A type as something that can be called on; undefined for primitives, arrays and `var`. */
export function typeOf(node: SyntaxNode | undefined): Code | undefined {
  return node && node.text !== 'var' && (node.code.kind === 'name' || node.code.kind === 'member') ? node.code : undefined;
}

export function typedName(node: SyntaxNode, type: SyntaxNode | undefined): NameCode {
  const declared = typeOf(type);
  return { kind: 'name', name: node.text, ...(declared ? { type: declared } : {}), ...span(node) };
}

/** `int a`, `final String... rest`, or a bare name of a lambda. */
export function parametersOf(list: SyntaxNode | undefined): Pick<FunctionCode, 'parameters' | 'declared'> & { readonly rest?: true } {
  if (list?.kind === 'identifier') return { parameters: [list.code] };
  const parameters: Code[] = [];
  const declared: DeclaredParameter[] = [];
  let rest = false;
  for (const parameter of list?.namedChildren ?? []) {
    if (parameter.kind === 'identifier') parameters.push(parameter.code);
    else if (parameter.kind === 'spread_parameter') {
      const name = parameter.firstOf('variable_declarator')?.child('name');
      if (name) parameters.push(typedName(name, undefined));
      rest = true;
    } else if (parameter.kind === 'formal_parameter') {
      const name = parameter.child('name');
      const type = parameter.child('type');
      if (name) parameters.push(typedName(name, parameter.child('dimensions') ? undefined : type));
      if (name) declared.push({ name: name.text, ...(type ? { type: type.text } : {}), marks: wordsBefore(parameter).decorators, ...span(parameter) });
    }
  }
  return { parameters, ...(declared.length > 0 ? { declared } : {}), ...(rest ? { rest } : {}) };
}

/** A method or constructor. Without a body something else gives it one: a subclass, an implementation, a native library. */
export const method: LoweringRule = (node): FunctionCode => {
  const name = node.child('name');
  const body = node.child('body');
  const returns = typeOf(node.child('type'));
  const { decorators, modifiers } = wordsBefore(node);
  return {
    kind: 'function',
    ...(name ? { name: name.text, nameSpan: span(name) } : {}),
    ...parametersOf(node.child('parameters')),
    defaults: [],
    decorators,
    modifiers,
    body: body?.code ?? nothing(node),
    form: 'method',
    static: modifiers.includes('static'),
    ...(returns ? { returns } : {}),
    ...(body ? {} : { declaration: 'abstract' as const }),
    ...span(node),
  };
};

export const variableDeclarator: LoweringRule = (node): AssignCode => {
  const name = node.child('name');
  const value = node.child('value')?.code;
  return { kind: 'assign', target: name ? { kind: 'name', name: name.text, ...span(name) } : nothing(node), ...(value ? { value } : {}), declares: 'block', ...span(node) };
};

function declared(node: SyntaxNode, declares: 'block' | 'property'): Code[] {
  const type = node.child('type');
  return node.childrenIn('declarator').map((declarator): Code => {
    const { code } = declarator;
    if (code.kind !== 'assign' || code.target.kind !== 'name') return code;
    const own = declarator.child('dimensions') ? undefined : typeOf(type);
    return { ...code, declares, target: { ...code.target, ...(own ? { type: own } : {}) } };
  });
}

export const field: LoweringRule = (node) => ({ kind: 'group', parts: declared(node, 'property'), ...span(node) });
export const local: LoweringRule = (node) => ({ kind: 'group', parts: declared(node, 'block'), ...span(node) });

/** Runs when an object or the class is made, and no function calls it. */
export const initialiser: LoweringRule = (node) => ({ kind: 'assign', target: nothing(node), value: node.firstOf('block')?.code ?? nothing(node), declares: 'property', ...span(node) });

/** Members in order; fields of one declaration, and what follows the constants of an enum, are members of their own. */
export const body: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.flatMap(membersOf), ...span(node) });

function membersOf(node: SyntaxNode): readonly Code[] {
  const { code } = node;
  if (code.kind === 'nothing') return [];
  if (node.kind === 'block') return [{ kind: 'assign', target: nothing(node), value: code, declares: 'property', ...span(node) }];
  const isList = node.kind === 'field_declaration' || node.kind === 'constant_declaration' || node.kind === 'enum_body_declarations' || node.kind === 'enum_constant';
  return isList && code.kind === 'group' ? code.parts : [code];
}

/** A body in brackets as members. */
export function memberList(node: SyntaxNode | undefined): readonly Code[] {
  if (!node || node.code.kind === 'nothing') return [];
  return node.code.kind === 'group' ? node.code.parts : [node.code];
}

const listed = (node: SyntaxNode | undefined): readonly SyntaxNode[] => node?.namedChildren.flatMap((child) => (child.kind === 'type_list' ? child.namedChildren : [child])) ?? [];

export const classRule =
  (form: 'class' | 'interface'): LoweringRule =>
  (node): ClassCode => {
    const name = node.child('name');
    const bases = [...listed(node.child('superclass')), ...listed(node.child('interfaces')), ...listed(node.firstOf('extends_interfaces'))];
    // The parts of a record are fields of it.
    const { parameters } = node.kind === 'record_declaration' ? parametersOf(node.child('parameters')) : { parameters: [] };
    const parts = parameters.map((target): Code => ({ kind: 'assign', target, declares: 'property', start: target.start, end: target.end }));
    return {
      kind: 'class',
      ...(name ? { name: name.text, nameSpan: span(name) } : {}),
      form,
      statement: true,
      ...wordsBefore(node),
      bases: bases.flatMap((base) => typeOf(base) ?? []),
      members: [...parts, ...memberList(node.child('body'))],
      ...span(node),
    };
  };

/** A constant is a value; one with a body is a class of its own, whose members are addressed by the constant's name. */
export const enumConstant: LoweringRule = (node) => {
  const name = node.child('name');
  if (!name) return nothing(node);
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code) ?? [];
  const constant: Code = { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: literal(name, 'other', undefined), declares: 'property', ...span(node) };
  const making: Code = { kind: 'assign', target: nothing(node), value: { kind: 'group', parts: args, chain: true, ...span(node) }, declares: 'property', ...span(node) };
  const own = node.child('body');
  if (!own) return { kind: 'group', parts: [constant, making], ...span(node) };
  return { kind: 'group', parts: [constant, making, { kind: 'class', name: name.text, nameSpan: span(name), form: 'class', statement: false, decorators: [], bases: [], members: memberList(own), ...span(node) }], ...span(node) };
};

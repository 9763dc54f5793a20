/** Functions, types, fields and events of C#. */
import type { AssignCode, ClassCode, Code, DeclaredParameter, FunctionCode, NameCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, literal, nothing, span } from '../build.ts';

/** Attributes with another target belong to what it names, not to the declaration. */
const ownTarget = /^(method|property|event|type|class)\b/;

export interface Words {
  readonly decorators: readonly Code[];
  readonly modifiers: readonly string[];
}

export function wordsBefore(node: SyntaxNode): Words {
  const lists = node.namedChildren.filter(({ kind }) => kind === 'attribute_list').filter((list) => ownTarget.test(list.firstOf('attribute_target_specifier')?.text ?? 'method'));
  return {
    decorators: lists.flatMap((list) => list.namedChildren.filter(({ kind }) => kind === 'attribute').map(({ code }) => code)),
    modifiers: node.namedChildren.filter(({ kind }) => kind === 'modifier').map(({ text }) => text),
  };
}

/** The end of the name may be left out. */
export const attribute: LoweringRule = (node) => {
  const name = node.child('name');
  const code = name?.code ?? nothing(node);
  const plain: Code = code.kind === 'name' || code.kind === 'member' ? { ...code, name: code.name.replace(/(?<=\w)Attribute$/, '') } : code;
  return node.firstOf('attribute_argument_list') ? { kind: 'call', form: 'attribute', callee: plain, args: [], ...span(node) } : { ...plain, ...span(node) };
};

/** A type as something that can be called on. */
export function typeOf(node: SyntaxNode | undefined): Code | undefined {
  return node && (node.code.kind === 'name' || node.code.kind === 'member') ? node.code : undefined;
}

export function typedName(node: SyntaxNode, type: SyntaxNode | undefined): NameCode {
  const declared = typeOf(type);
  return { kind: 'name', name: node.text.replace(/^@/, ''), ...(declared ? { type: declared } : {}), ...span(node) };
}

type Parameters = Pick<FunctionCode, 'parameters' | 'defaults' | 'rest' | 'declared'>;

export function parametersOf(list: SyntaxNode | undefined): Parameters {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  const declared: DeclaredParameter[] = [];
  if (list?.kind === 'implicit_parameter') parameters.push({ kind: 'name', name: list.text, ...span(list) });
  for (const parameter of list?.namedChildren ?? []) {
    if (parameter.kind === 'implicit_parameter') parameters.push({ kind: 'name', name: parameter.text, ...span(parameter) });
    if (parameter.kind !== 'parameter') continue;
    const name = parameter.child('name');
    const type = parameter.child('type');
    if (name) parameters.push(typedName(name, type));
    if (name) declared.push({ name: name.text.replace(/^@/, ''), ...(type ? { type: type.text } : {}), marks: wordsBefore(parameter).decorators, ...span(parameter) });
    const value = parameter.namedChildren.at(-1);
    if (value && value !== name && parameter.has('=')) defaults.push(value.code);
  }
  // The one that takes any number stands in the list without a node of its own.
  const rest = list?.has('params') === true;
  const last = rest ? list.child('name') : undefined;
  if (last) parameters.push(typedName(last, undefined));
  return { parameters, defaults, ...(declared.length > 0 ? { declared } : {}), ...(rest ? { rest } : {}) };
}

/** A block, or an expression that is given back where there is something to give back. */
export function bodyOf(node: SyntaxNode, body: SyntaxNode | undefined, gives: boolean): Code {
  if (!body) return nothing(node);
  const { code } = body;
  if (body.kind === 'block' || !gives || code.kind === 'exit') return code;
  return { kind: 'exit', how: 'return', value: code, start: code.start, end: code.end };
}

function functionOf(node: SyntaxNode, name: string | undefined, more: Partial<FunctionCode> & Pick<FunctionCode, 'form'>): FunctionCode {
  const { decorators, modifiers } = wordsBefore(node);
  const named = node.child('name');
  const type = node.child('returns') ?? node.child('type');
  const returns = typeOf(type);
  const body = node.child('body');
  return {
    kind: 'function',
    ...(name === undefined ? {} : { name, nameSpan: span(named ?? node) }),
    ...parametersOf(node.child('parameters')),
    decorators,
    // What is written for an interface by its name is called through that.
    modifiers: node.firstOf('explicit_interface_specifier') ? [...modifiers, 'explicit'] : modifiers,
    body: bodyOf(node, body, type !== undefined && type.text !== 'void'),
    static: modifiers.includes('static'),
    ...(returns ? { returns } : {}),
    ...(body ? {} : { declaration: 'abstract' as const }),
    ...more,
    ...span(node),
  };
}

const nameIn = (node: SyntaxNode): string | undefined => node.child('name')?.text.replace(/^@/, '');

export const method: LoweringRule = (node) => functionOf(node, nameIn(node), { form: 'method' });
export const localFunction: LoweringRule = (node) => functionOf(node, nameIn(node), { form: 'statement', hoisted: true });

/** Operators and what ends an object have no name that a claim could write, but one by which the runtime knows them. */
const operators: Readonly<Record<string, string>> = {
  ...{ '+': 'Addition', '-': 'Subtraction', '*': 'Multiply', '/': 'Division', '%': 'Modulus', '&': 'BitwiseAnd', '|': 'BitwiseOr', '^': 'ExclusiveOr', '!': 'LogicalNot', '~': 'OnesComplement', '++': 'Increment', '--': 'Decrement' },
  ...{ '==': 'Equality', '!=': 'Inequality', '<': 'LessThan', '>': 'GreaterThan', '<=': 'LessThanOrEqual', '>=': 'GreaterThanOrEqual', '<<': 'LeftShift', '>>': 'RightShift', '>>>': 'UnsignedRightShift', true: 'True', false: 'False' },
};

export const operator: LoweringRule = (node) => {
  const made = functionOf(node, '', { form: 'method' });
  const mark = node.child('operator')?.text ?? '';
  const single = made.parameters.length === 1 ? ({ '+': 'UnaryPlus', '-': 'UnaryNegation' } as Readonly<Record<string, string>>)[mark] : undefined;
  return { ...made, name: `op_${single ?? operators[mark] ?? mark}` };
};

export const conversion: LoweringRule = (node) => functionOf(node, node.has('explicit') ? 'op_Explicit' : 'op_Implicit', { form: 'method' });
export const destructor: LoweringRule = (node) => functionOf(node, 'Finalize', { form: 'method' });

/** What it calls first, another constructor or that of the base, is part of it. The one of the class itself is `.cctor`. */
export const constructor: LoweringRule = (node) => {
  const made = functionOf(node, nameIn(node), { form: 'method' });
  const first = node.firstOf('constructor_initializer');
  const args = first?.firstOf('argument_list')?.namedChildren.map(({ code }) => code) ?? [];
  const named = made.static ? { ...made, name: 'cctor' } : made;
  if (!first) return named;
  const call: Code = { kind: 'call', form: 'new', callee: { kind: 'self', word: first.has('this') ? 'this' : 'base', ...span(first) }, args, ...span(first) };
  return { ...named, body: block(node, [call, named.body]) };
};

/** Accessors are functions under the name of their property. Those that are made by the compiler do nothing worth a claim. */
export const property: LoweringRule = (node) => {
  const name = node.kind === 'indexer_declaration' ? 'Item' : (nameIn(node) ?? '');
  const { decorators, modifiers } = wordsBefore(node);
  const value = node.child('value');
  const type = node.child('type');
  const { declaration, ...made } = functionOf(node, name, { form: 'getter' });
  const own: FunctionCode = declaration && (modifiers.includes('abstract') || modifiers.includes('extern')) ? { ...made, declaration } : made;
  if (value?.kind === 'arrow_expression_clause') return { ...own, body: bodyOf(node, value, true) };
  const parts: Code[] = [];
  for (const accessor of node.child('accessors')?.namedChildren ?? []) {
    const body = accessor.child('body');
    const form = accessor.child('name')?.text === 'get' ? 'getter' : 'setter';
    if (!body) continue;
    const given: NameCode = { kind: 'name', name: 'value', ...(typeOf(type) ? { type: typeOf(type)! } : {}), start: accessor.start, end: accessor.start };
    const parameters = form === 'setter' ? [...own.parameters, given] : own.parameters;
    parts.push({ ...own, form, parameters, decorators: [...decorators, ...wordsBefore(accessor).decorators], body: bodyOf(accessor, body, form === 'getter') });
  }
  if (parts.length === 0) parts.push(own);
  if (value) parts.push({ kind: 'assign', target: nothing(node), value: withType(value.code, type), declares: 'property', ...span(value) });
  return { kind: 'group', parts, ...span(node) };
};

/** `new(…)` makes an object of the type that is declared. */
export function withType(value: Code, type: SyntaxNode | undefined): Code {
  const declared = typeOf(type);
  return declared && value.kind === 'call' && value.form === 'new' && value.callee.kind === 'nothing' ? { ...value, callee: declared } : value;
}

export const declarator: LoweringRule = (node): Code => {
  const name = node.child('name');
  const target = name ?? node.firstOf('tuple_pattern');
  const value = node.namedChildren.filter((child) => child !== target && child.kind !== 'bracketed_argument_list').at(-1)?.code;
  return { kind: 'assign', target: name ? typedName(name, undefined) : (target?.code ?? nothing(node)), ...(value ? { value } : {}), declares: 'block', ...span(node) };
};

export const variables: LoweringRule = (node) => ({
  kind: 'group',
  parts: node.namedChildren
    .filter(({ kind }) => kind === 'variable_declarator')
    .map(({ code }): Code => {
      if (code.kind !== 'assign') return code;
      const type = node.child('type');
      const declared = typeOf(type);
      return { ...code, target: code.target.kind === 'name' && declared ? { ...code.target, type: declared } : code.target, ...(code.value ? { value: withType(code.value, type) } : {}) };
    }),
  ...span(node),
});

export const field: LoweringRule = (node) => {
  const list = node.firstOf('variable_declaration')?.code;
  const parts = list?.kind === 'group' ? list.parts.map((code): Code => (code.kind === 'assign' ? ({ ...code, declares: 'property' } satisfies AssignCode) : code)) : [];
  return { kind: 'group', parts, ...span(node) };
};

const lists = new Set(['field_declaration', 'event_field_declaration', 'property_declaration', 'indexer_declaration', 'event_declaration']);

/** Members in order: what one declaration makes several of stands for itself. */
export function membersOf(nodes: readonly SyntaxNode[]): readonly Code[] {
  return nodes.flatMap(({ kind, code }) => (code.kind === 'nothing' ? [] : code.kind === 'group' && lists.has(kind) ? code.parts : [code]));
}

export const memberList: LoweringRule = (node) => ({ kind: 'group', parts: [...membersOf(node.namedChildren)], ...span(node) });

export const typeRule =
  (form: 'class' | 'interface'): LoweringRule =>
  (node): ClassCode => {
    const name = node.child('name');
    const bases = node.firstOf('base_list')?.namedChildren ?? [];
    const given = bases.flatMap((base) => (base.kind === 'argument_list' ? [base] : base.kind === 'primary_constructor_base_type' ? base.namedChildren.filter(({ kind }) => kind === 'argument_list') : []));
    const body = node.child('body')?.code;
    const members = body?.kind === 'group' ? body.parts : body && body.kind !== 'nothing' ? [body] : [];
    // The parameters of a type are seen in all of it.
    const { parameters } = parametersOf(node.firstOf('parameter_list'));
    const parts = parameters.map((target): Code => ({ kind: 'assign', target, declares: 'property', start: target.start, end: target.end }));
    const making = given.map((list): Code => ({ kind: 'assign', target: nothing(list), value: { kind: 'group', parts: list.namedChildren.map(({ code }) => code), chain: true, ...span(list) }, declares: 'property', ...span(list) }));
    const declares = (member: Code): Code => (form === 'interface' && member.kind === 'function' && member.body.kind === 'nothing' ? { ...member, declaration: 'abstract' } : member);
    return {
      kind: 'class',
      ...(name ? { name: name.text.replace(/^@/, ''), nameSpan: span(name) } : {}),
      form,
      statement: true,
      ...wordsBefore(node),
      bases: bases.flatMap((base) => (base.kind === 'primary_constructor_base_type' ? (typeOf(base.child('type')) ?? []) : (typeOf(base) ?? []))),
      members: [...parts, ...making, ...members.map(declares)],
      ...span(node),
    };
  };

export const enumMember: LoweringRule = (node) => {
  const name = node.child('name');
  return name ? { kind: 'assign', target: { kind: 'name', name: name.text, ...span(name) }, value: literal(node, 'other', undefined), declares: 'property', ...span(node) } : nothing(node);
};

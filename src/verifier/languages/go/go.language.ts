/** Go: what its syntax means. Grammar: tree-sitter-go. */
import type { Code } from '../../code/code.ts';
import { writtenChain } from '../../code/dotted.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { assignment, body, functionDeclaration, functionLiteral, methodDeclaration, methodElement, receive, shortDeclaration, sourceFile, typeSpec, variableSpec } from './declarations.ts';
import { choice, conditional, forLoop, jump, labelled, later, returned, select, typeSwitch } from './flow.ts';
import { packageNames } from './names.ts';
import { goTraits } from './traits.ts';

const builtinTypes = new Set('bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint uint16 uint32 uint64 uint8 uintptr'.split(' '));
const namedTypes = new Set(['type_identifier', 'qualified_type', 'generic_type', 'pointer_type']);

/** Whether what stands in brackets can only be types, so that nothing is looked up by them. */
function areTypes(list: readonly SyntaxNode[]): boolean {
  return list.length > 1 || list.some((element) => {
    const inner = element.kind === 'type_elem' ? element.namedChildren[0] : element;
    return inner !== undefined && (builtinTypes.has(inner.text) || (element.kind === 'type_elem' && !namedTypes.has(inner.kind)));
  });
}

/** `f[T](x)` and `table[i](x)` look the same where `T` or `i` is a name: what they are is found out by what `f` is. */
function indexed(node: SyntaxNode, object: Code, list: readonly SyntaxNode[]): Code {
  return areTypes(list) ? object : { kind: 'index', object, index: list[0]?.code ?? nothing(node), ...span(node) };
}

function called(node: SyntaxNode, callee: Code, args: readonly Code[]): Code {
  const call: Code = { kind: 'call', form: 'call', callee, args, ...span(node) };
  // It ends the function, unless a deferred call recovers.
  return callee.kind === 'name' && callee.name === 'panic' ? { kind: 'exit', how: 'throw', value: call, ...span(node) } : call;
}

/** What is converted is of the new type, whatever it was before. */
function converted(node: SyntaxNode, args: readonly Code[], type: Code | undefined): Code {
  return type && writtenChain(type) ? { kind: 'object', members: args, type, ...span(node) } : { kind: 'group', parts: [...args], chain: true, ...span(node) };
}

const call: LoweringRule = (node) => {
  const named = node.child('function');
  const list = node.child('arguments')?.namedChildren ?? [];
  const args = list.map(({ code }) => code);
  if (!named) return group(node, node.namedChildren);
  // `(*T)(x)`, `string(x)`: a conversion.
  if (named.kind === 'parenthesized_expression' && named.namedChildren[0]?.kind === 'unary_expression' && named.namedChildren[0].has('*')) return converted(node, args, named.code);
  // Nothing is converted to what is a constraint only, so a call of that name is one.
  if (named.kind === 'identifier' && builtinTypes.has(named.text) && named.text !== 'comparable') return converted(node, args, undefined);
  const first = list[0];
  if (named.text === 'new' && first && args.length === 1) return { kind: 'object', members: [], ...(writtenChain(first.code) ? { type: first.code } : {}), ...span(node) };
  const types = node.child('type_arguments')?.namedChildren;
  const index = named.kind === 'index_expression' ? named.child('index') : undefined;
  const operand = named.child('operand');
  if (types) return called(node, indexed(node, named.code, types), args);
  return called(node, index && operand ? indexed(named, operand.code, [index]) : named.code, args);
};

/** The grammar takes `f[T](x)` and `table[i](x)` for conversions to a generic type. */
const conversion: LoweringRule = (node) => {
  const written = node.child('type');
  const type = written?.kind === 'parenthesized_type' ? written.namedChildren[0] : written;
  const operand = node.child('operand');
  const args = operand ? [operand.code] : [];
  if (type?.kind !== 'generic_type') return converted(node, args, undefined);
  const base = type.child('type');
  return called(node, indexed(type, base?.code ?? nothing(type), type.child('type_arguments')?.namedChildren ?? []), args);
};

const stringRule: LoweringRule = (node) => text(node, node.text.slice(1, -1));

const unary: LoweringRule = (node) => {
  const operand = node.child('operand')?.code ?? nothing(node);
  if (node.has('!')) return { kind: 'not', operand, ...span(node) };
  if (node.has('&') || node.has('*')) return operand;
  return { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const binary: LoweringRule = (node) => {
  const [left, right] = [node.child('left'), node.child('right')];
  const operator = node.child('operator')?.kind ?? '';
  if (operator === '&&' || operator === '||') return { kind: 'logical', operator: operator === '&&' ? 'and' : 'or', left: left?.code ?? nothing(node), right: right?.code ?? nothing(node), ...span(node) };
  return compared(node, left, operator, right) ?? chain(node);
};

/** `T{a: f()}`: fields and elements, and `map[K]V{…}`. */
const composite: LoweringRule = (node) => {
  const type = node.child('type')?.code;
  const inner = node.child('body')?.code;
  const members = inner?.kind === 'object' ? inner.members : inner ? [inner] : [];
  return { kind: 'object', members, ...(type && writtenChain(type) ? { type } : {}), ...span(node) };
};

const literalValue: LoweringRule = (node) => ({ kind: 'object', members: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) });

const keyed: LoweringRule = (node) => {
  const key = node.child('key');
  const value = node.child('value')?.code ?? nothing(node);
  // The name of a field is no value; a key of a map may be computed.
  if (key?.code.kind === 'name') return { kind: 'assign', target: key.code, value, declares: 'property', ...span(node) };
  return { kind: 'group', parts: key ? [key.code, value] : [value], chain: true, ...span(node) };
};

const importSpec: LoweringRule = (node) => {
  const name = node.child('name');
  const module = node.child('path')?.text.slice(1, -1) ?? '';
  const locals = name?.kind === 'blank_identifier' || name?.kind === 'dot' || module === 'C' ? [] : name ? [name.text] : packageNames(module);
  return { kind: 'import', module, relative: module.startsWith('.'), typeOnly: false, bindings: locals.map((local) => ({ local, ...span(node) })), ...(name?.kind === 'dot' ? { star: true } : {}), ...span(node) };
};

const name: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });
const only: LoweringRule = (node) => node.namedChildren[0]?.code ?? nothing(node);
const parts: LoweringRule = (node) => group(node, node.namedChildren);
const number: LoweringRule = (node) => literal(node, 'number', undefined);

export const go: LanguageDefinition = {
  id: 'go',
  title: 'Go',
  extensions: ['.go'],
  grammar: { name: 'go', file: 'tree-sitter-go/tree-sitter-go.wasm' },
  comments: ['comment'],
  neutral: 'nil',
  erased: ['package_clause', 'type_parameter_list', 'array_type', 'implicit_length_array_type', 'slice_type', 'map_type', 'channel_type', 'function_type', 'struct_type', 'interface_type', 'label_name', 'negated_type', 'type_constraint'],
  traits: goTraits,
  rules: {
    source_file: sourceFile,
    import_spec: importSpec,
    function_declaration: functionDeclaration,
    method_declaration: methodDeclaration,
    func_literal: functionLiteral,
    method_elem: methodElement,
    type_spec: typeSpec,
    type_alias: typeSpec,
    var_spec: variableSpec,
    const_spec: variableSpec,
    short_var_declaration: shortDeclaration,
    assignment_statement: assignment,
    receive_statement: receive,
    block: body,
    if_statement: conditional,
    for_statement: forLoop,
    expression_switch_statement: choice,
    type_switch_statement: typeSwitch,
    select_statement: select,
    labeled_statement: labelled,
    break_statement: jump('break'),
    continue_statement: jump('continue'),
    // A jump forward goes on at its label; one backward leaves what follows.
    goto_statement: jump('break'),
    fallthrough_statement: (node) => ({ kind: 'exit', how: 'throw', ...span(node) }),
    return_statement: returned,
    defer_statement: later,
    go_statement: later,
    call_expression: call,
    type_conversion_expression: conversion,
    type_instantiation_expression: (node) => node.child('type')?.code ?? nothing(node),
    type_assertion_expression: (node) => {
      const operand = node.child('operand');
      return operand ? { kind: 'group', parts: [operand.code], chain: true, ...span(node) } : nothing(node);
    },
    selector_expression: (node) => ({ kind: 'member', object: node.child('operand')?.code ?? nothing(node), name: node.child('field')?.text ?? '', ...span(node) }),
    index_expression: (node) => ({ kind: 'index', object: node.child('operand')?.code ?? nothing(node), index: node.child('index')?.code ?? nothing(node), ...span(node) }),
    slice_expression: chain,
    parenthesized_expression: parts,
    unary_expression: unary,
    binary_expression: binary,
    composite_literal: composite,
    literal_value: literalValue,
    literal_element: only,
    keyed_element: keyed,
    variadic_argument: only,
    expression_list: chain,
    identifier: name,
    blank_identifier: nothing,
    package_identifier: name,
    type_identifier: name,
    field_identifier: name,
    qualified_type: (node) => ({ kind: 'member', object: node.child('package')?.code ?? nothing(node), name: node.child('name')?.text ?? '', ...span(node) }),
    generic_type: (node) => node.child('type')?.code ?? nothing(node),
    pointer_type: only,
    parenthesized_type: only,
    type_elem: only,
    type_arguments: only,
    interpreted_string_literal: stringRule,
    raw_string_literal: stringRule,
    rune_literal: (node) => literal(node, 'other', undefined),
    int_literal: number,
    float_literal: number,
    imaginary_literal: number,
    iota: number,
    true: (node) => literal(node, 'boolean', true),
    false: (node) => literal(node, 'boolean', false),
    nil: (node) => literal(node, 'nothing', false),
  },
};

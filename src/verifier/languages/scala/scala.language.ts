/** Scala 2 and 3: what their syntax means. Grammar: tree-sitter-scala. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, chain, group, literal, nothing, span, text } from '../build.ts';
import { classDefinition, extension, functionDefinition, given, importRule, membersOf, selfType, templateBody, value } from './definitions.ts';
import { attempt, caseBlock, conditional, forExpression, infix, match, plainName, whileLoop } from './flow.ts';
import { closureOf, filled, leavesOpen } from './placeholders.ts';
import { scalaTraits } from './traits.ts';

const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);
const only: LoweringRule = (node) => group(node, node.namedChildren);

const identifier: LoweringRule = (node) => {
  switch (node.text) {
    case 'this':
    case 'super':
      return { kind: 'self', word: node.text, ...span(node) };
    case 'None':
      return literal(node, 'nothing', undefined);
    default:
      return { kind: 'name', name: plainName(node.text), ...span(node) };
  }
};

const member: LoweringRule = (node) => {
  const object = node.child('value');
  leavesOpen(node, [object]);
  return { kind: 'member', object: object?.code ?? nothing(node), name: plainName(node.child('field')?.text ?? ''), ...span(node) };
};

/** Functions whose arguments are computed only when they are needed. */
const lazily = /^(getOrElse|orElse|getOrElseUpdate|applyOrElse|toRight|toLeft|fold|when|unless|recover|lazyZip)$/;

/** What stands in braces behind a name is a function or is computed when it is needed: both are callbacks. */
function argumentsOf(list: SyntaxNode): readonly Code[] {
  if (list.kind === 'block' || list.kind === 'indented_block') {
    const [first, ...more] = list.namedChildren;
    return [first?.code.kind === 'function' && first.kind === 'lambda_expression' && more.length === 0 ? first.code : closureOf(list, [], list.code)];
  }
  if (list.kind === 'colon_argument') {
    const start = list.child('lambda_start');
    const body = list.namedChildren.filter(({ field }) => field !== 'lambda_start').map(({ code }) => code);
    return [closureOf(list, start?.code.kind === 'name' ? [start.code] : [], block(list, body))];
  }
  if (list.kind !== 'arguments') return [list.code];
  // `f(size = 3)` names a parameter.
  return list.namedChildren.map((argument) => (argument.kind === 'assignment_expression' ? (argument.child('right')?.code ?? nothing(argument)) : filled(argument)));
}

const call: LoweringRule = (node) => {
  const callee = node.child('function');
  const list = node.child('arguments');
  if (!callee || !list) return group(node, node.namedChildren);
  leavesOpen(node, [callee, ...(list.kind === 'arguments' ? list.namedChildren.filter(({ kind }) => kind === 'wildcard') : [])]);
  const given = argumentsOf(list);
  const late = callee.code.kind === 'member' && lazily.test(callee.code.name);
  const args = late ? given.map((arg): Code => (arg.kind !== 'function' ? { kind: 'branch', test: nothing(node), then: arg, start: arg.start, end: arg.end } : arg)) : given;
  return { kind: 'call', form: 'call', callee: callee.code, args, ...span(node) };
};

/** `new Gate(x) { … }`: its functions are called by whoever is given it, as callbacks are. */
const construction: LoweringRule = (node) => {
  const list = node.firstOf('arguments');
  const body = node.firstOf('template_body', 'with_template_body');
  const type = node.namedChildren.find((child) => child !== list && child !== body);
  const made: Code | undefined = type ? { kind: 'call', form: 'new', callee: typeName(type), args: list ? argumentsOf(list) : [], ...span(node) } : undefined;
  if (!body) return made ?? nothing(node);
  const object: Code = { kind: 'object', members: membersOf(body), ...span(body) };
  return made && list ? { kind: 'group', parts: [made, object], ...span(node) } : object;
};

/** The name of a type as a chain, without its arguments. */
function typeName(node: SyntaxNode): Code {
  const [first, ...rest] = node.text.replace(/\[.*/s, '').replace(/\s/g, '').split('.');
  const { start, end } = node;
  return rest.reduce<Code>((object, name) => ({ kind: 'member', object, name, start, end }), { kind: 'name', name: plainName(first ?? ''), start, end });
}

const assignment: LoweringRule = (node) => {
  const left = node.child('left')?.code;
  // `table(key) = x` writes an element.
  const target: Code = left?.kind === 'call' ? { kind: 'index', object: left.callee, index: { kind: 'group', parts: [...left.args], ...span(node) }, ...span(node) } : (left ?? nothing(node));
  return { kind: 'assign', target, value: codeOf(node, 'right'), ...span(node) };
};

const lambda: LoweringRule = (node) => {
  const list = node.child('parameters');
  const names = list?.kind === 'bindings' ? list.namedChildren.flatMap((binding) => binding.child('name') ?? []) : list?.kind === 'identifier' ? [list] : [];
  const body = node.namedChildren.filter((child) => child !== list && child.field !== 'type_parameters').map(({ code }) => code);
  return closureOf(node, names.map((name): Code => ({ kind: 'name', name: plainName(name.text), ...span(name) })), block(node, body));
};

const statements: LoweringRule = (node) => block(node, node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'));

const prefix: LoweringRule = (node) => {
  const operand = group(node, node.namedChildren);
  leavesOpen(node, node.namedChildren);
  return node.text.startsWith('!') ? { kind: 'not', operand, ...span(node) } : operand.kind === 'literal' ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

export const scala: LanguageDefinition = {
  id: 'scala',
  title: 'Scala',
  extensions: ['.scala', '.sc', '.sbt'],
  grammar: { name: 'scala', file: 'tree-sitter-scala/tree-sitter-scala.wasm' },
  comments: ['comment', 'block_comment'],
  erased: ['type_identifier', 'generic_type', 'function_type', 'tuple_type', 'compound_type', 'infix_type', 'stable_type_identifier', 'projected_type', 'applied_constructor_type', 'type_arguments', 'type_parameters', 'type_definition', 'package_identifier', 'modifiers', 'access_modifier', 'derives_clause', 'upper_bound', 'lower_bound', 'wildcard'],
  traits: scalaTraits,
  rules: {
    compilation_unit: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) }),
    block: statements,
    indented_block: statements,
    template_body: templateBody,
    with_template_body: templateBody,
    enum_body: templateBody,
    import_declaration: importRule,
    function_definition: functionDefinition,
    function_declaration: functionDefinition,
    val_definition: value,
    var_definition: value,
    val_declaration: nothing,
    var_declaration: nothing,
    class_definition: classDefinition,
    trait_definition: classDefinition,
    object_definition: classDefinition,
    package_object: classDefinition,
    enum_definition: classDefinition,
    extension_definition: extension,
    given_definition: given,
    self_type: selfType,
    extends_clause: (node) => group(node, node.namedChildren.filter(({ kind }) => kind === 'arguments')),
    annotation: (node) => {
      const name = node.child('name');
      const lists = node.namedChildren.filter(({ kind }) => kind === 'arguments');
      if (!name) return nothing(node);
      return lists.length > 0 ? { kind: 'call', form: 'call', callee: typeName(name), args: lists.flatMap(argumentsOf), ...span(node) } : typeName(name);
    },
    if_expression: conditional,
    match_expression: match,
    case_block: caseBlock,
    indented_cases: caseBlock,
    try_expression: attempt,
    for_expression: forExpression,
    while_expression: whileLoop,
    do_while_expression: whileLoop,
    return_expression: (node) => {
      const given = node.namedChildren[0]?.code;
      return { kind: 'exit', how: 'return', ...(given ? { value: given } : {}), ...span(node) };
    },
    throw_expression: (node) => ({ kind: 'exit', how: 'throw', value: group(node, node.namedChildren), ...span(node) }),
    identifier,
    // The stub of the language: it throws that nothing is here yet.
    operator_identifier: (node) => (node.text === '???' ? { kind: 'exit', how: 'throw', ...span(node) } : { kind: 'name', name: node.text, ...span(node) }),
    field_expression: member,
    call_expression: call,
    generic_function: (node) => codeOf(node, 'function'),
    instance_expression: construction,
    infix_expression: infix,
    prefix_expression: prefix,
    postfix_expression: (node) => {
      const [object, name] = node.namedChildren;
      if (!object) return nothing(node);
      return name && name.text !== '_' ? { kind: 'member', object: object.code, name: plainName(name.text), ...span(node) } : object.code;
    },
    assignment_expression: assignment,
    lambda_expression: lambda,
    ascription_expression: (node) => node.namedChildren[0]?.code ?? nothing(node),
    parenthesized_expression: (node) => group(node, node.namedChildren),
    tuple_expression: chain,
    arguments: only,
    guard: (node) => codeOf(node, 'condition'),
    string: (node) => text(node, node.text.replace(/^"+|"+$/g, '')),
    interpolated_string_expression: (node) => ({ kind: 'group', parts: node.firstOf('interpolated_string')?.namedChildren.map(({ code }) => code) ?? [], chain: true, ...span(node) }),
    interpolation: only,
    escape_sequence: nothing,
    boolean_literal: (node) => literal(node, 'boolean', node.text === 'true'),
    integer_literal: (node) => literal(node, 'number', undefined),
    floating_point_literal: (node) => literal(node, 'number', undefined),
    character_literal: (node) => literal(node, 'other', undefined),
    symbol_literal: (node) => literal(node, 'other', undefined),
    null_literal: (node) => literal(node, 'nothing', undefined),
    unit: (node) => literal(node, 'nothing', undefined),
  },
};

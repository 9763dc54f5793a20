/** Swift: what its syntax means. Grammar: tree-sitter-swift, from tree-sitter-wasms. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { closure, destructor, functionDeclaration, property, subscript, typeBody, typeDeclaration } from './definitions.ts';
import { attempt, choice, conditional, forLoop, guard, plainName, repeatLoop, transfer, whileLoop } from './flow.ts';
import { deferral, directive, misreadDirectives, rowOf } from './statements.ts';
import { mendedScanner } from './mended-scanner.ts';
import { swiftTraits } from './traits.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);

/** The grammar binds `!` more tightly than a member or a call behind it: `!check(x)` is read as `(!check)(x)`. */
function behindNot(code: Code, end: number, build: (inner: Code) => Code): Code {
  return code.kind === 'not' ? { ...code, operand: build(code.operand), end } : build(code);
}

const identifier: LoweringRule = (node) => (node.text === 'Self' ? { kind: 'self', word: 'Self', ...span(node) } : { kind: 'name', name: plainName(node.text), ...span(node) });

const member: LoweringRule = (node) => {
  const suffix = node.child('suffix')?.child('suffix');
  const name = suffix ? plainName(suffix.text) : '';
  return behindNot(codeOf(node, 'target'), node.end, (object) => ({ kind: 'member', object, name, ...(node.has('?') ? { optional: true } : {}), start: object.start, end: node.end }));
};

/** Brackets of both shapes are read as a call. Closures behind it are its last arguments. */
const call: LoweringRule = (node) => {
  const suffix = node.firstOf('call_suffix', 'constructor_suffix');
  const callee = node.namedChildren.find((child) => child !== suffix);
  if (!suffix || !callee) return group(node, node.namedChildren);
  const list = suffix.firstOf('value_arguments');
  const closures = suffix.namedChildren.filter(({ kind }) => kind === 'lambda_literal').map(({ code }) => code);
  const given = list?.namedChildren.map(({ code }) => code) ?? [];
  const args = [...given, ...closures];
  const [body] = closures;
  if (callee.text === 'defer' && body?.kind === 'function' && !list) return deferral(node, body.body);
  if (callee.text === 'fatalError' || callee.text === 'preconditionFailure') return { kind: 'exit', how: 'throw', value: group(node, list?.namedChildren ?? []), ...span(node) };
  const optional = suffix.start > callee.end && node.text.slice(callee.end - node.start, suffix.start - node.start).includes('?');
  const type = callee.kind === 'user_type' ? typeName(callee) : callee.code;
  return behindNot(type, node.end, (inner) => {
    if (list?.has('[')) return { kind: 'index', object: inner, index: group(node, list.namedChildren), start: inner.start, end: node.end };
    return { kind: 'call', form: 'call', callee: inner, args, ...(optional ? { optional } : {}), start: inner.start, end: node.end };
  });
};

/** The names of a type as a chain: `Store<Int>(x)` makes a Store. */
function typeName(node: SyntaxNode): Code {
  const [first, ...rest] = node.namedChildren.filter(({ kind }) => kind === 'type_identifier');
  if (!first) return nothing(node);
  return rest.reduce<Code>((object, { text: name, end }) => ({ kind: 'member', object, name, start: node.start, end }), { kind: 'name', name: first.text, ...span(first) });
}

const prefix: LoweringRule = (node) => {
  const mark = node.child('operation')?.text;
  const operand = codeOf(node, 'target');
  if (mark === '!') return { kind: 'not', operand, ...span(node) };
  // A member of a type that is not written.
  if (mark === '.') return { kind: 'member', object: nothing(node), name: operand.kind === 'name' ? operand.name : '', ...span(node) };
  return operand;
};

/** `a && b || c` is read as `a && (b || c)`, and likewise from the left; brackets would stand there as a tuple. */
const logical: LoweringRule = (node) => {
  const [left, right] = [node.child('lhs'), node.child('rhs')];
  const [a, b] = [left?.code ?? nothing(node), right?.code ?? nothing(node)];
  const at = span(node);
  if (node.kind === 'disjunction_expression') return { kind: 'logical', operator: 'or', left: a, right: b, ...at };
  if (right?.kind === 'disjunction_expression' && b.kind === 'logical' && b.operator === 'or') {
    return { kind: 'logical', operator: 'or', left: { kind: 'logical', operator: 'and', left: a, right: b.left, start: at.start, end: b.left.end }, right: b.right, ...at };
  }
  if (left?.kind === 'disjunction_expression' && a.kind === 'logical' && a.operator === 'or') {
    return { kind: 'logical', operator: 'or', left: a.left, right: { kind: 'logical', operator: 'and', left: a.right, right: b, start: a.right.start, end: at.end }, ...at };
  }
  return { kind: 'logical', operator: 'and', left: a, right: b, ...at };
};

const comparison: LoweringRule = (node) => compared(node, node.child('lhs'), node.child('op')?.text ?? '', node.child('rhs')) ?? chain(node);

const assignment: LoweringRule = (node) => ({ kind: 'assign', target: codeOf(node, 'target'), value: codeOf(node, 'result'), ...(node.child('operator')?.text === '=' ? {} : { augmented: true }), ...span(node) });

const stringRule: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ field }) => field === 'interpolation');
  if (inside.length > 0) return { kind: 'group', parts: inside.map(({ code }) => code), chain: true, ...span(node) };
  return text(node, node.text.replace(/^#*"+|"+#*$/g, ''));
};

const importRule: LoweringRule = (node) => ({ kind: 'import', module: (node.firstOf('identifier')?.text ?? '').replace(/\s/g, ''), relative: false, typeOnly: false, bindings: [], ...span(node) });

const program: LoweringRule = (node, notes) => {
  const parts = rowOf(node, notes);
  misreadDirectives(notes);
  return { kind: 'group', parts, ...span(node) };
};
const statements: LoweringRule = (node, notes) => ({ kind: 'block', parts: rowOf(node, notes), ...span(node) });
const only: LoweringRule = (node) => group(node, node.namedChildren);

export const swift: LanguageDefinition = {
  id: 'swift',
  title: 'Swift',
  extensions: ['.swift'],
  grammar: { name: 'swift', file: 'tree-sitter-wasms/out/tree-sitter-swift.wasm', mend: mendedScanner },
  comments: ['comment', 'multiline_comment', 'shebang_line'],
  erased: [
    'user_type', 'optional_type', 'array_type', 'dictionary_type', 'function_type', 'tuple_type', 'opaque_type', 'existential_type', 'metatype', 'protocol_composition_type', 'type_annotation', 'type_parameters', 'type_arguments', 'type_constraints',
    'inheritance_specifier', 'typealias_declaration', 'associatedtype_declaration', 'protocol_property_declaration', 'precedence_group_declaration', 'operator_declaration', 'diagnostic', 'value_argument_label', 'availability_condition', 'capture_list', 'as_operator', 'try_operator', 'macro_declaration',
  ],
  traits: swiftTraits,
  rules: {
    source_file: program,
    statements,
    function_body: statements,
    directive,
    class_body: typeBody,
    enum_class_body: typeBody,
    protocol_body: typeBody,
    import_declaration: importRule,
    function_declaration: functionDeclaration,
    protocol_function_declaration: functionDeclaration,
    init_declaration: functionDeclaration,
    deinit_declaration: destructor,
    subscript_declaration: subscript,
    property_declaration: property,
    class_declaration: typeDeclaration,
    protocol_declaration: typeDeclaration,
    lambda_literal: closure,
    modifiers: nothing,
    attribute: (node) => {
      const name = node.firstOf('user_type');
      const args = node.namedChildren.filter((child) => child !== name).map(({ code }) => code);
      return name ? (node.has('(') ? { kind: 'call', form: 'call', callee: typeName(name), args, ...span(node) } : typeName(name)) : nothing(node);
    },
    enum_entry: (node) => group(node, node.childrenIn('raw_value')),
    if_statement: conditional,
    guard_statement: guard,
    while_statement: whileLoop,
    repeat_while_statement: repeatLoop,
    for_statement: forLoop,
    switch_statement: choice,
    do_statement: attempt,
    control_transfer_statement: transfer,
    simple_identifier: identifier,
    self_expression: (node) => ({ kind: 'self', word: 'self', ...span(node) }),
    super_expression: (node) => ({ kind: 'self', word: 'super', ...span(node) }),
    navigation_expression: member,
    call_expression: call,
    constructor_expression: call,
    value_argument: (node) => node.child('value')?.code ?? nothing(node),
    prefix_expression: prefix,
    postfix_expression: (node) => codeOf(node, 'target'),
    conjunction_expression: logical,
    disjunction_expression: logical,
    nil_coalescing_expression: (node) => ({ kind: 'logical', operator: 'coalesce', left: codeOf(node, 'value'), right: codeOf(node, 'if_nil'), ...span(node) }),
    ternary_expression: (node) => ({ kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'if_true'), otherwise: codeOf(node, 'if_false'), ...span(node) }),
    equality_expression: comparison,
    comparison_expression: comparison,
    assignment,
    directly_assignable_expression: only,
    try_expression: (node) => {
      const mark = node.firstOf('try_operator')?.text ?? '';
      const code = codeOf(node, 'expr');
      return mark.endsWith('?') || mark.endsWith('!') ? { kind: 'group', parts: [code], drops: mark.endsWith('?') ? 'value' : 'program', ...span(node) } : code;
    },
    await_expression: only,
    as_expression: (node) => codeOf(node, 'expr'),
    check_expression: (node) => ({ kind: 'group', parts: [codeOf(node, 'target')], chain: true, ...span(node) }),
    tuple_expression: (node) => (node.namedChildren.length === 1 ? group(node, node.namedChildren) : { kind: 'group', parts: node.childrenIn('value').map(({ code }) => code), chain: true, ...span(node) }),
    array_literal: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    dictionary_literal: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    key_path_expression: nothing,
    line_string_literal: stringRule,
    multi_line_string_literal: stringRule,
    raw_string_literal: stringRule,
    interpolated_expression: only,
    raw_str_interpolation: (node) => group(node, node.childrenIn('interpolation')),
    boolean_literal: (node) => literal(node, 'boolean', node.text === 'true'),
    integer_literal: (node) => literal(node, 'number', undefined),
    real_literal: (node) => literal(node, 'number', undefined),
    additive_expression: chain,
    multiplicative_expression: chain,
    range_expression: chain,
  },
};

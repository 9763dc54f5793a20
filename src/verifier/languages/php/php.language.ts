/** PHP 8: what its syntax means. Grammar: tree-sitter-php, which reads the text around the code as well. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { classConstant, construction, functionCall, memberAccess, memberCall, nameChain, relativeScope, scopedCall, scopedProperty } from './calls.ts';
import { attribute, classRule, closure, functionDefinition, include, methodDeclaration, namespaceDefinition, plainName, program, properties, useDeclaration } from './definitions.ts';
import { attempt, boolean, choice, codeOf, conditional, exit, forEach, forLoop, jump, jumpToLabel, labelled, listPattern, match, statements, targetOf, ternary, whileLoop } from './flow.ts';
import { phpTraits } from './traits.ts';

/** A text is constant as long as nothing is put into it. An empty one and `'0'` do not hold. */
const string: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind !== 'string_content' && kind !== 'escape_sequence' && kind !== 'nowdoc_string' && kind !== 'heredoc_start' && kind !== 'heredoc_end');
  if (inside.some(({ code }) => code.kind !== 'literal')) return { kind: 'group', parts: inside.map(({ code }) => code), chain: true, ...span(node) };
  const value = inside.length > 0 ? inside.map(({ code }) => (code.kind === 'literal' ? (code.value ?? '') : '')).join('') : node.namedChildren.map((part) => part.text).join('');
  return { ...text(node, value), test: value !== '' && value !== '0' } as Code;
};

const number: LoweringRule = (node) => literal(node, 'number', Number(node.text.replaceAll('_', '')) !== 0);

const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.text.toLowerCase() ?? '';
  const operator = mark === '&&' || mark === 'and' ? 'and' : mark === '||' || mark === 'or' ? 'or' : mark === '??' ? 'coalesce' : undefined;
  if (operator) return { kind: 'logical', operator, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  const left = node.child('left');
  // Loosely, '1' and '01' are equal.
  const loosely = (mark === '==' || mark === '!=') && left?.code.kind === 'literal' && left.code.type === 'text';
  return (loosely ? undefined : compared(node, left, mark, node.child('right'))) ?? chain(node);
};

const unary: LoweringRule = (node) => {
  const operand = codeOf(node, 'argument');
  if (node.child('operator')?.kind === '!') return { kind: 'not', operand, ...span(node) };
  return operand.kind === 'literal' ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const assignment: LoweringRule = (node) => {
  const left = node.child('left');
  return { kind: 'assign', target: left ? targetOf(left) : nothing(node), value: codeOf(node, 'right'), ...span(node) };
};

/** `$a ??= b()` assigns only sometimes, so the value is behind a condition. */
const augmented: LoweringRule = (node) => {
  const target = codeOf(node, 'left');
  const assigned: Code = { kind: 'assign', target, value: codeOf(node, 'right'), augmented: true, ...span(node) };
  return node.child('operator')?.text === '??=' ? { kind: 'logical', operator: 'coalesce', left: target, right: assigned, ...span(node) } : assigned;
};

const array: LoweringRule = (node) => (node.namedChildren.length === 0 ? literal(node, 'other', false) : chain(node));

const staticVariable: LoweringRule = (node) => {
  const value = node.child('value')?.code;
  return { kind: 'assign', target: codeOf(node, 'name'), ...(value ? { value } : {}), declares: 'function', ...span(node) };
};

/** A word without a mark is a constant. */
const name: LoweringRule = (node) => (/^__(LINE|FILE|DIR|FUNCTION|CLASS|METHOD|NAMESPACE|TRAIT)__$/i.test(node.text) ? literal(node, 'other', undefined) : nameChain(node, false));

export const php: LanguageDefinition = {
  id: 'php',
  title: 'PHP',
  extensions: ['.php', '.phtml'],
  grammar: { name: 'php', file: 'tree-sitter-php/tree-sitter-php.wasm' },
  comments: ['comment'],
  neutral: 'null',
  erased: ['text', 'text_interpolation', 'php_tag', 'php_end_tag', 'declare_directive', 'use_declaration', 'primitive_type', 'bottom_type', 'cast_type', 'type_list', 'visibility_modifier', 'static_modifier', 'abstract_modifier', 'final_modifier', 'readonly_modifier', 'var_modifier', 'reference_modifier', 'anonymous_function_use_clause', 'namespace_name', 'heredoc_start', 'heredoc_end'],
  traits: phpTraits,
  rules: {
    program,
    namespace_definition: namespaceDefinition,
    namespace_use_declaration: useDeclaration,
    function_definition: functionDefinition,
    method_declaration: methodDeclaration,
    anonymous_function: closure,
    anonymous_function_creation_expression: closure,
    arrow_function: closure,
    class_declaration: classRule,
    interface_declaration: classRule,
    trait_declaration: classRule,
    enum_declaration: classRule,
    anonymous_class: classRule,
    property_declaration: properties,
    const_declaration: properties,
    enum_case: (node) => nothing(node),
    attribute,
    compound_statement: statements,
    colon_block: statements,
    if_statement: conditional,
    conditional_expression: ternary,
    while_statement: whileLoop,
    do_statement: whileLoop,
    for_statement: forLoop,
    foreach_statement: forEach,
    switch_statement: choice,
    match_expression: match,
    try_statement: attempt,
    return_statement: exit('return'),
    throw_expression: exit('throw'),
    throw_statement: exit('throw'),
    exit_statement: exit('throw'),
    yield_expression: exit('yield'),
    break_statement: jump('break'),
    continue_statement: jump('continue'),
    goto_statement: jumpToLabel,
    named_label_statement: labelled,
    function_call_expression: functionCall,
    member_call_expression: memberCall,
    nullsafe_member_call_expression: memberCall,
    scoped_call_expression: scopedCall,
    member_access_expression: memberAccess,
    nullsafe_member_access_expression: memberAccess,
    scoped_property_access_expression: scopedProperty,
    class_constant_access_expression: classConstant,
    object_creation_expression: construction,
    relative_scope: relativeScope,
    subscript_expression: (node) => {
      const [object, ...index] = node.namedChildren;
      return { kind: 'index', object: object?.code ?? nothing(node), index: group(node, index), ...span(node) };
    },
    include_expression: include,
    include_once_expression: include,
    require_expression: include,
    require_once_expression: include,
    name,
    qualified_name: (node) => nameChain(node, false),
    relative_name: (node) => nameChain(node, false),
    variable_name: (node) => (node.text === '$this' ? { kind: 'self', word: 'this', ...span(node) } : { kind: 'name', name: plainName(node.text), ...span(node) }),
    dynamic_variable_name: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    argument: (node) => group(node, node.namedChildren.filter(({ field }) => field !== 'name')),
    assignment_expression: assignment,
    reference_assignment_expression: assignment,
    augmented_assignment_expression: augmented,
    list_literal: listPattern,
    static_variable_declaration: staticVariable,
    global_declaration: (node) => ({ kind: 'scope', where: 'module', names: node.namedChildren.map((one) => plainName(one.text)), ...span(node) }),
    binary_expression: binary,
    unary_op_expression: unary,
    parenthesized_expression: (node) => group(node, node.namedChildren),
    array_creation_expression: array,
    sequence_expression: chain,
    string,
    encapsed_string: string,
    heredoc: string,
    heredoc_body: string,
    nowdoc: string,
    nowdoc_body: string,
    shell_command_expression: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    integer: number,
    float: number,
    boolean,
    null: (node) => literal(node, 'nothing', false),
  },
};

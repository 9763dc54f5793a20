/** Rust: what its syntax means. Grammar: tree-sitter-rust. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { conditional, endlessLoop, fieldPattern, forLoop, jump, letChain, letCondition, letDeclaration, match, pattern, whileLoop } from './flow.ts';
import { asyncBlock, attribute, closure, constant, foreignItems, functionItem, implItem, items, moduleItem, statements, traitItem, typeAlias, typeItem } from './items.ts';
import { constructors, macroInvocation, tokenTree } from './macros.ts';
import { rustTraits } from './traits.ts';
import { externCrate, scopedUseList, useAll, useAs, useDeclaration, useList } from './uses.ts';

const name: LoweringRule = (node) => {
  const word = node.text.replace(/^r#/, '');
  if (word === 'Self' || word === 'self') return { kind: 'self', word, ...span(node) };
  return word === 'None' ? literal(node, 'other', undefined) : { kind: 'name', name: word, ...span(node) };
};
const root: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });
const first: LoweringRule = (node) => node.namedChildren[0]?.code ?? nothing(node);
/** `<T>::f`: a type that a macro writes calls nothing. */
const bracketed: LoweringRule = (node) => (node.firstOf('macro_invocation') ? nothing(node) : (node.namedChildren[0]?.code ?? nothing(node)));
const parts: LoweringRule = (node) => group(node, node.namedChildren);
const number: LoweringRule = (node) => literal(node, 'number', undefined);

/** `a::b`, `S::b`, `<S as T>::b`: the member of a module or type. `self::b` is what the module knows as `b`. */
const path: LoweringRule = (node) => {
  const object = node.child('path');
  const last = node.child('name');
  const word = last?.text.replace(/^r#/, '') ?? '';
  if (!object || object.kind === 'self') return { kind: 'name', name: word, ...span(node) };
  return { kind: 'member', object: object.code, name: word, ...span(node) };
};

const call: LoweringRule = (node) => {
  const callee = node.child('function');
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code) ?? [];
  if (!callee) return nothing(node);
  // A case of an enum that holds its value, and computes nothing.
  const named = callee.kind === 'generic_function' ? callee.child('function') : callee;
  if (named?.kind === 'identifier' && constructors.has(named.text)) return args.length === 1 && named.text !== 'Err' ? args[0]! : { kind: 'group', parts: args, chain: true, ...span(node) };
  return { kind: 'call', form: 'call', callee: callee.code, args, ...span(node) };
};

/** A future that is waited for runs. */
const awaited: LoweringRule = (node) => {
  const code = node.namedChildren[0]?.code ?? nothing(node);
  return code.kind === 'function' ? { kind: 'call', form: 'call', callee: code, args: [], ...span(node) } : code;
};

const unary: LoweringRule = (node) => {
  const operand = node.namedChildren[0]?.code ?? nothing(node);
  if (node.has('!')) return { kind: 'not', operand, ...span(node) };
  return node.has('*') ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const binary: LoweringRule = (node) => {
  const [left, right] = [node.child('left'), node.child('right')];
  const operator = node.child('operator')?.kind ?? '';
  if (operator === '&&' || operator === '||') return { kind: 'logical', operator: operator === '&&' ? 'and' : 'or', left: left?.code ?? nothing(node), right: right?.code ?? nothing(node), ...span(node) };
  return compared(node, left, operator, right) ?? chain(node);
};

const structure: LoweringRule = (node) => {
  const type = node.child('name')?.code;
  const fields = node.child('body')?.namedChildren.map(({ code }) => code) ?? [];
  return { kind: 'object', members: fields.filter(({ kind }) => kind !== 'nothing'), ...(type?.kind === 'name' || type?.kind === 'member' || type?.kind === 'self' ? { type } : {}), ...span(node) };
};

const field: LoweringRule = (node) => {
  const own = node.child('field');
  const value = node.child('value')?.code ?? nothing(node);
  return own ? { kind: 'assign', target: { kind: 'name', name: own.text, ...span(own) }, value, declares: 'property', ...span(node) } : value;
};

const stringRule: LoweringRule = (node) => {
  const [, value = ''] = /^(?:[bc]?r(#*)"[^]*"\1)$/.test(node.text) ? (/^[bc]?r#*"([^]*)"#*$/.exec(node.text) ?? []) : (/^[bc]?"([^]*)"$/.exec(node.text) ?? []);
  return text(node, value);
};

const assigned = (augmented: boolean): LoweringRule => (node) => {
  const target = node.child('left')?.code ?? nothing(node);
  const value = node.child('right')?.code ?? nothing(node);
  if (target.kind === 'nothing') return value;
  return { kind: 'assign', target, value, ...(augmented ? { augmented } : {}), ...span(node) };
};

const indexed: LoweringRule = (node) => {
  const [object, index] = node.namedChildren.map(({ code }): Code => code);
  return { kind: 'index', object: object ?? nothing(node), index: index ?? nothing(node), ...span(node) };
};

export const rust: LanguageDefinition = {
  id: 'rust',
  title: 'Rust',
  extensions: ['.rs'],
  grammar: { name: 'rust', file: 'tree-sitter-rust/tree-sitter-rust.wasm' },
  comments: ['line_comment', 'block_comment'],
  neutral: '()',
  erased: ['type_arguments', 'type_parameters', 'where_clause', 'trait_bounds', 'visibility_modifier', 'function_modifiers', 'lifetime', 'label', 'mutable_specifier', 'macro_definition', 'field_declaration_list', 'ordered_field_declaration_list', 'enum_variant_list', 'tuple_type', 'array_type', 'function_type', 'pointer_type', 'unit_type', 'never_type', 'associated_type', 'empty_statement', 'shebang'],
  traits: rustTraits,
  rules: {
    source_file: items,
    declaration_list: items,
    block: statements,
    attribute,
    attribute_item: nothing,
    inner_attribute_item: nothing,
    function_item: functionItem,
    function_signature_item: functionItem,
    impl_item: implItem,
    struct_item: typeItem,
    enum_item: typeItem,
    union_item: typeItem,
    trait_item: traitItem,
    mod_item: moduleItem,
    foreign_mod_item: foreignItems,
    type_item: typeAlias,
    const_item: constant,
    static_item: constant,
    use_declaration: useDeclaration,
    use_list: useList,
    scoped_use_list: scopedUseList,
    use_as_clause: useAs,
    use_wildcard: useAll,
    extern_crate_declaration: externCrate,
    macro_invocation: macroInvocation,
    token_tree: tokenTree,
    let_declaration: letDeclaration,
    let_condition: letCondition,
    let_chain: letChain,
    if_expression: conditional,
    else_clause: parts,
    while_expression: whileLoop,
    loop_expression: endlessLoop,
    for_expression: forLoop,
    match_expression: match,
    match_pattern: pattern,
    tuple_pattern: pattern,
    tuple_struct_pattern: pattern,
    struct_pattern: pattern,
    slice_pattern: pattern,
    or_pattern: pattern,
    captured_pattern: pattern,
    ref_pattern: pattern,
    mut_pattern: first,
    reference_pattern: pattern,
    remaining_field_pattern: nothing,
    range_pattern: nothing,
    field_pattern: fieldPattern,
    shorthand_field_identifier: root,
    return_expression: jump('return'),
    break_expression: jump('break'),
    continue_expression: jump('continue'),
    try_expression: (node) => ({ kind: 'exit', how: 'yield', value: node.namedChildren[0]?.code ?? nothing(node), ...span(node) }),
    await_expression: awaited,
    async_block: asyncBlock,
    gen_block: asyncBlock,
    closure_expression: closure,
    unsafe_block: parts,
    call_expression: call,
    generic_function: (node) => node.child('function')?.code ?? nothing(node),
    field_expression: (node) => ({ kind: 'member', object: node.child('value')?.code ?? nothing(node), name: node.child('field')?.text ?? '', ...span(node) }),
    scoped_identifier: path,
    scoped_type_identifier: path,
    bracketed_type: bracketed,
    qualified_type: (node) => node.child('type')?.code ?? nothing(node),
    generic_type: (node) => node.child('type')?.code ?? nothing(node),
    generic_type_with_turbofish: (node) => node.child('type')?.code ?? nothing(node),
    reference_type: (node) => node.child('type')?.code ?? nothing(node),
    dynamic_type: (node) => node.child('trait')?.code ?? nothing(node),
    abstract_type: (node) => node.child('trait')?.code ?? nothing(node),
    index_expression: indexed,
    parenthesized_expression: parts,
    reference_expression: (node) => node.child('value')?.code ?? nothing(node),
    unary_expression: unary,
    binary_expression: binary,
    type_cast_expression: (node) => ({ kind: 'group', parts: [node.child('value')?.code ?? nothing(node)], chain: true, ...span(node) }),
    assignment_expression: assigned(false),
    compound_assignment_expr: assigned(true),
    struct_expression: structure,
    field_initializer: field,
    shorthand_field_initializer: parts,
    base_field_initializer: parts,
    tuple_expression: chain,
    array_expression: chain,
    range_expression: chain,
    arguments: chain,
    unit_expression: (node) => literal(node, 'nothing', undefined),
    identifier: name,
    type_identifier: name,
    primitive_type: root,
    self: name,
    super: root,
    crate: root,
    string_literal: stringRule,
    raw_string_literal: stringRule,
    char_literal: (node) => literal(node, 'other', undefined),
    integer_literal: number,
    float_literal: number,
    negative_literal: number,
    boolean_literal: (node) => literal(node, 'boolean', node.text === 'true'),
    expression_statement: parts,
  },
};

/** C++ 20: what its syntax means. Grammar: tree-sitter-cpp. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span } from '../build.ts';
import { cppTraits } from './cpp-traits.ts';
import { declared, nameChain, pathOf } from './declarators.ts';
import { alias, classRule, codeOf, compound, declaration, lambda, namespaceDefinition, targetOf } from './definitions.ts';
import { cErased, cRules } from './rules.ts';

const argumentsOf = (node: SyntaxNode | undefined): readonly Code[] => node?.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing') ?? [];

const construction: LoweringRule = (node) => {
  const type = node.child('type');
  return { kind: 'call', form: 'new', callee: type ? nameChain(type) : nothing(node), args: argumentsOf(node.child('arguments')), ...span(node) };
};

/** `Scanner{1}`: an object without a name. */
const braced: LoweringRule = (node) => {
  const type = node.child('type');
  const args = argumentsOf(node.child('value'));
  if (!type || !/^(type_identifier|qualified_identifier|template_type)$/.test(type.kind)) return { kind: 'group', parts: [...args], chain: true, ...span(node) };
  return { kind: 'call', form: 'new', callee: nameChain(type), args, ...span(node) };
};

/** `std::make_unique<Scanner>(1)` makes a scanner, too. */
const call: LoweringRule = (node, notes) => {
  const code = cRules['call_expression']!(node, notes);
  const made = /\bmake_(?:unique|shared|optional)\s*<\s*([\w:]+)\s*>$/.exec(node.child('function')?.text ?? '')?.[1];
  if (made === undefined) return code;
  const [first = '', ...rest] = pathOf(made);
  const type = rest.reduce<Code>((object, name) => ({ kind: 'member', object, name, ...span(node) }), { kind: 'name', name: first, ...span(node) });
  return { kind: 'call', form: 'new', callee: type, args: [code], ...span(node) };
};

/** What a pointer to a member points to is computed. */
const field: LoweringRule = (node, notes) => {
  const mark = node.child('operator')?.text;
  if (mark !== '.*' && mark !== '->*') return cRules['field_expression']!(node, notes);
  return { kind: 'index', object: codeOf(node, 'argument'), index: codeOf(node, 'field'), ...span(node) };
};

/** What has neither a type nor the name of its class was made by a macro. */
const classDefinition: LoweringRule = (node, notes) => {
  const own = pathOf(node.child('name')?.text ?? '').at(-1);
  for (const member of node.child('body')?.namedChildren ?? []) {
    const found = member.kind === 'function_definition' && !member.child('type') ? declared(member.child('declarator')) : undefined;
    if (found?.name.kind === 'identifier' && found.path.at(-1) !== own) notes.misread(member);
  }
  return classRule(node, notes);
};

const rangeLoop: LoweringRule = (node) => {
  const over = node.child('right');
  const found = declared(node.child('declarator'));
  const first = node.child('initializer')?.code;
  const never = over?.kind === 'initializer_list' && over.namedChildren.length === 0;
  const loop: Code = { kind: 'loop', ...(over ? { head: over.code } : {}), ...(found ? { target: targetOf(found.name, undefined) } : {}), body: codeOf(node, 'body'), ...(never ? { never } : {}), ...span(node) };
  return first && first.kind !== 'nothing' ? { kind: 'block', parts: [first, loop], ...span(node) } : loop;
};

const attempt: LoweringRule = (node) => {
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'catch_clause')
    .map((clause) => {
      const found = declared(clause.child('parameters')?.namedChildren[0]?.child('declarator'));
      return { ...(found ? { target: targetOf(found.name, undefined) } : {}), body: codeOf(clause, 'body') };
    });
  return { kind: 'try', body: codeOf(node, 'body'), handlers, ...span(node) };
};

export const cpp: LanguageDefinition = {
  id: 'cpp',
  title: 'C++',
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.hpp', '.hh', '.hxx', '.h++', '.ipp', '.tpp'],
  grammar: { name: 'cpp', file: 'tree-sitter-cpp/tree-sitter-cpp.wasm' },
  comments: ['comment'],
  neutral: '0',
  erased: [
    ...cErased, 'access_specifier', 'base_class_clause', 'template_parameter_list', 'template_argument_list', 'requires_clause', 'requires_expression', 'concept_definition', 'static_assert_declaration', 'decltype',
    'noexcept', 'throw_specifier', 'trailing_return_type', 'placeholder_type_specifier', 'explicit_function_specifier', 'virtual_specifier', 'virtual', 'default_method_clause', 'delete_method_clause', 'pure_virtual_clause',
    'literal_suffix', 'module_declaration', 'import_declaration', 'lambda_default_capture',
  ],
  traits: cppTraits,
  rules: {
    ...cRules,
    declaration: declaration(true),
    compound_statement: compound(true),
    struct_specifier: classDefinition,
    class_specifier: classDefinition,
    namespace_definition: namespaceDefinition,
    using_declaration: alias,
    alias_declaration: alias,
    namespace_alias_definition: alias,
    template_declaration: (node) => group(node, node.namedChildren),
    template_instantiation: nothing,
    friend_declaration: (node) => group(node, node.namedChildren.filter(({ kind }) => kind === 'function_definition')),
    field_initializer: (node) => group(node, node.namedChildren.slice(1)),
    field_initializer_list: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    lambda_expression: lambda,
    lambda_capture_initializer: (node) => codeOf(node, 'right'),
    lambda_capture_specifier: (node) => group(node, node.namedChildren.filter(({ kind }) => kind === 'lambda_capture_initializer')),
    new_expression: construction,
    compound_literal_expression: braced,
    call_expression: call,
    field_expression: field,
    throw_expression: cRules['throw_statement']!,
    try_statement: attempt,
    for_range_loop: rangeLoop,
    condition_clause: (node) => group(node, node.namedChildren),
    attributed_statement: (node) => group(node, node.namedChildren.filter(({ kind }) => kind !== 'attribute_declaration')),
    qualified_identifier: nameChain,
    template_function: nameChain,
    template_type: nameChain,
    template_method: nameChain,
    dependent_name: nameChain,
    operator_name: nameChain,
    this: (node) => ({ kind: 'self', word: 'this', ...span(node) }),
    raw_string_literal: (node) => ({ kind: 'literal', type: 'text', value: node.namedChildren.map(({ text }) => text).join(''), test: true, ...span(node) }),
    user_defined_literal: (node) => literal(node, 'other', undefined),
  },
};

/** The rules that C and C++ share. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { classRule, codeOf, fieldDeclaration, functionDefinition, level, typeDefinition } from './definitions.ts';
import { nameChain } from './declarators.ts';
import { condition, include, macro, otherwise, unknown } from './preprocessor.ts';

const exit =
  (how: 'return' | 'throw' | 'yield' | 'break' | 'continue'): LoweringRule =>
  (node) => {
    const value = group(node, node.namedChildren);
    return { kind: 'exit', how, ...(value.kind === 'nothing' ? {} : { value }), ...span(node) };
  };

/** A condition may declare something first, and what it declares may be what is asked. */
function conditionOf(node: Parameters<LoweringRule>[0]): { readonly first: readonly Code[]; readonly test: Code } {
  const written = node.child('condition');
  if (written?.kind !== 'condition_clause') return { first: [], test: written?.code ?? nothing(node) };
  const first = written.child('initializer')?.code;
  return { first: first && first.kind !== 'nothing' ? [first] : [], test: codeOf(written, 'value') };
}

const after = (first: readonly Code[], code: Code): Code => (first.length === 0 ? code : { kind: 'block', parts: [...first, code], start: code.start, end: code.end });

const conditional: LoweringRule = (node) => {
  const { first, test } = conditionOf(node);
  const alternative = node.child('alternative')?.code;
  return after(first, { kind: 'branch', test, then: codeOf(node, 'consequence'), ...(alternative ? { otherwise: alternative } : {}), ...span(node) });
};

/** `a ? b : c`, and `a ?: c` of GNU. */
const ternary: LoweringRule = (node) => {
  const then = node.child('consequence');
  if (!then) return { kind: 'logical', operator: 'or', left: codeOf(node, 'condition'), right: codeOf(node, 'alternative'), ...span(node) };
  return { kind: 'branch', test: codeOf(node, 'condition'), then: then.code, otherwise: codeOf(node, 'alternative'), ...span(node) };
};

const whileLoop: LoweringRule = (node) => {
  const { first, test } = conditionOf(node);
  return after(first, { kind: 'loop', test, body: codeOf(node, 'body'), ...(node.kind === 'do_statement' ? { atLeastOnce: true } : {}), ...span(node) });
};

const forLoop: LoweringRule = (node) => {
  const head = node.child('initializer')?.code;
  const test = node.child('condition')?.code;
  const step = node.child('update')?.code;
  return { kind: 'loop', ...(head && head.kind !== 'nothing' ? { head } : {}), ...(test && test.kind !== 'nothing' ? { test } : { endless: true }), ...(step ? { step } : {}), body: codeOf(node, 'body'), ...span(node) };
};

const choice: LoweringRule = (node) => {
  const { first, test } = conditionOf(node);
  const clauses = (node.child('body')?.namedChildren ?? []).filter(({ kind }) => kind === 'case_statement');
  const cases = clauses.map((clause) => {
    const value = clause.child('value');
    return { tests: value ? [value.code] : [], targets: [], body: group(clause, clause.namedChildren.filter((child) => child !== value)), fallsThrough: true };
  });
  return after(first, { kind: 'switch', subject: test, cases, exhaustive: clauses.some((clause) => !clause.child('value')), ...span(node) });
};

/** What is asked for at compile time is not run. */
const unevaluated = /^(_Static_assert|static_assert|typeof|__typeof__|typeof_unqual|decltype|noexcept|typeid|alignof|_Alignof|__alignof__|offsetof|__builtin_offsetof|__builtin_constant_p|__builtin_types_compatible_p|defined|__has_(attribute|include|builtin|feature))$/;

const call: LoweringRule = (node) => {
  const written = node.child('function');
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing') ?? [];
  if (!written || unevaluated.test(written.text)) return literal(node, 'other', undefined);
  // `short(x)` makes a value of the type.
  if (written.kind === 'primitive_type' || /^(short|long|signed|unsigned)$/.test(written.text)) return { kind: 'group', parts: args, chain: true, ...span(node) };
  // It is compiled away where NDEBUG is defined.
  if (written.text === 'assert' || written.text === '__builtin_assume') return { kind: 'branch', test: literal(written, 'other', undefined), then: { kind: 'group', parts: args, ...span(node) }, ...span(node) };
  if (/^(static|dynamic|reinterpret|const)_cast\b/.test(written.text)) return args.length === 1 && args[0] ? args[0] : { kind: 'group', parts: args, chain: true, ...span(node) };
  const inner = single(written.code);
  const callee: Code = inner.kind === 'name' || inner.kind === 'member' || inner.kind === 'function' || inner.kind === 'index' ? inner : { kind: 'index', object: inner, index: nothing(node), ...span(written) };
  return { kind: 'call', form: 'call', callee, args, ...span(node) };
};

/** `(*f)(x)` calls what `f` stands for, like `f(x)`. */
const pointer: LoweringRule = (node) => {
  const operand = codeOf(node, 'argument');
  const plain = single(operand);
  return plain.kind === 'name' || plain.kind === 'member' ? plain : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

function single(code: Code): Code {
  return code.kind === 'group' && code.parts.length === 1 && code.parts[0] ? single(code.parts[0]) : code;
}

const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.text ?? '';
  const operator = mark === '&&' || mark === 'and' ? 'and' : mark === '||' || mark === 'or' ? 'or' : undefined;
  if (operator) return { kind: 'logical', operator, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  return (node.child('left')?.kind === 'string_literal' ? undefined : compared(node, node.child('left'), mark, node.child('right'))) ?? chain(node);
};

const unary: LoweringRule = (node) => {
  const mark = node.child('operator')?.text;
  const operand = codeOf(node, 'argument');
  if (mark === '!' || mark === 'not') return { kind: 'not', operand, ...span(node) };
  return operand.kind === 'literal' && mark !== '~' ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const assignment: LoweringRule = (node) => {
  const more = node.child('operator')?.text === '=' ? {} : { augmented: true };
  return { kind: 'assign', target: codeOf(node, 'left'), value: codeOf(node, 'right'), ...more, ...span(node) };
};

const number: LoweringRule = (node) => {
  const value = Number(node.text.replace(/'|(?<=^0[xXbB][\da-fA-F]*)[uUlLzZ]+$|(?<!^0[xX].*)[uUlLfFzZ]+$/g, ''));
  return { kind: 'literal', type: 'number', value: node.text, ...(Number.isNaN(value) ? {} : { test: value !== 0 }), ...span(node) };
};

/** Of `_Generic` only what fits the type is left, and what is asked for is not run. */
const generic: LoweringRule = (node) => ({ kind: 'branch', test: nothing(node), then: group(node, node.namedChildren.slice(1)), ...span(node) });

const literalText: LoweringRule = (node) => ({ ...text(node, node.namedChildren.map((part) => part.text).join('')), test: true }) as Code;

const constant = (test: boolean, type: 'boolean' | 'nothing'): LoweringRule => (node) => literal(node, type, test);

export const cErased = [
  'type_descriptor', 'primitive_type', 'sized_type_specifier', 'storage_class_specifier', 'type_qualifier', 'attribute_specifier', 'attribute_declaration', 'ms_declspec_modifier',
  'ms_call_modifier', 'ms_based_modifier', 'gnu_asm_expression', 'gnu_asm_qualifier', 'macro_type_specifier', 'statement_identifier', 'preproc_call', 'preproc_directive', 'preproc_arg', 'preproc_params',
  'abstract_declarator', 'abstract_function_declarator', 'abstract_pointer_declarator', 'field_designator', 'bitfield_clause', 'parameter_list', 'enumerator_list', 'seh_leave_statement',
];

export const cRules: Readonly<Record<string, LoweringRule>> = {
  translation_unit: level,
  declaration_list: level,
  linkage_specification: (node) => codeOf(node, 'body'),
  function_definition: functionDefinition,
  type_definition: typeDefinition,
  struct_specifier: classRule,
  union_specifier: classRule,
  enum_specifier: classRule,
  field_declaration: fieldDeclaration,
  preproc_include: include,
  preproc_if: condition,
  preproc_ifdef: condition,
  preproc_elif: condition,
  preproc_elifdef: condition,
  preproc_else: otherwise,
  preproc_defined: unknown,
  preproc_call_expression: unknown,
  preproc_def: macro,
  preproc_function_def: macro,
  if_statement: conditional,
  else_clause: (node) => group(node, node.namedChildren),
  conditional_expression: ternary,
  while_statement: whileLoop,
  do_statement: whileLoop,
  for_statement: forLoop,
  switch_statement: choice,
  case_statement: (node) => group(node, node.namedChildren),
  labeled_statement: (node) => ({ kind: 'labelled', label: node.child('label')?.text ?? '', body: group(node, node.namedChildren.filter(({ field }) => field !== 'label')), ...span(node) }),
  goto_statement: (node) => ({ kind: 'exit', how: 'break', label: node.child('label')?.text ?? '', ...span(node) }),
  return_statement: exit('return'),
  break_statement: exit('break'),
  continue_statement: exit('continue'),
  throw_statement: exit('throw'),
  co_return_statement: exit('return'),
  co_yield_statement: exit('yield'),
  call_expression: call,
  field_expression: (node) => ({ kind: 'member', object: codeOf(node, 'argument'), name: (node.child('field')?.text ?? '').replace(/<[^]*$/, ''), ...span(node) }),
  subscript_expression: (node) => ({ kind: 'index', object: codeOf(node, 'argument'), index: group(node, node.namedChildren.slice(1)), ...span(node) }),
  pointer_expression: pointer,
  binary_expression: binary,
  unary_expression: unary,
  assignment_expression: assignment,
  comma_expression: chain,
  parenthesized_expression: (node) => group(node, node.namedChildren),
  cast_expression: (node) => codeOf(node, 'value'),
  sizeof_expression: unknown,
  alignof_expression: unknown,
  offsetof_expression: unknown,
  generic_expression: generic,
  initializer_list: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), chain: true, ...span(node) }),
  initializer_pair: (node) => ({ kind: 'group', parts: [codeOf(node, 'value')], ...span(node) }),
  compound_literal_expression: (node) => ({ kind: 'group', parts: [codeOf(node, 'value')], chain: true, ...span(node) }),
  identifier: nameChain,
  type_identifier: nameChain,
  field_identifier: nameChain,
  namespace_identifier: nameChain,
  number_literal: number,
  char_literal: (node) => literal(node, 'other', node.text === "'\\0'" ? false : undefined),
  string_literal: literalText,
  concatenated_string: (node) => (node.namedChildren.every(({ kind }) => kind === 'string_literal') ? literal(node, 'other', true) : chain(node)),
  true: constant(true, 'boolean'),
  false: constant(false, 'boolean'),
  null: constant(false, 'nothing'),
};

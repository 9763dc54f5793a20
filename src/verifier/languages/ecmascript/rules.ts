/** The rules that JavaScript and TypeScript share. */
import type { Code } from '../../code/code.ts';
import { writtenChain } from '../../code/dotted.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, chain, codeOf, compared, group, literal, nothing, span, text } from '../build.ts';
import { behind, wasPutRight } from '../misread.ts';
import { arrayPattern, arrowFunction, classBody, classRule, fieldDefinition, functionDeclaration, functionExpression, methodDefinition, objectLiteral, objectPattern, pair, publicName, restPattern, shorthandProperty } from './functions.ts';
import { noteDeclaredTwice } from './declared-twice.ts';
import { exportStatement, importStatement } from './modules.ts';

const optional = (node: SyntaxNode): boolean => node.firstOf('optional_chain') !== undefined || node.has('?.');

const exit =
  (how: 'return' | 'throw' | 'yield'): LoweringRule =>
  (node) => {
    const value = node.namedChildren[0]?.code;
    return { kind: 'exit', how, ...(value ? { value } : {}), ...span(node) };
  };

const jump =
  (how: 'break' | 'continue'): LoweringRule =>
  (node) => {
    const label = node.child('label')?.text;
    return { kind: 'exit', how, ...(label === undefined ? {} : { label }), ...span(node) };
  };

const statementBlock: LoweringRule = (node, notes) => {
  noteDeclaredTwice(node.namedChildren, notes);
  return block(node, node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'));
};

const program: LoweringRule = (node, notes) => {
  noteDeclaredTwice(node.namedChildren, notes);
  return { kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) };
};

const declaration: LoweringRule = (node) => {
  const declares = node.kind === 'variable_declaration' ? 'function' : 'block';
  const parts = node.namedChildren.map(({ code }) => (code.kind === 'assign' ? ({ ...code, declares } as const) : code));
  return { kind: 'group', parts, ...span(node) };
};

const declarator: LoweringRule = (node) => {
  const value = node.child('value')?.code;
  return { kind: 'assign', target: codeOf(node, 'name'), ...(value ? { value } : {}), declares: 'block', ...span(node) };
};

const assignment: LoweringRule = (node) => ({ kind: 'assign', target: codeOf(node, 'left'), value: codeOf(node, 'right'), ...span(node) });

/** `a ||= b` assigns only sometimes, so the value is behind a condition. */
const augmented: LoweringRule = (node) => {
  const target = codeOf(node, 'left');
  const value = codeOf(node, 'right');
  const mark = node.child('operator')?.kind ?? node.children.find(({ named }) => !named)?.kind ?? '';
  const operator = mark === '||=' ? 'or' : mark === '&&=' ? 'and' : mark === '??=' ? 'coalesce' : undefined;
  const assigned: Code = { kind: 'assign', target, value, augmented: true, ...span(node) };
  return operator ? { kind: 'logical', operator, left: target, right: assigned, ...span(node) } : assigned;
};

const member: LoweringRule = (node) => {
  if (node.text === 'import.meta.vitest') return literal(node, 'test-run', undefined);
  const name = publicName(node.child('property')?.text ?? '');
  return behind(node, node.child('object'), misread(node.child('object')), (object, place) => ({ kind: 'member', object, name, ...(optional(node) ? { optional: true } : {}), ...place }));
};

const subscript: LoweringRule = (node) => {
  const index = codeOf(node, 'index');
  const name = index.kind === 'literal' && index.type === 'text' ? index.value : undefined;
  const more = optional(node) ? { optional: true } : {};
  return behind(node, node.child('object'), misread(node.child('object')), (object, place) => (name === undefined ? { kind: 'index', object, index, ...more, ...place } : { kind: 'member', object, name, ...more, ...place }));
};

/** The operators that are wrongly read with a `!` before something; the operators of what was put right already. */
function misread(before: SyntaxNode | undefined): Code | undefined {
  const inner = before?.kind === 'non_null_expression' ? before.namedChildren[0] : before;
  if (!before || !inner) return undefined;
  return (inner !== before && /^(unary|binary)_expression$/.test(inner.kind)) || wasPutRight(inner) ? inner.code : undefined;
}

const call: LoweringRule = (node) => {
  const list = node.child('arguments');
  const named = node.child('function');
  const args = list?.kind === 'template_string' ? [list.code] : (list?.namedChildren.map(({ code }) => code) ?? []);
  // `new Store!(x)` is read as `(new Store)!(x)`.
  const made = named?.kind === 'non_null_expression' ? named.namedChildren[0] : undefined;
  if (made?.kind === 'new_expression' && made.code.kind === 'call' && !made.child('arguments')) return { ...made.code, args, ...span(node) };
  const callee = codeOf(node, 'function');
  // Before a bracket the grammar can take `await` for a function: `await (0, module.read)(x)` is read as `await(0, …)(x)`.
  if (callee.kind === 'name' && callee.name === 'await' && list?.kind !== 'template_string') return group(node, list?.namedChildren.filter(({ code }, index, all) => code.kind !== 'literal' || index === all.length - 1) ?? []);
  const first = args[0];
  const module = list?.kind !== 'template_string' && first?.kind === 'literal' && first.type === 'text' ? first.value : undefined;
  const loads = named?.kind === 'import' || /^(module\.)?require$|^require\.main\.require$/.test(writtenChain(callee)?.join('.') ?? '');
  if (module !== undefined && loads) return { kind: 'load', module, args: args.slice(1), ...span(node) };
  const form = list?.kind === 'template_string' ? 'template' : 'call';
  return behind(node, named, misread(named), (called, place) => ({ kind: 'call', form, callee: called, args, ...(optional(node) ? { optional: true } : {}), ...place }));
};

const construction: LoweringRule = (node) => {
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code) ?? [];
  return { kind: 'call', form: 'new', callee: codeOf(node, 'constructor'), args, ...span(node) };
};

const template: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind === 'template_substitution');
  return inside.length > 0 ? { kind: 'group', parts: inside.map(({ code }) => code), chain: true, ...span(node) } : text(node, node.text.slice(1, -1));
};

const stringRule: LoweringRule = (node) => text(node, node.text.slice(1, -1));

const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind ?? '';
  const operator = mark === '&&' ? 'and' : mark === '||' ? 'or' : mark === '??' ? 'coalesce' : undefined;
  if (operator) return { kind: 'logical', operator, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  if (mark === '===' || mark === '==') {
    const sides = [node.child('left')?.text, node.child('right')?.text];
    if (sides.includes('process.env.NODE_ENV') && sides.some((side) => /^["'`]test["'`]$/.test(side ?? ''))) return literal(node, 'test-run', undefined);
  }
  return compared(node, node.child('left'), mark, node.child('right')) ?? chain(node);
};

const unary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind;
  const operand = codeOf(node, 'argument');
  if (mark === '!') return { kind: 'not', operand, ...span(node) };
  // void 0 is how undefined is written by those who count bytes.
  if (mark === 'void' && operand.kind === 'literal') return literal(node, 'nothing', false);
  if (mark === 'void') return { kind: 'group', parts: [operand], chain: true, ...span(node) };
  if (mark === 'delete') return operand.kind === 'member' || operand.kind === 'index' ? { kind: 'delete', target: operand, ...span(node) } : operand;
  // typeof of a plain name only looks at it.
  if (mark === 'typeof' && (operand.kind === 'name' || operand.kind === 'member')) return { ...literal(node, 'other', undefined), looksAt: operand };
  if (operand.kind === 'literal' && (mark === '-' || mark === '+')) return operand;
  return { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const conditional: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.code;
  return { kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'consequence'), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

const forLoop: LoweringRule = (node) => {
  const head = node.child('initializer')?.code;
  const test = node.child('condition');
  const step = node.child('increment')?.code;
  const tested = test && test.kind !== 'empty_statement' && test.kind !== ';' ? test.code : undefined;
  return {
    kind: 'loop',
    ...(head && head.kind !== 'nothing' ? { head } : {}),
    ...(tested && tested.kind !== 'nothing' ? { test: tested } : { endless: true }),
    ...(step ? { step } : {}),
    body: codeOf(node, 'body'),
    ...span(node),
  };
};

const forIn: LoweringRule = (node) => {
  const left = node.child('left');
  const right = node.child('right');
  const declared = node.children.find(({ kind, named }) => !named && (kind === 'var' || kind === 'let' || kind === 'const'));
  const target = left && declared ? left.code : undefined;
  const empty = right?.kind === 'array' && right.namedChildren.length === 0;
  // `for (x of list)` gives a new meaning to a name that is there already.
  const given: Code | undefined = left && !declared ? { kind: 'assign', target: left.code, ...span(left) } : undefined;
  const inner = codeOf(node, 'body');
  const body: Code = given ? { kind: 'group', parts: [given, inner], start: inner.start, end: inner.end } : inner;
  return { kind: 'loop', ...(right ? { head: right.code } : {}), ...(target ? { target } : {}), body, ...(empty ? { never: true } : {}), ...span(node) };
};

const choice: LoweringRule = (node, notes) => {
  const clauses = node.child('body')?.namedChildren ?? [];
  noteDeclaredTwice(clauses.flatMap((clause) => clause.namedChildren), notes);
  const cases = clauses.map((clause) => {
    const test = clause.child('value');
    const parts = clause.namedChildren.filter((child) => child !== test).map(({ code }) => code);
    return { tests: test ? [test.code] : [], targets: [], body: { kind: 'group', parts, ...span(clause) } as const, fallsThrough: true };
  });
  return { kind: 'switch', subject: codeOf(node, 'value'), cases, exhaustive: clauses.some(({ kind }) => kind === 'switch_default'), ...span(node) };
};

const attempt: LoweringRule = (node, notes) => {
  const handler = node.child('handler');
  // The grammar takes a `try` that nothing follows.
  if (!handler && !node.child('finalizer')) notes.misread(node);
  const target = handler?.child('parameter')?.code;
  const last = node.child('finalizer')?.child('body')?.code;
  const handlers = handler ? [{ ...(target ? { target } : {}), body: handler.child('body')?.code ?? nothing(handler) }] : [];
  return { kind: 'try', body: codeOf(node, 'body'), handlers, ...(last ? { last } : {}), ...span(node) };
};

/** A component's element calls it; elements in small letters are markup. */
function elementCall(node: SyntaxNode, name: SyntaxNode | undefined, attributes: readonly SyntaxNode[], children: readonly SyntaxNode[]): Code {
  const args = [...attributes, ...children].map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  const markup = !name || (/^(identifier|jsx_identifier|property_identifier)$/.test(name.kind) && /^[a-z]/.test(name.text)) || name.kind === 'jsx_namespace_name';
  if (!markup) return { kind: 'call', form: 'jsx', callee: name.code, args, ...span(node) };
  // Handlers given to markup are callbacks, as they are in a call.
  return args.length > 0 ? { kind: 'call', form: 'jsx', callee: nothing(node), args, ...span(node) } : nothing(node);
}

const jsxElement: LoweringRule = (node) => {
  const opening = node.child('open_tag') ?? node.firstOf('jsx_opening_element');
  const children = node.namedChildren.filter((child) => child !== opening && child.kind !== 'jsx_closing_element' && child.kind !== 'jsx_text');
  return elementCall(node, opening?.child('name'), opening?.childrenIn('attribute') ?? [], children);
};
const jsxSelfClosing: LoweringRule = (node) => elementCall(node, node.child('name'), node.childrenIn('attribute'), []);

const jsxAttribute: LoweringRule = (node) => group(node, node.namedChildren.slice(1));

const name: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });

const numberRule: LoweringRule = (node) => {
  const value = Number(node.text.replaceAll('_', '').replace(/n$/, ''));
  return { kind: 'literal', type: 'number', value: node.text, ...(Number.isNaN(value) ? {} : { test: value !== 0 }), ...span(node) };
};

export const ecmascriptComments = ['comment', 'html_comment', 'hash_bang_line'];

export const ecmascriptRules: Readonly<Record<string, LoweringRule>> = {
  program,
  statement_block: statementBlock,
  empty_statement: nothing,
  function_declaration: functionDeclaration,
  generator_function_declaration: functionDeclaration,
  function_expression: functionExpression,
  function: functionExpression,
  generator_function: functionExpression,
  arrow_function: arrowFunction,
  method_definition: methodDefinition,
  class_declaration: classRule(true),
  class: classRule(false),
  class_body: classBody,
  class_static_block: (node) => codeOf(node, 'body'),
  field_definition: fieldDefinition,
  decorator: (node) => group(node, node.namedChildren),
  object: objectLiteral,
  pair,
  shorthand_property_identifier: shorthandProperty,
  computed_property_name: (node) => group(node, node.namedChildren),
  array: (node) => (node.namedChildren.length === 0 ? literal(node, 'other', true) : { kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
  object_pattern: objectPattern,
  array_pattern: arrayPattern,
  rest_pattern: restPattern,
  lexical_declaration: declaration,
  variable_declaration: declaration,
  using_declaration: declaration,
  variable_declarator: declarator,
  assignment_expression: assignment,
  augmented_assignment_expression: augmented,
  member_expression: member,
  subscript_expression: subscript,
  call_expression: call,
  new_expression: construction,
  // `(0, module.member)(x)`: what a compiler writes to call without an object. What only stands there does nothing.
  sequence_expression: (node) => group(node, node.namedChildren.filter(({ code }, index, all) => code.kind !== 'literal' || index === all.length - 1)),
  template_string: template,
  string: stringRule,
  regex: (node) => literal(node, 'other', true),
  binary_expression: binary,
  unary_expression: unary,
  ternary_expression: conditional,
  parenthesized_expression: (node) => group(node, node.namedChildren),
  await_expression: (node) => group(node, node.namedChildren),
  if_statement: conditional,
  else_clause: (node) => group(node, node.namedChildren),
  while_statement: (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), ...span(node) }),
  do_statement: (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), atLeastOnce: true, ...span(node) }),
  for_statement: forLoop,
  for_in_statement: forIn,
  switch_statement: choice,
  try_statement: attempt,
  return_statement: exit('return'),
  throw_statement: exit('throw'),
  yield_expression: exit('yield'),
  break_statement: jump('break'),
  continue_statement: jump('continue'),
  labeled_statement: (node) => ({ kind: 'labelled', label: node.child('label')?.text ?? '', body: codeOf(node, 'body'), ...span(node) }),
  import_statement: importStatement,
  export_statement: exportStatement,
  jsx_element: jsxElement,
  jsx_self_closing_element: jsxSelfClosing,
  jsx_attribute: jsxAttribute,
  jsx_text: nothing,
  jsx_namespace_name: nothing,
  identifier: name,
  jsx_identifier: name,
  shorthand_property_identifier_pattern: name,
  statement_identifier: nothing,
  property_identifier: nothing,
  private_property_identifier: nothing,
  this: (node) => ({ kind: 'self', word: 'this', ...span(node) }),
  super: (node) => ({ kind: 'self', word: 'super', ...span(node) }),
  undefined: (node) => literal(node, 'nothing', false),
  null: (node) => literal(node, 'nothing', false),
  true: (node) => literal(node, 'boolean', true),
  false: (node) => literal(node, 'boolean', false),
  number: numberRule,
  meta_property: (node) => (node.text === 'import.meta' ? { kind: 'name', name: node.text, ...span(node) } : literal(node, 'other', true)),
};

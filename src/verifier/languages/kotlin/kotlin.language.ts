/** Kotlin: what its syntax means. Grammar: @tree-sitter-grammars/tree-sitter-kotlin. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { accessor, anonymousFunction, classBody, classDeclaration, companion, enumEntry, functionDeclaration, importRule, initialiser, lambda, objectLiteral, plainName, property, secondaryConstructor } from './definitions.ts';
import { attempt, choice, conditional, forLoop, labelledExpression, returned, subject, whileLoop } from './flow.ts';
import { kotlinTraits } from './traits.ts';

const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);

/** Constants and bare jumps are plain names to the grammar. */
const identifier: LoweringRule = (node) => {
  switch (node.text) {
    case 'true':
    case 'false':
      return literal(node, 'boolean', node.text === 'true');
    case 'null':
    case 'Unit':
      return literal(node, 'nothing', undefined);
    case 'break':
    case 'continue':
      return { kind: 'exit', how: node.text, ...span(node) };
    default:
      return { kind: 'name', name: plainName(node.text), ...span(node) };
  }
};

/** `A.Companion.f` is `A.f`. */
const member: LoweringRule = (node) => {
  const [object, ...rest] = node.namedChildren;
  const name = rest.find(({ kind }) => kind === 'identifier');
  if (!object || !name) return group(node, node.namedChildren);
  if (name.text === 'Companion') return object.code;
  return { kind: 'member', object: object.code, name: plainName(name.text), ...(node.has('?.') ? { optional: true } : {}), ...span(node) };
};

/** `f(x) { … }` is one call: the lambda behind the brackets is its last argument. */
const call: LoweringRule = (node, notes) => {
  const [callee, ...rest] = node.namedChildren;
  if (!callee) return nothing(node);
  // Behind an annotation the grammar takes a loop for a call.
  if (callee.kind === 'identifier' && reserved.test(callee.text)) notes.misread(node);
  const args = rest.filter(({ kind }) => kind !== 'type_arguments').flatMap((part) => (part.kind === 'value_arguments' ? part.namedChildren : [part])).map(({ code }) => code);
  const trailing = node.firstOf('annotated_lambda') !== undefined && node.firstOf('value_arguments') === undefined && callee.kind === 'call_expression' && callee.code.kind === 'call';
  if (trailing && callee.code.kind === 'call') return { ...callee.code, args: [...callee.code.args, ...args], ...span(node) };
  // A stub: it throws that nothing is here yet.
  if (callee.code.kind === 'name' && callee.code.name === 'TODO') return { kind: 'exit', how: 'throw', ...(args[0] ? { value: args[0] } : {}), ...span(node) };
  return { kind: 'call', form: 'call', callee: callee.code, args, ...span(node) };
};

/** Words that no function can be called by: the grammar took a declaration for a row of names. */
const reserved = /^(fun|val|var|class|interface|object|return|throw|if|else|while|for|do|try|when|in|is|as|package|typealias|import|enum)$/;

/** `a shl b` calls the function of that name on what stands before it. */
const infix: LoweringRule = (node, notes) => {
  const [left, operator, right] = node.namedChildren;
  if (!left || !operator || !right) return group(node, node.namedChildren);
  if (reserved.test(operator.text)) notes.misread(node);
  return { kind: 'call', form: 'call', callee: { kind: 'member', object: left.code, name: plainName(operator.text), start: left.start, end: operator.end }, args: [right.code], ...span(node) };
};

/** `f<T>(x)` is read as two comparisons. The call belongs to the last operand before them; undefined where that is none. */
function typedCall(code: Code, args: readonly Code[], node: SyntaxNode): Code | undefined {
  const { end } = node;
  if (code.kind === 'name' || code.kind === 'member') return { kind: 'call', form: 'call', callee: code, args, start: code.start, end };
  if (code.kind === 'not') {
    const operand = typedCall(code.operand, args, node);
    return operand && { ...code, operand, end };
  }
  const last = code.kind === 'group' && code.chain ? code.parts.at(-1) : undefined;
  const called = last && typedCall(last, args, node);
  return code.kind === 'group' && called ? { ...code, parts: [...code.parts.slice(0, -1), called], end } : undefined;
}

const binary: LoweringRule = (node, notes) => {
  const mark = node.child('operator')?.kind ?? '';
  const [before, behind] = [node.child('left'), node.child('right')];
  if (mark === '>' && before?.kind === 'binary_expression' && before.child('operator')?.kind === '<' && behind?.text.startsWith('(')) {
    const called = behind.kind === 'parenthesized_expression' ? typedCall(before.child('left')?.code ?? nothing(before), [behind.code], node) : undefined;
    if (called) return called;
    notes.misread(node);
  }
  const operator = mark === '&&' ? 'and' : mark === '||' ? 'or' : mark === '?:' ? 'coalesce' : undefined;
  if (operator) return { kind: 'logical', operator, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  return compared(node, node.child('left'), mark, node.child('right')) ?? chain(node);
};

const unary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind;
  const operand = codeOf(node, 'argument');
  if (mark === '!') return { kind: 'not', operand, ...span(node) };
  // `x!!` is the same thing, or throws.
  if (mark === '!!' || operand.kind === 'literal') return operand;
  return { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

const assignment: LoweringRule = (node) => ({ kind: 'assign', target: codeOf(node, 'left'), value: codeOf(node, 'right'), ...(node.child('operator')?.kind === '=' ? {} : { augmented: true }), ...span(node) });

const index: LoweringRule = (node) => {
  const [object, ...rest] = node.namedChildren;
  return { kind: 'index', object: object?.code ?? nothing(node), index: group(node, rest), ...span(node) };
};

const stringRule: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind === 'interpolation');
  if (inside.length > 0) return { kind: 'group', parts: inside.map(({ code }) => code), chain: true, ...span(node) };
  // A bare `$name` only reads.
  if (/(^|[^\\])\$[\p{L}_`]/u.test(node.text)) return literal(node, 'other', undefined);
  return text(node, node.namedChildren.map((part) => part.text).join(''));
};

/** `this@Outer` is told by the name of the class. */
const self =
  (word: string): LoweringRule =>
  (node) => {
    const label = node.firstOf('identifier');
    return label ? { kind: 'name', name: plainName(label.text), ...span(node) } : { kind: 'self', word, ...span(node) };
  };

const statements: LoweringRule = (node) => block(node, node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'));

const only: LoweringRule = (node) => group(node, node.namedChildren);

export const kotlin: LanguageDefinition = {
  id: 'kotlin',
  title: 'Kotlin',
  extensions: ['.kt', '.kts'],
  grammar: { name: 'kotlin', file: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm' },
  comments: ['line_comment', 'block_comment', 'shebang'],
  erased: ['user_type', 'nullable_type', 'non_nullable_type', 'function_type', 'parenthesized_type', 'type_parameters', 'type_arguments', 'type_constraints', 'type_alias', 'type_test', 'package_header', 'file_annotation', 'label'],
  traits: kotlinTraits,
  rules: {
    source_file: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) }),
    block: statements,
    import: importRule,
    function_declaration: functionDeclaration,
    anonymous_function: anonymousFunction,
    lambda_literal: lambda,
    annotated_lambda: (node) => node.firstOf('lambda_literal')?.code ?? nothing(node),
    property_declaration: property,
    getter: accessor('getter'),
    setter: accessor('setter'),
    property_delegate: only,
    class_declaration: classDeclaration,
    object_declaration: classDeclaration,
    companion_object: companion,
    class_body: classBody,
    enum_class_body: classBody,
    enum_entry: enumEntry,
    anonymous_initializer: initialiser,
    secondary_constructor: secondaryConstructor,
    constructor_delegation_call: (node) => node.firstOf('value_arguments')?.code ?? nothing(node),
    constructor_invocation: (node) => {
      const name = node.namedChildren[0];
      const args = node.firstOf('value_arguments')?.namedChildren.map(({ code }) => code) ?? [];
      return name ? { kind: 'call', form: 'call', callee: typeName(name), args, ...span(node) } : nothing(node);
    },
    delegation_specifiers: only,
    object_literal: objectLiteral,
    modifiers: nothing,
    annotation: (node) => {
      const made = node.firstOf('constructor_invocation');
      const name = node.firstOf('user_type');
      return made?.code ?? (name ? typeName(name) : nothing(node));
    },
    annotated_expression: (node) => node.namedChildren.find(({ kind }) => kind !== 'annotation')?.code ?? nothing(node),
    if_expression: conditional,
    when_expression: choice,
    when_subject: subject,
    for_statement: forLoop,
    while_statement: whileLoop,
    do_while_statement: whileLoop,
    try_expression: attempt,
    return_expression: returned,
    throw_expression: (node) => ({ kind: 'exit', how: 'throw', value: group(node, node.namedChildren), ...span(node) }),
    labeled_expression: labelledExpression,
    identifier,
    navigation_expression: member,
    call_expression: call,
    value_argument: (node) => node.namedChildren.at(-1)?.code ?? nothing(node),
    spread_expression: only,
    infix_expression: infix,
    binary_expression: binary,
    unary_expression: unary,
    as_expression: (node) => codeOf(node, 'left'),
    is_expression: (node) => ({ kind: 'group', parts: [codeOf(node, 'left')], chain: true, ...span(node) }),
    in_expression: chain,
    range_test: only,
    range_expression: chain,
    assignment,
    index_expression: index,
    parenthesized_expression: only,
    callable_reference: (node) => node.namedChildren.at(-1)?.code ?? nothing(node),
    this_expression: self('this'),
    super_expression: self('super'),
    string_literal: stringRule,
    multiline_string_literal: stringRule,
    interpolation: only,
    number_literal: (node) => literal(node, 'number', undefined),
    float_literal: (node) => literal(node, 'number', undefined),
    character_literal: (node) => literal(node, 'other', undefined),
    collection_literal: chain,
  },
};

/** The names of a type as a chain, for constructors and annotations. */
function typeName(node: SyntaxNode): Code {
  const [first, ...rest] = node.namedChildren.filter(({ kind }) => kind === 'identifier');
  if (!first) return nothing(node);
  return rest.reduce<Code>((object, { text: name, end }) => ({ kind: 'member', object, name: plainName(name), start: node.start, end }), { kind: 'name', name: plainName(first.text), ...span(first) });
}

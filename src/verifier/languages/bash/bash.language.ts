/** Bash: what its syntax means. Variables and functions have names of their own kinds, so variables are no names here. Grammar: tree-sitter-bash. */
import type { Code } from '../../code/code.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span, text } from '../build.ts';
import { command, contained, nameParts, plainText, unset } from './commands.ts';
import { bashTraits } from './traits.ts';
import { arithmetic, assignment, readOf, writeOf } from './variables.ts';

const codesOf = (nodes: readonly SyntaxNode[]): Code[] => nodes.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
const sequence = (node: SyntaxNode, nodes: readonly SyntaxNode[]): Code => ({ kind: 'group', parts: codesOf(nodes), ...span(node) });
const statements: LoweringRule = (node) => sequence(node, node.namedChildren);
const only: LoweringRule = (node) => group(node, node.namedChildren);

/** Words that end or continue something; the grammar takes them for commands where nothing of the kind is open. */
const closing = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

const commandName: LoweringRule = (node, notes) => {
  if (closing.has(node.text)) notes.misread(node);
  return only(node, notes);
};

/** Something that is known when it runs: a variable, or what is computed from one. */
const computed = (node: SyntaxNode, parts: readonly Code[] = []): Code => ({ kind: 'group', parts: [...parts], chain: true, ...span(node) });

const read = (node: SyntaxNode): readonly Code[] => {
  const code = readOf(node);
  return code ? [code] : [];
};

const definition: LoweringRule = (node) => {
  const name = node.child('name');
  const parts = nameParts(name?.text ?? '');
  const [last, ...around] = [...parts].reverse();
  const body = node.child('body');
  const code = body ? (body.kind === 'subshell' ? group(body, body.namedChildren) : body.code) : nothing(node);
  const made: Code = {
    kind: 'function',
    ...(name && last !== undefined ? { name: last, nameSpan: span(name) } : {}),
    parameters: [],
    defaults: [],
    decorators: [],
    body: body?.kind === 'subshell' && code.kind !== 'nothing' ? contained(body, [code]) : code,
    form: around.length > 0 ? 'method' : 'statement',
    ...span(node),
  };
  return around.reduce<Code>((inner, part) => ({ kind: 'class', name: part, form: 'namespace', statement: false, decorators: [], bases: [], members: [inner], ...span(node) }), made);
};

/** Commands before `then` are the condition; the last of them tells. */
function branchOf(node: SyntaxNode, otherwise: Code | undefined): Code {
  const then = node.children.find(({ kind, named }) => !named && kind === 'then');
  const parts = node.namedChildren.filter(({ kind }) => kind !== 'elif_clause' && kind !== 'else_clause');
  const test = parts.filter(({ start }) => then === undefined || start < then.start);
  const body = parts.filter(({ start }) => then !== undefined && start > then.start);
  return { kind: 'branch', test: group(node, test), then: sequence(node, body), ...(otherwise ? { otherwise } : {}), ...span(node) };
}

const conditional: LoweringRule = (node) => {
  let otherwise: Code | undefined;
  for (const clause of [...node.namedChildren].reverse()) {
    if (clause.kind === 'else_clause') otherwise = sequence(clause, clause.namedChildren);
    else if (clause.kind === 'elif_clause') otherwise = branchOf(clause, otherwise);
  }
  return branchOf(node, otherwise);
};

const whileLoop: LoweringRule = (node) => {
  const condition = group(node, node.childrenIn('condition'));
  const test: Code = node.has('until') ? { kind: 'not', operand: condition, ...span(node) } : condition;
  return { kind: 'loop', test, body: node.child('body')?.code ?? nothing(node), ...span(node) };
};

const forLoop: LoweringRule = (node) => {
  const name = node.child('variable')?.text;
  const values = codesOf(node.childrenIn('value'));
  const last = node.childrenIn('value').at(-1) ?? node.child('variable');
  return { kind: 'loop', head: { kind: 'group', parts: [...values, ...(name === undefined || !last ? [] : [writeOf(name, last)])], ...span(node) }, body: node.child('body')?.code ?? nothing(node), ...span(node) };
};

const countingLoop: LoweringRule = (node) => {
  const [head, test, step] = [node.child('initializer')?.code, node.child('condition')?.code, node.child('update')?.code];
  return { kind: 'loop', ...(head ? { head } : {}), ...(test ? { test } : { endless: true }), ...(step ? { step } : {}), body: node.child('body')?.code ?? nothing(node), ...span(node) };
};

const choice: LoweringRule = (node) => {
  const items = node.namedChildren.filter(({ kind }) => kind === 'case_item');
  const subject = node.child('value');
  const cases = items.map((item) => ({
    tests: codesOf(item.childrenIn('value')).filter(({ kind }) => kind !== 'literal'),
    targets: [],
    body: sequence(item, item.namedChildren.filter(({ field }) => field !== 'value')),
    fallsThrough: false,
  }));
  return { kind: 'switch', ...(subject ? { subject: subject.code } : {}), cases, exhaustive: items.some((item) => item.childrenIn('value').some(({ text: pattern }) => pattern === '*')), ...span(node) };
};

/** `a && b || c` goes from left to right. */
const list: LoweringRule = (node) => {
  const [left, right] = node.namedChildren;
  if (!left || !right) return group(node, node.namedChildren);
  if (!node.has('&&') && !node.has('||')) return sequence(node, node.namedChildren);
  return { kind: 'logical', operator: node.has('&&') ? 'and' : 'or', left: left.code, right: right.code, ...span(node) };
};

/** What is written behind the start of a here-document runs with it; behind `&&` or `||` perhaps. */
const heredoc: LoweringRule = (node) => {
  const sure = !node.has('&&') && !node.has('||');
  return sequenceOf(node, node.namedChildren.map(({ code, field }): Code => (field === 'right' && !sure ? { kind: 'branch', test: nothing(node), then: code, start: code.start, end: code.end } : code)));
};
const sequenceOf = (node: SyntaxNode, codes: readonly Code[]): Code => ({ kind: 'group', parts: codes.filter(({ kind }) => kind !== 'nothing'), ...span(node) });

const numeric: Readonly<Record<string, (a: number, b: number) => boolean>> = { '-eq': (a, b) => a === b, '-ne': (a, b) => a !== b, '-lt': (a, b) => a < b, '-le': (a, b) => a <= b, '-gt': (a, b) => a > b, '-ge': (a, b) => a >= b };

/** `[ 1 -eq 2 ]` is the same in every run; all else asks something. */
const test: LoweringRule = (node) => {
  const [inside, ...more] = node.namedChildren;
  const [left, right] = [plainText(inside?.child('left')), plainText(inside?.child('right'))];
  const operator = inside?.child('operator')?.text ?? '';
  if (inside?.kind === 'binary_expression' && more.length === 0 && left !== undefined && right !== undefined && !/[*?[]/.test(right)) {
    if (operator === '=' || operator === '==') return literal(node, 'boolean', left === right);
    if (operator === '!=') return literal(node, 'boolean', left !== right);
    const outcome = numeric[operator]?.(Number(left), Number(right));
    if (outcome !== undefined) return literal(node, 'boolean', outcome);
  }
  return { kind: 'call', form: 'call', callee: nothing(node), args: codesOf(node.namedChildren), ...span(node) };
};

/** `local NAME` begins without a value; `export NAME` and `readonly NAME` change nothing about it. */
const declaration: LoweringRule = (node) => {
  const isOwn = /^(local|declare|typeset)\b/.test(node.text);
  const parts = node.namedChildren.filter(({ kind }) => kind !== 'word').flatMap((part): Code[] => (part.kind === 'variable_name' ? (isOwn ? [writeOf(part.text, part)] : []) : codesOf([part])));
  return { kind: 'group', parts, ...span(node) };
};

const stringRule: LoweringRule = (node) => {
  const plain = plainText(node);
  return plain === undefined ? computed(node, codesOf(node.namedChildren.filter(({ kind }) => kind !== 'string_content'))) : text(node, plain);
};

/** `${name:-$(other)}` computes what stands behind the mark only sometimes. */
const expansion: LoweringRule = (node) => computed(node, [...read(node), ...codesOf(node.namedChildren).map((code): Code => (code.kind === 'literal' ? code : { kind: 'branch', test: nothing(node), then: code, start: code.start, end: code.end }))]);

const subprocess: LoweringRule = (node) => contained(node, codesOf(node.namedChildren));

export const bash: LanguageDefinition = {
  id: 'bash',
  title: 'Bash',
  extensions: ['.sh', '.bash'],
  grammar: { name: 'bash', file: 'tree-sitter-bash/tree-sitter-bash.wasm' },
  comments: ['comment'],
  lineComment: '#',
  neutral: ':',
  emptyBody: '{ :; }',
  erased: ['variable_name', 'special_variable_name', 'file_descriptor', 'heredoc_start', 'heredoc_end', 'heredoc_content', 'test_operator', 'regex', 'extglob_pattern'],
  traits: bashTraits,
  rules: {
    program: statements,
    compound_statement: statements,
    do_group: statements,
    function_definition: definition,
    command,
    command_name: commandName,
    unset_command: unset,
    if_statement: conditional,
    while_statement: whileLoop,
    for_statement: forLoop,
    c_style_for_statement: countingLoop,
    case_statement: choice,
    list,
    pipeline: (node) => sequenceOf(node, node.namedChildren.map((part) => contained(part, [part.code]))),
    negated_command: (node) => ({ kind: 'not', operand: group(node, node.namedChildren), ...span(node) }),
    subshell: subprocess,
    command_substitution: subprocess,
    process_substitution: subprocess,
    redirected_statement: (node) => sequence(node, [...node.childrenIn('redirect').filter(({ kind }) => kind !== 'heredoc_redirect'), ...node.childrenIn('body'), ...node.childrenIn('redirect').filter(({ kind }) => kind === 'heredoc_redirect')]),
    heredoc_redirect: heredoc,
    test_command: test,
    variable_assignment: assignment,
    binary_expression: arithmetic,
    declaration_command: declaration,
    simple_expansion: (node) => computed(node, read(node)),
    expansion,
    arithmetic_expansion: (node) => computed(node, codesOf(node.namedChildren)),
    concatenation: stringRule,
    string: stringRule,
    raw_string: (node) => text(node, node.text.slice(1, -1)),
    ansi_c_string: (node) => text(node, node.text),
    word: (node) => text(node, node.text),
    number: (node) => literal(node, 'number', undefined),
    heredoc_body: (node) => computed(node, codesOf(node.namedChildren)),
  },
};

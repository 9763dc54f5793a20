/** Ruby 3: what its syntax means. Grammar: tree-sitter-ruby. */
import type { Code } from '../../code/code.ts';
import { writtenChain } from '../../code/dotted.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { blockArgument, call, identifier } from './calls.ts';
import { block, classOf, classRule, lambda, method, patternOf, singletonClass, targetOf } from './definitions.ts';
import { choice, codeOf, conditional, exit, forLoop, logical, patternChoice, patternTest, rescueModifier, statements, unary, whileLoop } from './flow.ts';
import { rubyTraits } from './traits.ts';

/** Only `nil` and `false` do not hold: 0 and an empty text do. */
const truth = (type: 'number' | 'other'): LoweringRule => (node) => literal(node, type, true);

const written = (node: Parameters<LoweringRule>[0], value: string): Code => ({ ...text(node, value), test: true }) as Code;

/** A text is constant as long as nothing is put into it. */
const string: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind === 'interpolation' || kind === 'string' || kind === 'bare_string');
  if (inside.some(({ code }) => code.kind !== 'literal')) return { kind: 'group', parts: inside.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), chain: true, ...span(node) };
  return written(node, node.namedChildren.map((part) => (part.code.kind === 'literal' ? (part.code.value ?? '') : part.text)).join(''));
};

/** `%w[a b]`; in `%W[a #{b}]` something may be put in. */
const words: LoweringRule = (node) => {
  const parts = node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'literal' && kind !== 'nothing');
  return parts.length === 0 ? literal(node, 'other', true) : { kind: 'group', parts, chain: true, ...span(node) };
};

const list: LoweringRule = (node) => {
  const parts = node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  return parts.length === 0 ? literal(node, 'other', true) : { kind: 'group', parts, chain: true, ...span(node) };
};

const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind ?? '';
  if (mark === '&&' || mark === '||' || mark === 'and' || mark === 'or') return logical(node, { documentation: () => undefined, misread: () => undefined, generated: () => undefined });
  const left = node.child('left');
  // `/(?<day>…)/ =~ text` assigns to the variable `day`.
  const named = mark === '=~' && left?.kind === 'regex' ? [...left.text.matchAll(/\(\?<([a-z_]\w*)>/g)] : [];
  if (left && named.length > 0) {
    const target: Code = { kind: 'pattern', parts: named.map(([, word = '']) => ({ target: { kind: 'name', name: word, ...span(left) } })), ...span(left) };
    return { kind: 'assign', target, value: chain(node), ...span(node) };
  }
  return compared(node, left, mark, node.child('right')) ?? chain(node);
};

/** `Point = Struct.new(:x) do … end` is a class of that name. */
const factories = new Set(['Struct.new', 'Class.new', 'Module.new', 'Data.define']);

const assignment: LoweringRule = (node) => {
  const left = node.child('left');
  const value = codeOf(node, 'right');
  if (!left) return value;
  if (left.kind === 'left_assignment_list') return { kind: 'assign', target: patternOf(left), value, ...span(node) };
  const made = value.kind === 'call' ? value : value.kind === 'member' && value.calls ? { callee: value, args: [] } : undefined;
  if (made && (left.kind === 'constant' || left.kind === 'scope_resolution') && factories.has(writtenChain(made.callee)?.join('.') ?? '')) {
    const body = made.args.at(-1);
    const arguments_ = made.args.filter((arg) => arg.kind !== 'function' && arg.kind !== 'literal');
    return classOf(left, body?.kind === 'function' ? body.body : nothing(node), arguments_, node);
  }
  return { kind: 'assign', target: targetOf(left), value, ...span(node) };
};

/** `a ||= b` assigns only sometimes, so the value is behind a condition. */
const augmented: LoweringRule = (node) => {
  const left = node.child('left');
  const mark = node.child('operator')?.kind;
  const target = left ? targetOf(left) : nothing(node);
  const assigned: Code = { kind: 'assign', target, value: codeOf(node, 'right'), augmented: true, ...span(node) };
  if (mark !== '||=' && mark !== '&&=') return assigned;
  return { kind: 'logical', operator: mark === '||=' ? 'or' : 'and', left: left?.kind === 'identifier' ? nothing(node) : codeOf(node, 'left'), right: assigned, ...span(node) };
};

/** Variables of the object and of its class. */
const ownVariable: LoweringRule = (node) => ({ kind: 'member', object: { kind: 'self', word: 'this', ...span(node) }, name: node.text.replace(/^@+/, ''), ...span(node) });

const name: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });

const scopeResolution: LoweringRule = (node) => {
  const last = node.child('name')?.text ?? '';
  const scope = node.child('scope');
  return scope ? { kind: 'member', object: scope.code, name: last, ...span(node) } : { kind: 'name', name: last, ...span(node) };
};

/** `{ x: 1, y: }`: a key without a value stands for what has its name. */
const pair: LoweringRule = (node) => {
  const key = node.child('key');
  const value = node.child('value');
  if (!value && key) return { kind: 'name', name: key.text.replace(/:$/, ''), calls: true, ...span(key) };
  return group(node, node.namedChildren.filter((child) => child.kind !== 'hash_key_symbol'));
};

const undefine: LoweringRule = (node) => ({
  kind: 'group',
  parts: node.namedChildren.map((child): Code => ({ kind: 'assign', target: { kind: 'name', name: child.text.replace(/^:/, ''), ...span(child) }, value: literal(child, 'nothing', false), declares: 'property', static: true, ...span(node) })),
  ...span(node),
});

const alias: LoweringRule = (node) => {
  const [made = '', old = ''] = [node.child('name')?.text.replace(/^:/, ''), node.child('alias')?.text.replace(/^:/, '')];
  return { kind: 'assign', target: { kind: 'name', name: made, ...span(node) }, value: { kind: 'name', name: old, ofFunction: true, ...span(node) }, declares: 'property', static: true, ...span(node) };
};

export const ruby: LanguageDefinition = {
  id: 'ruby',
  title: 'Ruby',
  extensions: ['.rb', '.rake', '.ru', '.gemspec', '.podspec'],
  grammar: { name: 'ruby', file: 'tree-sitter-ruby/tree-sitter-ruby.wasm' },
  // What stands behind `__END__` is data.
  comments: ['comment', 'uninterpreted'],
  lineComment: '#',
  neutral: 'nil',
  erased: ['hash_key_symbol', 'empty_statement', 'escape_sequence', 'string_content', 'heredoc_content', 'heredoc_end'],
  traits: rubyTraits,
  rules: {
    program: statements,
    body_statement: statements,
    block_body: statements,
    begin: statements,
    then: statements,
    else: statements,
    do: statements,
    ensure: statements,
    parenthesized_statements: statements,
    begin_block: statements,
    end_block: (node) => ({ kind: 'branch', test: nothing(node), then: group(node, node.namedChildren), ...span(node) }),
    method,
    singleton_method: method,
    class: classRule,
    module: classRule,
    singleton_class: singletonClass,
    superclass: (node) => group(node, node.namedChildren),
    block,
    do_block: block,
    lambda,
    block_argument: blockArgument,
    call,
    super: (node) => ({ kind: 'call', form: 'call', callee: { kind: 'name', name: 'super', ...span(node) }, args: [], ...span(node) }),
    identifier,
    constant: name,
    global_variable: name,
    instance_variable: ownVariable,
    class_variable: ownVariable,
    self: (node) => ({ kind: 'self', word: 'this', ...span(node) }),
    scope_resolution: scopeResolution,
    element_reference: (node) => {
      const [object, ...index] = node.namedChildren;
      return { kind: 'index', object: object?.code ?? nothing(node), index: group(node, index), ...span(node) };
    },
    if: conditional,
    elsif: conditional,
    unless: conditional,
    if_modifier: conditional,
    unless_modifier: conditional,
    conditional,
    while: whileLoop,
    until: whileLoop,
    while_modifier: whileLoop,
    until_modifier: whileLoop,
    for: forLoop,
    case: choice,
    case_match: patternChoice,
    match_pattern: patternTest,
    test_pattern: patternTest,
    rescue_modifier: rescueModifier,
    return: exit('return'),
    next: exit('continue'),
    break: exit('break'),
    redo: exit('continue'),
    retry: exit('throw'),
    yield: exit('yield'),
    assignment,
    operator_assignment: augmented,
    left_assignment_list: patternOf,
    binary,
    unary,
    alias,
    undef: undefine,
    array: list,
    hash: list,
    argument_list: list,
    right_assignment_list: list,
    pair,
    string,
    chained_string: string,
    bare_string: string,
    string_array: words,
    symbol_array: words,
    bare_symbol: string,
    interpolation: (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) }),
    simple_symbol: (node) => written(node, node.text.replace(/^:/, '')),
    delimited_symbol: string,
    heredoc_beginning: (node) => literal(node, 'other', true),
    character: truth('other'),
    integer: truth('number'),
    float: truth('number'),
    rational: truth('number'),
    complex: truth('number'),
    regex: (node) => (node.namedChildren.some(({ kind }) => kind === 'interpolation') ? chain(node) : literal(node, 'other', true)),
    true: (node) => literal(node, 'boolean', true),
    false: (node) => literal(node, 'boolean', false),
    nil: (node) => literal(node, 'nothing', false),
    forward_argument: nothing,
    file: (node) => literal(node, 'other', true),
    line: (node) => literal(node, 'other', true),
    encoding: (node) => literal(node, 'other', true),
  },
};

/**
 * Lua 5.1 to 5.4: what its syntax means. A local name counts from its declaration to the end of its block, in functions written there, too;
 * what stands before it means a global. Tables are objects, and `function M:f()` is a member of `M` whose first parameter is `self`.
 * Grammar: tree-sitter-lua of tree-sitter-grammars; the one of tree-sitter-wasms keeps the state of its scanner, and misreads every file but the first.
 */
import type { AssignCode, Code, FunctionCode } from '../code/code.ts';
import type { LanguageTraits } from '../code/traits.ts';
import type { LanguageDefinition, LoweringNotes, LoweringRule } from '../syntax/grammar.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { block, chain, codeOf, compared, group, literal, nothing, span, text } from './build.ts';

const codesOf = (nodes: readonly SyntaxNode[]): Code[] => nodes.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
const statements: LoweringRule = (node) => block(node, codesOf(node.namedChildren));
const only: LoweringRule = (node) => group(node, node.namedChildren);
const name: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });

/** What only a run knows. */
const unknown = (node: SyntaxNode): Code => ({ kind: 'index', object: nothing(node), index: nothing(node), ...span(node) });

/** Only `nil` and `false` do not hold: 0 and an empty text do. */
const string: LoweringRule = (node) => ({ ...text(node, node.child('content')?.text ?? ''), test: true }) as Code;

/** `table.name`, `table:name` and `table["name"]`; what stands in brackets otherwise is computed. */
const member: LoweringRule = (node) => {
  const object = codeOf(node, 'table');
  const key = node.child('method') ?? node.child('field');
  const written = node.kind !== 'bracket_index_expression' ? key?.text : key?.code.kind === 'literal' && key.code.type === 'text' ? key.code.value : undefined;
  return written === undefined ? { kind: 'index', object, index: key?.code ?? nothing(node), ...span(node) } : { kind: 'member', object, name: written, ...span(node) };
};

/** `f(a, b)`, `f "text"`, `f { … }`; `require` of a written name is the module, and `error` throws. */
const call: LoweringRule = (node) => {
  const callee = codeOf(node, 'name');
  const args = codesOf(node.child('arguments')?.namedChildren ?? []);
  const [first] = args;
  if (callee.kind === 'name' && callee.name === 'require' && first?.kind === 'literal' && first.value !== undefined) return { kind: 'load', module: first.value, ...span(node) };
  const called: Code = { kind: 'call', form: 'call', callee, args, ...span(node) };
  return callee.kind === 'name' && callee.name === 'error' ? { kind: 'exit', how: 'throw', value: called, ...span(node) } : called;
};

function functionOf(node: SyntaxNode, notes: LoweringNotes, method?: SyntaxNode): FunctionCode {
  // An `end` that is missing stands behind what it would end: where the function ends is not known.
  if (node.children.some(({ kind, start, end }) => kind === 'end' && start === end)) notes.misread(span(node));
  const names = node.child('parameters')?.childrenIn('name') ?? [];
  const own: Code[] = method ? [{ kind: 'name', name: 'self', start: method.end, end: method.end }] : [];
  const rest = node.child('parameters')?.firstOf('vararg_expression');
  return {
    kind: 'function',
    parameters: [...own, ...names.map(({ code }) => code)],
    defaults: [],
    decorators: [],
    body: codeOf(node, 'body'),
    form: 'expression',
    ...(rest ? { rest: true } : {}),
    ...span(node),
  };
}

/** A function of a table that takes `self` first is called on the table. */
function asMember(value: Code): Code {
  const first = value.kind === 'function' ? value.parameters[0] : undefined;
  return value.kind === 'function' && first?.kind === 'name' && first.name === 'self' ? { ...value, selfParameter: 'self' } : value;
}

/** A local function is known in its own body already: it counts from its name on. Any other one is a value that is put somewhere. */
const functionDeclaration: LoweringRule = (node, notes) => {
  const target = node.child('name');
  if (!target) return nothing(node);
  const value = functionOf(node, notes, target.child('method'));
  if (!node.has('local')) return { kind: 'assign', target: target.code, value: target.code.kind === 'member' ? asMember(value) : value, ...span(node) };
  return { kind: 'assign', target: target.code, value, declares: 'block', start: node.start, end: target.end };
};

/** All values are computed before any name has its own. The last value may be several, so what has none of its own is not known. */
function assigned(node: SyntaxNode, lists: SyntaxNode, declares: Pick<AssignCode, 'declares'>): Code {
  const values = lists.firstOf('expression_list')?.namedChildren ?? [];
  const targets = lists.firstOf('variable_list')?.childrenIn('name') ?? [];
  const parts = targets.map((target, index): Code => {
    const value = values[index]?.code ?? (values.length > 0 ? unknown(target) : undefined);
    return { kind: 'assign', target: target.code, ...(value ? { value: target.code.kind === 'member' ? asMember(value) : value } : {}), ...declares, ...span(node) };
  });
  const more = codesOf(values.slice(targets.length));
  return parts.length === 1 && parts[0] && more.length === 0 ? parts[0] : { kind: 'group', parts: [...parts, ...more], ...span(node) };
}

const assignment: LoweringRule = (node) => assigned(node, node, {});
const declaration: LoweringRule = (node) => assigned(node, node.firstOf('assignment_statement') ?? node, { declares: 'block' });

/** `{ name = value, ["name"] = value, [computed] = value, value }` */
const field: LoweringRule = (node) => {
  const key = node.child('name');
  const value = codeOf(node, 'value');
  if (!key) return value;
  const written = key.kind === 'identifier' && !node.has('[') ? key.text : key.code.kind === 'literal' ? key.code.value : undefined;
  const target: Code = written === undefined ? key.code : { kind: 'name', name: written, ...span(key) };
  return { kind: 'assign', target, value: asMember(value), declares: 'property', static: true, ...span(node) };
};

const table: LoweringRule = (node) => ({ kind: 'object', members: codesOf(node.namedChildren), ...span(node) });

const conditional: LoweringRule = (node) => {
  let otherwise: Code | undefined;
  for (const clause of [...node.childrenIn('alternative')].reverse()) {
    if (clause.kind === 'else_statement') otherwise = codeOf(clause, 'body');
    else otherwise = { kind: 'branch', test: codeOf(clause, 'condition'), then: codeOf(clause, 'consequence'), ...(otherwise ? { otherwise } : {}), ...span(clause) };
  }
  return { kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'consequence'), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

const whileLoop: LoweringRule = (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), ...span(node) });

const repeatLoop: LoweringRule = (node) => ({ kind: 'loop', test: { kind: 'not', operand: codeOf(node, 'condition'), ...span(node) }, body: codeOf(node, 'body'), atLeastOnce: true, ...span(node) });

/** `for i = 1, 9` and `for k, v in pairs(t)`. */
const forLoop: LoweringRule = (node) => {
  const clause = node.child('clause');
  const names = clause?.child('name') ? clause.childrenIn('name') : (clause?.firstOf('variable_list')?.childrenIn('name') ?? []);
  const head = clause ? group(clause, clause.namedChildren.filter(({ kind, field: part }) => part !== 'name' && kind !== 'variable_list')) : nothing(node);
  const target: Code = { kind: 'pattern', parts: names.map(({ code }) => ({ target: code })), ...span(node) };
  return { kind: 'loop', head, target, body: codeOf(node, 'body'), ...span(node) };
};

const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.text ?? '';
  const [left, right] = [node.child('left'), node.child('right')];
  if (mark === 'and' || mark === 'or') return { kind: 'logical', operator: mark, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  return compared(node, left, mark === '~=' ? '!=' : mark, right) ?? chain(node);
};

const unary: LoweringRule = (node) => {
  const operand = codeOf(node, 'operand');
  return node.child('operator')?.text === 'not' ? { kind: 'not', operand, ...span(node) } : { kind: 'group', parts: codesOf(node.childrenIn('operand')), chain: true, ...span(node) };
};

/** A list of values is no row of statements. */
const values: LoweringRule = (node) => {
  const codes = codesOf(node.namedChildren);
  return codes.length === 1 && codes[0] ? codes[0] : { kind: 'group', parts: codes, chain: true, ...span(node) };
};

const exit =
  (how: 'return' | 'break'): LoweringRule =>
  (node) => {
    const value = group(node, node.namedChildren);
    return { kind: 'exit', how, ...(value.kind === 'nothing' ? {} : { value }), ...span(node) };
  };

const globals =
  'assert collectgarbage dofile error getmetatable ipairs load loadfile loadstring next pairs pcall print rawequal rawget rawlen rawset require select ' +
  'setfenv getfenv setmetatable tonumber tostring type unpack xpcall _G _ENV _VERSION coroutine debug io math os package string table utf8 bit32';

const dotted = (module: string): string => module.replaceAll('/', '.');

const traits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['os.exit']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(print|io\.(write|stderr\.write)|ngx\.log|(self\.)?_?(logger|log)\.(trace|debug|info|warn|error|fatal))$/,
  notImplemented: /(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  // What a text evaluates to is no call by name, so `load` leaves a missing call missing instead of undecidable.
  dynamic: new Set(),
  lookups: new Set(),
  wrappers: /^$/,
  invokers: new Set(),
  noDecorators: 'Lua has no decorators.',
  defaultsAtCall: true,
  blockScopes: true,
  declarationsInOrder: true,
  assignmentDeclares: false,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  // `require "a/b"` and `require "a.b"` find the same file.
  normalModule: dotted,
  moduleCounts: (module, claimed) => dotted(module) === dotted(claimed) || dotted(module).startsWith(`${dotted(claimed)}.`),
  environment: { maps: new Set(), readers: new Set(['os.getenv']) },
  declaresOnly: () => false,
  constructors: new Set(),
};

export const lua: LanguageDefinition = {
  id: 'lua',
  title: 'Lua',
  extensions: ['.lua'],
  grammar: { name: 'lua', file: '@tree-sitter-grammars/tree-sitter-lua/tree-sitter-lua.wasm' },
  comments: ['comment', 'hash_bang_line'],
  lineComment: '--',
  // A call is the only expression that is a statement as well.
  neutral: 'type(nil)',
  erased: ['attribute'],
  traits,
  rules: {
    // Local names of a file are seen from their place on, as in any block; global ones live around it.
    chunk: statements,
    block: statements,
    do_statement: only,
    identifier: name,
    dot_index_expression: member,
    method_index_expression: member,
    bracket_index_expression: member,
    function_call: call,
    function_definition: (node, notes) => functionOf(node, notes),
    function_declaration: functionDeclaration,
    assignment_statement: assignment,
    variable_declaration: declaration,
    expression_list: values,
    table_constructor: table,
    field,
    if_statement: conditional,
    while_statement: whileLoop,
    repeat_statement: repeatLoop,
    for_statement: forLoop,
    goto_statement: (node) => ({ kind: 'exit', how: 'break', label: node.namedChildren[0]?.text ?? '', ...span(node) }),
    label_statement: (node) => ({ kind: 'labelled', label: node.namedChildren[0]?.text ?? '', body: nothing(node), ...span(node) }),
    return_statement: exit('return'),
    break_statement: exit('break'),
    binary_expression: binary,
    unary_expression: unary,
    parenthesized_expression: only,
    vararg_expression: unknown,
    string,
    number: (node) => literal(node, 'number', true),
    nil: (node) => literal(node, 'nothing', false),
    true: (node) => literal(node, 'boolean', true),
    false: (node) => literal(node, 'boolean', false),
  },
};

/** Python 3: what its syntax means. Grammar: tree-sitter-python. */
import type { Code, DeclaredParameter, FunctionCode, Span } from '../../code/code.ts';
import { dottedDecorator, writtenChain } from '../../code/dotted.ts';
import type { LanguageDefinition, LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { chain, compared, group, literal, nothing, span, text } from '../build.ts';
import { assertion, attempt, comprehension, conditional, forLoop, isEmptyLiteral, match, ternary, whileLoop, withStatement } from './flow.ts';
import { noteMisplaced } from './blocks.ts';
import { fromImport, identifierName, importStatement } from './imports.ts';
import { pythonTraits } from './traits.ts';

const exit =
  (how: 'return' | 'throw' | 'break' | 'continue' | 'yield'): LoweringRule =>
  (node) => ({ kind: 'exit', how, value: group(node, node.namedChildren), ...span(node) });

/** Statements; a string that opens them is their documentation. */
const statements: LoweringRule = (node, notes) => {
  noteMisplaced(node, notes);
  const first = node.namedChildren[0];
  const words = first?.kind === 'expression_statement' && first.namedChildren.length === 1 ? first.namedChildren[0] : undefined;
  const isDocumentation = words?.kind === 'string' && words.code.kind === 'literal';
  if (isDocumentation) notes.documentation(words);
  const parts = node.namedChildren.slice(isDocumentation ? 1 : 0).map(({ code }) => code);
  return { kind: 'group', parts: parts.filter(({ kind }) => kind !== 'nothing'), ...span(node) };
};

const definition: LoweringRule = (node) => {
  const name = node.child('name');
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  const declared: DeclaredParameter[] = [];
  for (const parameter of node.child('parameters')?.namedChildren ?? []) {
    const { target, fallback } = parameterOf(parameter);
    if (target) parameters.push(target);
    if (fallback) defaults.push(fallback);
    const type = parameter.child('type');
    if (target?.kind === 'name' && type) declared.push({ name: target.name, type: type.text, marks: [...callsOfType(type), ...(fallback?.kind === 'call' ? [fallback] : [])], ...span(type) });
    else if (target?.kind === 'name' && fallback?.kind === 'call') declared.push({ name: target.name, marks: [fallback], ...span(fallback) });
  }
  const body = node.child('body');
  return {
    kind: 'function',
    ...(name ? { name: identifierName(name.text), nameSpan: span(name) } : {}),
    parameters,
    defaults,
    ...(declared.length > 0 ? { declared } : {}),
    decorators: [],
    body: body?.code ?? nothing(node),
    form: 'statement',
    ...span(node),
  };
};

/** `Annotated[int, Field(gt=0)]` says what it asks for by calls. */
function callsOfType(type: SyntaxNode): Code[] {
  const found: Code[] = [];
  for (const open = [type]; ; ) {
    const part = open.pop();
    if (!part) return found;
    if (part.kind === 'call') found.push(part.code);
    else open.push(...part.namedChildren);
  }
}

function parameterOf(node: SyntaxNode): { readonly target?: Code; readonly fallback?: Code } {
  switch (node.kind) {
    case 'identifier':
      return { target: node.code };
    case 'default_parameter':
    case 'typed_default_parameter': {
      const name = node.child('name');
      const value = node.child('value');
      return { ...(name ? { target: name.code } : {}), ...(value ? { fallback: value.code } : {}) };
    }
    case 'typed_parameter':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const inner = node.namedChildren[0];
      return inner ? parameterOf(inner) : {};
    }
    default:
      return node.code.kind === 'pattern' ? { target: node.code } : {};
  }
}

/** Methods take the object first, unless a decorator says otherwise. */
function asMethod(code: FunctionCode): FunctionCode {
  const decorators = code.decorators.map(dottedDecorator);
  const first = code.parameters[0];
  const alone = decorators.includes('staticmethod');
  const form = decorators.some((name) => /(^|\.)(cached_)?property$|\.getter$/.test(name)) ? 'getter' : decorators.some((name) => /\.(setter|deleter)$/.test(name)) ? 'setter' : 'method';
  return { ...code, form, static: alone || decorators.includes('classmethod'), ...(first?.kind === 'name' && !alone ? { selfParameter: first.name } : {}) };
}

/** Functions in a class are methods, also behind a condition; names are members. */
function member(code: Code): Code {
  if (code.kind === 'function') return asMethod(code);
  if (code.kind === 'group') return { ...code, parts: code.parts.map(member) };
  if (code.kind === 'branch') return { ...code, then: member(code.then), ...(code.otherwise ? { otherwise: member(code.otherwise) } : {}) };
  if (code.kind === 'assign' && code.target.kind === 'name' && !code.augmented) return { ...code, declares: 'property', static: true };
  return code;
}

const classDefinition: LoweringRule = (node) => {
  const name = node.child('name');
  const bases = node.child('superclasses')?.namedChildren ?? [];
  const body = node.child('body')?.code;
  const members = body?.kind === 'group' ? body.parts : body ? [body] : [];
  return {
    kind: 'class',
    ...(name ? { name: identifierName(name.text), nameSpan: span(name) } : {}),
    form: 'class',
    statement: true,
    decorators: [],
    bases: bases.map(({ code }) => code),
    members: members.map(member),
    ...span(node),
  };
};

const decorated: LoweringRule = (node) => {
  const decorators = node.namedChildren.filter(({ kind }) => kind === 'decorator').map(({ code }) => code);
  const inner = node.child('definition')?.code;
  return inner?.kind === 'function' || inner?.kind === 'class' ? { ...inner, decorators, ...span(node) } : group(node, node.namedChildren);
};

const assignment: LoweringRule = (node) => {
  const target = node.child('left')?.code ?? nothing(node);
  const value = node.child('right')?.code;
  // An annotation alone binds nothing.
  if (!value) return nothing(node);
  return { kind: 'assign', target, value, ...span(node) };
};

/**
 * The grammar takes `type(x).y = 1` for a type alias: an alias is a plain name, with parameters at most. What is
 * assigned is no argument of `type`, and is computed first.
 */
const typeAlias: LoweringRule = (node) => {
  if (/^type\s+[^\W\d]\w*\s*(\[|=)/.test(node.text)) return nothing(node);
  const erased = (field: string): Code[] => node.childrenIn(field).flatMap((child) => (child.kind === 'type' ? child.namedChildren : [child])).map(({ code }) => code);
  const callee = { kind: 'name', name: 'type', start: node.start, end: node.start + 4 } as const;
  const call: Code = { kind: 'call', form: 'call', callee, args: erased('left'), start: node.start, end: node.start + closingBracket(node.text) };
  return { kind: 'group', parts: [...erased('right'), call], chain: true, ...span(node) };
};

/** Behind the bracket that closes the first one. */
function closingBracket(written: string): number {
  let open = 0;
  for (const { 0: mark, index } of written.matchAll(/[()[\]{}]/g)) {
    open += '([{'.includes(mark) ? 1 : -1;
    if (open === 0) return index + 1;
  }
  return written.length;
}

const call: LoweringRule = (node) => {
  const callee = node.child('function')?.code ?? nothing(node);
  const list = node.child('arguments');
  const args = list?.kind === 'generator_expression' ? [list.code] : (list?.namedChildren.map(({ code }) => code) ?? []);
  const name = writtenChain(callee)?.join('.');
  const first = args[0];
  const keyword = list?.namedChildren[0]?.child('name')?.text;
  const loaded = first?.kind === 'literal' && first.type === 'text' && (keyword === undefined || keyword === 'name') ? first.value : undefined;
  if (loaded !== undefined && (name === '__import__' || name === 'importlib.import_module' || name === 'import_module')) return { kind: 'load', module: loaded, args: args.slice(1), ...span(node) };
  const second = args[1];
  // With a default that is no literal, it may give back something else.
  const plain = args[2] === undefined || args[2].kind === 'literal';
  if (name === 'getattr' && plain && first && second?.kind === 'literal' && second.type === 'text' && second.value !== undefined) return { kind: 'member', object: first, name: second.value, ...span(node) };
  const names = list?.kind === 'argument_list' ? list.namedChildren.map((part) => (part.kind === 'keyword_argument' ? part.child('name')?.text : undefined)) : [];
  return { kind: 'call', form: 'call', callee, args, ...(names.some((given) => given !== undefined) ? { names } : {}), ...span(node) };
};

const stringRule: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind === 'interpolation');
  if (inside.length > 0) return group(node, inside);
  const value = node.namedChildren.filter(({ kind }) => kind === 'string_content').map((part) => part.text).join('');
  return text(node, value);
};

const interpolation: LoweringRule = (node) => group(node, node.namedChildren.filter(({ kind }) => kind !== 'type_conversion'));

const unary: LoweringRule = (node) => {
  const operand = node.child('argument')?.code ?? nothing(node);
  return { kind: 'not', operand, ...span(node) };
};

const booleanOperator: LoweringRule = (node) => {
  const left = node.child('left')?.code ?? nothing(node);
  const right = node.child('right')?.code ?? nothing(node);
  return { kind: 'logical', operator: node.child('operator')?.kind === 'or' ? 'or' : 'and', left, right, ...span(node) };
};

const attribute: LoweringRule = (node) => {
  const object = node.child('object')?.code ?? nothing(node);
  const name = identifierName(node.child('attribute')?.text ?? '');
  if (name === 'TYPE_CHECKING' && object.kind === 'name') return literal(node, 'type-checking', false);
  return { kind: 'member', object, name, ...span(node) };
};

const subscript: LoweringRule = (node) => {
  const object = node.child('value')?.code ?? nothing(node);
  return { kind: 'index', object, index: group(node, node.childrenIn('subscript')), ...span(node) };
};

const pattern: LoweringRule = (node) => ({ kind: 'pattern', parts: node.namedChildren.map(({ code }) => ({ target: code })), ...span(node) });

const lambda: LoweringRule = (node) => {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  for (const parameter of node.child('parameters')?.namedChildren ?? []) {
    const { target, fallback } = parameterOf(parameter);
    if (target) parameters.push(target);
    if (fallback) defaults.push(fallback);
  }
  const value = node.child('body')?.code ?? nothing(node);
  return { kind: 'function', parameters, defaults, decorators: [], body: { kind: 'exit', how: 'return', value, start: value.start, end: value.end }, form: 'expression', arrow: true, ...span(node) };
};

const scopeRule =
  (where: 'module' | 'outer'): LoweringRule =>
  (node) => ({ kind: 'scope', where, names: node.namedChildren.map((child) => identifierName(child.text)), ...span(node) });

const identifier: LoweringRule = (node) => (node.text === 'TYPE_CHECKING' ? literal(node, 'type-checking', false) : { kind: 'name', name: identifierName(node.text), ...span(node) });

const deletion: LoweringRule = (node) => {
  const targets = node.namedChildren.flatMap((child) => (child.kind === 'expression_list' ? child.namedChildren : [child]));
  return { kind: 'group', parts: targets.map((target): Code => ({ kind: 'delete', target: target.code, ...(span(target) satisfies Span) })), ...span(node) };
};

const number: LoweringRule = (node) => literal(node, 'number', Number(node.text.replaceAll('_', '').replace(/[jJlL]$/, '')) !== 0);

const equality: LoweringRule = (node) => {
  const [left, right] = node.namedChildren;
  // `sys.modules` holds pytest in test runs only.
  if (node.has('in') && /^["']pytest["']$/.test(left?.text ?? '') && right?.text === 'sys.modules') return literal(node, 'test-run', undefined);
  const marks = node.children.filter(({ named }) => !named);
  return (marks.length === 1 && compared(node, left, marks[0]!.kind, right)) || chain(node);
};

export const python: LanguageDefinition = {
  id: 'python',
  title: 'Python',
  extensions: ['.py', '.pyi', '.pyw'],
  grammar: { name: 'python', file: 'tree-sitter-python/tree-sitter-python.wasm' },
  comments: ['comment'],
  lineComment: '#',
  neutral: 'None',
  erased: ['type', 'type_parameter', 'pass_statement'],
  traits: pythonTraits,
  rules: {
    module: statements,
    block: statements,
    function_definition: definition,
    class_definition: classDefinition,
    decorated_definition: decorated,
    decorator: (node) => group(node, node.namedChildren),
    lambda,
    if_statement: conditional,
    conditional_expression: ternary,
    while_statement: whileLoop,
    for_statement: forLoop,
    try_statement: attempt,
    with_statement: withStatement,
    match_statement: match,
    return_statement: exit('return'),
    raise_statement: exit('throw'),
    break_statement: exit('break'),
    continue_statement: exit('continue'),
    yield: exit('yield'),
    assert_statement: assertion,
    assignment,
    augmented_assignment: (node) => {
      const target = node.child('left')?.code ?? nothing(node);
      return { kind: 'assign', target, value: node.child('right')?.code ?? nothing(node), augmented: true, ...span(node) };
    },
    named_expression: (node) => ({ kind: 'assign', target: node.child('name')?.code ?? nothing(node), value: node.child('value')?.code ?? nothing(node), ...span(node) }),
    as_pattern: (node) => {
      const [value] = node.namedChildren;
      const alias = node.child('alias')?.code;
      return alias ? { kind: 'assign', target: alias, value: { kind: 'group', parts: value ? [value.code] : [], chain: true, ...span(node) }, ...span(node) } : group(node, node.namedChildren);
    },
    as_pattern_target: (node) => node.namedChildren[0]?.code ?? { kind: 'name', name: identifierName(node.text), ...span(node) },
    type_alias_statement: typeAlias,
    delete_statement: deletion,
    global_statement: scopeRule('module'),
    nonlocal_statement: scopeRule('outer'),
    call,
    attribute,
    subscript,
    identifier,
    keyword_argument: (node) => node.child('value')?.code ?? nothing(node),
    pattern_list: pattern,
    tuple_pattern: pattern,
    list_pattern: pattern,
    list_splat_pattern: pattern,
    not_operator: unary,
    boolean_operator: booleanOperator,
    binary_operator: chain,
    comparison_operator: equality,
    parenthesized_expression: (node) => group(node, node.namedChildren),
    list_comprehension: comprehension,
    set_comprehension: comprehension,
    dictionary_comprehension: comprehension,
    generator_expression: comprehension,
    string: stringRule,
    concatenated_string: (node) => {
      const parts = node.namedChildren.map(({ code }) => code);
      const plain = parts.every((part) => part.kind === 'literal');
      return plain ? text(node, parts.map((part) => part.value ?? '').join('')) : group(node, node.namedChildren);
    },
    interpolation,
    integer: number,
    float: number,
    true: (node) => literal(node, 'boolean', true),
    false: (node) => literal(node, 'boolean', false),
    none: (node) => literal(node, 'nothing', false),
    ellipsis: (node) => literal(node, 'ellipsis', true),
    import_statement: importStatement,
    import_from_statement: fromImport,
    future_import_statement: (node) => nothing(node),
    await: (node) => group(node, node.namedChildren),
    tuple: (node) => (isEmptyLiteral(node) ? literal(node, 'other', false) : chain(node)),
    list: (node) => (isEmptyLiteral(node) ? literal(node, 'other', false) : chain(node)),
    dictionary: (node) => (isEmptyLiteral(node) ? literal(node, 'other', false) : chain(node)),
    expression_list: chain,
  },
};

/** Functions, types and properties of Swift. */
import type { AssignCode, Code, FunctionCode, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, nothing, span } from '../build.ts';
import { boundNames, plainName, targetOf } from './flow.ts';
import { rowOf } from './statements.ts';

const named = ({ text, start, end }: SyntaxNode): Pick<FunctionCode, 'name' | 'nameSpan'> => ({ name: plainName(text), nameSpan: { start, end } });

const attributesOf = (node: SyntaxNode): Code[] =>
  node.namedChildren.flatMap((child) => (child.kind === 'modifiers' ? child.namedChildren : [child])).filter(({ kind }) => kind === 'attribute').map(({ code }) => code);

const isStatic = (node: SyntaxNode): boolean => /\b(static|class)\b/.test(node.firstOf('modifiers')?.text ?? '') || node.has('class');

/** The name inside of the function; the one before it is for callers. */
function parametersOf(node: SyntaxNode): Pick<FunctionCode, 'parameters' | 'defaults'> {
  const parameters = node.namedChildren.filter(({ kind }) => kind === 'parameter').flatMap((parameter): Code[] => {
    const name = parameter.child('name');
    return name?.kind === 'simple_identifier' ? [{ kind: 'name', name: plainName(name.text), ...span(name) }] : [];
  });
  return { parameters, defaults: node.childrenIn('default_value').map(({ code }) => code) };
}

/** A single value is what the function returns. */
function bodyOf(node: SyntaxNode | undefined, around: Span): Code {
  const code = node?.code ?? nothing(around);
  const [only, ...more] = code.kind === 'block' ? code.parts : [];
  return only?.kind === 'literal' && more.length === 0 ? { kind: 'exit', how: 'return', value: only, start: only.start, end: only.end } : code;
}

export const functionDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  const body = node.child('body');
  return {
    kind: 'function',
    ...(name ? named(name) : {}),
    ...parametersOf(node),
    decorators: attributesOf(node),
    body: bodyOf(body, node),
    form: node.kind === 'function_declaration' ? 'statement' : 'method',
    ...(isStatic(node) ? { static: true } : {}),
    ...(body || node.kind === 'deinit_declaration' ? {} : { declaration: 'abstract' as const }),
    ...span(node),
  };
};

export const destructor: LoweringRule = (node) => {
  const word = node.children.find(({ kind }) => kind === 'deinit') ?? node;
  return { kind: 'function', name: 'deinit', nameSpan: span(word), parameters: [], defaults: [], decorators: [], body: bodyOf(node.child('body'), node), form: 'method', ...span(node) };
};

/** The functions in the braces behind a property: what is computed on reading, on writing, before and after it. */
function accessorsOf(block_: SyntaxNode, name: Pick<FunctionCode, 'name' | 'nameSpan'>): FunctionCode[] {
  const make = (node: SyntaxNode, body: SyntaxNode | undefined, form: 'getter' | 'setter'): FunctionCode => ({ kind: 'function', ...name, parameters: [], defaults: [], decorators: [], body: bodyOf(body, node), form, ...span(node) });
  const own = block_.firstOf('statements');
  if (own) return [make(block_, own, 'getter')];
  return block_.namedChildren.flatMap((part) => {
    const body = part.firstOf('statements');
    if (part.kind === 'computed_getter') return [make(part, body, 'getter')];
    return part.kind === 'computed_setter' || part.kind === 'computed_modify' || part.kind === 'willset_clause' || part.kind === 'didset_clause' ? [make(part, body, 'setter')] : [];
  });
}

/** `let a = 1, b = 2`: each name with the value that stands behind it. */
export const property: LoweringRule = (node) => {
  const parts: Code[] = [];
  const names = node.childrenIn('name').filter(({ kind }) => kind === 'pattern');
  names.forEach((pattern, index) => {
    const until = names[index + 1]?.start ?? node.end;
    const inside = node.namedChildren.filter(({ start }) => start >= pattern.end && start < until);
    const value = inside.find(({ field }) => field === 'value');
    const [first] = boundNames(pattern, true);
    const accessors = inside.filter(({ kind }) => kind === 'computed_property' || kind === 'willset_didset_block').flatMap((block_) => (first?.kind === 'name' ? accessorsOf(block_, { name: first.name, nameSpan: span(first) }) : []));
    const at = { start: names.length === 1 ? node.start : pattern.start, end: until === node.end ? node.end : (inside.at(-1)?.end ?? pattern.end) };
    const target = targetOf(pattern, boundNames(pattern, true));
    const computed = accessors.length > 0 && !value;
    if (!computed) parts.push({ kind: 'assign', target, ...(value ? { value: value.code } : {}), declares: 'block', ...(isStatic(node) ? { static: true } : {}), ...at });
    parts.push(...accessors.map((accessor) => (names.length === 1 && computed && accessors.length === 1 ? { ...accessor, ...at } : accessor)));
  });
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'group', parts, ...span(node) };
};

export const subscript: LoweringRule = (node) => {
  const word = node.children.find(({ kind }) => kind === 'subscript') ?? node;
  const body = node.firstOf('computed_property');
  const own = body?.firstOf('statements');
  const name = { name: 'subscript', nameSpan: span(word) };
  if (!body || own) return { kind: 'function', ...name, ...parametersOf(node), decorators: [], body: bodyOf(own, node), form: 'method', ...(body ? {} : { declaration: 'abstract' as const }), ...span(node) };
  return { kind: 'group', parts: accessorsOf(body, name), ...span(node) };
};

/** In a type, functions are methods and names are properties, also behind `#if`. */
function member(code: Code): Code {
  if (code.kind === 'function' && code.form === 'statement') return { ...code, form: 'method' };
  if (code.kind === 'assign' && code.declares === 'block') return { ...code, declares: 'property' } satisfies AssignCode;
  if (code.kind === 'group') return { ...code, parts: code.parts.map(member) };
  if (code.kind === 'branch') return { ...code, then: member(code.then), ...(code.otherwise ? { otherwise: member(code.otherwise) } : {}) };
  return code;
}

export const typeBody: LoweringRule = (node, notes) => ({ kind: 'group', parts: rowOf(node, notes).map(member), ...span(node) });

/** An extension only adds members under the name of what it extends. */
export const typeDeclaration: LoweringRule = (node) => {
  const name = node.child('name');
  const word = node.child('declaration_kind')?.text;
  const body = node.child('body')?.code;
  const members = body?.kind === 'group' ? body.parts : [];
  const extended = name && word === 'extension' ? name.text.replace(/<.*>/s, '').split('.').map((part) => plainName(part.trim())) : undefined;
  if (extended) return extended.reduceRight<readonly Code[]>((inner, part) => [{ kind: 'class', name: part, form: 'namespace', statement: false, decorators: [], bases: [], members: inner, ...span(node) }], members)[0] ?? nothing(node);
  return {
    kind: 'class',
    ...(name ? named(name) : {}),
    form: word === 'protocol' ? 'interface' : 'class',
    statement: true,
    decorators: attributesOf(node),
    bases: [],
    members,
    ...span(node),
  };
};

/** `return` in a closure ends the closure only. */
export const closure: LoweringRule = (node, notes) => {
  const type = node.child('type');
  const parameters = type?.namedChildren.flatMap((list) => (list.kind === 'lambda_function_type_parameters' ? list.namedChildren : [])).flatMap((parameter): Code[] => {
    const name = parameter.child('name');
    return name?.kind === 'simple_identifier' ? [{ kind: 'name', name: plainName(name.text), ...span(name) }] : [];
  });
  const ignored = node.namedChildren.filter(({ kind }) => kind !== 'statements' && kind !== 'directive');
  const body = rowOf(node, notes).filter((part) => !ignored.some(({ code }) => code === part));
  return { kind: 'function', parameters: parameters ?? [], defaults: [], decorators: [], body: block(node, body), form: 'expression', arrow: true, ...span(node) };
};

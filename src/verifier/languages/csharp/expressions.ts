/** Calls, names, values and patterns of C#. */
import type { CallCode, Code, PatternCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { chain, codeOf, compared, group, literal, nothing, span, text } from '../build.ts';
import { behind, wasPutRight } from '../misread.ts';
import { bodyOf, parametersOf, typedName } from './declarations.ts';

export const identifier: LoweringRule = (node) => ({ kind: 'name', name: node.text.replace(/^@/, ''), ...span(node) });
export const firstPart: LoweringRule = (node) => node.namedChildren[0]?.code ?? nothing(node);
export const lastPart: LoweringRule = (node) => node.namedChildren.at(-1)?.code ?? nothing(node);

/** The name without type arguments. */
const plainName = (node: SyntaxNode | undefined): string => node?.text.replace(/^@/, '').replace(/\s*<.*$/s, '') ?? '';

/** `this` is a mark, not a node, to the grammar. */
export const argument: LoweringRule = (node) => {
  const name = node.child('name');
  const parts = node.namedChildren.filter((child) => child !== name);
  return group(node, parts);
};

/** `f((int)find<A, B>(x))` is read as two comparisons: an argument that ends in `<` and one that begins with `>` and a bracket. */
export const argumentList: LoweringRule = (node, notes) => {
  const args = node.namedChildren;
  for (const [index, arg] of args.entries()) {
    const [first, second] = [arg.namedChildren.at(-1), args[index + 1]?.namedChildren[0]];
    const opens = first?.kind === 'binary_expression' && first.child('operator')?.kind === '<';
    const closes = second?.kind === 'binary_expression' && second.child('operator')?.kind === '>' && second.child('right')?.text.startsWith('(') === true;
    if (opens && closes) notes.misread(node);
  }
  return group(node, args);
};

/** `Gates.Key` as a chain of names. */
function typeArgument(node: SyntaxNode): Code {
  const [first = '', ...rest] = node.text.replace(/<.*$/s, '').split('.').map((part) => part.trim());
  return rest.reduce<Code>((object, name) => ({ kind: 'member', object, name, ...span(node) }), { kind: 'name', name: first, ...span(node) });
}

export const call: LoweringRule = (node): Code => {
  const named = node.child('function');
  if (named?.code.kind === 'name' && named.code.name === 'nameof') return literal(node, 'other', undefined);
  const args = node.child('arguments')?.namedChildren.map(({ code }) => code) ?? [];
  const generic = named?.kind === 'generic_name' ? named : named?.child('name')?.kind === 'generic_name' ? named.child('name') : undefined;
  const types = generic?.firstOf('type_argument_list')?.namedChildren.map(typeArgument) ?? [];
  return behind(node, named, misread(named), (callee, place) => ({ kind: 'call', form: 'call', callee, args, ...(types.length > 0 ? { types } : {}), ...place }));
};

/** Before `?` the grammar reads operators that bind less tightly than it. */
const looser = new Set(['binary_expression', 'prefix_unary_expression', 'await_expression', 'cast_expression']);

function misread(before: SyntaxNode | undefined): Code | undefined {
  return before && (looser.has(before.kind) || wasPutRight(before)) ? before.code : undefined;
}

/** A task that is done from the beginning is nothing to wait for. */
export const member: LoweringRule = (node) => {
  if (/^(System\.Threading\.Tasks\.)?(Value)?Task\.CompletedTask$/.test(node.text)) return literal(node, 'nothing', undefined);
  const before = node.child('expression');
  return behind(node, before, misread(before), (object, place) => ({ kind: 'member', object, name: plainName(node.child('name')), ...place }));
};

export const qualified: LoweringRule = (node) => ({ kind: 'member', object: codeOf(node, 'qualifier'), name: plainName(node.child('name')), ...span(node) });

/** `x?.y` and `x?[y]`. */
export const conditionalAccess: LoweringRule = (node) => {
  const before = node.child('condition');
  const binding = node.namedChildren.at(-1);
  return behind(node, before, misread(before), (object, place) => {
    if (binding?.kind === 'member_binding_expression') return { kind: 'member', object, name: plainName(binding.child('name')), optional: true, ...place };
    if (binding?.kind === 'element_binding_expression') return { kind: 'index', object, index: group(binding, binding.namedChildren), optional: true, ...place };
    return { kind: 'logical', operator: 'and', left: object, right: binding?.code ?? nothing(node), ...place };
  });
};

export const element: LoweringRule = (node) => {
  const before = node.child('expression');
  return behind(node, before, misread(before), (object, place) => ({ kind: 'index', object, index: group(node, node.child('subscript')?.namedChildren ?? []), ...place }));
};

/** What `new(…)` makes is said by what is declared before it. */
export const creation: LoweringRule = (node): CallCode => {
  const list = node.child('arguments') ?? node.firstOf('argument_list');
  const initializer = node.child('initializer') ?? node.firstOf('initializer_expression');
  const args = [...(list?.namedChildren ?? []), ...(initializer ? [initializer] : [])].map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  return { kind: 'call', form: 'new', callee: codeOf(node, 'type'), args, ...span(node) };
};

/** `{ Name = value }`: the name is a member of what is made. */
export const initialiser: LoweringRule = (node) => {
  const parts = node.namedChildren.flatMap(({ kind, code }): Code[] => (kind === 'assignment_expression' && code.kind === 'assign' ? [...(code.target.kind === 'index' ? [code.target.index] : []), ...(code.value ? [code.value] : [])] : [code]));
  return { kind: 'group', parts: parts.filter(({ kind }) => kind !== 'nothing'), chain: true, ...span(node) };
};

export const anonymousObject: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'name'), chain: true, ...span(node) });

/** The copy with other values. */
export const withRule: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) });

export const lambda: LoweringRule = (node) => {
  const body = node.child('body') ?? node.firstOf('block');
  return { kind: 'function', ...parametersOf(node.child('parameters')), decorators: [], body: bodyOf(node, body, true), form: 'expression', arrow: true, ...span(node) };
};

/** `a = b`, `a += b`; `a ??= b` assigns only where there is nothing. */
export const assignment: LoweringRule = (node) => {
  const target = codeOf(node, 'left');
  const value = codeOf(node, 'right');
  const mark = node.child('operator')?.text ?? '=';
  if (mark === '=') return { kind: 'assign', target, value, ...span(node) };
  const assigned: Code = { kind: 'assign', target, value, augmented: true, ...span(node) };
  return mark === '??=' ? { kind: 'logical', operator: 'coalesce', left: target, right: assigned, ...span(node) } : assigned;
};

export const binary: LoweringRule = (node, notes) => {
  const mark = node.child('operator')?.kind ?? '';
  const operator = mark === '&&' ? 'and' : mark === '||' ? 'or' : mark === '??' ? 'coalesce' : undefined;
  if (operator) return { kind: 'logical', operator, left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  // Behind a cast or an operator the grammar reads `find<Key>(x)` as two comparisons. Nobody compares the outcome of one.
  const left = node.child('left');
  const right = node.child('right');
  if (mark === '>' && left?.kind === 'binary_expression' && left.child('operator')?.kind === '<') {
    const callee = codeOf(left, 'left');
    const isCall = (right?.kind === 'tuple_expression' || right?.kind === 'parenthesized_expression') && (callee.kind === 'name' || callee.kind === 'member');
    if (isCall) return { kind: 'call', form: 'call', callee, args: right.namedChildren.map(({ code }) => code), ...span(node) };
    notes.misread(node);
  }
  return compared(node, node.child('left'), mark, node.child('right')) ?? chain(node);
};

export const unary: LoweringRule = (node) => {
  const operand = node.namedChildren[0]?.code ?? nothing(node);
  if (node.kind === 'prefix_unary_expression' && node.has('!')) return { kind: 'not', operand, ...span(node) };
  if (node.has('!') || (operand.kind === 'literal' && !node.has('++') && !node.has('--'))) return operand;
  return { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

/** A constant is all that a pattern can hold; what else stands there is what the grammar took too much. */
export const constantPattern: LoweringRule = (node) => {
  const code = node.namedChildren[0]?.code ?? nothing(node);
  return code.kind === 'literal' || code.kind === 'name' || code.kind === 'member' ? nothing(node) : code;
};

/** The grammar reads `x is null && y` as `x is (null && y)`: the test takes the place of the first operand. */
function inPlaceOfFirst(code: Code, test: Code): Code {
  return code.kind === 'logical' ? { ...code, left: inPlaceOfFirst(code.left, test), start: test.start } : { ...test, end: code.end };
}

/** `x is Store store`: the object, and the names that are born by the way. */
export const typeTest: LoweringRule = (node) => {
  const pattern = node.child('pattern')?.code;
  if (pattern?.kind === 'logical') return inPlaceOfFirst(pattern, { kind: 'group', parts: [codeOf(node, 'expression')], chain: true, ...span(node) });
  const born: Code[] = pattern?.kind === 'pattern' ? [{ kind: 'assign', target: pattern, declares: 'block', ...span(node) }] : [];
  return { kind: 'group', parts: [codeOf(node, 'expression'), ...born], chain: true, ...span(node) };
};

/** `Store store`, `var store`. */
export const declarationPattern: LoweringRule = (node): Code => {
  const name = node.child('name');
  return name?.kind === 'identifier' ? { kind: 'pattern', parts: [{ target: typedName(name, node.child('type')) }], ...span(node) } : (name?.code ?? nothing(node));
};

/** Only the names that it gives. */
export const patterns: LoweringRule = (node): Code => {
  const logical = node.namedChildren.at(-1)?.code;
  if (logical?.kind === 'logical') return logical;
  const parts: PatternCode['parts'][number][] = node.namedChildren.flatMap(({ code }) => (code.kind === 'pattern' ? code.parts : []));
  const name = node.child('name');
  if (name?.kind === 'identifier') parts.push({ target: typedName(name, node.child('type')) });
  return parts.length > 0 ? { kind: 'pattern', parts, ...span(node) } : nothing(node);
};

/** `(a, b)` where names are declared. */
export const tuplePattern: LoweringRule = (node) => ({ kind: 'pattern', parts: node.namedChildren.filter(({ code }) => code.kind === 'name' || code.kind === 'pattern').map(({ code }) => ({ target: code })), ...span(node) });

/** `out var x`. */
export const declarationExpression: LoweringRule = (node) => {
  const name = node.child('name');
  const target: Code | undefined = name?.kind === 'identifier' ? typedName(name, node.child('type')) : name?.code;
  return target && (target.kind === 'name' || target.kind === 'pattern') ? { kind: 'assign', target, declares: 'block', ...span(node) } : nothing(node);
};

/** What is looked through is asked for at once; all else runs for each of its items, when somebody asks for them. */
export const query: LoweringRule = (node) => {
  const [first, ...rest] = node.namedChildren;
  const source = first?.code.kind === 'group' ? first.code : undefined;
  const parts = [...(source ? source.parts.slice(1) : []), ...rest.map(({ code }) => code)];
  const each: Code = { kind: 'function', parameters: [], defaults: [], decorators: [], body: { kind: 'group', parts, ...span(node) }, form: 'expression', arrow: true, ...span(node) };
  return { kind: 'call', form: 'call', callee: nothing(node), args: [...(source ? source.parts.slice(0, 1) : []), each], ...span(node) };
};

/** `from x in all`, `let x = y`, `join x in all on …`: the values, and a name for them. */
export const queryClause: LoweringRule = (node) => {
  const parts = node.namedChildren;
  const name = node.child('name') ?? parts.find(({ kind }) => kind === 'identifier');
  const values = parts.filter((part) => part !== name && part.field !== 'type').map(({ code }) => code);
  return { kind: 'group', parts: [...values, ...(name ? [{ kind: 'assign' as const, target: typedName(name, undefined), declares: 'block' as const, ...span(name) }] : [])], chain: true, ...span(node) };
};

export const interpolated: LoweringRule = (node) => {
  const inside = node.namedChildren.filter(({ kind }) => kind === 'interpolation');
  if (inside.length > 0) return { kind: 'group', parts: inside.map(({ code }) => code), chain: true, ...span(node) };
  return text(node, node.namedChildren.filter(({ kind }) => kind === 'string_content').map((part) => part.text).join(''));
};

/** Without its marks; what is escaped stays so. */
export const string: LoweringRule = (node) => text(node, /^@?("+)([\s\S]*?)\1(u8)?$/i.exec(node.text)?.[2] ?? node.text);

/** The sizes of an array that is made. */
export const arrayType: LoweringRule = (node) => group(node, node.child('rank')?.namedChildren ?? []);
export const arrayCreation: LoweringRule = (node) => group(node, node.namedChildren.filter(({ kind }) => kind === 'array_type' || kind === 'initializer_expression'));

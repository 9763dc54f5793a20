/** Calls, names, values and patterns of Java. */
import type { CallCode, Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { chain, codeOf, compared, group, literal, nothing, span, text } from '../build.ts';
import { memberList, parametersOf, typedName } from './declarations.ts';

const argumentsOf = (node: SyntaxNode): readonly Code[] => node.child('arguments')?.namedChildren.map(({ code }) => code) ?? [];

export const identifier: LoweringRule = (node) => ({ kind: 'name', name: node.text, ...span(node) });

/** `super` of `outer.<T>super()` is read as the name of a method. */
export const call: LoweringRule = (node): CallCode => {
  const name = node.child('name');
  const object = node.child('object');
  const called = name?.text ?? '';
  if (called === 'super' || called === 'this') return { kind: 'call', form: 'new', callee: { kind: 'self', word: called, ...span(node) }, args: argumentsOf(node), ...span(node) };
  const callee: Code = object ? { kind: 'member', object: object.code, name: called, start: object.start, end: name?.end ?? object.end } : { kind: 'name', name: called, ofFunction: true, ...span(name ?? node) };
  return { kind: 'call', form: 'call', callee, args: argumentsOf(node), ...span(node) };
};

/** `this(…)` and `super(…)` make the object by another constructor. */
export const constructorCall: LoweringRule = (node): CallCode => {
  const own = node.child('constructor');
  return { kind: 'call', form: 'new', callee: { kind: 'self', word: own?.text ?? 'this', ...span(own ?? node) }, args: argumentsOf(node), ...span(own ?? node), start: node.start, end: node.end };
};

/** A class without a name is known by what makes it; its methods are nobody else's. */
export const creation: LoweringRule = (node) => {
  const type = node.child('type');
  const callee = type?.code ?? nothing(node);
  const members = node.firstOf('class_body');
  const args = [...argumentsOf(node)];
  if (members) {
    const name = `new ${type?.text.replace(/<.*$/s, '').split('.').at(-1)?.trim() ?? ''}`;
    args.push({ kind: 'class', name, form: 'class', statement: false, decorators: [], bases: callee.kind === 'name' || callee.kind === 'member' ? [callee] : [], members: memberList(members), ...span(members) });
  }
  const made: CallCode = { kind: 'call', form: 'new', callee, args, ...span(node) };
  const outer = node.namedChildren[0];
  return outer && outer !== type && outer.field === undefined && outer.kind !== 'class_body' && outer.start < (type?.start ?? 0) && !/annotation|type_arguments/.test(outer.kind) ? { kind: 'group', parts: [outer.code, made], chain: true, ...span(node) } : made;
};

export const lambda: LoweringRule = (node) => {
  const body = node.child('body');
  const code = body?.code ?? nothing(node);
  const runs: Code = body?.kind === 'block' ? code : { kind: 'exit', how: 'return', value: code, start: code.start, end: code.end };
  return { kind: 'function', ...parametersOf(node.child('parameters')), defaults: [], decorators: [], body: runs, form: 'expression', arrow: true, ...span(node) };
};

/** `this::check`, `Store::new`: named, and not called. */
export const reference: LoweringRule = (node) => {
  const [object, name] = node.namedChildren;
  return { kind: 'member', object: object?.code ?? nothing(node), name: name?.text ?? 'new', ...span(node) };
};

/** `Outer.this` is the object around, whose class is Outer. */
export const member: LoweringRule = (node) => {
  const field = node.child('field');
  const object = codeOf(node, 'object');
  if (field?.kind === 'this') return object;
  return { kind: 'member', object, name: field?.text ?? '', ...span(node) };
};

export const scoped: LoweringRule = (node) => {
  const [first, ...rest] = node.namedChildren.filter(({ kind }) => !kind.includes('annotation'));
  return rest.reduce<Code>((object, part) => ({ kind: 'member', object, name: part.text, start: node.start, end: part.end }), first?.code ?? nothing(node));
};

export const element: LoweringRule = (node) => ({ kind: 'index', object: codeOf(node, 'array'), index: codeOf(node, 'index'), ...span(node) });

export const annotation: LoweringRule = (node) => ({ kind: 'call', form: 'attribute', callee: codeOf(node, 'name'), args: [], ...span(node) });

export const assignment: LoweringRule = (node) => {
  const augmented = node.child('operator')?.kind !== '=';
  return { kind: 'assign', target: codeOf(node, 'left'), value: codeOf(node, 'right'), ...(augmented ? { augmented } : {}), ...span(node) };
};

export const binary: LoweringRule = (node) => {
  const mark = node.child('operator')?.kind ?? '';
  if (mark === '&&' || mark === '||') return { kind: 'logical', operator: mark === '&&' ? 'and' : 'or', left: codeOf(node, 'left'), right: codeOf(node, 'right'), ...span(node) };
  return compared(node, node.child('left'), mark, node.child('right')) ?? chain(node);
};

export const unary: LoweringRule = (node) => {
  const operand = codeOf(node, 'operand');
  if (node.child('operator')?.kind === '!') return { kind: 'not', operand, ...span(node) };
  return operand.kind === 'literal' ? operand : { kind: 'group', parts: [operand], chain: true, ...span(node) };
};

/** `x instanceof Store store` gives the object a name, whatever becomes of the test. */
export const typeTest: LoweringRule = (node) => {
  const name = node.child('name');
  const pattern = node.child('pattern');
  const target: Code | undefined = name ? typedName(name, node.child('right')) : pattern?.code;
  const born: Code[] = target && (target.kind === 'name' || target.kind === 'pattern') ? [{ kind: 'assign', target, declares: 'block', ...span(node) }] : [];
  return { kind: 'group', parts: [codeOf(node, 'left'), ...born], chain: true, ...span(node) };
};

/** `Store store` in a pattern. */
export const typePattern: LoweringRule = (node) => {
  const [type, name] = node.namedChildren.filter(({ kind }) => kind !== 'modifiers');
  return name?.kind === 'identifier' ? typedName(name, type) : (type?.code.kind === 'pattern' ? type.code : nothing(node));
};

export const recordPattern: LoweringRule = (node) => {
  const parts = node.firstOf('record_pattern_body')?.namedChildren ?? [];
  return { kind: 'pattern', parts: parts.filter(({ code }) => code.kind === 'name' || code.kind === 'pattern').map(({ code }) => ({ target: code })), ...span(node) };
};

/** Without its marks; what is escaped stays so. */
export const string: LoweringRule = (node) => {
  const marks = node.text.startsWith('"""') ? 3 : 1;
  return text(node, node.text.slice(marks, -marks));
};

export const list: LoweringRule = (node) => (node.namedChildren.length === 0 ? literal(node, 'other', undefined) : { kind: 'group', parts: node.namedChildren.map(({ code }) => code), chain: true, ...span(node) });

export const arrayCreation: LoweringRule = (node) => group(node, node.namedChildren.filter(({ field }) => field === 'dimensions' || field === 'value'));

/** The type of a cast does nothing. */
export const cast: LoweringRule = (node) => codeOf(node, 'value');

/** Methods, classes, modules, blocks and lambdas of Ruby. */
import type { ClassCode, Code, FunctionCode, Span } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nothing, span } from '../build.ts';
import { codeOf } from './flow.ts';

/** The parameters and their default values. */
function parametersOf(node: SyntaxNode | undefined): Pick<FunctionCode, 'parameters' | 'defaults'> {
  const parameters: Code[] = [];
  const defaults: Code[] = [];
  for (const part of node?.namedChildren ?? []) {
    const name = part.child('name');
    const value = part.child('value');
    if (part.kind === 'identifier') parameters.push(part.code);
    else if (part.kind === 'destructured_parameter') parameters.push(patternOf(part));
    else if (name) parameters.push({ kind: 'name', name: name.text, ...span(name) });
    if (value) defaults.push(value.code);
  }
  return { parameters, defaults };
}

/** `(a, (b, *c))` and `a, b = …`: parts have places, not names. */
export function patternOf(node: SyntaxNode): Code {
  const parts = node.namedChildren.map((part) => {
    const inner = part.kind === 'rest_assignment' || part.kind === 'splat_parameter' ? part.namedChildren[0] : part;
    return { target: inner ? (inner.kind === 'destructured_parameter' || inner.kind === 'destructured_left_assignment' ? patternOf(inner) : targetOf(inner)) : nothing(part) };
  });
  return { kind: 'pattern', parts, ...span(node) };
}

/** Variables of an object are no methods of it, and must not be taken for them when they are written. */
export function targetOf(node: SyntaxNode): Code {
  if (node.kind === 'instance_variable' || node.kind === 'class_variable') return { kind: 'member', object: { kind: 'self', word: 'this', ...span(node) }, name: node.text, ...span(node) };
  return node.code;
}

/** What stands last is given back: a constant there is no mere statement. */
function givingBack(body: Code): Code {
  if (body.kind === 'literal') return body.type === 'nothing' ? body : { kind: 'exit', how: 'return', value: body, start: body.start, end: body.end };
  const last = body.kind === 'group' && !body.chain ? body.parts.at(-1) : undefined;
  return body.kind === 'group' && last?.kind === 'literal' ? { ...body, parts: [...body.parts.slice(0, -1), givingBack(last)] } : body;
}

export const method: LoweringRule = (node): Code => {
  const name = node.child('name');
  const code: FunctionCode = {
    kind: 'function',
    ...(name ? { name: name.text, nameSpan: span(name) } : {}),
    ...parametersOf(node.child('parameters')),
    decorators: [],
    body: givingBack(codeOf(node, 'body')),
    form: 'statement',
    ...span(node),
  };
  const object = node.child('object');
  if (!object) return code;
  const own: FunctionCode = { ...code, form: 'method', static: true };
  return object.kind === 'self' ? own : within([object.text], own, node);
};

/** A method with a written name and a block for its body: `define_method(:verify) { … }`. */
export function methodOfBlock(name: string, nameSpan: Span, block: FunctionCode, at: Span, isStatic: boolean): FunctionCode {
  const { returnsOuter: _returnsOuter, arrow: _arrow, ...rest } = block;
  return { ...rest, closed: true, name, nameSpan: span(nameSpan), form: 'method', body: givingBack(block.body), ...(isStatic ? { static: true } : {}), ...span(at) };
}

/** A block sees the variables around it, and a `return` in it leaves the method around it. */
export const block: LoweringRule = (node) => ({
  kind: 'function',
  ...parametersOf(node.child('parameters')),
  decorators: [],
  body: codeOf(node, 'body'),
  form: 'expression',
  arrow: true,
  returnsOuter: true,
  ...span(node),
});

/** `->(x) { … }`, in which `return` leaves the lambda only. */
export const lambda: LoweringRule = (node) => {
  const body = node.child('body')?.code;
  const made = body?.kind === 'function' ? body.body : (body ?? nothing(node));
  return { kind: 'function', ...parametersOf(node.child('parameters')), decorators: [], body: givingBack(made), form: 'expression', arrow: true, ...span(node) };
};

/** What is defined under a name such as `A::B` is a member of `A`, wherever that is. */
export function within(path: readonly string[], code: Code, at: Span): Code {
  return [...path].reverse().reduce<Code>((inner, name) => ({ kind: 'class', name, form: 'namespace', statement: false, decorators: [], bases: [], members: [inner], ...span(at) }), code);
}

/** Groups that a line stands for, such as `private def a; end`, are members like others. */
function membersOf(code: Code): readonly Code[] {
  if (code.kind === 'group' && !code.chain) return code.parts.flatMap(membersOf);
  if (code.kind === 'function' && code.form === 'statement') return [{ ...code, form: 'method' }];
  return code.kind === 'nothing' ? [] : [code];
}

/** A class or module. A module is a class as far as claims go: methods live in it, and it has a name. */
export function classOf(name: SyntaxNode | undefined, body: Code, bases: readonly Code[], at: Span): Code {
  const path = name?.text.split('::').filter((part) => part !== '') ?? [];
  const last = path.at(-1);
  const code: ClassCode = {
    kind: 'class',
    ...(last !== undefined && name ? { name: last, nameSpan: span(name) } : {}),
    form: 'class',
    statement: true,
    decorators: [],
    bases,
    members: membersOf(body),
    ...span(at),
  };
  return within(path.slice(0, -1), path.length > 1 ? { ...code, statement: true } : code, at);
}

export const classRule: LoweringRule = (node) => classOf(node.child('name'), codeOf(node, 'body'), node.child('superclass') ? [codeOf(node, 'superclass')] : [], node);

/** `class << self`: its methods belong to the class. */
export const singletonClass: LoweringRule = (node) => {
  const members = membersOf(codeOf(node, 'body')).map((member): Code => (member.kind === 'function' ? { ...member, static: true } : member));
  const object = node.child('value');
  const code: ClassCode = { kind: 'class', form: 'class', statement: false, decorators: [], bases: [], members, ...span(node) };
  if (!object || object.kind === 'self') return code;
  const named = within([object.text], code, node);
  return object.kind === 'constant' || object.kind === 'scope_resolution' ? named : { kind: 'group', parts: [{ kind: 'group', parts: [object.code], chain: true, ...span(object) }, named], ...span(node) };
};

/** Files of C#: their usings, namespaces, statements on the level of the file, and directives. */
import { conditionOf } from '../../code/constant.ts';
import type { Code, ImportCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span } from '../build.ts';
import { membersOf } from './declarations.ts';

/** `using A.B` sees what is in A.B; `using C = A.B` also gives it a name. */
export const using: LoweringRule = (node) => {
  const alias = node.child('name');
  const target = node.namedChildren.find((child) => child !== alias && /^(identifier|qualified_name|alias_qualified_name|generic_name)$/.test(child.kind));
  const module = target?.text.replace(/\s+/g, '').replace(/<.*>/, '').replace(/^global::/, '') ?? '';
  if (module === '') return nothing(node);
  const whole: ImportCode = { kind: 'import', module, relative: false, typeOnly: false, bindings: [], ...span(node) };
  if (!alias) return whole;
  const dot = module.lastIndexOf('.');
  if (dot < 0) return { ...whole, bindings: [{ local: alias.text, ...span(node) }] };
  return { kind: 'group', parts: [whole, { ...whole, module: module.slice(0, dot), bindings: [{ local: alias.text, imported: module.slice(dot + 1), ...span(node) }] }], ...span(node) };
};

function spaceOf(node: SyntaxNode, name: SyntaxNode | undefined, inside: readonly Code[]): readonly Code[] {
  return (name?.text ?? '')
    .split('.')
    .reverse()
    .reduce<readonly Code[]>((members, part) => [{ kind: 'class', name: part.trim(), nameSpan: span(name ?? node), form: 'namespace', statement: true, decorators: [], bases: [], members, ...span(node) }], inside);
}

export const namespace: LoweringRule = (node) => {
  const body = node.child('body')?.code;
  return spaceOf(node, node.child('name'), body?.kind === 'group' ? body.parts : body && body.kind !== 'nothing' ? [body] : [])[0] ?? nothing(node);
};

/**
 * Statements on the level of the file are the body of `Main`, and functions among them are local ones. A namespace without
 * brackets holds all that follows it.
 */
export const unit: LoweringRule = (node) => {
  const outside: Code[] = [];
  const statements: Code[] = [];
  let space: SyntaxNode | undefined;
  const inside: SyntaxNode[] = [];
  for (const child of node.namedChildren) {
    if (child.kind === 'file_scoped_namespace_declaration') space = child;
    else if (child.code.kind === 'nothing') continue;
    else if (child.kind === 'global_statement' || (child.kind.startsWith('preproc_') && child.namedChildren.some(({ kind }) => kind === 'global_statement'))) statements.push(child.code);
    else if (child.kind === 'using_directive' || !space) outside.push(...membersOf([child]));
    else inside.push(child);
  }
  const first = statements[0];
  const last = statements.at(-1);
  if (first && last) {
    const range = { start: first.start, end: last.end };
    const given: Code = { kind: 'name', name: 'args', start: first.start, end: first.start };
    outside.push({ kind: 'function', name: 'Main', parameters: [given], defaults: [], decorators: [], modifiers: [], body: { kind: 'block', parts: statements, ...range }, form: 'method', static: true, ...range });
  }
  if (space) outside.push(...spaceOf(node, space.child('name'), membersOf(inside)));
  return { kind: 'group', parts: outside, ...span(node) };
};

/** `#if`: symbols are switches of a build, and only `true` and `false` are settled. */
export const directive: LoweringRule = (node) => {
  const condition = node.child('condition');
  const alternative = node.child('alternative')?.code;
  const parts = node.namedChildren.filter((child) => child !== condition && child.field !== 'alternative');
  const { value } = condition ? conditionOf(condition.code) : {};
  const test = value === undefined ? nothing(node) : literal(node, 'boolean', value);
  const then: Code = { kind: 'group', parts: [...membersOf(parts)], start: parts[0]?.start ?? node.start, end: parts.at(-1)?.end ?? node.start };
  return { kind: 'branch', test, then, ...(alternative && alternative.kind !== 'nothing' ? { otherwise: alternative } : {}), ...span(node) };
};

export const otherwise: LoweringRule = (node) => ({ kind: 'group', parts: [...membersOf(node.namedChildren)], ...span(node) });

export const globalStatement: LoweringRule = (node) => group(node, node.namedChildren);

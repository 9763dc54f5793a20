/** Branches, loops, handlers, cases and jumps of Java. */
import type { Code, SwitchCode } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import { block, codeOf, group, nothing, span } from '../build.ts';
import { typedName } from './declarations.ts';

export const blockRule: LoweringRule = (node) => block(node, node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'));

export const forEach: LoweringRule = (node) => {
  const name = node.child('name');
  const over = node.child('value');
  const head: Code[] = name ? [{ kind: 'assign', target: typedName(name, node.child('type')), declares: 'block', ...span(name) }] : [];
  return { kind: 'loop', head: { kind: 'group', parts: [...(over ? [over.code] : []), ...head], chain: true, ...span(node) }, body: codeOf(node, 'body'), ...span(node) };
};

/** What the resources throw is handled as what the body throws. */
export const attempt: LoweringRule = (node) => {
  const own = codeOf(node, 'body');
  const resources = node.child('resources')?.code;
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'catch_clause')
    .map((clause) => {
      const parameter = clause.firstOf('catch_formal_parameter');
      const name = parameter?.child('name');
      const types = parameter?.firstOf('catch_type')?.namedChildren ?? [];
      return { ...(types.length > 0 ? { types: group(clause, types) } : {}), ...(name ? { target: typedName(name, types.length === 1 ? types[0] : undefined) } : {}), body: codeOf(clause, 'body') };
    });
  const last = node.firstOf('finally_clause')?.firstOf('block')?.code;
  return { kind: 'try', body: resources ? block(node, [resources, own]) : own, handlers, ...(last ? { last } : {}), ...span(node) };
};

export const resource: LoweringRule = (node) => {
  const name = node.child('name');
  const value = node.child('value')?.code;
  return name ? { kind: 'assign', target: typedName(name, node.child('type')), ...(value ? { value } : {}), declares: 'block', ...span(node) } : group(node, node.namedChildren);
};

/** It may be switched off, and is so by default. */
export const assertion: LoweringRule = (node) => {
  const [test, message] = node.namedChildren;
  const ends: Code = { kind: 'exit', how: 'throw', assertion: true, ...(message ? { value: message.code } : {}), ...span(node) };
  const asked: Code = { kind: 'branch', test: { kind: 'group', parts: [test?.code ?? nothing(node)], chain: true, ...span(node) }, then: nothing(node), otherwise: ends, ...span(node) };
  return { kind: 'branch', test: nothing(node), then: asked, ...span(node) };
};

/** A row of cases that fall through, or of rules with an arrow, which do not. */
export const choice: LoweringRule = (node): SwitchCode => {
  const clauses = node.child('body')?.namedChildren ?? [];
  let exhaustive = false;
  const cases = clauses.map((clause) => {
    const labels = clause.namedChildren.filter(({ kind }) => kind === 'switch_label');
    const parts = clause.namedChildren.filter(({ kind }) => kind !== 'switch_label').map(({ code }) => code);
    exhaustive ||= labels.some((label) => label.has('default') || label.namedChildren.some(({ text }) => text === 'default'));
    const marks = labels.flatMap((label) => label.namedChildren);
    const targets = marks.filter(({ code, kind }) => kind === 'pattern' && (code.kind === 'pattern' || code.kind === 'name')).map(({ code }) => code);
    const tests = marks.filter(({ kind }) => kind !== 'pattern').map(({ code }) => code);
    return { tests, targets, body: { kind: 'group' as const, parts, ...span(clause) }, fallsThrough: clause.kind !== 'switch_rule' };
  });
  return { kind: 'switch', subject: codeOf(node, 'condition'), cases, exhaustive, catchesBreaks: true, ...span(node) };
};

export const exit =
  (how: 'return' | 'throw'): LoweringRule =>
  (node) => {
    const value = node.namedChildren[0]?.code;
    return { kind: 'exit', how, ...(value ? { value } : {}), ...span(node) };
  };

export const jump =
  (how: 'break' | 'continue'): LoweringRule =>
  (node) => {
    const label = node.firstOf('identifier')?.text;
    return { kind: 'exit', how, ...(label === undefined ? {} : { label }), ...span(node) };
  };

/** `yield` gives its switch a value and leaves it. */
export const yielded: LoweringRule = (node) => ({ kind: 'exit', how: 'break', value: group(node, node.namedChildren), ...span(node) });

export const labelled: LoweringRule = (node) => ({ kind: 'labelled', label: node.firstOf('identifier')?.text ?? '', body: node.namedChildren.at(-1)?.code ?? nothing(node), ...span(node) });

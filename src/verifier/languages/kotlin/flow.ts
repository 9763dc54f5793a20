/** Branches, loops, handlers and cases of Kotlin. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';
import { variableOf } from './definitions.ts';

const codeOf = (node: SyntaxNode | undefined, around: SyntaxNode): Code => node?.code ?? nothing(around);

/** What stands before `else` is the first way, what stands behind it the other. */
export const conditional: LoweringRule = (node) => {
  const test = node.child('condition');
  const mark = node.children.find(({ kind, named }) => !named && kind === 'else');
  const ways = node.namedChildren.filter((child) => child !== test);
  const then = ways.find(({ start }) => !mark || start < mark.start);
  const otherwise = mark && ways.find(({ start }) => start > mark.start);
  return { kind: 'branch', test: codeOf(test, node), then: codeOf(then, node), ...(otherwise ? { otherwise: otherwise.code } : {}), ...span(node) };
};

/** Without a subject it is a row of conditions; with one its conditions are compared to the subject. */
export const choice: LoweringRule = (node) => {
  const subject = node.firstOf('when_subject');
  const entries = node.namedChildren.filter(({ kind }) => kind === 'when_entry');
  const bodyOf = (entry: SyntaxNode): Code => entry.namedChildren.filter(({ field }) => field !== 'condition').at(-1)?.code ?? nothing(entry);
  if (subject) {
    const cases = entries.map((entry) => ({ tests: entry.childrenIn('condition').map(({ code }) => code), targets: [], body: bodyOf(entry), fallsThrough: false }));
    return { kind: 'switch', subject: subject.code, cases, exhaustive: entries.some((entry) => entry.has('else')), ...span(node) };
  }
  let otherwise: Code | undefined;
  for (const entry of [...entries].reverse()) {
    if (entry.has('else')) {
      otherwise = bodyOf(entry);
      continue;
    }
    const test = entry.childrenIn('condition').map(({ code }) => code).reduce<Code | undefined>((left, right) => (left ? { kind: 'logical', operator: 'or', left, right, ...span(entry) } : right), undefined);
    otherwise = { kind: 'branch', test: test ?? nothing(entry), then: bodyOf(entry), ...(otherwise ? { otherwise } : {}), ...span(entry) };
  }
  return otherwise ?? nothing(node);
};

/** `when (val found = find())` binds a name. */
export const subject: LoweringRule = (node) => {
  const variable = node.firstOf('variable_declaration');
  const value = node.namedChildren.filter((child) => child !== variable && child.kind !== 'annotation').at(-1);
  if (!variable || !value) return group(node, node.namedChildren);
  return { kind: 'assign', target: variableOf(variable), value: value.code, declares: 'block', ...span(node) };
};

function labelled(node: SyntaxNode, code: Code): Code {
  const label = node.firstOf('label')?.text.replace('@', '');
  return label === undefined ? code : { kind: 'labelled', label, body: code, ...span(node) };
}

export const forLoop: LoweringRule = (node) => {
  const parts = node.namedChildren.filter(({ kind }) => kind !== 'label' && kind !== 'annotation');
  const target = parts.find(({ kind }) => kind === 'variable_declaration' || kind === 'multi_variable_declaration');
  const [over, body] = parts.filter((part) => part !== target);
  const never = over !== undefined && /^(empty(List|Set|Map|Array|Sequence)|listOf|setOf|mapOf|arrayOf|sequenceOf)\s*(<[^()]*>)?\s*\(\s*\)$/.test(over.text);
  return labelled(node, { kind: 'loop', ...(over ? { head: over.code } : {}), ...(target ? { target: variableOf(target) } : {}), body: codeOf(body, node), ...(never ? { never } : {}), ...span(node) });
};

export const whileLoop: LoweringRule = (node) => {
  const test = node.child('condition');
  const body = node.namedChildren.find((child) => child !== test && child.kind !== 'label');
  return labelled(node, { kind: 'loop', test: codeOf(test, node), body: codeOf(body, node), ...(node.kind === 'do_while_statement' ? { atLeastOnce: true } : {}), ...span(node) });
};

export const attempt: LoweringRule = (node) => {
  const body = node.firstOf('block');
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'catch_block')
    .map((clause) => {
      const name = clause.firstOf('identifier');
      return { ...(name ? { target: name.code } : {}), body: codeOf(clause.firstOf('block'), clause) };
    });
  const last = node.firstOf('finally_block')?.firstOf('block')?.code;
  return { kind: 'try', body: codeOf(body, node), handlers, ...(last ? { last } : {}), ...span(node) };
};

/** With a label it may leave any function around it, so it counts as leaving. */
export const returned: LoweringRule = (node) => {
  const value = node.namedChildren.find(({ field }) => field !== 'label');
  return { kind: 'exit', how: 'return', ...(value ? { value: value.code } : {}), ...span(node) };
};

/** `break@outer` and `continue@outer` are read as labels of the name behind them. */
export const labelledExpression: LoweringRule = (node) => {
  const label = node.firstOf('label')?.text.replace('@', '') ?? '';
  const inner = node.namedChildren.find(({ kind }) => kind !== 'label');
  if (label === 'break' || label === 'continue') return { kind: 'exit', how: label, label: inner?.text ?? '', ...span(node) };
  return codeOf(inner, node);
};

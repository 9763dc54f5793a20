/** Branches, loops, cases and jumps of Go. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, group, nothing, span } from '../build.ts';
import { goTraits } from './traits.ts';
import { writtenChain } from '../../code/dotted.ts';

/** What runs first has a scope around all that follows. */
function after(node: SyntaxNode, code: Code): Code {
  const first = node.child('initializer');
  return first ? block(node, [first.code, code]) : code;
}

export const conditional: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.code;
  return after(node, { kind: 'branch', test: node.child('condition')?.code ?? nothing(node), then: node.child('consequence')?.code ?? nothing(node), ...(otherwise ? { otherwise } : {}), ...span(node) });
};

export const forLoop: LoweringRule = (node) => {
  const body = node.child('body')?.code ?? nothing(node);
  const [clause] = node.namedChildren.filter(({ field }) => field !== 'body');
  if (!clause) return { kind: 'loop', endless: true, body, ...span(node) };
  if (clause.kind === 'range_clause') {
    const over = clause.child('right');
    const targets = clause.child('left')?.namedChildren.map(({ code }) => ({ target: code })) ?? [];
    const target: Code | undefined = targets.length > 1 ? { kind: 'pattern', parts: targets, ...span(clause) } : targets[0]?.target;
    return { kind: 'loop', ...(over ? { head: over.code } : {}), ...(target && target.kind !== 'nothing' ? { target } : {}), body, ...(over && isEmpty(over) ? { never: true } : {}), ...span(node) };
  }
  if (clause.kind !== 'for_clause') return { kind: 'loop', test: clause.code, body, ...span(node) };
  const test = clause.child('condition')?.code;
  const step = clause.child('update')?.code;
  return after(clause, { kind: 'loop', ...(test ? { test } : { endless: true }), ...(step ? { step } : {}), body, ...span(node) });
};

/** What is never iterated over: a literal without elements, or zero. */
function isEmpty(node: SyntaxNode): boolean {
  return (node.kind === 'composite_literal' && node.child('body')?.namedChildren.length === 0) || node.text === '0' || node.text === '""' || node.text === 'nil';
}

/** A clause with what it tests. Falling through leaves the clause without leaving the cases: the next one says how it goes on. */
function clauseOf(clause: SyntaxNode): { tests: readonly Code[]; targets: readonly Code[]; body: Code; fallsThrough: boolean } {
  const said = clause.children.filter((child) => child.named && child.field === undefined);
  const communication = clause.child('communication');
  const tests = clause.childrenIn('value').map(({ code }) => code);
  return { tests, targets: [], body: block(clause, [...(communication ? [communication.code] : []), ...said.map(({ code }) => code)]), fallsThrough: false };
}

const clauseKinds = new Set(['expression_case', 'type_case', 'communication_case', 'default_case']);

function clausesOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter(({ kind }) => clauseKinds.has(kind));
}

export const choice: LoweringRule = (node) => {
  const subject = node.child('value')?.code;
  const clauses = clausesOf(node);
  return after(node, { kind: 'switch', ...(subject ? { subject } : {}), cases: clauses.map(clauseOf), exhaustive: clauses.some(({ kind }) => kind === 'default_case'), catchesBreaks: true, ...span(node) });
};

/** `switch y := x.(type)` binds `y` in all clauses. */
export const typeSwitch: LoweringRule = (node) => {
  const clauses = clausesOf(node);
  const value = node.child('value')?.code ?? nothing(node);
  const [alias] = node.child('alias')?.namedChildren ?? [];
  const subject: Code = alias ? { kind: 'assign', target: alias.code, value: { kind: 'group', parts: [value], chain: true, ...span(node) }, declares: 'block', ...span(alias) } : value;
  const whole: Code = { kind: 'switch', cases: clauses.map(clauseOf), exhaustive: clauses.some(({ kind }) => kind === 'default_case'), catchesBreaks: true, ...span(node) };
  return after(node, block(node, [subject, whole]));
};

/** One clause runs, or the statement waits; without clauses it waits forever. */
export const select: LoweringRule = (node) => {
  const clauses = clausesOf(node);
  if (clauses.length === 0) return { kind: 'loop', endless: true, body: nothing(node), ...span(node) };
  return { kind: 'switch', cases: clauses.map(clauseOf), exhaustive: true, catchesBreaks: true, ...span(node) };
};

export const labelled: LoweringRule = (node) => {
  const [label, ...rest] = node.namedChildren;
  return { kind: 'labelled', label: label?.text ?? '', body: group(node, rest), ...span(node) };
};

export const jump =
  (how: 'break' | 'continue'): LoweringRule =>
  (node) => {
    const [label] = node.namedChildren;
    return { kind: 'exit', how, ...(label ? { label: label.text } : {}), ...span(node) };
  };

/** Several results are one value, which is a constant when each of them is. */
export const returned: LoweringRule = (node) => {
  const [list] = node.namedChildren;
  const values = (list?.kind === 'expression_list' ? list.namedChildren : list ? [list] : []).map(({ code }) => code);
  const literals = values.filter((value) => value.kind === 'literal');
  const plain = values.length > 1 && literals.length === values.length;
  const constant: Code = { kind: 'literal', type: literals.every(({ type }) => type === 'nothing') ? 'nothing' : 'other', ...span(node) };
  const value: Code | undefined = plain ? constant : values.length === 1 ? values[0] : values.length > 1 ? { kind: 'group', parts: values, chain: true, ...span(list!) } : undefined;
  return { kind: 'exit', how: 'return', ...(value ? { value } : {}), ...span(node) };
};

/** A deferred or concurrent call runs when the statement is reached; that it never comes back ends nothing here. */
export const later: LoweringRule = (node) => {
  const [child] = node.namedChildren;
  const code = child?.code ?? nothing(node);
  const call = code.kind === 'exit' && code.value ? code.value : code;
  const chain = call.kind === 'call' ? writtenChain(call.callee)?.join('.') : undefined;
  return call.kind === 'call' && chain !== undefined && goTraits.neverReturns.has(chain) ? { ...call, optional: true } : call;
};

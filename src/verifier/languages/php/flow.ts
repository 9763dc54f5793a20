/** Statements, branches, loops, handlers and cases of PHP. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, literal, nothing, span } from '../build.ts';

export const codeOf = (node: SyntaxNode, field: string): Code => node.child(field)?.code ?? nothing(node);

/** Statements of a body. */
export const statements: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing'), ...span(node) });

/** A place that `goto` leads to. */
export const labelled: LoweringRule = (node) => ({ kind: 'labelled', label: node.namedChildren[0]?.text ?? '', body: nothing(node), ...span(node) });

/** `goto` leaves for a place that is somewhere behind, or begins again. */
export const jumpToLabel: LoweringRule = (node) => ({ kind: 'exit', how: 'break', label: node.namedChildren[0]?.text ?? '', ...span(node) });

/** `if`, with its row of `elseif` and `else`. */
export const conditional: LoweringRule = (node) => {
  let otherwise: Code | undefined;
  for (const clause of [...node.childrenIn('alternative')].reverse()) {
    if (clause.kind === 'else_clause') otherwise = codeOf(clause, 'body');
    else otherwise = { kind: 'branch', test: codeOf(clause, 'condition'), then: codeOf(clause, 'body'), ...(otherwise ? { otherwise } : {}), ...span(clause) };
  }
  return { kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'body'), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

/** `a ? b : c` and `a ?: c`. */
export const ternary: LoweringRule = (node) => {
  const then = node.child('body');
  if (!then) return { kind: 'logical', operator: 'or', left: codeOf(node, 'condition'), right: codeOf(node, 'alternative'), ...span(node) };
  return { kind: 'branch', test: codeOf(node, 'condition'), then: then.code, otherwise: codeOf(node, 'alternative'), ...span(node) };
};

export const whileLoop: LoweringRule = (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), ...(node.kind === 'do_statement' ? { atLeastOnce: true } : {}), ...span(node) });

export const forLoop: LoweringRule = (node) => {
  const head = node.child('initialize')?.code;
  const test = node.child('condition');
  const step = node.child('update')?.code;
  // Only the last of several conditions decides.
  const tested = test?.kind === 'sequence_expression' ? undefined : test;
  return { kind: 'loop', ...(head ? { head } : {}), ...(tested ? { test: tested.code } : test ? {} : { endless: true }), ...(step ? { step } : {}), body: codeOf(node, 'body'), ...span(node) };
};

/** What stands on the left of an assignment and takes a value apart. */
export function targetOf(node: SyntaxNode): Code {
  if (node.kind === 'by_ref') return node.namedChildren[0] ? targetOf(node.namedChildren[0]) : nothing(node);
  return node.code;
}

/** `[$a, 'key' => $b]`: parts have places and keys, not names. */
export const listPattern: LoweringRule = (node) => ({ kind: 'pattern', parts: node.namedChildren.filter(({ code }) => code.kind !== 'literal').map((part) => ({ target: targetOf(part) })), ...span(node) });

export const forEach: LoweringRule = (node) => {
  const [over, each] = node.namedChildren;
  const parts = each?.kind === 'pair' ? each.namedChildren.map(targetOf) : each ? [targetOf(each)] : [];
  const target: Code = parts.length === 1 && parts[0] ? parts[0] : { kind: 'pattern', parts: parts.map((part) => ({ target: part })), ...span(node) };
  const never = over?.kind === 'array_creation_expression' && over.namedChildren.length === 0;
  return { kind: 'loop', ...(over ? { head: over.code } : {}), target, body: codeOf(node, 'body'), ...(never ? { never } : {}), ...span(node) };
};

export const choice: LoweringRule = (node) => {
  const clauses = node.child('body')?.namedChildren ?? [];
  const cases = clauses.map((clause) => {
    const test = clause.child('value');
    return { tests: test ? [test.code] : [], targets: [], body: group(clause, clause.namedChildren.filter((child) => child !== test)), fallsThrough: true };
  });
  return { kind: 'switch', subject: codeOf(node, 'condition'), cases, exhaustive: clauses.some(({ kind }) => kind === 'default_statement'), ...span(node) };
};

/** Where nothing fits, `match` throws: it never goes on without an arm. */
export const match: LoweringRule = (node) => {
  const cases = (node.child('body')?.namedChildren ?? []).map((arm) => {
    const tests = arm.child('conditional_expressions');
    return { tests: tests ? [tests.code] : [], targets: [], body: codeOf(arm, 'return_expression'), fallsThrough: false };
  });
  return { kind: 'switch', subject: codeOf(node, 'condition'), cases, exhaustive: true, ...span(node) };
};

export const attempt: LoweringRule = (node) => {
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'catch_clause')
    .map((clause) => {
      const target = clause.child('name')?.code;
      return { ...(target ? { target } : {}), body: codeOf(clause, 'body') };
    });
  const last = node.firstOf('finally_clause')?.child('body')?.code;
  return { kind: 'try', body: codeOf(node, 'body'), handlers, ...(last ? { last } : {}), ...span(node) };
};

export const exit =
  (how: 'return' | 'throw' | 'yield'): LoweringRule =>
  (node) => {
    const value = group(node, node.namedChildren);
    return { kind: 'exit', how, ...(value.kind === 'nothing' ? {} : { value }), ...span(node) };
  };

/** `break 2` passes over a loop of its own. */
export const jump =
  (how: 'break' | 'continue'): LoweringRule =>
  (node) => {
    const levels = node.namedChildren[0]?.text;
    return { kind: 'exit', how, ...(levels === undefined || levels === '1' ? {} : { label: levels }), ...span(node) };
  };

export const boolean: LoweringRule = (node) => literal(node, 'boolean', node.text.toLowerCase() === 'true');

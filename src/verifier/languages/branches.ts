/** Branches and loops as languages with braces have them, by the names that their grammars give to the parts. */
import type { LoweringRule } from '../syntax/grammar.ts';
import { codeOf, group, span } from './build.ts';

export const conditional: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.code;
  return { kind: 'branch', test: codeOf(node, 'condition'), then: codeOf(node, 'consequence'), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

export const whileLoop: LoweringRule = (node) => ({ kind: 'loop', test: codeOf(node, 'condition'), body: codeOf(node, 'body'), ...(node.kind === 'do_statement' ? { atLeastOnce: true } : {}), ...span(node) });

/** `for (init; test; step)`; `initialisers` is the field of the first part. */
export function forLoop(initialisers: string): LoweringRule {
  return (node) => {
    const test = node.child('condition')?.code;
    const head = group(node, node.childrenIn(initialisers));
    const step = group(node, node.childrenIn('update'));
    return { kind: 'loop', ...(head.kind === 'nothing' ? {} : { head }), ...(test ? { test } : { endless: true }), ...(step.kind === 'nothing' ? {} : { step }), body: codeOf(node, 'body'), ...span(node) };
  };
}

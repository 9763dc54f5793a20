/** Branches, loops, matches, patterns and jumps of Rust. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { block, group, literal, nothing, span } from '../build.ts';

/** A name that a pattern binds: constants and cases of enums begin with a capital. */
export function binds(code: Code): boolean {
  return code.kind === 'pattern' || (code.kind === 'name' && !/^\p{Lu}/u.test(code.name));
}

function patternFrom(node: SyntaxNode, parts: readonly Code[]): Code {
  return { kind: 'pattern', parts: parts.filter(binds).map((target) => ({ target })), ...span(node) };
}

export const pattern: LoweringRule = (node) => patternFrom(node, node.namedChildren.filter(({ field }) => field !== 'type' && field !== 'condition').map(({ code }) => code));

export const fieldPattern: LoweringRule = (node) => {
  const inner = node.child('pattern') ?? node.child('name');
  return patternFrom(node, inner ? [inner.code] : []);
};

/** What `let` binds, as far as names go; undefined for a pattern that binds nothing. */
function targetOf(node: SyntaxNode | undefined): Code | undefined {
  return node && binds(node.code) && !(node.code.kind === 'pattern' && node.code.parts.length === 0) ? node.code : undefined;
}

/** `let p = v` as a condition. */
export const letCondition: LoweringRule = (node) => {
  const value = node.child('value')?.code ?? nothing(node);
  const target = targetOf(node.child('pattern'));
  const taken: Code = { kind: 'group', parts: [value], chain: true, ...span(node) };
  return target ? { kind: 'assign', target, value: taken, declares: 'block', ...span(node) } : taken;
};

export const letChain: LoweringRule = (node) => {
  const [first, ...rest] = node.namedChildren.map(({ code }) => code);
  return rest.reduce((left: Code, right): Code => ({ kind: 'logical', operator: 'and', left, right, ...span(node) }), first ?? nothing(node));
};

export const conditional: LoweringRule = (node) => {
  const condition = node.child('condition');
  const otherwise = node.child('alternative')?.code;
  const code: Code = { kind: 'branch', test: condition?.code ?? nothing(node), then: node.child('consequence')?.code ?? nothing(node), ...(otherwise ? { otherwise } : {}), ...span(node) };
  return condition?.kind === 'let_condition' || condition?.kind === 'let_chain' ? block(node, [code]) : code;
};

function labelled(node: SyntaxNode, code: Code): Code {
  const label = node.firstOf('label');
  return label ? { kind: 'labelled', label: label.text, body: code, ...span(node) } : code;
}

export const whileLoop: LoweringRule = (node) => labelled(node, { kind: 'loop', test: node.child('condition')?.code ?? nothing(node), body: node.child('body')?.code ?? nothing(node), ...span(node) });

export const endlessLoop: LoweringRule = (node) => labelled(node, { kind: 'loop', endless: true, body: node.child('body')?.code ?? nothing(node), ...span(node) });

export const forLoop: LoweringRule = (node) => {
  const over = node.child('value');
  const target = targetOf(node.child('pattern'));
  const empty = over !== undefined && /^(\[\s*\]|(\d+)\s*\.\.\s*\2)$/.test(over.text);
  return labelled(node, { kind: 'loop', ...(over ? { head: over.code } : {}), ...(target ? { target } : {}), body: node.child('body')?.code ?? nothing(node), ...(empty ? { never: true } : {}), ...span(node) });
};

/** One arm runs. What it binds is known in it only. */
export const match: LoweringRule = (node) => {
  const subject = node.child('value')?.code;
  const arms = node.child('body')?.namedChildren.filter(({ kind }) => kind === 'match_arm') ?? [];
  const cases = arms.map((arm) => {
    const head = arm.child('pattern');
    const guard = head?.child('condition');
    const target = targetOf(head);
    const value = arm.child('value')?.code ?? nothing(arm);
    return { tests: guard ? [guard.code] : [], targets: [], body: target ? block(arm, [{ kind: 'assign', target, declares: 'block', ...span(head!) }, value]) : value, fallsThrough: false };
  });
  return { kind: 'switch', ...(subject ? { subject } : {}), cases, exhaustive: cases.length > 0, ...span(node) };
};

export const jump =
  (how: 'return' | 'break' | 'continue'): LoweringRule =>
  (node) => {
    const label = node.firstOf('label');
    const value = group(node, node.namedChildren.filter(({ kind }) => kind !== 'label'));
    return { kind: 'exit', how, ...(label ? { label: label.text } : {}), ...(value.kind === 'nothing' ? {} : { value }), ...span(node) };
  };

/** `let p = v else { … }`: the other way never comes back. */
export const letDeclaration: LoweringRule = (node, _notes) => {
  const value = node.child('value')?.code;
  const target = targetOf(node.child('pattern'));
  const type = node.child('type')?.code;
  const otherwise = node.child('alternative')?.code;
  const named: Code | undefined = target?.kind === 'name' && (type?.kind === 'name' || type?.kind === 'member') ? { ...target, type } : target;
  const taken: Code | undefined = value && otherwise ? { kind: 'group', parts: [value], chain: true, ...span(value) } : value;
  const bound: Code = named ? { kind: 'assign', target: named, ...(taken ? { value: taken } : {}), declares: 'block', ...span(node) } : (taken ?? nothing(node));
  if (!otherwise) return bound;
  return { kind: 'group', parts: [bound, { kind: 'branch', test: literal(node, 'other', undefined), then: otherwise, ...span(node) }], ...span(node) };
};

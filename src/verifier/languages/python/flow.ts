/** Branches, loops, handlers and cases of Python. */
import type { Code } from '../../code/code.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { group, nothing, span } from '../build.ts';

/** elif clauses stand beside each other; each is the otherwise of the one before it. */
export const conditional: LoweringRule = (node) => {
  let otherwise: Code | undefined;
  for (const clause of [...node.childrenIn('alternative')].reverse()) {
    if (clause.kind === 'else_clause') otherwise = clause.child('body')?.code ?? nothing(clause);
    else {
      const test = clause.child('condition')?.code ?? nothing(clause);
      otherwise = { kind: 'branch', test, then: clause.child('consequence')?.code ?? nothing(clause), ...(otherwise ? { otherwise } : {}), ...span(clause) };
    }
  }
  return { kind: 'branch', test: node.child('condition')?.code ?? nothing(node), then: node.child('consequence')?.code ?? nothing(node), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

export const whileLoop: LoweringRule = (node) => {
  const otherwise = node.child('alternative')?.child('body')?.code;
  return { kind: 'loop', test: node.child('condition')?.code ?? nothing(node), body: node.child('body')?.code ?? nothing(node), ...(otherwise ? { otherwise } : {}), ...span(node) };
};

export const forLoop: LoweringRule = (node) => {
  const over = node.child('right');
  const target = node.child('left')?.code;
  const otherwise = node.child('alternative')?.child('body')?.code;
  return {
    kind: 'loop',
    ...(over ? { head: over.code } : {}),
    ...(target ? { target } : {}),
    body: node.child('body')?.code ?? nothing(node),
    ...(otherwise ? { otherwise } : {}),
    ...(over && isEmpty(over) ? { never: true } : {}),
    ...span(node),
  };
};

/** What is never iterated over: an empty literal, or `range(0)`. */
function isEmpty(node: SyntaxNode): boolean {
  return isEmptyLiteral(node) || (node.kind === 'call' && /^range\(\s*0\s*\)$/.test(node.text));
}

export function isEmptyLiteral({ kind, namedChildren }: SyntaxNode): boolean {
  return (kind === 'list' || kind === 'tuple' || kind === 'dictionary') && namedChildren.length === 0;
}

export const attempt: LoweringRule = (node, notes) => {
  // The grammar takes a `try` that nothing follows.
  if (!node.firstOf('except_clause', 'except_group_clause', 'finally_clause')) notes.misread(node);
  const handlers = node.namedChildren
    .filter(({ kind }) => kind === 'except_clause' || kind === 'except_group_clause')
    .map((clause) => {
      const parts = clause.namedChildren;
      const body = parts.find(({ kind }) => kind === 'block');
      const alias = clause.child('alias') ?? parts.find(({ kind }) => kind === 'as_pattern')?.child('alias');
      const types = parts.find((part) => part !== body && part !== alias);
      return { ...(types ? { types: types.code } : {}), ...(alias ? { target: alias.code } : {}), body: body?.code ?? nothing(clause) };
    });
  const otherwise = node.firstOf('else_clause')?.child('body')?.code;
  const last = node.firstOf('finally_clause')?.namedChildren.find(({ kind }) => kind === 'block')?.code;
  return { kind: 'try', body: node.child('body')?.code ?? nothing(node), handlers, ...(otherwise ? { otherwise } : {}), ...(last ? { last } : {}), ...span(node) };
};

/** A manager named after suppressing swallows what its body throws. */
export const withStatement: LoweringRule = (node) => {
  const managers = node.firstOf('with_clause');
  const body = node.child('body')?.code ?? nothing(node);
  if (!managers) return body;
  const suppresses = /\bsuppress\b/.test(managers.text);
  const guarded: Code = suppresses ? { kind: 'try', body, handlers: [{ body: nothing(node) }], ...span(node) } : body;
  return { kind: 'group', parts: [managers.code, guarded], ...span(node) };
};

export const match: LoweringRule = (node) => {
  const clauses = node.namedChildren.flatMap((child) => (child.kind === 'block' ? child.namedChildren : [child])).filter(({ kind }) => kind === 'case_clause');
  const cases = clauses.map((clause) => {
    const guard = clause.child('guard');
    const patterns = clause.namedChildren.filter(({ kind }) => kind === 'case_pattern');
    return { tests: guard ? [guard.code] : [], targets: patterns.flatMap(captures), body: clause.child('consequence')?.code ?? nothing(clause), fallsThrough: false };
  });
  const last = clauses.at(-1);
  const exhaustive = last !== undefined && !last.child('guard') && last.namedChildren[0]?.text === '_';
  return { kind: 'switch', subject: group(node, node.childrenIn('subject')), cases, exhaustive, ...span(node) };
};

/** The names that a case binds: plain names in it. */
function captures(pattern: SyntaxNode): Code[] {
  const found: Code[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'identifier' && node.code.kind === 'name') found.push(node.code);
    if (node.kind === 'dotted_name' && node.namedChildren.length === 1) found.push({ kind: 'name', name: node.text, ...span(node) });
    if (node.kind !== 'class_pattern' && node.kind !== 'keyword_pattern') open.push(...node.namedChildren);
    else open.push(...node.namedChildren.slice(1));
  }
  return found;
}

export const comprehension: LoweringRule = (node) => {
  const clauses = node.namedChildren.filter(({ kind }) => kind === 'for_in_clause');
  const tests = node.namedChildren.filter(({ kind }) => kind === 'if_clause');
  let body = node.child('body')?.code ?? nothing(node);
  for (const test of [...tests].reverse()) body = { kind: 'branch', test: test.namedChildren[0]?.code ?? nothing(test), then: body, ...span(node) };
  for (const clause of [...clauses].reverse()) {
    const target = clause.child('left')?.code;
    const over = clause.child('right');
    body = { kind: 'loop', ...(over ? { head: over.code } : {}), ...(target ? { target } : {}), body, ...(over && isEmpty(over) ? { never: true } : {}), ...span(node) };
  }
  return body;
};

/** `assert False` ends like a throw; with -O it does not run at all, which is no reason to trust what follows. */
export const assertion: LoweringRule = (node) => {
  const [test, message] = node.namedChildren;
  const code = test?.code ?? nothing(node);
  const ends: Code = { kind: 'exit', how: 'throw', assertion: true, ...(message ? { value: message.code } : {}), ...span(node) };
  return { kind: 'branch', test: { kind: 'not', operand: code, ...span(node) }, then: ends, ...span(node) };
};

export const ternary: LoweringRule = (node) => {
  const [then, test, otherwise] = node.namedChildren;
  return { kind: 'branch', test: test?.code ?? nothing(node), then: then?.code ?? nothing(node), ...(otherwise ? { otherwise: otherwise.code } : {}), ...span(node) };
};

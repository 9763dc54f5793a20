/** Small forms that every language's rules are made of. */
import type { Code, LiteralCode, Span } from '../code/code.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** Only the range: a node must not be kept alive by what it was lowered to. */
export function span({ start, end }: Span): Span {
  return { start, end };
}

export function nothing(node: Span): Code {
  return { kind: 'nothing', ...span(node) };
}

export function literal(node: Span, type: LiteralCode['type'], test: boolean | undefined): LiteralCode {
  return { kind: 'literal', type, ...(test === undefined ? {} : { test }), ...span(node) };
}

export function text(node: Span, value: string): Code {
  return { kind: 'literal', type: 'text', value, test: value !== '', ...span(node) };
}

/** The lowered part in a field of the node, or nothing. */
export function codeOf(node: SyntaxNode, field: string): Code {
  return node.child(field)?.code ?? nothing(node);
}

/** The lowered parts in order; a single part stands for itself. */
export function group(node: Span, parts: readonly SyntaxNode[]): Code {
  const codes = parts.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  const only = codes[0];
  if (!only) return nothing(node);
  return codes.length === 1 ? only : { kind: 'group', parts: codes, ...span(node) };
}

export function block(node: Span, parts: readonly Code[]): Code {
  return { kind: 'block', parts, ...span(node) };
}

/**
 * Operands of an operator, in order. A row of operators, however long, becomes one flat row: its left part is extended
 * in place, which is why the parser counts it as no deeper.
 */
export function chain(node: SyntaxNode): Code {
  const [first, ...rest] = node.namedChildren;
  const more = rest.map(({ code }) => code).filter(({ kind }) => kind !== 'nothing');
  if (first?.code.kind === 'group' && first.code.chain && first.kind === node.kind) {
    first.code.parts.push(...more);
    return first.code;
  }
  const parts = first && first.code.kind !== 'nothing' ? [first.code, ...more] : more;
  return { kind: 'group', parts, chain: true, ...span(node) };
}

/**
 * What a comparison of two literals of one type is worth, which is the same in every run; undefined for everything
 * else. `operator` is the mark as written; marks that are not known compare nothing.
 */
export function compared(node: Span, left: SyntaxNode | undefined, operator: string, right: SyntaxNode | undefined): Code | undefined {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  const outcomes: Readonly<Record<string, boolean>> = { '==': a === b, '===': a === b, '!=': a !== b, '!==': a !== b, '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b };
  const outcome = outcomes[operator];
  return outcome === undefined ? undefined : literal(node, 'boolean', outcome);
}

function constantOf(node: SyntaxNode | undefined): number | string | boolean | undefined {
  if (node?.code.kind !== 'literal') return undefined;
  if (node.code.type === 'boolean') return node.code.test;
  if (node.code.type === 'text') return node.code.value;
  const value = node.code.type === 'number' ? Number(node.text.replaceAll('_', '')) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}

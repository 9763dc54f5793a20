/** `_` in an expression makes a function of it: `check(_)`, `_.name`. Calls in it happen when that function is called. */
import type { Code } from '../../code/code.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { span } from '../build.ts';

const open = new WeakSet<SyntaxNode>();

/** Notes that the expression has a place to be filled in. */
export function leavesOpen(node: SyntaxNode, parts: readonly (SyntaxNode | undefined)[]): void {
  if (parts.some((part) => part !== undefined && (part.kind === 'wildcard' || open.has(part)))) open.add(node);
}

/** The expression, or the function that it is. */
export function filled(node: SyntaxNode): Code {
  return open.has(node) ? closureOf(node, [], node.code) : node.code;
}

/** A `return` in a closure leaves the function around it. */
export function closureOf(node: SyntaxNode, parameters: readonly Code[], body: Code): Code {
  return { kind: 'function', parameters, defaults: [], decorators: [], body, form: 'expression', arrow: true, returnsOuter: true, ...span(node) };
}

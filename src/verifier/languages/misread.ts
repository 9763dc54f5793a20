/**
 * Some grammars bind what follows a name less tightly than the operators before it: TypeScript's reads
 * `ready && store!.check(x)` as `(ready && store)!.check(x)`, and C#'s does so with `store?.Check(x)`. What follows is put
 * behind the last operand, where it belongs.
 */
import type { Code, Span } from '../code/code.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { nothing, span } from './build.ts';

/** Forms in which what follows was put where it belongs: what follows them in turn belongs there, too. */
const putRight = new WeakSet<Code>();

/** Whether what follows this node was put right, so that it is no operand of its own. Brackets make one of it. */
export function wasPutRight({ kind, code }: SyntaxNode): boolean {
  return kind !== 'parenthesized_expression' && putRight.has(code);
}

/**
 * What `node` puts behind `before`, made by `make` of what it belongs to. `operators` are those that stand before it in
 * the text and were wrongly read with it.
 */
export function behind(node: SyntaxNode, before: SyntaxNode | undefined, operators: Code | undefined, make: (what: Code, place: Span) => Code): Code {
  if (!operators) return make(before?.code ?? nothing(node), span(node));
  const made = onLastOperand(operators, node.end, (operand) => make(operand, { start: operand.start, end: node.end }));
  putRight.add(made);
  return made;
}

function onLastOperand(code: Code, end: number, make: (operand: Code) => Code): Code {
  if (code.kind === 'not') return { ...code, operand: onLastOperand(code.operand, end, make), end };
  if (code.kind === 'logical') return { ...code, right: onLastOperand(code.right, end, make), end };
  const last = code.kind === 'group' ? code.parts.at(-1) : undefined;
  if (code.kind === 'group' && last) return { ...code, parts: [...code.parts.slice(0, -1), onLastOperand(last, end, make)], end };
  return make(code);
}

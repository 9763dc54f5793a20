/**
 * The grammar of TypeScript binds `!` behind a name less tightly than what stands before it: it reads `!check!(x)` as
 * `(!check)!(x)`, and `ready && store!.check(x)` as `(ready && store)!.check(x)`. What follows belongs to the last operand.
 */
import type { Code } from '../../code/code.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** Forms in which what follows was put where it belongs: what follows them in turn belongs there, too. */
const putRight = new WeakSet<Code>();

/** The operators that a node was wrongly read with, when what follows the node must not apply to them; undefined when it may. */
export function misreadOperators(node: SyntaxNode | undefined): Code | undefined {
  if (!node || !/^(non_null|member|subscript|call)_expression$/.test(node.kind)) return undefined;
  const inner = node.kind === 'non_null_expression' ? node.namedChildren[0] : undefined;
  if (inner?.kind === 'unary_expression' || inner?.kind === 'binary_expression') return inner.code;
  return inner?.kind !== 'parenthesized_expression' && putRight.has(node.code) ? node.code : undefined;
}

/** The same operators with `make` applied to their last operand alone; they reach to `end` now. */
export function onLastOperand(code: Code, end: number, make: (operand: Code) => Code): Code {
  const made = appliedTo(code, end, make);
  putRight.add(made);
  return made;
}

function appliedTo(code: Code, end: number, make: (operand: Code) => Code): Code {
  if (code.kind === 'not') return { ...code, operand: appliedTo(code.operand, end, make), end };
  if (code.kind === 'logical') return { ...code, right: appliedTo(code.right, end, make), end };
  const last = code.kind === 'group' ? code.parts.at(-1) : undefined;
  if (code.kind === 'group' && last) return { ...code, parts: [...code.parts.slice(0, -1), appliedTo(last, end, make)], end };
  return make(code);
}

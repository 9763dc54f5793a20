/** Words of the language where its grammar takes them for names: an `end` too many, a `do` or `then` said twice, the rest of a line that lost its `def`. */
import type { LoweringNotes } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

const reserved = new Set(['alias', 'and', 'begin', 'case', 'class', 'def', 'do', 'else', 'elsif', 'end', 'ensure', 'for', 'if', 'in', 'module', 'or', 'rescue', 'then', 'undef', 'unless', 'until', 'when', 'while']);

/** Fields in which such a word names a method: `range.end`, `def end`, `alias end last`. */
const naming = new Set(['method', 'name', 'alias']);

/** Notes a name that is none. */
export function noteReserved(node: SyntaxNode, notes: LoweringNotes): void {
  if (!naming.has(node.field ?? '') && reserved.has(node.text)) notes.misread(node);
}

/** Notes a call without a receiver whose method nobody can name so: `then pay(x)`. */
export function noteReservedCall(node: SyntaxNode, notes: LoweringNotes): void {
  const method = node.child('method');
  if (method && !node.child('receiver') && reserved.has(method.text)) notes.misread(method);
}

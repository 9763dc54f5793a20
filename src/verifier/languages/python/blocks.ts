/**
 * Blocks that Python refuses and the grammar takes without noticing: empty ones, as after a line was deleted, and lines that stand
 * further in or out than the block that they are in. No such file can be run.
 */
import type { LoweringNotes } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** Notes what is misplaced in a block, or in a whole file. */
export function noteMisplaced(node: SyntaxNode, notes: LoweringNotes): void {
  const [first, ...others] = node.namedChildren;
  const isBlock = node.kind === 'block';
  if (!first) {
    // It has no length of its own; the place is the end of what it belongs to.
    if (isBlock) notes.misread({ start: Math.max(0, node.start - 1), end: Math.max(1, node.start) });
    return;
  }
  const expected = isBlock ? indentationOf(first) : '';
  for (const child of isBlock ? others : node.namedChildren) noteUnlessAt(expected, child, notes);
  for (const child of node.namedChildren) {
    for (const part of child.namedChildren) if (aligned.has(part.kind)) noteUnlessAt(indentationOf(child), part, notes);
  }
}

/** Parts of a statement that begin where it begins. */
const aligned: ReadonlySet<string> = new Set(['elif_clause', 'else_clause', 'except_clause', 'except_group_clause', 'finally_clause', 'decorator', 'function_definition', 'class_definition']);

function noteUnlessAt(expected: string | undefined, node: SyntaxNode, notes: LoweringNotes): void {
  const found = indentationOf(node);
  // Behind other words on the same line nothing is misplaced.
  if (found !== undefined && found !== expected) notes.misread(node);
}

/** A form feed begins the line anew. */
function indentationOf(node: SyntaxNode): string | undefined {
  const found = node.indentation;
  return found?.slice(found.lastIndexOf('\f') + 1);
}

/** Names that a block declares twice: the grammar takes them, every engine refuses the whole file (ECMA-262, 14.2.1 and 16.1.1, static semantics: early errors). */
import type { LoweringNotes } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** Kinds that take their name for themselves; functions may share theirs with one another, never with these. */
const alone = new Set(['lexical_declaration', 'class_declaration', 'abstract_class_declaration']);
const functions = new Set(['function_declaration', 'generator_function_declaration']);

/** Notes the second declaration of each such name in a file, a block, or the cases of a switch. */
export function noteDeclaredTwice(statements: readonly SyntaxNode[], notes: LoweringNotes): void {
  if (statements.length < 2) return;
  const before = new Map<string, boolean>();
  for (const statement of statements) {
    const declaration = statement.kind === 'export_statement' ? statement.child('declaration') : statement;
    if (!declaration) continue;
    const isAlone = alone.has(declaration.kind);
    if (!isAlone && !functions.has(declaration.kind)) continue;
    for (const name of namesIn(declaration)) {
      const earlier = before.get(name.text);
      if (earlier === undefined) before.set(name.text, isAlone);
      else if (earlier || isAlone) notes.misread(name);
    }
  }
}

/** Every name that a declaration binds, those in patterns too. */
function namesIn(declaration: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const left = declaration.kind === 'lexical_declaration' ? declaration.namedChildren.map((part) => part.child('name')) : [declaration.child('name')];
  while (left.length > 0) {
    const node = left.pop();
    if (!node) continue;
    if (/^(?:type_|shorthand_property_)?identifier/.test(node.kind)) found.push(node);
    else if (/^(?:object|array|rest)_pattern$/.test(node.kind)) left.push(...node.namedChildren);
    // A default is computed and binds nothing.
    else left.push(node.child('value') ?? node.child('left'));
  }
  return found;
}

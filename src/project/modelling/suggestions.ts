/** Names that stand in a file, offered while an assertion is written. They are only offers: the verifier decides. */
import type { FieldChoice } from '../../protocol/form-field.ts';

/** A longer file is not searched while somebody waits. */
const longestText = 500_000;
const mostNames = 400;

/** What a file defines, and what it calls, by how its lines look in any language; with the line that it was seen on. */
export function namesIn(text: string, wanted: 'defined' | 'called'): readonly FieldChoice[] {
  if (text.length > longestText) return [];
  const found = new Map<string, FieldChoice>();
  const pattern = wanted === 'defined' ? /\b(?:async\s+)?(?:def|func|fn|function\*?|class|struct|interface|enum|trait|const|let|var)\s+(?:\([^)]*\)\s*)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu : /(?<![\p{ID_Continue}$.])(?<!\b(?:def|func|fn|function|class)\s+)([\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*)\s*\(/gu;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|\/\/|\*)/.test(line)) continue;
    for (const [, name] of line.matchAll(pattern)) {
      if (name === undefined || keywords.has(name) || found.has(name)) continue;
      found.set(name, { value: name, label: name, detail: `line ${index + 1}: ${line.trim().slice(0, 100)}` });
      if (found.size >= mostNames) return [...found.values()];
    }
  }
  return [...found.values()];
}

const keywords = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'with', 'elif', 'and', 'or', 'not', 'in', 'await', 'yield', 'assert', 'def', 'function', 'func', 'fn', 'class', 'print', 'match', 'when', 'super', 'new', 'typeof', 'sizeof', 'except', 'lambda']);

/** Finds tools by words: those of their names count most, then of titles, then of what they are for. */
import { findSimilar } from '../model/similar.ts';
import type { Tool } from './tool.ts';

/** The tools that fit best, the best first; a misspelt name counts as the name. */
export function nearestTools(asked: string, tools: readonly Tool[], most: number): readonly Tool[] {
  const words = wordsOf(asked);
  const misspelt = findSimilar(asked.trim(), tools.map(({ name }) => name));
  const ranked = tools.map((tool, index) => ({ tool, index, fit: tool.name === misspelt ? Infinity : fitOf(tool, words) })).filter(({ fit }) => fit > 0);
  return ranked.sort((a, b) => b.fit - a.fit || a.index - b.index).slice(0, most).map(({ tool }) => tool);
}

function fitOf({ name, title, use, not, toolsets }: Tool, words: readonly string[]): number {
  const fields: readonly (readonly [readonly string[], number])[] = [[wordsOf(name), 6], [wordsOf(title), 3], [wordsOf(use), 2], [[...toolsets, ...wordsOf(not ?? '')], 1]];
  return words.reduce((sum, word) => sum + Math.max(0, ...fields.map(([texts, weight]) => (texts.some((text) => text === word) ? weight : 0))), 0);
}

/** Words in lower case, each cut to its stem as far as plurals and verb endings go. */
function wordsOf(text: string): readonly string[] {
  return [...new Set((text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !skipped.has(word)).map((word) => (word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed|e)$/, '') : word)))];
}

const skipped = new Set(['a', 'an', 'the', 'of', 'to', 'for', 'in', 'on', 'or', 'and', 'is', 'it', 'what', 'which', 'how', 'with', 'this', 'that', 'i', 'want', 'tool', 'use', 'when']);

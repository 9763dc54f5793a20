/** Whether two texts name the same thing, by their words: so that nothing is modelled twice, and nothing turns into something else unnoticed. */
import { compareIdentifiers, idPatterns, type EntityKind } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { findSimilar } from '../../model/similar.ts';
import { titleKeys } from '../language/entity-words.ts';

export interface Resembling {
  readonly id: string;
  readonly title: string;
  /** Whether it was removed, and can be restored. */
  readonly removed: boolean;
  /** Whether the words are the same, or only most of them. */
  readonly same: boolean;
}

/** How much of their words two texts share, from 0 to 1, from which on they may mean the same thing. */
const alike = 0.6;

const littleWords = new Set(['the', 'a', 'an', 'of', 'to', 'is', 'are', 'be', 'and', 'or', 'in', 'on', 'for', 'with', 'that', 'it', 'its', 'by', 'as', 'at', 'any', 'all', 'from', 'into', 'who', 'which', 'can']);

/** The entities of a kind, live ones first, that a title may mean already; those that say the same before those that only resemble it. */
export function resembling(model: ThreatModel, kind: EntityKind, title: string, except?: string): readonly Resembling[] {
  const live = Object.entries(model[kind] as Readonly<Record<string, unknown>>).map(([id, entity]) => ({ id, title: titleIn(kind, entity), removed: false }));
  const removed = Object.entries(model.removed).flatMap(([id, { was }]) => (was && isOfKind(kind, id, was) ? [{ id, title: titleIn(kind, was), removed: true }] : []));
  return [...live, ...removed]
    .filter(({ id, title: other }) => id !== except && other !== '')
    .map((one) => ({ ...one, same: wordsOf(one.title).join(' ') === wordsOf(title).join(' '), share: sharedWords(one.title, title) }))
    .filter(({ title: other, same, share }) => same || share >= alike || findSimilar(plainText(title), [plainText(other)]) !== undefined)
    .sort((a, b) => Number(b.same) - Number(a.same) || Number(a.removed) - Number(b.removed) || b.share - a.share || compareIdentifiers(a.id, b.id))
    .map(({ share: _share, ...found }) => found);
}

/** Whether a new text still reads as what the old one named: it keeps a good part of its words, or the old one was empty. */
export function keepsMeaning(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || before.trim() === '' || after === undefined) return true;
  if (findSimilar(plainText(after), [plainText(before)]) !== undefined) return true;
  const [old, now] = [new Set(wordsOf(before)), new Set(wordsOf(after))];
  const kept = [...old].filter((word) => now.has(word)).length;
  return old.size > 0 && kept / Math.min(old.size, Math.max(now.size, 1)) >= 0.5;
}

function isOfKind(kind: EntityKind, id: string, was: Readonly<Record<string, unknown>>): boolean {
  return idPatterns[kind].test(id) && typeof was[titleKeys[kind]] === 'string';
}

function titleIn(kind: EntityKind, entity: unknown): string {
  const title = (entity as Readonly<Record<string, unknown>>)[titleKeys[kind]];
  return typeof title === 'string' ? title : '';
}

/** The share of words that two texts have in common, of all words in them. */
function sharedWords(a: string, b: string): number {
  const [left, right] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const common = [...left].filter((word) => right.has(word)).length;
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 0 : common / all;
}

/** Words of weight, in their order, without the endings that make them plural. */
function wordsOf(text: string): readonly string[] {
  const words = plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !littleWords.has(word)).map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word));
}

function plainText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

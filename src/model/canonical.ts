/** Canonical forms and the hashes over them: RFC 8785, strings in NFC and trimmed, SHA-256 in hex. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { compareIdentifiers } from './identifiers.ts';
import type { Assertion, Assumption, Control, ThreatModel } from './schema.ts';

/** SHA-256, in hex, over the RFC 8785 form of a JSON value. Strings, keys too, are taken in NFC and trimmed. */
export function canonicalHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(normalisedText(value))));
}

function normalisedText(value: unknown): string {
  return canonicalize(normalised(value)) ?? 'null';
}

/** What evidence for a control is bound to: its text and its clauses, not its identifier. */
export const controlHash = remembered((control: Pick<Control, 'description' | 'clauses'>): string => {
  const clauses = Object.fromEntries(Object.entries(control.clauses).map(([name, clause]) => [name, canonicalClause(clause)]));
  return canonicalHash({ description: control.description, clauses });
});

/** One clause of a control as its hash has it: tells which clause changed, where the hash of the control only tells that something did. */
export function clauseHash(clause: Control['clauses'][string]): string {
  return canonicalHash(canonicalClause(clause));
}

function canonicalClause(clause: Control['clauses'][string]): unknown {
  return { ...clause, types: [...clause.types].sort() };
}

/** What evidence for an assumption is bound to: what it says and leaves out, not its identifier and not who attests it. */
export function assumptionHash({ type, description, exclusion }: Assumption): string {
  return canonicalHash({ type, description, exclusion: exclusion ?? null });
}

/** The RFC 8785 form of a JSON value as it stands, for texts that are compared byte by byte; undefined for what JSON cannot say. */
export function canonicalText(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    // Half of a surrogate pair, a number that is none.
    return undefined;
  }
}

/** What a verdict is bound to: what is claimed, of which repository, for which clauses; not the identifier. */
export const assertionHash = remembered((assertion: Assertion): string => {
  const { type, params, requires, covers, repository } = assertion;
  return canonicalHash({ type, params, requires: requires ?? null, covers: [...covers].sort(), repository: repository ?? null });
});

/** What is claimed and of which repository, whatever it is claimed for: who checks it anew gets the same verdict. */
export const claimHash = remembered(({ type, params, requires, repository }: Assertion): string => canonicalHash([type, params, requires ?? null, repository ?? null]));

/** Lists whose order means something: the history of attestations and material that people arranged. Everything else is a set. */
const orderedLists = new Set(['attestations', 'evidence', 'checked_locations', 'checked_patterns']);

/** The digest of what a model says, whatever the order, the comments and the layout of its file. */
export const semanticDigest = remembered((model: ThreatModel): string => {
  return bytesToHex(sha256(utf8ToBytes(objectText(Object.entries(model), (value, key) => (isPlainMap(value) ? objectText(Object.entries(value), entityText) : entityText(value, key))))));
});

/** The RFC 8785 form of one entity or of one scalar; of an entity it is made once. */
function entityText(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return normalisedText(value);
  let known = entityTexts.get(value);
  if (known === undefined) entityTexts.set(value, (known = normalisedText(unordered(value, Array.isArray(value) ? key : '', false))));
  return known;
}

const entityTexts = new WeakMap<object, string>();

/** Lists that are sets, sorted. */
function unordered(value: unknown, key: string, insideParams: boolean): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => unordered(item, '', insideParams));
    if (insideParams || orderedLists.has(key)) return items;
    return items.map((item) => [JSON.stringify(item), item] as const).sort(([a], [b]) => compareIdentifiers(a, b)).map(([, item]) => item);
  }
  if (isPlainMap(value)) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => [name, unordered(value[name], name, insideParams || name === 'params')]),
    );
  }
  return value;
}

/** The RFC 8785 form of an object whose values have theirs. Of keys that are one in NFC the last in their order counts. */
function objectText(entries: readonly (readonly [string, unknown])[], textOf: (value: unknown, key: string) => string): string {
  const byKey = new Map<string, string>();
  for (const [key, value] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) if (value !== undefined) byKey.set(normalisedKey(key), textOf(value, key));
  return `{${[...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
}

function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A parsed model is never changed in place, so a hash is computed once for an object and goes away with it. */
function remembered<T extends object>(hash: (of: T) => string): (of: T) => string {
  const known = new WeakMap<T, string>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) known.set(of, (found = hash(of)));
    return found;
  };
}

function normalised(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value.normalize('NFC').trim());
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [normalisedKey(key), normalised(inner)]));
  }
  return value ?? null;
}

function normalisedKey(key: string): string {
  return wellFormed(key.normalize('NFC').trim());
}

/** RFC 8785 has no form for half of a surrogate pair; it stands as the replacement character, as it would in UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

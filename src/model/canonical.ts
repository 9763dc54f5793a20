/** Canonical forms and the hashes over them: RFC 8785, strings in NFC and trimmed, SHA-256 in hex. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { compareIdentifiers } from './identifiers.ts';
import type { Assertion, Assumption, Control, ThreatModel } from './schema.ts';

/** SHA-256, in hex, over the RFC 8785 form of a JSON value. Strings, keys too, are taken in NFC and trimmed. */
export function canonicalHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalize(normalised(value)) ?? 'null')));
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

/** Lists whose order means something: the history of attestations and material that people arranged. Everything else is a set. */
const orderedLists = new Set(['attestations', 'evidence', 'checked_locations', 'checked_patterns']);

/** The digest of what a model says, whatever the order, the comments and the layout of its file. */
export const semanticDigest = remembered((model: ThreatModel): string => {
  const visit = (value: unknown, key: string, insideParams: boolean): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => visit(item, '', insideParams));
      if (insideParams || orderedLists.has(key)) return items;
      return items.map((item) => [JSON.stringify(item), item] as const).sort(([a], [b]) => compareIdentifiers(a, b)).map(([, item]) => item);
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((name) => [name, visit((value as Record<string, unknown>)[name], name, insideParams || name === 'params')]),
      );
    }
    return value;
  };
  return canonicalHash(visit(model, '', false));
});

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
    return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [wellFormed(key.normalize('NFC').trim()), normalised(inner)]));
  }
  return value ?? null;
}

/** RFC 8785 has no form for half of a surrogate pair; it stands as the replacement character, as it would in UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

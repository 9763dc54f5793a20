/** What a submission is bound to: a digest over the assertions and their verdicts, in the form that platforms compute again. */
import { createHash } from 'node:crypto';
import type { PlatformAssertion } from './verification-api.ts';

/**
 * SHA-256 over JSON with keys sorted by code point on every level, without blanks, everything beyond ASCII escaped. Records are
 * sorted by the assertion's identifier; one without a result is `skipped`.
 */
export function contentHash(assertions: readonly PlatformAssertion[], results: ReadonlyMap<string, 'pass' | 'fail' | 'skipped'>): string {
  const records = assertions
    .map(({ id, type, params, description }) => ({ assertion_id: id, type, params, description: description ?? '', verdict: results.get(id) ?? 'skipped' }))
    .sort((a, b) => byCodePoint(a.assertion_id, b.assertion_id));
  return `sha256:${createHash('sha256').update(sortedJson(records), 'utf8').digest('hex')}`;
}

/** The text that is hashed. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => byCodePoint(a, b));
    return `{${entries.map(([key, inner]) => `${escaped(key)}:${sortedJson(inner)}`).join(',')}}`;
  }
  return typeof value === 'string' ? escaped(value) : JSON.stringify(value ?? null);
}

/** The form escapes DEL as well, which JSON would leave as it is. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(/[\u007F-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function byCodePoint(a: string, b: string): number {
  for (let index = 0; index < Math.min(a.length, b.length); ) {
    const [left, right] = [a.codePointAt(index)!, b.codePointAt(index)!];
    if (left !== right) return left - right;
    index += left > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

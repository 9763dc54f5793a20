/** JSON in exactly one spelling: the RFC 8785 form. A text that is written in any other way is refused, so nothing hides in spelling. */
import { canonicalText } from '../../model/canonical.ts';
import { nestsDeeperThan } from './unique-json.ts';

export type CanonicalJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly because: string };

const maximumDepth = 100;

/** The value of bytes that are canonical JSON. Doubled members, other orders, blanks, other numbers and other escapes are not. */
export function readCanonicalJson(bytes: Uint8Array): CanonicalJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, because: 'it is no UTF-8' };
  }
  if (nestsDeeperThan(text, maximumDepth)) return { ok: false, because: 'it nests too deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, because: 'it is no JSON' };
  }
  return canonicalText(value) === text ? { ok: true, value } : { ok: false, because: 'it is not in canonical form (RFC 8785)' };
}

/** JSON in exactly one spelling: the RFC 8785 form. A text that is written in any other way is refused, so nothing hides in spelling. */
import { canonicalText } from '../../model/canonical.ts';
import { readLimitedJson, type ReadJson } from './limited-json.ts';

/** The value of bytes that are canonical JSON. Doubled members, other orders, blanks, other numbers and other escapes are not. */
export function readCanonicalJson(bytes: Uint8Array): ReadJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, because: 'it is no UTF-8' };
  }
  const json = readLimitedJson(text);
  return !json.ok || canonicalText(json.value) === text ? json : { ok: false, because: 'it is not in canonical form (RFC 8785)' };
}

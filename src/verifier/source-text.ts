/** How bytes become a text that can be checked, wherever they come from, and the refusals that all sources share. */
import type { NoSource, SourceRefusal, SourceText } from './sources.ts';

/** Larger files are refused with `too_large`: nobody wrote them by hand, and parsing them would cost seconds. */
export const defaultMaximumBytes = 2_000_000;

/** Files that are only digested are not parsed, so they may be larger. */
export const maximumDigestedBytes = 50_000_000;

export function refused(refusal: SourceRefusal, detail?: string): NoSource {
  return { ok: false, refusal, ...(detail === undefined ? {} : { detail }) };
}

export function tooLarge(bytes: number, limit: number): NoSource {
  return refused('too_large', `It has ${bytes} bytes; the limit is ${limit}.`);
}

/** Text without a byte order mark, as editors count it: the first character after the mark stands in column 1. `sha256` gives hex. */
export function decodeText(file: string, bytes: Uint8Array, maximumBytes: number, sha256: (bytes: Uint8Array) => string): SourceText | NoSource {
  if (bytes.length > maximumBytes) return tooLarge(bytes.length, maximumBytes);
  if (bytes.includes(0)) return refused('binary', 'It has NUL bytes.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, file, text, sha256: sha256(bytes) };
  } catch {
    return refused('unreadable', 'It is not valid UTF-8; save it in that encoding.');
  }
}

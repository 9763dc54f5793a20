/**
 * DSSE envelopes, read strictly. What is verified is the bytes of the payload, and only what stands in them is ever used:
 * key ids, further members and spelling of the envelope are not signed and decide nothing.
 */
import { verify } from 'node:crypto';
import * as z from 'zod/mini';
import type { TrustedKey } from './trusted-keys.ts';
import { readUniqueJson } from './unique-json.ts';

export const inTotoPayload = 'application/vnd.in-toto+json';
/** Far above any statement on a run of tests; in UTF-16 units. */
export const maximumEnvelope = 16_000_000;
const maximumSignatures = 20;

const envelopeSchema = z.object({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.object({ sig: z.string() })),
});

export type OpenedEnvelope = { readonly ok: true; readonly payload: Buffer } | { readonly ok: false; readonly because: string };

/** The payload of an envelope that one of the keys has signed. One valid signature is enough; others are no harm. */
export function openEnvelope(text: string, keys: readonly TrustedKey[]): OpenedEnvelope {
  if (text.length > maximumEnvelope) return { ok: false, because: 'it is too large' };
  const value = readUniqueJson(text);
  if (!value.ok) return value;
  const parsed = envelopeSchema.safeParse(value.value);
  if (!parsed.success) return { ok: false, because: 'it is no DSSE envelope' };
  const { payload: encoded, payloadType, signatures } = parsed.data;
  if (payloadType !== inTotoPayload) return { ok: false, because: `its payload is no in-toto statement but ${payloadType.slice(0, 80)}` };
  if (signatures.length > maximumSignatures) return { ok: false, because: `it has more than ${maximumSignatures} signatures` };
  const payload = decoded(encoded);
  if (!payload) return { ok: false, because: 'its payload is no base64' };
  const bytes = preAuthenticated(payloadType, payload);
  const signed = signatures.some(({ sig }) => {
    const signature = decoded(sig);
    return signature !== undefined && keys.some((key) => isSignedBy(bytes, signature, key));
  });
  return signed ? { ok: true, payload } : { ok: false, because: signatures.length === 0 ? 'it is not signed' : 'no trusted key has signed it' };
}

/** The bytes that a signature of DSSE is over: type and body, each with its length. */
export function preAuthenticated(type: string, body: Uint8Array): Buffer {
  const name = Buffer.from(type, 'utf8');
  return Buffer.concat([Buffer.from(`DSSEv1 ${name.length} `), name, Buffer.from(` ${body.length} `), body]);
}

/** Whether a key made the signature. Its kind decides how that is verified, never the envelope. */
export function isSignedBy(bytes: Uint8Array, signature: Uint8Array, { kind, key }: TrustedKey): boolean {
  try {
    return kind === 'ed25519' ? verify(null, bytes, key, signature) : verify('sha256', bytes, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}

/** Either alphabet of base64, without anything else: Node's own decoder passes over what it does not know. */
function decoded(text: string): Buffer | undefined {
  if (!/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(text)) return undefined;
  const bare = text.replace(/=+$/, '');
  if (bare.length % 4 === 1) return undefined;
  return Buffer.from(bare, /[-_]/.test(bare) ? 'base64url' : 'base64');
}

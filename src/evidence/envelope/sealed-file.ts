/**
 * A file of evidence: a DSSE envelope over an in-toto statement, or a Sigstore bundle around one. It is canonical JSON with
 * the members below and no others, so each of its bytes is signed, or follows from what is signed and who signed it.
 */
import { sign, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { canonicalText } from '../../model/canonical.ts';
import { inTotoPayload, isSignedBy, maximumEnvelope, preAuthenticated } from './dsse.ts';
import { readCanonicalJson } from './canonical-json.ts';
import { fingerprintOf, kindOfKey, type TrustedKey } from './trusted-keys.ts';

const exactEnvelope = z.strictObject({
  payload: z.string(),
  payloadType: z.literal(inTotoPayload),
  signatures: z.tuple([z.strictObject({ keyid: z.string().check(z.regex(/^[0-9a-f]{64}$/)), sig: z.string() })]),
});

const bundleWithEnvelope = z.looseObject({
  mediaType: z.string(),
  dsseEnvelope: z.object({ payload: z.string(), payloadType: z.literal(inTotoPayload) }),
});

/** What a file holds, unverified. `payload` is worth nothing before its signature was verified. */
export type SealedFile =
  | { readonly kind: 'key'; readonly payload: Buffer; readonly keyid: string; readonly signature: Buffer }
  | { readonly kind: 'sigstore'; readonly payload: Buffer; readonly bundle: unknown };

export type OpenedFile = { readonly ok: true; readonly sealed: SealedFile } | { readonly ok: false; readonly because: string };

/** Reads the bytes of a file strictly: another spelling, another member, another signature beside it is refused. */
export function readSealedFile(bytes: Uint8Array): OpenedFile {
  if (bytes.length > maximumEnvelope) return { ok: false, because: 'it is too large' };
  const json = readCanonicalJson(bytes);
  if (!json.ok) return json;
  const bundle = bundleWithEnvelope.safeParse(json.value);
  if (bundle.success) {
    const payload = exactBase64(bundle.data.dsseEnvelope.payload);
    return payload ? { ok: true, sealed: { kind: 'sigstore', payload, bundle: json.value } } : { ok: false, because: 'its payload is no base64' };
  }
  const envelope = exactEnvelope.safeParse(json.value);
  if (!envelope.success) return { ok: false, because: 'it is neither a DSSE envelope with one signature nor a Sigstore bundle, over an in-toto statement' };
  const [{ keyid, sig }] = envelope.data.signatures;
  const payload = exactBase64(envelope.data.payload);
  const signature = exactBase64(sig);
  if (!payload || !signature) return { ok: false, because: 'its payload or its signature is no base64' };
  return { ok: true, sealed: { kind: 'key', payload, keyid, signature } };
}

/** Whether the key made the file, and is the one that the file names. */
export function isSealedBy(sealed: SealedFile & { readonly kind: 'key' }, key: TrustedKey): boolean {
  return sealed.keyid === fingerprintOf(key.key) && isSignedBy(preAuthenticated(inTotoPayload, sealed.payload), sealed.signature, key);
}

/**
 * The text of the file in which a key seals a payload.
 *
 * @param key A private key, Ed25519 or P-256.
 */
export function sealWithKey(payload: Uint8Array, key: KeyObject): string {
  const bytes = preAuthenticated(inTotoPayload, payload);
  const sig = kindOfKey(key) === 'ed25519' ? sign(null, bytes, key) : sign('sha256', bytes, { key, dsaEncoding: 'der' });
  return writtenFile({ payload: Buffer.from(payload).toString('base64'), payloadType: inTotoPayload, signatures: [{ keyid: fingerprintOf(key), sig: sig.toString('base64') }] });
}

/** The canonical text of an envelope or bundle. */
export function writtenFile(value: unknown): string {
  const text = canonicalText(value);
  if (text === undefined) throw new TypeError('an envelope holds JSON only');
  return text;
}

/** Base64 in its one spelling: the usual alphabet, padded, no loose bits. */
function exactBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

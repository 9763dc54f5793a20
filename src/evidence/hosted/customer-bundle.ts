/** The hosted service's bundle of a run that a customer's own key has signed, made and verified. */
import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { inTotoPayload, isSignedBy, preAuthenticated } from '../envelope/dsse.ts';
import { fingerprintOf, kindOfKey } from '../envelope/trusted-keys.ts';
import { readUniqueJson } from '../envelope/unique-json.ts';
import { verificationRunType } from './verification-run.ts';

const bundleSchema = z.object({
  v: z.literal(1),
  kind: z.literal('customer-dsse'),
  payloadType: z.literal(inTotoPayload),
  payload: z.string(),
  signature: z.string(),
  public_key_pem: z.string(),
});
export type CustomerBundle = z.infer<typeof bundleSchema>;

/** @param key A private P-256 key: the hosted service takes no other. */
export function customerBundle(payload: Uint8Array, key: KeyObject): CustomerBundle {
  return {
    v: 1,
    kind: 'customer-dsse',
    payloadType: inTotoPayload,
    payload: Buffer.from(payload).toString('base64'),
    signature: sign('sha256', preAuthenticated(inTotoPayload, payload), { key, dsaEncoding: 'der' }).toString('base64'),
    public_key_pem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export interface CustomerPins {
  /** The fingerprint of the key that the auditor expects. Without one nothing is verified: the embedded key vouches for itself. */
  readonly fingerprint: string | undefined;
  /** `sha256:<hex>`, the content hash that the run must be about. */
  readonly contentHash: string;
}

export type VerifiedCustomerBundle = { readonly ok: true; readonly statement: Readonly<Record<string, unknown>> } | { readonly ok: false; readonly because: string };

/** In this order: shape, signature, pinned key, what the statement is about. The first that does not hold is told. */
export function verifyCustomerBundle(text: string, pins: CustomerPins): VerifiedCustomerBundle {
  const json = readUniqueJson(text);
  if (!json.ok) return json;
  const parsed = bundleSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, because: 'it is no bundle of the kind customer-dsse' };
  const [payload, signature] = [exact(parsed.data.payload), exact(parsed.data.signature)];
  if (!payload || !signature) return { ok: false, because: 'its payload or its signature is no base64' };
  let key: KeyObject;
  try {
    key = createPublicKey({ key: parsed.data.public_key_pem, format: 'pem', type: 'spki' });
  } catch {
    return { ok: false, because: 'its key cannot be read' };
  }
  if (kindOfKey(key) !== 'p256') return { ok: false, because: 'its key is not of the curve P-256' };
  if (!isSignedBy(preAuthenticated(inTotoPayload, payload), signature, { kind: 'p256', key })) return { ok: false, because: 'its signature does not fit' };
  if (pins.fingerprint === undefined) return { ok: false, because: 'no key is pinned: the key that comes with a bundle vouches only for itself' };
  if (fingerprintOf(key) !== pins.fingerprint.toLowerCase()) return { ok: false, because: `it is signed by the key ${fingerprintOf(key)}, and ${pins.fingerprint.toLowerCase()} is pinned` };
  const statement = readUniqueJson(payload.toString('utf8'));
  if (!statement.ok) return statement;
  const shape = z.looseObject({ predicateType: z.literal(verificationRunType), subject: z.array(z.object({ digest: z.object({ sha256: z.string() }) })) }).safeParse(statement.value);
  if (!shape.success) return { ok: false, because: 'its statement is not on a verification run' };
  const expected = pins.contentHash.replace(/^sha256:/, '');
  if (shape.data.subject.length !== 1 || shape.data.subject[0]?.digest.sha256 !== expected) return { ok: false, because: 'its statement is about other results' };
  return { ok: true, statement: shape.data };
}

function exact(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** The keys that a caller trusts: public keys in PEM, Ed25519 or P-256. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

export interface TrustedKey {
  readonly kind: 'ed25519' | 'p256';
  readonly key: KeyObject;
}

export type ReadKeys = { readonly ok: true; readonly keys: readonly TrustedKey[] } | { readonly ok: false; readonly because: string };

/** The kind of a key, public or private; undefined for one that is not taken. */
export function kindOfKey(key: KeyObject): TrustedKey['kind'] | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'p256' : undefined;
}

/** What a key is called wherever it is named: SHA-256, in hex, of its public part as DER SubjectPublicKeyInfo. */
export function fingerprintOf(key: KeyObject): string {
  const known = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256').update(known.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** All public keys of a PEM text. One that cannot be used spoils the text, so that nobody believes to trust what is ignored. */
export function readTrustedKeys(text: string): ReadKeys {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { ok: false, because: 'it holds a private key, which belongs to the job that signs; take the public one' };
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g) ?? [];
  if (blocks.length === 0) return { ok: false, because: 'it holds no public key (BEGIN PUBLIC KEY)' };
  const keys: TrustedKey[] = [];
  for (const block of blocks) {
    let key: KeyObject;
    try {
      key = createPublicKey({ key: block, format: 'pem', type: 'spki' });
    } catch {
      return { ok: false, because: 'one of its keys cannot be read' };
    }
    const kind = kindOfKey(key);
    if (kind) keys.push({ kind, key });
    else return { ok: false, because: `one of its keys is of the kind ${key.asymmetricKeyType ?? 'unknown'}; Ed25519 and P-256 are taken` };
  }
  return { ok: true, keys };
}

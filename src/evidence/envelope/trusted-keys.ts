/** The keys that a caller trusts: public keys in PEM, Ed25519 or P-256. */
import { createPublicKey, type KeyObject } from 'node:crypto';

export interface TrustedKey {
  readonly kind: 'ed25519' | 'p256';
  readonly key: KeyObject;
}

export type ReadKeys = { readonly ok: true; readonly keys: readonly TrustedKey[] } | { readonly ok: false; readonly because: string };

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
    if (key.asymmetricKeyType === 'ed25519') keys.push({ kind: 'ed25519', key });
    else if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') keys.push({ kind: 'p256', key });
    else return { ok: false, because: `one of its keys is of the kind ${key.asymmetricKeyType ?? 'unknown'}; Ed25519 and P-256 are taken` };
  }
  return { ok: true, keys };
}

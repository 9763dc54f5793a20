/** Private keys that sign runs: PEM, P-256 or Ed25519, PKCS#8 with or without a passphrase, or SEC 1. Held in memory only. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { fingerprintOf, kindOfKey, type TrustedKey } from '../envelope/trusted-keys.ts';

export interface SigningKey {
  readonly kind: TrustedKey['kind'];
  readonly key: KeyObject;
  readonly fingerprint: string;
}

export type ReadSigningKey = { readonly ok: true; readonly signingKey: SigningKey } | { readonly ok: false; readonly needsPassphrase: boolean; readonly because: string };

/**
 * The key of a PEM text. What cannot be used is told in words that hold nothing of the key or the passphrase; nobody may
 * go on unsigned after that.
 */
export function readSigningKey(pem: string, passphrase?: string): ReadSigningKey {
  const refused = (because: string, needsPassphrase = false): ReadSigningKey => ({ ok: false, needsPassphrase, because });
  if (/-----BEGIN PUBLIC KEY-----/.test(pem) && !/PRIVATE KEY-----/.test(pem)) return refused('it holds the public key, which signs nothing; take the private one');
  if (!/-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/.test(pem)) return refused('it holds no private key in PEM');
  const encrypted = /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem);
  if (encrypted && (passphrase === undefined || passphrase === '')) return refused('it is encrypted, and no passphrase is given', true);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // The system's own words tell apart wrong passphrases and damaged keys in ways that differ from version to version.
    return refused(encrypted ? 'the passphrase is wrong, or the key is damaged' : 'the key is damaged');
  }
  const kind = kindOfKey(key);
  if (!kind) return refused(`its key is of the kind ${key.asymmetricKeyType ?? 'unknown'}${key.asymmetricKeyDetails?.namedCurve ? ` ${key.asymmetricKeyDetails.namedCurve}` : ''}; Ed25519 and P-256 are taken`);
  return { ok: true, signingKey: { kind, key, fingerprint: fingerprintOf(key) } };
}

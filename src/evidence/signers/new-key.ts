/** A new key to sign runs with. Its private part leaves this function as text once, and is nowhere else. */
import { generateKeyPairSync } from 'node:crypto';
import { fingerprintOf, type TrustedKey } from '../envelope/trusted-keys.ts';

export interface NewKey {
  /** PKCS#8 in PEM; encrypted where a passphrase was given. */
  readonly privatePem: string;
  readonly publicPem: string;
  readonly fingerprint: string;
}

/** @param passphrase Encrypts the private part (AES-256); left out or empty: whoever has the file can sign. */
export function newKey(kind: TrustedKey['kind'], passphrase?: string): NewKey {
  const { privateKey, publicKey } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem', ...(passphrase === undefined || passphrase === '' ? {} : { cipher: 'aes-256-cbc', passphrase }) }).toString();
  return { privatePem, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), fingerprint: fingerprintOf(publicKey) };
}

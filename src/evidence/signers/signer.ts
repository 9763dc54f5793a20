/** Who signs a run. */
import { sealWithKey } from '../envelope/sealed-file.ts';
import type { SigningKey } from './signing-key.ts';

export type Sealing = { readonly ok: true; readonly text: string } | { readonly ok: false; /** Another try, or another signer, may do. */ readonly transient: boolean; readonly because: string };

export interface Signer {
  readonly mode: SigningMode;
  /** For people: `key 1f0a…`, `Sigstore`. */
  readonly name: string;
  /** The text of the file in which the payload is sealed. Never rejects. */
  seal(payload: Uint8Array): Promise<Sealing>;
}

export type SigningMode = 'customer' | 'sigstore' | 'workspace';

export function keySigner(mode: 'customer' | 'workspace', { key, fingerprint }: SigningKey): Signer {
  return { mode, name: `key ${fingerprint.slice(0, 16)}`, seal: (payload) => Promise.resolve({ ok: true, text: sealWithKey(payload, key) }) };
}

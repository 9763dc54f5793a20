/** Which signer comes first, and what happens when it cannot: the order is fixed, and a bad key is an error, never a reason to go on. */
import { keySigner, type Signer, type Sealing } from './signer.ts';
import { readSigningKey } from './signing-key.ts';

/** What a command line and its environment offer. Keys are PEM texts. */
export interface SigningOffer {
  readonly customerKey?: string | undefined;
  readonly customerPassphrase?: string | undefined;
  /** Signs by an identity of CI; offered only where a token can be had. */
  readonly sigstore?: Signer | undefined;
  /** Not encrypted, as it comes from the environment of CI. */
  readonly workspaceKey?: string | undefined;
  readonly prefer?: 'sigstore' | 'workspace' | undefined;
}

export type ChosenSigners = { readonly ok: true; /** In the order in which they are tried. Empty: nobody signs. */ readonly signers: readonly Signer[] } | { readonly ok: false; readonly because: string; readonly needsPassphrase: boolean };

/** The customer's key alone where it is given; else Sigstore, unless the workspace's key is preferred and there; else that key. */
export function chooseSigners({ customerKey, customerPassphrase, sigstore, workspaceKey, prefer }: SigningOffer): ChosenSigners {
  if (customerKey !== undefined) {
    const read = readSigningKey(customerKey, customerPassphrase);
    return read.ok ? { ok: true, signers: [keySigner('customer', read.signingKey)] } : { ok: false, needsPassphrase: read.needsPassphrase, because: `the signing key cannot be used: ${read.because}` };
  }
  const workspace = workspaceKey === undefined ? undefined : readSigningKey(workspaceKey);
  if (workspace && !workspace.ok) return { ok: false, needsPassphrase: false, because: `the workspace's signing key cannot be used: ${workspace.because}` };
  const own = workspace?.ok ? [keySigner('workspace', workspace.signingKey)] : [];
  if (!sigstore || (prefer === 'workspace' && own.length > 0)) return { ok: true, signers: own };
  return { ok: true, signers: [sigstore, ...own] };
}

export type SealedBy = { readonly ok: true; readonly signer: Signer; readonly text: string; /** What those before it said. */ readonly passedOver: readonly string[] } | { readonly ok: false; readonly because: string };

/** Asks one signer after the other. Only what may pass by itself, such as a service that is down, makes the next one be asked. */
export async function sealWithFirst(signers: readonly Signer[], payload: Uint8Array): Promise<SealedBy> {
  const passedOver: string[] = [];
  for (const signer of signers) {
    const sealing: Sealing = await signer.seal(payload);
    if (sealing.ok) return { ok: true, signer, text: sealing.text, passedOver };
    passedOver.push(`${signer.name}: ${sealing.because}`);
    if (!sealing.transient) break;
  }
  return { ok: false, because: signers.length === 0 ? 'there is no key and no identity to sign with' : passedOver.join('; ') };
}

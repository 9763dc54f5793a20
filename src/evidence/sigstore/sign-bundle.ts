/**
 * Signing without a key: an identity of CI gets a certificate for ten minutes, and a transparency log keeps the signature. The one
 * file of the product that reaches a network; a bundle of its own, which the command line alone loads, and only to record.
 */
import { bundleToJSON } from '@sigstore/bundle';
import { CIContextProvider, DEFAULT_FULCIO_URL, DEFAULT_REKOR_URL, DSSEBundleBuilder, FulcioSigner, InternalError, RekorWitness } from '@sigstore/sign';
import { inTotoPayload } from '../envelope/dsse.ts';
import { writtenFile } from '../envelope/sealed-file.ts';
import type { Sealing, Signer } from '../signers/signer.ts';
import type { SigstoreServices } from './services.ts';

const timeout = 20_000;

/** @param token The identity token, or undefined to ask the environment of CI for one. It is sent to Fulcio only. */
export function sigstoreSigner({ fulcio = DEFAULT_FULCIO_URL, rekor = DEFAULT_REKOR_URL }: SigstoreServices, token: string | undefined, retries = 2): Signer {
  const identityProvider = token === undefined ? new CIContextProvider('sigstore') : { getToken: () => Promise.resolve(token) };
  return {
    mode: 'sigstore',
    name: 'Sigstore',
    async seal(payload): Promise<Sealing> {
      try {
        const signer = new FulcioSigner({ fulcioBaseURL: fulcio, identityProvider, timeout, retry: retries });
        const witnesses = [new RekorWitness({ rekorBaseURL: rekor, entryType: 'dsse', timeout, retry: retries })];
        const bundle = await new DSSEBundleBuilder({ signer, witnesses }).create({ data: Buffer.from(payload), type: inTotoPayload });
        return { ok: true, text: writtenFile(bundleToJSON(bundle)) };
      } catch (error) {
        // A token may stand in the words of what failed further down; the outermost ones name the step only.
        const step = error instanceof InternalError ? `${error.message} (${error.code})` : 'it cannot be reached';
        return { ok: false, transient: true, because: step };
      }
    },
  };
}

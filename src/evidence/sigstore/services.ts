/** Where Sigstore's services are, and how the part that talks to them is loaded. */
import type { Signer } from '../signers/signer.ts';

export interface SigstoreServices {
  /** The certificate authority; the public one when left out. */
  readonly fulcio?: string;
  /** The transparency log; the public one when left out. */
  readonly rekor?: string;
}

export type ReadServices = { readonly ok: true; readonly services: SigstoreServices; /** The text of its trusted root. */ readonly trustedRoot: string } | { readonly ok: false; readonly because: string };

/** The services and the trusted root of a client trust configuration, as private and air-gapped installations publish it. */
export function readTrustConfig(text: string): ReadServices {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, because: 'the trust configuration of Sigstore is no JSON' };
  }
  const { trustedRoot, signingConfig } = (value ?? {}) as { trustedRoot?: unknown; signingConfig?: { caUrls?: unknown; rekorTlogUrls?: unknown } };
  const [fulcio, rekor] = [firstUrl(signingConfig?.caUrls), firstUrl(signingConfig?.rekorTlogUrls)];
  if (typeof trustedRoot !== 'object' || trustedRoot === null || fulcio === undefined || rekor === undefined) return { ok: false, because: 'the trust configuration of Sigstore names no trusted root, no certificate authority or no transparency log' };
  return { ok: true, services: { fulcio, rekor }, trustedRoot: JSON.stringify(trustedRoot) };
}

function firstUrl(list: unknown): string | undefined {
  const url = Array.isArray(list) ? (list[0] as { url?: unknown } | undefined)?.url : undefined;
  return typeof url === 'string' && /^https:\/\//.test(url) ? url : undefined;
}

/** A signer by the identity of CI. @param token See `sigstoreSigner`. */
export async function loadSigstoreSigner(services: SigstoreServices, token?: string): Promise<Signer> {
  return (await import('./sign-bundle.ts')).sigstoreSigner(services, token);
}

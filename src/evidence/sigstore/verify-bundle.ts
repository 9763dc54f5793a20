/**
 * Sigstore bundles, verified offline against a trusted root that somebody pinned. A bundle of its own, loaded with the first
 * such file: it carries certificates, transparency logs and protocol buffers, and reaches no network.
 */
import { bundleFromJSON, bundleToJSON, isBundleWithDsseEnvelope } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { isDeepStrictEqual } from 'node:util';
import { looseBytesOf } from './exact-bundle.ts';
import type { VerifySigstore } from './verification.ts';

/** Bundles with one certificate, one entry of a transparency log and a proof of its inclusion. */
const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export const verifySigstoreBundle: VerifySigstore = (value, trustedRoot) => {
  let root: TrustedRoot;
  try {
    root = TrustedRoot.fromJSON(JSON.parse(trustedRoot));
  } catch {
    return { ok: false, because: 'the trusted root of Sigstore cannot be read' };
  }
  try {
    const bundle = bundleFromJSON(value);
    if (bundle.mediaType !== mediaType || !isBundleWithDsseEnvelope(bundle)) return { ok: false, because: 'it is no Sigstore bundle of version 0.3 around an envelope' };
    // What the reader passes over would be a byte that nobody signed.
    if (!isDeepStrictEqual(bundleToJSON(bundle), value)) return { ok: false, because: 'its bundle has members that say nothing' };
    const loose = looseBytesOf(bundle);
    if (loose !== undefined) return { ok: false, because: loose };
    const { signatures, payload } = bundle.content.dsseEnvelope;
    if (signatures.length !== 1 || signatures[0]?.keyid !== '') return { ok: false, because: 'its envelope has not exactly one signature without a name' };
    const signer = new Verifier(toTrustMaterial(root)).verify(toSignedEntity(bundle));
    const { subjectAlternativeName: subject, extensions } = signer.identity ?? {};
    if (!subject || !extensions?.issuer) return { ok: false, because: 'its certificate names no identity' };
    const at = Number(bundle.verificationMaterial.tlogEntries[0]?.integratedTime) * 1000;
    return { ok: true, issuer: extensions.issuer, subject, at: new Date(at).toISOString(), payload: Buffer.from(payload) };
  } catch (error) {
    return { ok: false, because: `Sigstore refuses it: ${error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : 'for no stated reason'}` };
  }
};

/** The port behind which Sigstore bundles are verified, so that nobody pays for it who has none. */

export type VerifiedBundle =
  | {
      readonly ok: true;
      /** Who vouched for the identity, such as https://token.actions.githubusercontent.com. */
      readonly issuer: string;
      /** The identity, as the certificate has it. */
      readonly subject: string;
      /** When it was signed, by the transparency log: an ISO instant. */
      readonly at: string;
      readonly payload: Uint8Array;
    }
  | { readonly ok: false; readonly because: string };

/** @param bundle The JSON value of a bundle. @param trustedRoot The text of Sigstore's trusted_root.json. Never throws. */
export type VerifySigstore = (bundle: unknown, trustedRoot: string) => VerifiedBundle;

/** Loads the verification; it lies in a bundle of its own. */
export async function loadSigstoreVerification(): Promise<VerifySigstore> {
  return (await import('./verify-bundle.ts')).verifySigstoreBundle;
}

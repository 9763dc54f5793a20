/** Whom the auditor trusts, said by the auditor and nobody else; and what that makes of the files of a package. */
import { readSealedFile, isSealedBy } from '../envelope/sealed-file.ts';
import { fingerprintOf, type TrustedKey } from '../envelope/trusted-keys.ts';
import type { VerifySigstore } from '../sigstore/verification.ts';
import { isSubject, judgeRunFile, type Judgement, type JudgeOptions } from '../trust/judge-file.ts';
import type { TrustPolicy } from '../trust/read-policy.ts';

export type AuditorTrust =
  /** Nobody is named: the package's own policy decides, which whoever made the package chose. */
  | { readonly by: 'nobody' }
  /** A copy of the policy that the auditor has from elsewhere. */
  | { readonly by: 'policy'; readonly policy: TrustPolicy; readonly trustedRoot?: string }
  /** Keys; the package's policy still may take from them, by days and revocations. */
  | { readonly by: 'keys'; readonly keys: readonly TrustedKey[] }
  | { readonly by: 'fingerprint'; readonly fingerprint: string }
  /** An identity that Sigstore vouches for; `*` stands for anything without a slash. The root is the auditor's too. */
  | { readonly by: 'identity'; readonly subject: string; readonly issuer: string; readonly trustedRoot: string };

export interface PackagePolicy {
  readonly policy: TrustPolicy | undefined;
  readonly trustedRoot: string | undefined;
}

/** Judges one file: by the policy in force, and then by whom the auditor named. */
export function judgeForAuditor(bytes: Uint8Array, trust: AuditorTrust, own: PackagePolicy, { repository, now }: Pick<JudgeOptions, 'repository' | 'now'>, verify: VerifySigstore | undefined): Judgement {
  const root = trust.by === 'policy' || trust.by === 'identity' ? trust.trustedRoot : own.trustedRoot;
  const policy = trust.by === 'policy' ? trust.policy : own.policy;
  const judgement = judgeRunFile(bytes, { policy, repository, now, ...(root === undefined || !verify ? {} : { sigstore: { trustedRoot: root, verify } }) });
  const opened = readSealedFile(bytes);
  if (!opened.ok || trust.by === 'nobody' || trust.by === 'policy') return judgement;
  const { sealed } = opened;
  const others = (because: string): Judgement => (judgement.accepted || judgement.code === 'not_verifiable' || judgement.code === 'bad_signature' ? { accepted: false, code: 'unknown_signer', because, ...(judgement.run ? { run: judgement.run } : {}) } : judgement);
  if (trust.by === 'identity') {
    if (sealed.kind !== 'sigstore') return others('it is signed by a key, and you named an identity');
    if (!judgement.accepted || !verify) return judgement;
    const verified = verify(sealed.bundle, trust.trustedRoot);
    return verified.ok && verified.issuer === trust.issuer && isSubject(verified.subject, trust.subject) ? judgement : others(`it is signed by ${judgement.signer.identity}, whom you did not name`);
  }
  if (sealed.kind !== 'key') return others('it is signed by an identity, and you named a key');
  const fingerprints = trust.by === 'fingerprint' ? [trust.fingerprint] : trust.keys.map(({ key }) => fingerprintOf(key));
  if (!fingerprints.includes(sealed.keyid)) return others(`it is signed by the key ${sealed.keyid.slice(0, 16)}, which you did not name`);
  if (trust.by === 'keys' && judgement.accepted && !trust.keys.some((key) => isSealedBy(sealed, key))) return { accepted: false, code: 'bad_signature', because: 'the key that you named did not sign it', run: judgement.run };
  return judgement;
}

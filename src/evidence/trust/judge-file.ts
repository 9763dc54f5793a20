/** Whether a file of evidence counts: a pure function of the policy, the bytes and the moment. */
import { isSealedBy, readSealedFile, type SealedFile } from '../envelope/sealed-file.ts';
import type { VerifySigstore } from '../sigstore/verification.ts';
import { readRunStatement, type RunStatement } from '../statement/run-statement.ts';
import type { PolicyIdentity, PolicyKey, Standing, TrustPolicy } from './read-policy.ts';

export type RefusalCode =
  /** Not canonical, or no envelope, or no statement on a run. */
  | 'malformed'
  /** A statement of another kind, such as the public test result beside a run. */
  | 'other_statement'
  /** There is no policy on the base, or it has errors. */
  | 'no_policy'
  /** Signed by nobody whom the policy names. */
  | 'unknown_signer'
  | 'bad_signature'
  | 'revoked'
  /** Signed outside of the days in which the signer signs. */
  | 'out_of_validity'
  /** About a repository that the signer does not speak for. */
  | 'other_repository'
  | 'in_the_future'
  /** Sigstore's certificates cannot be checked here: no trusted root, or the verification is not loaded. */
  | 'not_verifiable';

export interface SignerSeen {
  readonly kind: 'key' | 'sigstore';
  /** The name in the policy. */
  readonly name: string;
  /** The fingerprint of the key, or the identity that the certificate names. */
  readonly identity: string;
}

export type Judgement =
  | { readonly accepted: true; readonly run: RunStatement; readonly signer: SignerSeen; /** By the log for Sigstore, by the signer's own word for a key. */ readonly signedAt: string }
  | { readonly accepted: false; readonly code: RefusalCode; /** A clause for people: `its key is revoked …`. */ readonly because: string; /** What it says, believed by nobody; only to tell what is missing. */ readonly run?: RunStatement };

export interface JudgeOptions {
  /** Undefined where the base has no policy, or one with errors: then nobody is trusted. */
  readonly policy: TrustPolicy | undefined;
  /** owner/name of the repository that holds the policy; undefined where it has no remote. */
  readonly repository: string | undefined;
  /** ISO instant. */
  readonly now: string;
  /** The text of Sigstore's trusted root, and what verifies against it. */
  readonly sigstore?: { readonly trustedRoot: string; readonly verify: VerifySigstore };
}

/** How far the clock of a signer may be ahead. */
const skewMs = 10 * 60_000;

/** Judges the bytes of a file with a run in it. */
export function judgeRunFile(bytes: Uint8Array, options: JudgeOptions): Judgement {
  const opened = readSealedFile(bytes);
  if (!opened.ok) return { accepted: false, code: 'malformed', because: opened.because };
  const read = readRunStatement(opened.sealed.payload);
  if (!read.ok) return { accepted: false, code: read.other ? 'other_statement' : 'malformed', because: read.because };
  const run = read.statement;
  const refused = (code: RefusalCode, because: string): Judgement => ({ accepted: false, code, because, run });
  if (!options.policy) return refused('no_policy', 'the base branch has no trust policy that can be read');
  const found = opened.sealed.kind === 'key' ? byKey(opened.sealed, options.policy) : byIdentity(opened.sealed, options.policy, options);
  if ('code' in found) return refused(found.code, found.because);
  const { standing, signer } = found;
  const signedAt = found.at ?? run.predicate.at;
  if (standing.revoked) return refused('revoked', `${signer.name} is revoked since ${standing.revoked.on}: ${standing.revoked.why}`);
  const day = signedAt.slice(0, 10);
  if (standing.from !== undefined && day < standing.from) return refused('out_of_validity', `${signer.name} signs from ${standing.from} on, and this is of ${day}`);
  if (standing.until !== undefined && day > standing.until) return refused('out_of_validity', `${signer.name} signs until ${standing.until}, and this is of ${day}`);
  const latest = Date.parse(options.now) + skewMs;
  if (Date.parse(signedAt) > latest || Date.parse(run.predicate.at) > latest) return refused('in_the_future', `it is of ${signedAt}, which is still to come`);
  const about = run.predicate.repository;
  const speaksFor = standing.repositories ?? (options.repository === undefined ? undefined : [options.repository]);
  const maySpeak = speaksFor === undefined ? about === null : about !== null && speaksFor.some((name) => name.toLowerCase() === about.toLowerCase());
  if (!maySpeak) return refused('other_repository', `it is about ${about ?? 'a repository without a remote'}, for which ${signer.name} does not speak`);
  return { accepted: true, run, signer, signedAt };
}

type Found = { readonly standing: Standing; readonly signer: SignerSeen; readonly at?: string } | { readonly code: RefusalCode; readonly because: string };

function byKey(sealed: SealedFile & { readonly kind: 'key' }, policy: TrustPolicy): Found {
  const named: PolicyKey | undefined = policy.keys.find(({ fingerprint }) => fingerprint === sealed.keyid);
  if (!named) return { code: 'unknown_signer', because: `the trust policy does not name the key ${sealed.keyid.slice(0, 16)}` };
  if (!isSealedBy(sealed, named.key)) return { code: 'bad_signature', because: `${named.name} did not sign it` };
  return { standing: named, signer: { kind: 'key', name: named.name, identity: named.fingerprint } };
}

function byIdentity(sealed: SealedFile & { readonly kind: 'sigstore' }, policy: TrustPolicy, { sigstore }: JudgeOptions): Found {
  if (policy.identities.length === 0) return { code: 'unknown_signer', because: 'the trust policy names no identity' };
  if (!sigstore) return { code: 'not_verifiable', because: 'the trusted root of Sigstore, which the trust policy names, is not there' };
  const verified = sigstore.verify(sealed.bundle, sigstore.trustedRoot);
  if (!verified.ok) return { code: 'bad_signature', because: verified.because };
  if (!Buffer.from(verified.payload).equals(sealed.payload)) return { code: 'bad_signature', because: 'what is signed is not what is read' };
  const matching = policy.identities.filter(({ issuer, subject }) => issuer === verified.issuer && isSubject(verified.subject, subject));
  // One revoked entry outweighs a wider one that still stands.
  const named: PolicyIdentity | undefined = matching.find(({ revoked }) => revoked) ?? matching[0];
  if (!named) return { code: 'unknown_signer', because: `the trust policy does not name ${verified.subject}, for whom ${verified.issuer} vouches` };
  return { standing: named, signer: { kind: 'sigstore', name: named.name, identity: verified.subject }, at: verified.at };
}

/** The whole subject, letter by letter; `*` stands for anything without a slash. Goes back to the last `*` only, so it ends soon. */
export function isSubject(subject: string, pattern: string): boolean {
  let [at, inPattern, star, retry] = [0, 0, -1, 0];
  while (at < subject.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++;
      retry = at;
    } else if (pattern[inPattern] === subject[at]) {
      at++;
      inPattern++;
    } else if (star >= 0 && subject[retry] !== '/') {
      inPattern = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

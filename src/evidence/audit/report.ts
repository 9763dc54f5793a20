/** What an audit answers, as data. */
import type { Claim } from './claim.ts';

/** In the order in which they are made. */
export const auditChecks = {
  size: 'the file is no larger than is read',
  shape: 'the file is a package, letter by letter',
  digest: 'the contents are those that its digest names',
  git: 'objects of git are what their names say',
  model: 'the model is the one at the commit',
  policy: 'the trust policy is the one at the commit of the base',
  pins: 'model, commit, repository and newest run are those that you named',
  names: 'files of evidence are what their names say',
  form: 'files of evidence are sealed statements, letter by letter',
  signatures: 'signatures are by those whom they name',
  trust: 'whoever signed is someone whom you named',
  signers: 'evidence that counts is there',
  binding: 'runs are about the commits, trees and models that they name',
  completeness: 'every file that a run names is there',
  history: 'the history is whole as far as runs ask for it',
  order: 'no run is older than one that it names, or still to come',
  commit: 'somebody who counts has signed this very commit, or you named it',
  files: 'files are what their evidence says',
  unproven_files: 'files are proven to be as at the run, by a signature or by git',
  verdicts: 'verdicts follow from the runs',
  reachability: 'reachability follows from the model',
  sufficiency: 'sufficiency follows from verdicts and clauses',
  posture: 'the posture follows from all that',
  time: 'the moment of the claim is neither before its runs nor to come',
  today: 'what is mitigated is so today',
  results: 'every assertion passes',
  orphans: 'every verdict is about an assertion of the model',
} as const;
export type AuditCheck = keyof typeof auditChecks;

/** What an auditor may accept less of, by the word that accepts it, which nobody writes by accident. */
export const acceptable = {
  'trust-of-the-package': 'trust',
  'commit-nobody-signed': 'commit',
  'files-nobody-signed': 'unproven_files',
  'history-that-is-cut': 'history',
  'clocks-that-disagree': 'order',
  'mitigation-that-ended': 'today',
} as const satisfies Readonly<Record<string, AuditCheck>>;
export type Acceptable = keyof typeof acceptable;

export interface CheckResult {
  readonly check: AuditCheck;
  readonly result: 'passed' | 'failed' | 'accepted';
  /** Why it did not pass: a clause for people. */
  readonly because?: string;
  /** What to do about it, for the auditor. */
  readonly remedy?: string;
}

export type AuditVerdict =
  /** All of it, against somebody whom the auditor named. */
  | 'VERIFIED'
  /** Less than all, and the auditor said so in advance. */
  | 'PARTIALLY VERIFIED'
  /** Nothing is forged as far as one can see, and something was not shown. */
  | 'UNVERIFIED'
  | 'FAILED';

export interface AuditReport {
  readonly verdict: AuditVerdict;
  /** Whether it comes to exit code 0. */
  readonly accepted: boolean;
  readonly checks: readonly CheckResult[];
  /** What had to be believed. */
  readonly trustContract: readonly string[];
  readonly caveats: readonly { readonly text: string; readonly remedy: string }[];
  /** What the package is about; missing where it could not be read. */
  readonly about?: { readonly model: string; readonly title: string; readonly repository: string | null; readonly commit: string; readonly digest: string; readonly tool: string };
  /** What was derived, not what is claimed. */
  readonly derived?: Claim;
  readonly runs: readonly { readonly name: string; readonly commit: string; readonly model: string; readonly at: string; readonly signer: string | null; readonly because: string | null }[];
}

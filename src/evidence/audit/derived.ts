/** A package that was taken apart: what its audit is told, and what follows from it. */
import type { Assessment } from '../../assurance/assessment.ts';
import type { Assertion, ThreatModel } from '../../model/schema.ts';
import type { JudgedRun, RecordedBasis } from '../recorded/recorded-basis.ts';
import type { VerifySigstore } from '../sigstore/verification.ts';
import { commitOfRun, type RunStatement } from '../statement/run-statement.ts';
import type { AuditorTrust } from './auditor-trust.ts';
import type { Claim } from './claim.ts';
import type { History } from './history.ts';
import type { EvidencePackage } from './package.ts';
import type { ProvenStates } from './proven-states.ts';
import type { Acceptable } from './report.ts';

export interface Pins {
  /** The identifier of the model. */
  readonly model?: string | undefined;
  readonly commit?: string | undefined;
  /** owner/name */
  readonly repository?: string | undefined;
  /** The name of the newest file of the ledger, from elsewhere: nothing in a package shows that a newer one was held back. */
  readonly newestRun?: string | undefined;
}

export interface AuditOptions {
  readonly trust: AuditorTrust;
  readonly pins: Pins;
  readonly accept: ReadonlySet<Acceptable>;
  /** Whether results and verdicts on nothing count as failures, as with the hosted tool. */
  readonly strictResults?: { readonly allowOrphans: boolean };
  readonly now: Date;
  /** Needed where certificates have to be verified; see `loadSigstoreVerification`. */
  readonly sigstore?: VerifySigstore | undefined;
  /** Whether an assertion is about the repository of this name. */
  readonly isHere: (assertion: Assertion, repository: string | null) => boolean;
}

/** All that is known of a package once it was taken apart. */
export interface Derived {
  readonly contents: EvidencePackage;
  readonly history: History;
  readonly model: ThreatModel;
  readonly judged: readonly JudgedRun[];
  readonly accepted: readonly { readonly name: string; readonly run: RunStatement; readonly signedAt: string; readonly signer: string }[];
  readonly basis: RecordedBasis;
  readonly states: ProvenStates;
  readonly claim: Claim;
  /** Of the moment of the audit. */
  readonly today: Assessment;
  readonly options: AuditOptions;
}

/** The runs on this model that count. */
export function runsOfModel({ accepted, model }: Derived): Derived['accepted'] {
  return accepted.filter(({ run }) => run.predicate.model.id === model.id);
}

/** Verdicts on what is no assertion of the model, in runs about this commit. */
export function orphansOf(derived: Derived): readonly string[] {
  const { contents, model } = derived;
  return [...new Set(runsOfModel(derived).filter(({ run }) => commitOfRun(run) === contents.commit).flatMap(({ run }) => run.predicate.assertions.map(({ id }) => id)).filter((id) => !Object.hasOwn(model.assertions, id)))].sort();
}

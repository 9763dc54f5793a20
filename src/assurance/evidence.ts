/** What the engine is told about the assertions of a model: verdicts, on a basis. It never asks for more. */
import type { Strength } from '../model/vocabulary.ts';

/** Tier 1. Undecidable is never a pass. */
export type VerdictValue = 'pass' | 'fail' | 'undecidable';

/** elsewhere: the code lies in another repository. unchecked: no verifier has looked yet. */
export type AssertionStanding = VerdictValue | 'elsewhere' | 'unchecked';

/** Tier 2, where it was asked. Only `pass` is a pass; `split` means that the votes were not unanimous. */
export type Judgement = 'pass' | 'fail' | 'split' | 'skipped';

/** worktree: this run's verdicts, unsigned, a preview. recorded: signed verdicts about commits, still standing. */
export type Basis = 'worktree' | 'recorded';

/** What is known of one assertion. */
export interface AssertionEvidence {
  readonly verdict: AssertionStanding;
  /** The highest strength proven; only with a pass. */
  readonly strength?: Strength;
  readonly judgement?: Judgement;
}

/** What is known of the assertions of one model, by identifier. An identifier that is missing is unchecked. */
export interface Evidence {
  readonly basis: Basis;
  readonly assertions: Readonly<Record<string, AssertionEvidence>>;
}

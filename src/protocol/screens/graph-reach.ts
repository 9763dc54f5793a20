/** Reachability as it is played on the graph: the certificate hop by hop, what seals it, or what is missing to decide; and what would stop it. */
import type { StopEdit } from '../intents.ts';
import type { GraphStatus, GraphTier, GraphVerdict } from './graph-screen.ts';

/** One hop: how the attacker comes to stand in a component. */
export interface PlayedHop {
  readonly kind: 'enter' | 'boundary' | 'connection';
  /** The boundary or the connection that lets it through. */
  readonly through: string;
  readonly from?: string;
  readonly component: string;
  readonly vector?: string;
  readonly sentence: string;
}

/** A sealed boundary that keeps the attacker out. */
export interface PlayedWall {
  readonly boundary: string;
  readonly sentence: string;
}

/** What is missing to decide, and what a person can do about it. */
export interface PlayedGap {
  readonly sentence: string;
  readonly action?: { readonly kind: 'place_attacker' | 'place_asset' | 'place_component' | 'seal' | 'attest'; readonly entity: string; readonly title: string };
}

export interface PlayedObjective {
  readonly objective: string;
  readonly asset: string;
  readonly attacker: string;
  readonly statement: string;
  readonly status: GraphStatus;
  readonly statusSentence: string;
  readonly tier: GraphTier;
  readonly verdict: GraphVerdict;
  readonly sentence: string;
  /** When reachable. */
  readonly hops: readonly PlayedHop[];
  /** When unreachable. */
  readonly walls: readonly PlayedWall[];
  /** When indeterminate. */
  readonly gaps: readonly PlayedGap[];
  /** Every component that the attacker gets to. */
  readonly reached: readonly string[];
}

export type OfferedOutcome = 'mitigated' | 'unreachable' | 'no_path';

/** One edit of an offer, in words, with what it is about on the graph. */
export interface OfferedEdit {
  readonly edit: StopEdit;
  readonly sentence: string;
  readonly entities: readonly string[];
}

export interface OfferedStop {
  /** The same for the same edits. */
  readonly key: string;
  readonly edits: readonly OfferedEdit[];
  readonly outcome: OfferedOutcome;
  readonly outcomeSentence: string;
  /** Applying it asks first who attests a seal, and why. */
  readonly needsAttestation: boolean;
  /** False where the model need not change: the work is to be done in code. */
  readonly changesModel: boolean;
}

export interface OfferedStops {
  readonly objective: string;
  /** At most `mostOffers`, the best first. */
  readonly offers: readonly OfferedStop[];
  readonly found: number;
  readonly tried: number;
  /** False when the budget ended the search: every single edit is there, and not every pair. */
  readonly complete: boolean;
}

/** What an offer would change, all of it. */
export interface StopPreview {
  readonly objective: string;
  /** The verdicts and statuses that would change, its own first; at most `mostChanges`. */
  readonly changes: readonly OfferedChange[];
  readonly changesInAll: number;
  /** What reviewers will see of it, in sentences. */
  readonly warnings: readonly string[];
}

export interface OfferedChange {
  readonly objective: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly better: boolean;
}

/** More than these are counted and not listed. */
export const mostChanges = 200;
export const mostOffers = 60;

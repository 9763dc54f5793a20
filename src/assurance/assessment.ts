/** What the engine answers about a model: plain data, sorted, the same bytes for the same input. */
import type { ModelPath, Severity } from '../model/problem.ts';
import type { SecurityProperty, Strength } from '../model/vocabulary.ts';
import type { AssertionStanding, Basis, Judgement } from './evidence.ts';

export type ObjectiveStatus = 'mitigated' | 'at_risk' | 'unassessed';
export type MitigatedBy = 'controls' | 'assumption';

/** Why an objective is at risk, in the order in which reasons are named; an objective's first one is its reason. */
export const riskReasons = [
  'coverage_gap',
  'missing_controls',
  'unverified_evidence',
  'expired_attestation',
  'pending_attestation',
] as const;
export type RiskReason = (typeof riskReasons)[number];

export type Rating = 'high' | 'medium' | 'low';
/** From the highest risk down. */
export const riskTiers = ['critical', 'high', 'medium', 'low'] as const;
export type RiskTier = (typeof riskTiers)[number];

export const reachabilityVerdicts = ['unreachable', 'indeterminate', 'reachable'] as const;
export type ReachabilityVerdict = (typeof reachabilityVerdicts)[number];
export type ReachabilityReason =
  | 'path'
  | 'sealed'
  | 'attacker_unpositioned'
  | 'asset_without_component'
  | 'component_without_boundary'
  | 'no_path'
  | 'seal_not_attested';

/** One hop of a certificate: how the attacker got to `component`. */
export interface ReachabilityHop {
  readonly kind: 'enter' | 'boundary' | 'connection';
  /** The boundary entered through or shared, or the connection crossed. */
  readonly through: string;
  readonly from?: string;
  readonly component: string;
  /** On entering, the vector that the boundary passes. */
  readonly vector?: string;
}

/** The verdict for one objective with what a reader needs to replay it by hand. */
export interface Reachability {
  readonly verdict: ReachabilityVerdict;
  readonly reason: ReachabilityReason;
  readonly certificate: {
    /** A shortest path, when reachable. */
    readonly path: readonly ReachabilityHop[];
    /** Where the attacker stands, what the asset's components list, and what the attacker reaches. */
    readonly attackerBoundaries: readonly string[];
    readonly assetComponents: readonly string[];
    readonly assetBoundaries: readonly string[];
    readonly reached: readonly string[];
    /** Boundaries with a live attested seal, when they decide. */
    readonly sealed: readonly string[];
  };
}

/** How far the evidence of one control goes. */
export type ControlStanding = 'verified' | 'assumed' | 'implemented' | 'not_implemented' | 'removed';

export interface ClauseStanding {
  readonly clause: string;
  readonly shows: string;
  readonly met: boolean;
  /** The least strength asked: per ladder, since a clause that names none asks `declared` or `called`. */
  readonly least: readonly Strength[];
  /** The assertions that cover it, each with what keeps it from meeting the clause, if anything does. */
  readonly coveredBy: readonly { readonly assertion: string; readonly shortfall?: ClauseShortfall }[];
}
export type ClauseShortfall = 'not_passed' | 'not_judged' | 'type_not_allowed' | 'too_weak';

export interface AssertionStandingOf {
  readonly id: string;
  /** SHA-256 over the canonical form of what it claims; survives renumbering. */
  readonly hash: string;
  readonly verdict: AssertionStanding;
  readonly strength?: Strength;
  readonly judgement?: Judgement;
  readonly counts: boolean;
}

export interface ControlState {
  readonly id: string;
  /** SHA-256 over {description, clauses}. */
  readonly hash: string;
  readonly standing: ControlStanding;
  /** Whether it completes its part of a group: verified, or assumed. */
  readonly counts: boolean;
  readonly claimed: boolean;
  readonly sufficient: boolean;
  readonly assertions: readonly AssertionStandingOf[];
  readonly clauses: readonly ClauseStanding[];
  readonly openFindings: readonly string[];
  /** The group of assumptions by which it counts. */
  readonly assumedBy?: { readonly group: string; readonly assumptions: readonly string[] };
  /** The live objectives it serves; empty: an orphan. */
  readonly objectives: readonly string[];
  /** Everything that keeps it from being verified, in fixed order. */
  readonly obstacles: readonly ControlObstacle[];
}
export type ControlObstacle =
  | { readonly kind: 'not_claimed' }
  | { readonly kind: 'no_assertion' }
  | { readonly kind: 'no_clause' }
  | { readonly kind: 'assertion_not_passed'; readonly assertion: string; readonly verdict: AssertionStanding }
  | { readonly kind: 'assertion_not_judged'; readonly assertion: string; readonly judgement?: Judgement }
  | { readonly kind: 'clause_not_met'; readonly clause: string }
  | { readonly kind: 'open_finding'; readonly finding: string };

export type AttestationStanding = 'live' | 'expired' | 'none';
export interface AssumptionState {
  readonly id: string;
  readonly type: 'external' | 'non_applicability';
  readonly inForce: boolean;
  readonly active: boolean;
  readonly attestation: AttestationStanding;
  /** The day on which the last live attestation ends. */
  readonly expires?: string;
  /** Assertions, for the type non_applicability. */
  readonly assertions: readonly AssertionStandingOf[];
  /** The objectives it names, by link and by exclusion. */
  readonly objectives: readonly string[];
}

export interface GroupState {
  /** The name given in the file; the unnamed group is the empty string. */
  readonly name: string;
  readonly controls: readonly { readonly control: string; readonly standing: ControlStanding; readonly counts: boolean }[];
  readonly complete: boolean;
  /** Complete while another one already mitigates, or on its way there. */
  readonly defenceInDepth: boolean;
}

/** How far an objective has come, whatever its status: every rung includes those below it. */
export type Rung = 'none' | 'defined' | 'implemented' | 'verified';

export interface ObjectivePosture {
  readonly id: string;
  readonly asset: string;
  readonly attacker: string;
  readonly properties: readonly SecurityProperty[];
  /** The fixed wording with SHALL. */
  readonly statement: string;
  readonly status: ObjectiveStatus;
  readonly by?: MitigatedBy;
  /** The first of `reasons`. */
  readonly reason?: RiskReason;
  readonly reasons: readonly RiskReason[];
  readonly impact: Rating;
  readonly likelihood: Rating;
  readonly tier: RiskTier;
  /** The factors that are unset and counted as their worst value, such as `A1.impact.blast_radius`. */
  readonly notRated: readonly string[];
  readonly reachability: Reachability;
  readonly groups: readonly GroupState[];
  readonly assumptions: readonly string[];
  readonly rung: Rung;
  readonly cal?: number;
  /** An acceptance in force: it marks the risk and changes no status. */
  readonly accepted?: string;
}

/** Where what the model says contradicts itself or what people attested; see `coherence.ts` for each code. */
export interface CoherenceProblem {
  readonly code: string;
  readonly severity: Severity;
  /** The entity, or the place in it, that the problem is about. */
  readonly path: ModelPath;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

export interface LadderCounts {
  readonly objectives: number;
  readonly defined: number;
  readonly implemented: number;
  readonly verified: number;
}

export interface Assessment {
  readonly basis: Basis;
  readonly objectives: readonly ObjectivePosture[];
  readonly controls: readonly ControlState[];
  readonly assumptions: readonly AssumptionState[];
  readonly coherence: readonly CoherenceProblem[];
  readonly counts: Readonly<Record<ObjectiveStatus, number>>;
  readonly ladder: LadderCounts;
  /** SHA-256 in hex; see `digest.ts` for what it covers and what it leaves out. */
  readonly digest: string;
}

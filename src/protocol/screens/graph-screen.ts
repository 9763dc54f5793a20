/** What the trust-boundary graph shows: a model as regions, components, connections, assets and attackers, each with what follows from it. */
import type { AttackVector, SecurityProperty } from '../../model/vocabulary.ts';

export type { EntityKind } from '../../model/identifiers.ts';
export { attackVectors } from '../../model/vocabulary.ts';

export const graphStatuses = ['at_risk', 'unassessed', 'mitigated'] as const;
export type GraphStatus = (typeof graphStatuses)[number];
export const graphVerdicts = ['reachable', 'indeterminate', 'unreachable'] as const;
export type GraphVerdict = (typeof graphVerdicts)[number];
export const graphTiers = ['critical', 'high', 'medium', 'low'] as const;
export type GraphTier = (typeof graphTiers)[number];

/** How many objectives of a place stand how. */
export interface Tally {
  readonly at_risk: number;
  readonly unassessed: number;
  readonly mitigated: number;
  readonly reachable: number;
  readonly indeterminate: number;
  readonly unreachable: number;
  /** The highest tier of those that are not mitigated. */
  readonly tier?: GraphTier;
}

/** `claimed`: it says that it is sealed, and nobody attests it today. */
export type Seal = 'open' | 'claimed' | 'attested';

/** A trust boundary, and what stands behind it. */
export interface GraphRegion {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly passes: readonly AttackVector[];
  /** Whether the model leaves out what it passes: then it passes everything. */
  readonly passesUnset: boolean;
  readonly seal: Seal;
  readonly sealWhy?: string;
  readonly tally: Tally;
}

export interface GraphComponent {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** The boundary in whose region it is drawn: the first that it names and that exists. */
  readonly home?: string;
  /** Further boundaries that it stands behind: marks on it. */
  readonly further: readonly string[];
  readonly assets: readonly string[];
  /** Whether code is bound to it. */
  readonly bound: boolean;
  readonly tally: Tally;
}

export interface GraphConnection {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly description?: string;
  /** The sealed boundary that it leads through although nothing should. */
  readonly throughSeal?: string;
}

export interface GraphAsset {
  readonly id: string;
  readonly name: string;
  readonly properties: readonly SecurityProperty[];
  readonly components: readonly string[];
  readonly impact: 'high' | 'medium' | 'low';
  readonly tally: Tally;
}

export interface GraphAttacker {
  readonly id: string;
  readonly capability: string;
  readonly position?: string;
  /** The boundaries at which it stands, those that exist. */
  readonly boundaries: readonly string[];
  /** Those of them that pass its vector. */
  readonly enters: readonly string[];
  /** Missing: not rated, and counted as every vector. */
  readonly vector?: AttackVector;
  readonly likelihood: 'high' | 'medium' | 'low';
}

export interface GraphPoint {
  readonly x: number;
  readonly y: number;
}

/** What is wrong with a line of the file of positions. */
export interface PlacementProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

export interface GraphScreen {
  readonly model: string;
  readonly title: string;
  readonly regions: readonly GraphRegion[];
  readonly components: readonly GraphComponent[];
  readonly connections: readonly GraphConnection[];
  readonly assets: readonly GraphAsset[];
  readonly attackers: readonly GraphAttacker[];
  /** One sign a pair: by asset, then by attacker, in the order of those lists; see `objectiveOf`. */
  readonly pairs: string;
  /** Positions given by hand: of a region in the graph, of a component in its region. */
  readonly placed: Readonly<Record<string, GraphPoint>>;
  readonly placementProblems: readonly PlacementProblem[];
}

export interface GraphObjective {
  readonly id: string;
  readonly asset: string;
  readonly attacker: string;
  readonly status: GraphStatus;
  readonly verdict: GraphVerdict;
  readonly tier: GraphTier;
}

/** A hundred thousand pairs are a hundred thousand signs: status, verdict and tier in one. */
export function signOfPair(status: GraphStatus, verdict: GraphVerdict, tier: GraphTier): string {
  return String.fromCharCode(48 + (graphStatuses.indexOf(status) * graphVerdicts.length + graphVerdicts.indexOf(verdict)) * graphTiers.length + graphTiers.indexOf(tier));
}

/** The objective of the asset and the attacker at these places of their lists. */
export function objectiveOf(screen: Pick<GraphScreen, 'assets' | 'attackers' | 'pairs'>, asset: number, attacker: number): GraphObjective | undefined {
  const [of, against] = [screen.assets[asset], screen.attackers[attacker]];
  const sign = screen.pairs.charCodeAt(asset * screen.attackers.length + attacker) - 48;
  if (!of || !against || Number.isNaN(sign)) return undefined;
  const [tier, rest] = [sign % graphTiers.length, Math.floor(sign / graphTiers.length)];
  return {
    id: `CO-${of.id}-${against.id}`,
    asset: of.id,
    attacker: against.id,
    status: graphStatuses[Math.floor(rest / graphVerdicts.length)]!,
    verdict: graphVerdicts[rest % graphVerdicts.length]!,
    tier: graphTiers[tier]!,
  };
}

/** Every objective of an asset or of an attacker, worst first. */
export function objectivesWith(screen: Pick<GraphScreen, 'assets' | 'attackers' | 'pairs'>, id: string): readonly GraphObjective[] {
  const asset = screen.assets.findIndex((one) => one.id === id);
  const attacker = screen.attackers.findIndex((one) => one.id === id);
  const found = asset >= 0 ? screen.attackers.map((_, index) => objectiveOf(screen, asset, index)) : attacker >= 0 ? screen.assets.map((_, index) => objectiveOf(screen, index, attacker)) : [];
  return found.flatMap((one) => one ?? []).sort(worstFirst);
}

/** Those at risk and reachable of the highest tier come first. */
export function worstFirst(a: GraphObjective, b: GraphObjective): number {
  return Number(a.status === 'mitigated') - Number(b.status === 'mitigated') || graphVerdicts.indexOf(a.verdict) - graphVerdicts.indexOf(b.verdict) || graphTiers.indexOf(a.tier) - graphTiers.indexOf(b.tier) || graphStatuses.indexOf(a.status) - graphStatuses.indexOf(b.status);
}

/** What a tally comes to at a glance: the worst that stands in it; undefined where there is no objective. */
export function standingOf(tally: Tally): GraphStatus | undefined {
  return graphStatuses.find((status) => tally[status] > 0);
}

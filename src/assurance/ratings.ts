/**
 * Impact, likelihood and risk tier, composed from factors by tables. People edit factors and give a reason, never a rating.
 *
 * Likelihood is the exploitability sub-score of CVSS v3.1 (FIRST, section 7.1) with its published weights, then moved by
 * how common the capability is. An unset factor counts as its worst value and is listed as not rated.
 */
import type { Asset, Attacker } from '../model/schema.ts';
import { securityProperties, type SecurityProperty } from '../model/vocabulary.ts';
import type { Rating, RiskTier } from './assessment.ts';

/** Part of the engine's version: another table is another engine. */
export const ratingTablesVersion = 1;

export interface RatedFactors {
  readonly rating: Rating;
  /** The factors that are unset, by their place below the entity, such as `impact.blast_radius`. */
  readonly notRated: readonly string[];
}

const subscores = { None: 0, Low: 1, High: 2 } as const;
const blastRadius = { Isolated: 0, Multiplicative: 1, Cascading: 2 } as const;
const recoverability = { Trivial: 0, Manageable: 1, Permanent: 2 } as const;
const regulatoryScope = { None: 0, Notification: 1, Legal: 2 } as const;
const factorOfProperty: Readonly<Record<SecurityProperty, 'confidentiality' | 'integrity' | 'availability' | 'usage'>> = {
  C: 'confidentiality',
  I: 'integrity',
  A: 'availability',
  U: 'usage',
};

/**
 * The impact of an asset: twice the highest sub-score of the properties it is tagged with (0 to 2), plus blast radius,
 * recoverability and regulatory scope (0 to 2 each). High from 7, or when that sub-score is High and one of the three is at
 * its maximum; medium from 4; else low.
 */
export function rateImpact(asset: Asset): RatedFactors {
  const impact = asset.impact ?? {};
  const notRated: string[] = [];
  const worst = <T>(name: string, value: T | undefined, fallback: T): T => {
    if (value === undefined) notRated.push(`impact.${name}`);
    return value ?? fallback;
  };
  const tagged = securityProperties.filter((property) => asset.properties.includes(property));
  const scores = tagged.map((property) => subscores[worst(factorOfProperty[property], impact[factorOfProperty[property]], 'High')]);
  const highest = scores.length > 0 ? Math.max(...scores) : subscores.High;
  const modifiers = [
    blastRadius[worst('blast_radius', impact.blast_radius, 'Cascading')],
    recoverability[worst('recoverability', impact.recoverability, 'Permanent')],
    regulatoryScope[worst('regulatory_scope', impact.regulatory_scope, 'Legal')],
  ];
  const score = 2 * highest + modifiers.reduce<number>((sum, modifier) => sum + modifier, 0);
  const severe = highest === subscores.High && modifiers.includes(2);
  return { rating: score >= 7 || severe ? 'high' : score >= 4 ? 'medium' : 'low', notRated };
}

const attackVector = { Network: 0.85, Adjacent: 0.62, Local: 0.55, Physical: 0.2 } as const;
const attackComplexity = { Low: 0.77, High: 0.44 } as const;
const privilegesRequired = { None: 0.85, Low: 0.62, High: 0.27 } as const;
const userInteraction = { None: 0.85, Required: 0.62 } as const;

/**
 * The likelihood of an attacker: 8.22 x AV x AC x PR x UI; high from 2.3, medium from 1.2, else low. A rare capability lowers
 * it one step; a commodity raises medium to high.
 */
export function rateLikelihood(attacker: Attacker): RatedFactors {
  const likelihood = attacker.likelihood ?? {};
  const notRated: string[] = [];
  const worst = <T>(name: string, value: T | undefined, fallback: T): T => {
    if (value === undefined) notRated.push(name);
    return value ?? fallback;
  };
  const score =
    8.22 *
    attackVector[worst('vector', attacker.vector, 'Network')] *
    attackComplexity[worst('likelihood.complexity', likelihood.complexity, 'Low')] *
    privilegesRequired[worst('likelihood.privileges', likelihood.privileges, 'None')] *
    userInteraction[worst('likelihood.interaction', likelihood.interaction, 'None')];
  const prevalence = worst('likelihood.prevalence', likelihood.prevalence, 'Commodity');
  const base: Rating = score >= 2.3 ? 'high' : score >= 1.2 ? 'medium' : 'low';
  if (prevalence === 'Rare') return { rating: base === 'high' ? 'medium' : 'low', notRated };
  return { rating: prevalence === 'Commodity' && base === 'medium' ? 'high' : base, notRated };
}

const tiers: Readonly<Record<Rating, Readonly<Record<Rating, RiskTier>>>> = {
  high: { high: 'critical', medium: 'high', low: 'medium' },
  medium: { high: 'high', medium: 'medium', low: 'low' },
  low: { high: 'medium', medium: 'low', low: 'low' },
};

/** The risk tier of an objective. */
export function tierOf(impact: Rating, likelihood: Rating): RiskTier {
  return tiers[impact][likelihood];
}

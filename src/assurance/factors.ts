/** The order of factors, worst value first. An unset factor counts as its worst value. */
import { attackComplexities, attackVectors, blastRadii, capabilityPrevalences, impactLevels, privilegeLevels, recoverabilities, regulatoryScopes, userInteractions } from '../model/vocabulary.ts';

const worstFirst: Readonly<Record<string, readonly string[]>> = {
  confidentiality: impactLevels.toReversed(),
  integrity: impactLevels.toReversed(),
  availability: impactLevels.toReversed(),
  usage: impactLevels.toReversed(),
  blast_radius: blastRadii.toReversed(),
  recoverability: recoverabilities.toReversed(),
  regulatory_scope: regulatoryScopes.toReversed(),
  vector: attackVectors,
  privileges: privilegeLevels,
  complexity: attackComplexities,
  interaction: userInteractions,
  prevalence: capabilityPrevalences,
};

export interface LoweredFactor {
  readonly factor: string;
  readonly from: string;
  readonly to: string;
}

/** The factors that rate lower in `now` than in `before`, in the order of the tables. Setting an unset factor below its worst value lowers it. */
export function loweredFactors(before: Readonly<Record<string, string | undefined>>, now: Readonly<Record<string, string | undefined>>): LoweredFactor[] {
  return Object.entries(worstFirst).flatMap(([factor, values]) => {
    const [from, to] = [before[factor] ?? values[0]!, now[factor] ?? values[0]!];
    return values.indexOf(to) > values.indexOf(from) ? [{ factor, from: before[factor] ?? 'not rated', to }] : [];
  });
}

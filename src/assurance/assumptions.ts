/** Which assumptions are in force, and which objectives each names. */
import { compareIdentifiers, objectiveId, pairOfObjective } from '../model/identifiers.ts';
import type { Assumption, Exclusion, ThreatModel } from '../model/schema.ts';
import { wildcard } from '../model/vocabulary.ts';
import type { AssumptionState } from './assessment.ts';
import { attestationStanding } from './attestations.ts';
import { standingOfAssertion } from './controls.ts';
import type { Evidence } from './evidence.ts';
import { pairsOf } from './objectives.ts';

/**
 * The states of all live assumptions, by identifier, sorted.
 *
 * An external one is in force while active and attested. One of type non_applicability is in force while active and shown:
 * it has assertions and every one of them passed; an attestation does not help it.
 */
export function assessAssumptions(model: ThreatModel, evidence: Evidence, at: string): Map<string, AssumptionState> {
  return new Map(
    Object.keys(model.assumptions)
      .sort(compareIdentifiers)
      .map((id) => {
        const assumption = model.assumptions[id]!;
        const active = assumption.status === 'active';
        const { standing, expires } = attestationStanding(assumption.attestations, at);
        const assertions = Object.keys(model.assertions)
          .filter((assertion) => model.assertions[assertion]!.assumption === id)
          .sort(compareIdentifiers)
          .map((assertion) => standingOfAssertion(assertion, model.assertions[assertion]!, evidence, false));
        const shown = assertions.length > 0 && assertions.every((assertion) => assertion.counts);
        const inForce = active && (assumption.type === 'external' ? standing === 'live' : shown);
        const state: AssumptionState = {
          id,
          type: assumption.type,
          inForce,
          active,
          attestation: standing,
          ...(expires === undefined ? {} : { expires }),
          assertions,
          objectives: objectivesNamed(model, assumption),
        };
        return [id, state] as const;
      }),
  );
}

/** The live objectives that an assumption names, by link or by its exclusion, sorted. */
export function objectivesNamed(model: ThreatModel, assumption: Assumption): readonly string[] {
  const isLive = (id: string): boolean => {
    const pair = pairOfObjective(id);
    return pair !== undefined && Object.hasOwn(model.assets, pair.asset) && Object.hasOwn(model.attackers, pair.attacker);
  };
  const linked = assumption.objectives.filter(isLive);
  const excluded = assumption.exclusion ? objectivesExcluded(model, assumption.exclusion) : [];
  return [...new Set([...linked, ...excluded])].sort(compareIdentifiers);
}

/** The live objectives that an exclusion takes out, in the order of assets and attackers. */
export function objectivesExcluded(model: ThreatModel, exclusion: Exclusion): string[] {
  const { assets, attackers } = pairsOf(model);
  if (exclusion.objectives.length > 0) {
    const named = new Set(exclusion.objectives);
    return assets.flatMap((asset) => attackers.map((attacker) => objectiveId(asset, attacker)).filter((id) => named.has(id)));
  }
  const matchingAssets = assets.filter((id) => {
    const asset = model.assets[id]!;
    const matchesAll = (wanted: string, values: readonly string[]): boolean => wanted === wildcard || (values.length > 0 && values.every((value) => value === wanted));
    return (exclusion.asset === wildcard || exclusion.asset === id) && matchesAll(exclusion.component, asset.components) && matchesAll(exclusion.property, asset.properties);
  });
  const matchingAttackers = attackers.filter((id) => {
    const vectorMatches = exclusion.vector === wildcard || model.attackers[id]!.vector === exclusion.vector;
    return (exclusion.attacker === wildcard || exclusion.attacker === id) && vectorMatches;
  });
  return matchingAssets.flatMap((asset) => matchingAttackers.map((attacker) => objectiveId(asset, attacker)));
}

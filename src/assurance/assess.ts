/** The posture of a model: one pure function of the model, the evidence and the moment. */
import { semanticDigest } from '../model/canonical.ts';
import { countsAt } from '../model/dates.ts';
import { compareIdentifiers, objectiveId } from '../model/identifiers.ts';
import type { ThreatModel } from '../model/schema.ts';
import { assessAssumptions } from './assumptions.ts';
import type { Assessment, AssumptionState, ControlState, GroupState, ObjectivePosture, ObjectiveStatus, RiskReason, Rung } from './assessment.ts';
import { findIncoherences } from './coherence.ts';
import { assessControls } from './controls.ts';
import { postureDigest } from './digest.ts';
import type { Evidence } from './evidence.ts';
import { indexGroups, type GroupsOfObjective } from './groups.ts';
import { earlierObjectives, type Assessed } from './keep-objectives.ts';
import { pairsOf, propertiesOf, statementOf } from './objectives.ts';
import { rateImpact, rateLikelihood, tierOf } from './ratings.ts';
import { mapReachability } from './reachability.ts';

const noGroups: GroupsOfObjective = new Map();
const nobody: readonly string[] = [];
const noReasons: readonly RiskReason[] = [];
const noStates: readonly GroupState[] = [];

/**
 * Assesses a model.
 *
 * @param model A model, whole or salvaged.
 * @param evidence What is known of its assertions, on one basis.
 * @param at The moment that attestations, seals and acceptances are judged by, as an ISO instant.
 * @param before An earlier assessment, of nearly the same model. The answer is the same as without it; objectives that come
 *   to the same are the same objects.
 * @returns The same bytes for the same input, whatever the order of maps and lists in the model.
 */
export function assess(model: ThreatModel, evidence: Evidence, at: string, before?: Assessed): Assessment {
  const assumptions = assessAssumptions(model, evidence, at);
  const groups = indexGroups(model);
  const controls = assessControls(model, evidence, assumptions, (id) => groups.objectivesOf.get(id) ?? nobody);
  const controlsById = new Map(controls.map((control) => [control.id, control]));
  const reachability = mapReachability(model, at);
  const linked = new Map<string, string[]>();
  for (const { id, objectives } of assumptions.values()) for (const objective of objectives) linked.set(objective, [...(linked.get(objective) ?? nobody), id]);
  const accepted = acceptancesInForce(model, at);

  const { assets, attackers } = pairsOf(model);
  const impacts = new Map(assets.map((id) => [id, rateImpact(model.assets[id]!)]));
  const likelihoods = new Map(attackers.map((id) => [id, rateLikelihood(model.attackers[id]!)]));
  const impactsMissing = new Map(assets.map((id) => [id, impacts.get(id)!.notRated.map((factor) => `${id}.${factor}`)]));
  const likelihoodsMissing = new Map(attackers.map((id) => [id, likelihoods.get(id)!.notRated.map((factor) => `${id}.${factor}`)]));
  const properties = new Map(assets.map((id) => [id, propertiesOf(model.assets[id]!)]));
  const levels = new Map(Object.entries(model.cal));
  const counts: Record<ObjectiveStatus, number> = { mitigated: 0, at_risk: 0, unassessed: 0 };
  const ladder = { objectives: 0, defined: 0, implemented: 0, verified: 0 };

  const objectives: ObjectivePosture[] = [];
  const earlier = earlierObjectives(model, before);
  for (const asset of assets) {
    for (const attacker of attackers) {
      const last = earlier.of(asset, attacker);
      const id = last?.id ?? objectiveId(asset, attacker);
      const named = linked.get(id) ?? nobody;
      const standing = standingOf(model, groups.byObjective.get(id) ?? noGroups, controlsById, named, assumptions);
      const acceptance = accepted.get(id);
      const cal = levels.get(id);
      const reachable = reachability.verdict(asset, attacker);
      counts[standing.status]++;
      ladder.objectives++;
      if (standing.rung !== 'none') ladder.defined++;
      if (standing.rung === 'implemented' || standing.rung === 'verified') ladder.implemented++;
      if (standing.rung === 'verified') ladder.verified++;
      if (last && earlier.isSame(last, standing, named, reachable, cal, acceptance)) {
        objectives.push(last);
        continue;
      }
      const impact = impacts.get(asset)!;
      const likelihood = likelihoods.get(attacker)!;
      const factorsMissing = notRated(impactsMissing.get(asset)!, likelihoodsMissing.get(attacker)!);
      const { by, reason } = standing;
      // What may be missing is set last: of a large model there are a hundred thousand, and literals with spread parts are slow.
      const objective: { -readonly [Key in keyof ObjectivePosture]: ObjectivePosture[Key] } = {
        id,
        asset,
        attacker,
        properties: properties.get(asset)!,
        statement: statementOf(model.assets[asset]!, model.attackers[attacker]!),
        status: standing.status,
        reasons: standing.reasons,
        groups: standing.groups,
        rung: standing.rung,
        impact: impact.rating,
        likelihood: likelihood.rating,
        tier: tierOf(impact.rating, likelihood.rating),
        notRated: factorsMissing,
        reachability: reachable,
        assumptions: named,
      };
      if (by !== undefined) objective.by = by;
      if (reason !== undefined) objective.reason = reason;
      if (cal !== undefined) objective.cal = cal;
      if (acceptance !== undefined) objective.accepted = acceptance;
      objectives.push(objective);
    }
  }

  const assessed = { objectives, controls, assumptions: [...assumptions.values()] };
  let digest: string | undefined;
  return {
    basis: evidence.basis,
    ...assessed,
    coherence: findIncoherences(model, assessed, at),
    counts,
    ladder,
    // Worked out when somebody asks: of a large model it takes a third of the time, and at a keystroke nobody does.
    get digest() {
      return (digest ??= digestOf(model, objectives, controls, [...assumptions.values()]));
    },
  };
}

/** Most of a model is rated, or an asset or an attacker is alone in not being so: then its list is the pair's. */
function notRated(impact: readonly string[], likelihood: readonly string[]): readonly string[] {
  if (impact.length === 0) return likelihood;
  return likelihood.length === 0 ? impact : [...impact, ...likelihood];
}

type Standing = Pick<ObjectivePosture, 'status' | 'by' | 'reason' | 'reasons' | 'groups' | 'rung'>;

/** Of an objective that nothing serves. */
const untouched: Standing = { status: 'unassessed', reasons: noReasons, groups: noStates, rung: 'none' };

function standingOf(model: ThreatModel, groups: GroupsOfObjective, controls: ReadonlyMap<string, ControlState>, named: readonly string[], assumptions: ReadonlyMap<string, AssumptionState>): Standing {
  const states = groups.size === 0 ? noStates : groupStates(groups, controls);
  const rung = rungOf(states, controls);
  const byControls = states.some((group) => group.complete);
  if (byControls || named.some((id) => assumptions.get(id)!.inForce)) {
    return { status: 'mitigated', by: byControls ? 'controls' : 'assumption', reasons: [], groups: states, rung };
  }
  if (rung === 'none' && named.length === 0) return states === noStates ? untouched : { status: 'unassessed', reasons: noReasons, groups: states, rung };
  const reasons = reasonsOf(model, states, controls, named, assumptions);
  return { status: 'at_risk', ...(reasons[0] === undefined ? {} : { reason: reasons[0] }), reasons, groups: states, rung };
}

function groupStates(groups: GroupsOfObjective, controls: ReadonlyMap<string, ControlState>): GroupState[] {
  let mitigating = false;
  const states = [...groups.keys()].sort(compareIdentifiers).map((name) => {
    const members = [...groups.get(name)!].sort(compareIdentifiers).map((control) => {
      const state = controls.get(control);
      return { control, standing: state?.standing ?? ('removed' as const), counts: state?.counts ?? false };
    });
    // An empty group is never complete.
    const complete = members.length > 0 && members.every((member) => member.counts);
    const first = complete && !mitigating;
    mitigating ||= complete;
    return { name, controls: members, complete, first };
  });
  return states.map(({ first, ...state }) => ({ ...state, defenceInDepth: mitigating && !first }));
}

function rungOf(groups: readonly GroupState[], controls: ReadonlyMap<string, ControlState>): Rung {
  if (groups.some((group) => group.complete)) return 'verified';
  if (groups.some((group) => isClaimed(group, controls))) return 'implemented';
  return groups.some((group) => group.controls.some((member) => member.standing !== 'removed')) ? 'defined' : 'none';
}

function isClaimed(group: GroupState, controls: ReadonlyMap<string, ControlState>): boolean {
  return group.controls.length > 0 && group.controls.every((member) => controls.get(member.control)?.claimed);
}

/** Every reason that applies, in the fixed order. */
function reasonsOf(model: ThreatModel, groups: readonly GroupState[], controls: ReadonlyMap<string, ControlState>, named: readonly string[], assumptions: ReadonlyMap<string, AssumptionState>): RiskReason[] {
  const reasons: RiskReason[] = [];
  const members = groups.flatMap((group) => group.controls).flatMap(({ control }) => controls.get(control) ?? []);
  if (members.length > 0) {
    // Even if every control were verified, no group would be complete.
    if (!groups.some((group) => group.controls.length > 0 && group.controls.every((member) => member.standing !== 'removed'))) reasons.push('coverage_gap');
    else if (!groups.some((group) => isClaimed(group, controls))) reasons.push('missing_controls');
  }
  const outside = [...named, ...members.filter((control) => !control.counts).flatMap(({ id }) => Object.values(model.controls[id]!.assumed_by).flat())].flatMap((id) => assumptions.get(id) ?? []);
  const missing = outside.filter((assumption) => !assumption.inForce);
  const unshown = missing.some((assumption) => assumption.active && assumption.type === 'non_applicability');
  if (unshown || members.some((control) => control.claimed && !control.counts)) reasons.push('unverified_evidence');
  const toAttest = missing.filter((assumption) => !assumption.active || assumption.type === 'external');
  if (toAttest.some((assumption) => assumption.active && assumption.attestation === 'expired')) reasons.push('expired_attestation');
  // An assumption that was violated or retired has to be made active and attested anew.
  if (toAttest.some((assumption) => !assumption.active || assumption.attestation === 'none')) reasons.push('pending_attestation');
  return reasons;
}

/** The acceptance in force of each objective: active, and its last day not past. The lowest identifier where there are several. */
function acceptancesInForce(model: ThreatModel, at: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const id of Object.keys(model.acceptances).sort(compareIdentifiers).reverse()) {
    const { objective, status, review_by } = model.acceptances[id]!;
    if (status === 'active' && countsAt(review_by, at)) found.set(objective, id);
  }
  return found;
}

function digestOf(model: ThreatModel, objectives: readonly ObjectivePosture[], controls: readonly ControlState[], assumptions: readonly AssumptionState[]): string {
  const assertions = [...controls, ...assumptions].flatMap((state) => state.assertions).map(({ hash, verdict }) => [hash, verdict] as const);
  assertions.sort(([a, left], [b, right]) => (a < b ? -1 : a > b ? 1 : left < right ? -1 : left > right ? 1 : 0));
  return postureDigest({
    model: semanticDigest(model),
    objectives: objectives.map(({ id, status, reason, by }) => [id, status, reason ?? null, by ?? null] as const),
    assertions,
  });
}

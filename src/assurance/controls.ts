/** How far the evidence of each control goes. A claim is not evidence, and evidence that shows too little is not enough. */
import { assertionHash, controlHash } from '../model/canonical.ts';
import { compareIdentifiers } from '../model/identifiers.ts';
import type { Assertion, Control, Finding, ThreatModel } from '../model/schema.ts';
import type { AssertionStandingOf, AssumptionState, ClauseShortfall, ClauseStanding, ControlObstacle, ControlState } from './assessment.ts';
import type { Evidence } from './evidence.ts';
import { defaultLeast, reaches } from './strength.ts';

/** The standing of one assertion: it counts when it passed, and passed judgement too where that is required. */
export function standingOfAssertion(id: string, assertion: Assertion, evidence: Evidence, judgeRequired: boolean): AssertionStandingOf {
  const known = Object.hasOwn(evidence.assertions, id) ? evidence.assertions[id]! : { verdict: 'unchecked' as const };
  const passed = known.verdict === 'pass';
  return {
    id,
    hash: assertionHash(assertion),
    verdict: known.verdict,
    ...(passed && known.strength !== undefined ? { strength: known.strength } : {}),
    ...(known.judgement === undefined ? {} : { judgement: known.judgement }),
    counts: passed && (!judgeRequired || known.judgement === 'pass'),
  };
}

/** Whether a negative finding still speaks against its control. A dismissal without a reason dismisses nothing. */
export function isOpen(finding: Finding): boolean {
  return !(finding.status === 'verified' || (finding.status === 'dismissed' && finding.reason !== undefined && finding.reason.trim() !== ''));
}

/** The states of all live controls, sorted. `objectivesOf` gives the live objectives that each serves. */
export function assessControls(model: ThreatModel, evidence: Evidence, assumptions: ReadonlyMap<string, AssumptionState>, objectivesOf: (control: string) => readonly string[]): ControlState[] {
  const assertionsOf = groupBy(Object.keys(model.assertions), (id) => model.assertions[id]!.control);
  const findingsOf = groupBy(Object.keys(model.findings).filter((id) => isOpen(model.findings[id]!)), (id) => model.findings[id]!.control);
  return Object.keys(model.controls)
    .sort(compareIdentifiers)
    .map((id) => {
      const control = model.controls[id]!;
      const judgeRequired = control.judge === 'required';
      const assertions = (assertionsOf.get(id) ?? []).map((assertion) => standingOfAssertion(assertion, model.assertions[assertion]!, evidence, judgeRequired));
      const clauses = clausesOf(control, assertions, model, judgeRequired);
      const openFindings = findingsOf.get(id) ?? [];
      const sufficient = clauses.length > 0 && clauses.every((clause) => clause.met);
      const obstacles = obstaclesOf(control, assertions, clauses, openFindings, judgeRequired);
      const assumedBy = completeGroup(control, assumptions);
      const standing = obstacles.length === 0 ? 'verified' : assumedBy ? 'assumed' : control.status;
      return {
        id,
        hash: controlHash(control),
        standing,
        counts: standing === 'verified' || standing === 'assumed',
        claimed: control.status === 'implemented' || assumedBy !== undefined,
        sufficient,
        assertions,
        clauses,
        openFindings,
        ...(assumedBy ? { assumedBy } : {}),
        objectives: objectivesOf(id),
        obstacles,
      };
    });
}

/** Everything that keeps a control from being verified. Nothing means: claimed, and every condition is met. */
function obstaclesOf(control: Control, assertions: readonly AssertionStandingOf[], clauses: readonly ClauseStanding[], openFindings: readonly string[], judgeRequired: boolean): ControlObstacle[] {
  const obstacles: ControlObstacle[] = [];
  if (control.status !== 'implemented') obstacles.push({ kind: 'not_claimed' });
  if (assertions.length === 0) obstacles.push({ kind: 'no_assertion' });
  if (clauses.length === 0) obstacles.push({ kind: 'no_clause' });
  for (const { id, verdict } of assertions) if (verdict !== 'pass') obstacles.push({ kind: 'assertion_not_passed', assertion: id, verdict });
  for (const { id, verdict, judgement } of assertions) {
    if (judgeRequired && verdict === 'pass' && judgement !== 'pass') obstacles.push({ kind: 'assertion_not_judged', assertion: id, ...(judgement === undefined ? {} : { judgement }) });
  }
  for (const { clause, met } of clauses) if (!met) obstacles.push({ kind: 'clause_not_met', clause });
  for (const finding of openFindings) obstacles.push({ kind: 'open_finding', finding });
  return obstacles;
}

/** Each clause with the assertions that cover it. It is met by one that counts, is of an allowed type and is strong enough. */
function clausesOf(control: Control, assertions: readonly AssertionStandingOf[], model: ThreatModel, judgeRequired: boolean): ClauseStanding[] {
  return Object.keys(control.clauses)
    .sort(compareIdentifiers)
    .map((name) => {
      const clause = control.clauses[name]!;
      const least = clause.least === undefined ? defaultLeast : [clause.least];
      const coveredBy = assertions
        .filter(({ id }) => model.assertions[id]!.covers.includes(name))
        .map((assertion) => {
          const shortfall = shortfallOf(assertion, clause.types, model.assertions[assertion.id]!.type, least, judgeRequired);
          return shortfall === undefined ? { assertion: assertion.id } : { assertion: assertion.id, shortfall };
        });
      return { clause: name, shows: clause.shows, least, coveredBy, met: coveredBy.some((cover) => cover.shortfall === undefined) };
    });
}

function shortfallOf(assertion: AssertionStandingOf, types: readonly string[], type: string, least: ClauseStanding['least'], judgeRequired: boolean): ClauseShortfall | undefined {
  if (assertion.verdict !== 'pass') return 'not_passed';
  if (judgeRequired && assertion.judgement !== 'pass') return 'not_judged';
  if (types.length > 0 && !types.includes(type)) return 'type_not_allowed';
  return least.some((strength) => reaches(assertion.strength, strength)) ? undefined : 'too_weak';
}

/** The first group, by name, whose assumptions are all in force. An empty group is never complete. */
function completeGroup(control: Control, assumptions: ReadonlyMap<string, AssumptionState>): ControlState['assumedBy'] {
  for (const group of Object.keys(control.assumed_by).sort(compareIdentifiers)) {
    const members = [...control.assumed_by[group]!].sort(compareIdentifiers);
    if (members.length > 0 && members.every((id) => assumptions.get(id)?.inForce)) return { group, assumptions: members };
  }
  return undefined;
}

function groupBy(ids: readonly string[], keyOf: (id: string) => string | undefined): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of [...ids].sort(compareIdentifiers)) {
    const key = keyOf(id);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return groups;
}

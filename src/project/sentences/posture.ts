/** The words for what the engine answers: statuses, reasons, verdicts, standings. One place, so that every front says the same. */
import type { ClauseShortfall, ControlObstacle, ControlStanding, ObjectivePosture, ObjectiveStatus, Reachability, ReachabilityReason, RiskReason } from '../../assurance/assessment.ts';
import type { AssertionStanding } from '../../assurance/evidence.ts';
import type { Assertion } from '../../model/schema.ts';

export const statusWords: Readonly<Record<ObjectiveStatus, string>> = { mitigated: 'mitigated', at_risk: 'at risk', unassessed: 'unassessed' };

const reasonWords: Readonly<Record<RiskReason, string>> = {
  coverage_gap: 'no group of its controls can be complete',
  missing_controls: 'controls are missing',
  unverified_evidence: 'evidence is not verified',
  expired_attestation: 'an attestation has expired',
  pending_attestation: 'an attestation is pending',
};

/** What to do about an objective that is at risk for a reason. */
export const reasonRemedies: Readonly<Record<RiskReason, string>> = {
  coverage_gap: 'add a control, or take the removed one out of its group',
  missing_controls: 'implement the missing controls and claim evidence',
  unverified_evidence: 'mend the code or the claim',
  expired_attestation: 'ask for a new attestation',
  pending_attestation: 'get it attested',
};

export const standingWords: Readonly<Record<ControlStanding, string>> = {
  verified: 'verified',
  assumed: 'assumed',
  implemented: 'implemented, not verified',
  not_implemented: 'not implemented',
  removed: 'removed',
};

export const verdictWords: Readonly<Record<AssertionStanding, string>> = {
  pass: 'passes',
  fail: 'fails',
  undecidable: 'undecidable',
  elsewhere: 'in another repository',
  unchecked: 'not checked yet',
};

const reachabilityReasons: Readonly<Record<ReachabilityReason, string>> = {
  path: 'there is a path',
  sealed: 'every boundary of the asset is sealed, and attested',
  attacker_unpositioned: 'the attacker stands at no boundary',
  asset_without_component: 'the asset is in no component',
  component_without_boundary: 'a component of the asset stands behind no boundary',
  no_path: 'no path is known, and no seal rules one out',
  seal_not_attested: 'a seal is claimed and not attested',
};

/** `reachable: enters api through TB1 (Network), then store over CN1`. */
export function describeReachability({ verdict, reason, certificate }: Reachability): string {
  if (verdict !== 'reachable') return `${verdict}: ${reachabilityReasons[reason]}`;
  const hops = certificate.path.map((hop) => {
    if (hop.kind === 'enter') return `enters ${hop.component} through ${hop.through}${hop.vector === 'any' ? '' : ` (${hop.vector ?? ''})`}`;
    return hop.kind === 'connection' ? `${hop.component} over ${hop.through}` : `${hop.component} behind ${hop.through}`;
  });
  return `reachable: ${hops.join(', then ')}`;
}

/** `at risk: evidence is not verified`, `mitigated by controls`. */
export function describeStatus({ status, by, reason }: Pick<ObjectivePosture, 'status' | 'by' | 'reason'>): string {
  if (by !== undefined) return `mitigated by ${by === 'controls' ? 'controls' : 'an assumption'}`;
  return reason === undefined ? statusWords[status] : `${statusWords[status]}: ${reasonWords[reason]}`;
}

const shortfallWords: Readonly<Record<ClauseShortfall, string>> = {
  not_passed: 'it does not pass',
  not_judged: 'it has not passed judgement',
  type_not_allowed: 'its type cannot show this clause',
  too_weak: 'its proof is too weak for this clause',
};

/** Why an assertion that covers a clause does not meet it. */
export function describeShortfall(shortfall: ClauseShortfall): string {
  return shortfallWords[shortfall];
}

/** What keeps a control from being verified, in a few words. */
export function describeObstacle(obstacle: ControlObstacle): string {
  switch (obstacle.kind) {
    case 'not_claimed':
      return 'not implemented yet';
    case 'no_assertion':
      return 'no assertion yet';
    case 'no_clause':
      return 'no clause says what to show';
    case 'assertion_not_passed':
      return `${obstacle.assertion} ${obstacle.verdict === 'fail' || obstacle.verdict === 'pass' ? verdictWords[obstacle.verdict] : `is ${verdictWords[obstacle.verdict]}`}`;
    case 'assertion_not_judged':
      return `${obstacle.assertion} has not passed judgement`;
    case 'clause_not_met':
      return `${obstacle.clause} is not shown`;
    case 'open_finding':
      return `${obstacle.finding} is open`;
  }
}

/** `handle_upload calls scan_upload`, `function_exists(scan_upload)`: a claim as people say it. */
export function describeClaim({ type, params }: Pick<Assertion, 'type' | 'params'>): string {
  const word = (name: string): string => (typeof params[name] === 'string' ? params[name] : '?');
  switch (type) {
    case 'function_calls':
      return `${word('caller')} calls ${word('callee')}`;
    case 'function_exists':
      return `function ${word('name')} exists`;
    case 'import_present':
      return `${word('module')} is imported`;
    case 'class_exists':
      return `class ${word('name')} exists`;
    case 'decorator_present':
      return `${word('function')} carries @${word('decorator')}`;
    case 'env_var_referenced':
      return `${word('variable')} is read from the environment`;
    case 'test_passes':
      return `${typeof params.name === 'string' ? `${params.name} of ` : ''}${word('pattern')} passes`;
    case 'test_attested':
      return `${word('test')} is attested`;
    case 'pattern_matches':
      return `/${word('pattern')}/ matches`;
    case 'pattern_absent':
      return `/${word('pattern')}/ is absent`;
    case 'file_exists':
      return `${word('file')} exists`;
    default: {
      const { file: _file, ...rest } = params;
      return `${type}(${Object.values(rest).map(String).join(', ')})`;
    }
  }
}

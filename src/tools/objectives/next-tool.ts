/** Which tool an agent calls for the next step of an objective. */
import type { ObjectivePosture, RiskReason } from '../../assurance/assessment.ts';
import type { StepGroup } from '../../project/next-steps.ts';

const toolsOfReasons: Readonly<Record<RiskReason, string>> = {
  coverage_gap: 'set_mitigation_groups',
  missing_controls: 'submit_assertions',
  unverified_evidence: 'get_verification_report',
  expired_attestation: 'submit_attestation',
  pending_attestation: 'submit_attestation',
};

/** The tool that the next step calls; undefined where nothing is to be done. */
export function nextTool(group: StepGroup, { status, reason }: Pick<ObjectivePosture, 'status' | 'reason'>): string | undefined {
  if (status === 'mitigated') return undefined;
  if (group === 'broken') return 'get_verification_report';
  return status === 'unassessed' || reason === undefined ? 'regenerate_controls' : toolsOfReasons[reason];
}

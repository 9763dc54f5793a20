/** The life of a negative finding: which step may follow which, what a step needs, and the edit that makes it. */
import { isOpen } from '../../assurance/controls.ts';
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Finding } from '../../model/schema.ts';
import type { findingStatuses } from '../../model/vocabulary.ts';

export type FindingStatus = (typeof findingStatuses)[number];

export interface FindingStep {
  readonly to: FindingStatus;
  readonly title: string;
  /** What has to be said with it. */
  readonly asks?: 'reason' | 'remedies';
  /** Why it cannot be made now. */
  readonly blocked?: string;
}

/** How the assertions stand that show a finding remedied; missing: not checked yet. */
export type VerdictOf = (assertion: string) => string | undefined;

/**
 * The steps that may follow, the one on its way first. Only a pass of every assertion that shows the remedy verifies a finding;
 * whatever is closed can be opened again.
 */
export function findingSteps(finding: Finding, verdictOf: VerdictOf): readonly FindingStep[] {
  const dismiss: FindingStep = { to: 'dismissed', title: 'Dismiss for a reason…', asks: 'reason' };
  const remedied: FindingStep = { to: 'remediated', title: 'Say what remedies it…', asks: 'remedies' };
  if (!isOpen(finding)) return [{ to: 'acknowledged', title: 'Open it again' }];
  switch (finding.status) {
    case 'discovered':
      return [{ to: 'acknowledged', title: 'Acknowledge: somebody looks after it' }, remedied, dismiss];
    case 'acknowledged':
      return [remedied, dismiss];
    case 'remediated': {
      const blocked = whyNotVerified(finding, verdictOf);
      return [{ to: 'verified', title: 'Close it as verified', ...(blocked === undefined ? {} : { blocked }) }, remedied, { to: 'acknowledged', title: 'It is not remedied after all' }, dismiss];
    }
    default:
      // Dismissed without a reason: that dismisses nothing.
      return [dismiss, { to: 'acknowledged', title: 'Open it again' }];
  }
}

/** Why a remediated finding cannot be closed as verified; undefined when it can. */
function whyNotVerified({ remediation_assertions: remedies }: Finding, verdictOf: VerdictOf): string | undefined {
  if (remedies.length === 0) return 'No assertion shows that it is remedied: name one first.';
  const failing = remedies.filter((assertion) => verdictOf(assertion) !== 'pass');
  return failing.length === 0 ? undefined : `${failing.join(', ')} ${failing.length === 1 ? 'does' : 'do'} not pass.`;
}

/** What a step says besides its status. */
export interface StepAnswer {
  readonly reason?: string;
  readonly remedies?: readonly string[];
}

/** The edit of a step. Opened again, a finding loses the reason of its dismissal: the next one needs a reason of its own. */
export function moveFinding(parsed: ParsedModel, id: string, to: FindingStatus, { reason, remedies }: StepAnswer = {}): EditResult {
  const finding = parsed.model.findings[id];
  if (!finding) return { refused: 'not_there', path: ['findings', id] };
  const path = (key: string): readonly string[] => ['findings', id, key];
  const steps: EditStep[] = [(now) => setValue(now, path('status'), to)];
  if (to === 'dismissed' && reason !== undefined) steps.unshift((now) => setValue(now, path('reason'), reason.trim()));
  if (to !== 'dismissed' && finding.reason !== undefined) steps.push((now) => removeValue(now, path('reason')));
  if (remedies && (remedies.length > 0 || finding.remediation_assertions.length > 0)) steps.push((now) => setValue(now, path('remediation_assertions'), [...remedies]));
  return editInSteps(parsed, steps);
}

/** The words of a run over a change: what it looked at, and why it left the rest out. */
import { verdictWords } from './posture.ts';

/** Why one assertion was left out. */
export function describeLeftOut(since: string, before: 'pass' | 'fail' | 'undecidable'): string {
  return before === 'pass' ? `Nothing that it rests on changed since ${since}, where it passes.` : `Nothing that it rests on changed since ${since}, where it is no pass either: it ${before === 'fail' ? verdictWords.fail : `is ${verdictWords.undecidable}`}.`;
}

/** What the run as a whole says about its scope. */
export function describeScope(since: string, total: number, leftOut: number, notPassing: number): string {
  if (leftOut === 0) return total === 0 ? 'There is no assertion of this checkout.' : `The change since ${since} can touch all ${total} assertions.`;
  const unkept = notPassing === 0 ? '' : `; ${notPassing} of these ${notPassing === 1 ? 'does' : 'do'} not pass there`;
  return `Left out: ${leftOut} of ${total} assertions, which the change since ${since} cannot touch${unkept}. No posture follows from a part of the evidence.`;
}

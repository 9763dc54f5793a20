/** What stopping edits change besides what they are made for: every verdict and every status of the model, and what they make easier. */
import type { ThreatModel } from '../../model/schema.ts';
import type { Assessment, ObjectiveStatus, ReachabilityVerdict } from '../assessment.ts';
import { mapReachability } from '../reachability.ts';
import { weakenings, type Weakening } from '../weakenings.ts';
import { withStoppingEdits, type StoppingEdit } from './stopping-edit.ts';

export interface StopEffects {
  /** Every objective whose verdict would be another one. */
  readonly verdicts: readonly { readonly objective: string; readonly before: ReachabilityVerdict; readonly after: ReachabilityVerdict }[];
  /** Every objective whose status would be another one. Structure changes none: only controls do. */
  readonly statuses: readonly { readonly objective: string; readonly before: ObjectiveStatus; readonly after: ObjectiveStatus }[];
  /** What the edits of the model are as a change under review: they hold only as far as the world is changed as well. */
  readonly weakenings: readonly Weakening[];
}

/** What the edits change, of all pairs of an assessed model. */
export function effectsOfStop(model: ThreatModel, { objectives }: Pick<Assessment, 'objectives'>, edits: readonly StoppingEdit[], at: string): StopEffects {
  const after = withStoppingEdits(model, edits);
  const verified = new Set(edits.flatMap((edit) => (edit.kind === 'verify' ? [edit.control] : [])));
  const reachability = after === model ? undefined : mapReachability(after, at);
  const verdicts = reachability
    ? objectives.flatMap(({ id, asset, attacker, reachability: { verdict: before } }) => {
        const { verdict } = reachability.verdict(asset, attacker);
        return verdict === before ? [] : [{ objective: id, before, after: verdict }];
      })
    : [];
  const statuses = objectives.flatMap(({ id, status, groups }) => {
    if (status === 'mitigated') return [];
    const complete = groups.some(({ controls }) => controls.length > 0 && controls.every(({ control, counts, standing }) => counts || (standing !== 'removed' && verified.has(control))));
    return complete ? [{ objective: id, before: status, after: 'mitigated' as const }] : [];
  });
  return { verdicts, statuses, weakenings: after === model ? [] : weakenings(model, after) };
}

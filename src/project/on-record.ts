/** What a snapshot has on record: both bases side by side, where anything is recorded at all. */
import type { RecordedPosture } from './read-recorded.ts';
import type { RecordedRuns } from './review/control-checks.ts';
import type { ModelSnapshot } from './snapshot.ts';

/** What is recorded of a model; undefined where nothing is, or where nobody looked. */
export function onRecord({ recorded }: Pick<ModelSnapshot, 'recorded'>): RecordedPosture | undefined {
  return recorded && 'basis' in recorded && recorded.runs > 0 ? recorded : undefined;
}

/** When a run last looked at each control, for the review; a control of which not every claim was looked at is left out. */
export function recordedRunsOf(model: Pick<ModelSnapshot, 'recorded'>): RecordedRuns | undefined {
  return onRecord(model)?.history.checked;
}

/** The recorded verdicts on an assertion, or on all that an objective, a control or an assumption rests on. */
import { flappingOf, type Flapping, type RecordedVerdict } from '../evidence/recorded/history.ts';
import { compareIdentifiers, pairOfObjective } from '../model/identifiers.ts';
import { onRecord } from './on-record.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface AssertionHistory {
  readonly assertion: string;
  /** The oldest first. */
  readonly verdicts: readonly RecordedVerdict[];
  readonly flapping?: Flapping;
}

/** The assertions of the present model that an entity is about. */
export function assertionsAbout({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, entity: string): readonly string[] {
  if (Object.hasOwn(model.assertions, entity)) return [entity];
  const objective = pairOfObjective(entity) ? assessment.objectives.find(({ id }) => id === entity) : undefined;
  const subjects = new Set(objective ? [...objective.groups.flatMap(({ controls }) => controls.map(({ control }) => control)), ...objective.assumptions] : [entity]);
  return Object.entries(model.assertions).filter(([, { control, assumption }]) => subjects.has(control ?? assumption ?? '')).map(([id]) => id).sort(compareIdentifiers);
}

/** Each assertion with what was recorded of it; of one about which no run says anything, nothing. */
export function historyOf(snapshot: ModelSnapshot, entity: string): readonly AssertionHistory[] {
  const verdicts = onRecord(snapshot)?.history.verdicts;
  return assertionsAbout(snapshot, entity).map((assertion) => {
    const own = verdicts?.get(assertion) ?? [];
    const flapping = flappingOf(own);
    return { assertion, verdicts: own, ...(flapping ? { flapping } : {}) };
  });
}

/** The controls of a model as a list that can be asked: live ones with their standing, and removed ones. */
import type { ControlState } from '../../assurance/assessment.ts';
import { indexGroups } from '../../assurance/groups.ts';
import { compareIdentifiers, idPatterns } from '../../model/identifiers.ts';
import type { Control, ThreatModel } from '../../model/schema.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export type ListedControl =
  | { readonly id: string; readonly removed: false; readonly control: Control; readonly state: ControlState; readonly orphaned: boolean }
  | { readonly id: string; readonly removed: true; readonly description: string; readonly on: string; readonly why?: string };

export interface ControlFilter {
  readonly id?: string | undefined;
  /** What the file says, or what is derived. */
  readonly status?: 'not_implemented' | 'implemented' | 'verified' | 'assumed' | undefined;
  readonly objective?: string | undefined;
  readonly component?: string | undefined;
  readonly removed: boolean;
  readonly orphaned: boolean;
}

/** Sorted. Removed controls and orphans, which serve no objective any more, only where they are asked for or named. */
export function listControls({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>, filter: ControlFilter): readonly ListedControl[] {
  const live = assessment.controls.flatMap((state): ListedControl[] => {
    const control = model.controls[state.id];
    if (!control) return [];
    const orphaned = control.mitigates.length > 0 && state.objectives.length === 0;
    const fits =
      (filter.id === undefined || filter.id === state.id) &&
      (filter.status === undefined || fitsStatus(filter.status, state)) &&
      (filter.objective === undefined || state.objectives.includes(filter.objective)) &&
      (filter.component === undefined || control.components.includes(filter.component)) &&
      (filter.orphaned || !orphaned || filter.id !== undefined);
    return fits ? [{ id: state.id, removed: false, control, state, orphaned }] : [];
  });
  // Of what is removed nothing but its identifier can be asked.
  const asksOfLive = filter.status !== undefined || filter.objective !== undefined || filter.component !== undefined;
  const removed = filter.removed && !asksOfLive ? removedControls(model).filter(({ id }) => filter.id === undefined || filter.id === id) : [];
  return [...live, ...removed].sort((a, b) => compareIdentifiers(a.id, b.id));
}

function fitsStatus(status: NonNullable<ControlFilter['status']>, { standing, claimed }: ControlState): boolean {
  if (status === 'implemented') return claimed;
  return status === 'not_implemented' ? !claimed : standing === status;
}

function removedControls(model: ThreatModel): readonly ListedControl[] {
  return Object.entries(model.removed)
    .filter(([id]) => idPatterns.controls.test(id))
    .map(([id, { on, why, was }]) => ({ id, removed: true, on, description: typeof was?.description === 'string' ? was.description : '', ...(why === undefined ? {} : { why }) }));
}

/** The live objectives that no other live control serves. */
export function soleCoverOf(model: ThreatModel, control: string): readonly string[] {
  const { byObjective, objectivesOf } = indexGroups(model);
  return (objectivesOf.get(control) ?? []).filter((objective) => ![...(byObjective.get(objective)?.values() ?? [])].some((members) => [...members].some((member) => member !== control && Object.hasOwn(model.controls, member))));
}

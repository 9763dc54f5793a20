/** What would be gained if a control or an assumption that does not count did: the objectives that it alone would mitigate. */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Assessment } from './assessment.ts';

export interface Gain {
  readonly kind: 'control' | 'assumption';
  readonly id: string;
  /** Objectives that would be mitigated then, sorted. */
  readonly mitigates: readonly string[];
  /** Objectives that would not be yet, and of which it is a part, sorted. */
  readonly towards: readonly string[];
}

/** Every control and assumption that does not count and serves an objective that is not mitigated, by identifier. */
export function gainsOf(model: ThreatModel, { objectives, controls, assumptions }: Assessment): readonly Gain[] {
  const open = new Map(objectives.filter(({ status }) => status !== 'mitigated').map((objective) => [objective.id, objective]));
  const inForce = new Set(assumptions.filter((state) => state.inForce).map(({ id }) => id));
  const gains: Gain[] = [];
  const add = (kind: Gain['kind'], id: string, served: Iterable<string>, rises: (objective: string) => boolean): void => {
    const [mitigates, towards]: [string[], string[]] = [[], []];
    for (const objective of new Set(served)) if (open.has(objective)) (rises(objective) ? mitigates : towards).push(objective);
    if (mitigates.length + towards.length > 0) gains.push({ kind, id, mitigates: mitigates.sort(compareIdentifiers), towards: towards.sort(compareIdentifiers) });
  };
  /** Whether a group of an objective would be complete if these controls counted. */
  const completes = (objective: string, risen: ReadonlySet<string>): boolean =>
    open.get(objective)!.groups.some((group) => group.controls.length > 0 && group.controls.every(({ control, standing, counts }) => counts || (standing !== 'removed' && risen.has(control))));

  for (const { id, counts, objectives: served } of controls) {
    if (!counts) add('control', id, served, (objective) => completes(objective, new Set([id])));
  }
  for (const { id, inForce: already, objectives: named } of assumptions) {
    if (already) continue;
    const about = controls.filter((control) => !control.counts && Object.values(model.controls[control.id]?.assumed_by ?? {}).some((group) => group.includes(id)));
    const risen = new Set(about.filter((control) => Object.values(model.controls[control.id]?.assumed_by ?? {}).some((group) => group.includes(id) && group.every((member) => member === id || inForce.has(member)))).map((control) => control.id));
    add('assumption', id, [...named, ...about.flatMap((control) => control.objectives)], (objective) => named.includes(objective) || completes(objective, risen));
  }
  return gains;
}

/** Single points of assurance: one control, one assumption or one claim, the failure of which puts several objectives at risk. */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { ThreatModel } from '../model/schema.ts';
import type { Assessment, ControlState } from './assessment.ts';

export interface SinglePoint {
  readonly kind: 'control' | 'assumption' | 'assertion';
  readonly id: string;
  /** Other assertions that claim the same, and fall with it. */
  readonly same: readonly string[];
  /** The mitigated objectives that nothing else mitigates, sorted. */
  readonly objectives: readonly string[];
}

/** What no longer counts. */
interface Fallen {
  readonly controls: ReadonlySet<string>;
  readonly assumptions: ReadonlySet<string>;
}

/**
 * The single points of a model, those on which most objectives hang first.
 *
 * A claim is named apart from its control or assumption where it is all that stands behind it, or where it stands behind several.
 *
 * @param least How many objectives must hang on one.
 */
export function singlePoints(model: ThreatModel, assessment: Assessment, least = 2): readonly SinglePoint[] {
  const fallsWith = objectivesFalling(model, assessment);
  const found: SinglePoint[] = [];
  const add = (kind: SinglePoint['kind'], id: string, same: readonly string[], objectives: readonly string[]): void => {
    if (objectives.length >= least) found.push({ kind, id, same, objectives });
  };
  for (const { id, counts } of assessment.controls) if (counts) add('control', id, [], fallsWith.control(id));
  for (const { id, inForce } of assessment.assumptions) if (inForce) add('assumption', id, [], fallsWith.assumption(id));
  for (const ids of sameClaims(assessment).values()) {
    const owners = [...assessment.controls, ...assessment.assumptions].filter(({ assertions }) => assertions.some(({ id }) => ids.includes(id)));
    if (owners.length < 2 && !owners.some(({ assertions }) => assertions.length === 1)) continue;
    add('assertion', ids[0]!, ids.slice(1), fallsWith.claim(ids));
  }
  const kinds = ['assertion', 'control', 'assumption'];
  return found.sort((a, b) => b.objectives.length - a.objectives.length || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compareIdentifiers(a.id, b.id));
}

/** Which objectives that are mitigated now would not be, if one thing failed and nothing else changed. */
export function objectivesFalling(model: ThreatModel, { objectives, controls, assumptions }: Assessment): { control(id: string): readonly string[]; assumption(id: string): readonly string[]; claim(ids: readonly string[]): readonly string[] } {
  const byId = new Map(objectives.map((objective) => [objective.id, objective]));
  const inForce = new Set(assumptions.filter((state) => state.inForce).map(({ id }) => id));
  const stateOf = new Map(assumptions.map((state) => [state.id, state]));

  const falling = (fallen: Fallen): readonly string[] => {
    const touched = new Set([...controls.filter(({ id }) => fallen.controls.has(id)), ...[...fallen.assumptions].flatMap((id) => stateOf.get(id) ?? [])].flatMap((one) => one.objectives));
    return [...touched]
      .filter((id) => {
        const objective = byId.get(id);
        if (objective?.status !== 'mitigated') return false;
        const held = objective.groups.some((group) => group.complete && group.controls.every(({ control }) => !fallen.controls.has(control)));
        return !held && !objective.assumptions.some((assumption) => inForce.has(assumption) && !fallen.assumptions.has(assumption));
      })
      .sort(compareIdentifiers);
  };
  /** Whether a control that counts would go on counting by assumptions. */
  const assumed = ({ id }: ControlState, gone: ReadonlySet<string>): boolean => Object.values(model.controls[id]?.assumed_by ?? {}).some((group) => group.length > 0 && group.every((member) => inForce.has(member) && !gone.has(member)));

  return {
    control: (id) => falling({ controls: new Set([id]), assumptions: new Set() }),
    assumption: (id) => {
      const gone = new Set([id]);
      return falling({ assumptions: gone, controls: new Set(controls.filter((control) => control.counts && control.obstacles.length > 0 && !assumed(control, gone)).map((control) => control.id)) });
    },
    claim: (ids) => {
      const names = (assertions: ControlState['assertions']): boolean => assertions.some(({ id }) => ids.includes(id));
      const gone = new Set(assumptions.filter((state) => state.inForce && state.type === 'non_applicability' && names(state.assertions)).map(({ id }) => id));
      const lost = controls.filter((control) => control.counts && (control.obstacles.length > 0 || names(control.assertions)) && !assumed(control, gone));
      return falling({ assumptions: gone, controls: new Set(lost.map(({ id }) => id)) });
    },
  };
}

/** Assertions by what they claim, those that pass. */
function sameClaims({ controls, assumptions }: Assessment): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, hash, verdict } of [...controls, ...assumptions].flatMap(({ assertions }) => assertions)) {
    if (verdict !== 'pass') continue;
    const ids = found.get(hash);
    if (ids) ids.push(id);
    else found.set(hash, [id]);
  }
  return found;
}

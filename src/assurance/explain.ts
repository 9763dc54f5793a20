/** Why an objective has its status: the chain from the objective to the assertions, as data. Fronts add the line of code. */
import type { ThreatModel } from '../model/schema.ts';
import type { Assessment, AssumptionState, ControlState, GroupState, ObjectivePosture } from './assessment.ts';

export interface Explanation {
  readonly objective: ObjectivePosture;
  /** Every mitigation group with the full state of its controls; a removed control has none. */
  readonly groups: readonly (Omit<GroupState, 'controls'> & { readonly controls: readonly ExplainedControl[] })[];
  readonly assumptions: readonly ExplainedAssumption[];
}

export interface ExplainedControl {
  readonly id: string;
  readonly description: string;
  readonly state: ControlState | undefined;
}

export interface ExplainedAssumption {
  readonly state: AssumptionState;
  readonly description: string;
  /** Who attested it, and until when; newest last, as the file has it. */
  readonly attestations: readonly { readonly by: string; readonly statement: string; readonly expires_at: string }[];
}

/** The explanation of one objective, or undefined when the model does not have it. */
export function explain(model: ThreatModel, assessment: Assessment, objective: string): Explanation | undefined {
  const posture = assessment.objectives.find((candidate) => candidate.id === objective);
  if (!posture) return undefined;
  const controls = new Map(assessment.controls.map((control) => [control.id, control]));
  const formerDescription = (id: string): string => {
    const description = model.removed[id]?.was?.description;
    return typeof description === 'string' ? description : 'removed';
  };
  return {
    objective: posture,
    groups: posture.groups.map((group) => ({
      ...group,
      controls: group.controls.map(({ control }) => ({ id: control, description: model.controls[control]?.description ?? formerDescription(control), state: controls.get(control) })),
    })),
    assumptions: assessment.assumptions
      .filter((state) => posture.assumptions.includes(state.id))
      .map((state) => {
        const { description, attestations } = model.assumptions[state.id]!;
        return { state, description, attestations: attestations.map(({ by, statement, expires_at }) => ({ by, statement, expires_at })) };
      }),
  };
}

/**
 * What the models of a system need of each other: an external assumption that another model upholds. It is a requirement there, kept under
 * `compliance.dependencies.mappings` of that model, and satisfied by controls of it that count, or by a live attestation; either is enough.
 */
import type { AttestationStanding } from '../../assurance/assessment.ts';
import { reservedFrameworkId } from '../../compliance/read-framework.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export interface Dependency {
  readonly model: ModelSnapshot;
  readonly assumption: string;
  readonly description: string;
  readonly target: string;
  /** Undefined where no open folder holds it. */
  readonly targetModel?: ModelSnapshot;
  readonly controls: readonly { readonly control: string; readonly counts: boolean; readonly confidence: string }[];
  readonly attestation: AttestationStanding;
  readonly satisfiedBy: readonly ('controls' | 'attestation')[];
}

/** The name of a dependency in the model that upholds it. */
export function dependencyName(model: string, assumption: string): string {
  return `${model}/${assumption}`;
}

/** The dependencies of some models, and the external assumptions that no model is said to uphold. */
export function dependenciesOf(models: readonly ModelSnapshot[]): { readonly dependencies: readonly Dependency[]; readonly unlinked: readonly { readonly model: ModelSnapshot; readonly assumption: string; readonly description: string }[] } {
  const dependencies: Dependency[] = [];
  const unlinked: { model: ModelSnapshot; assumption: string; description: string }[] = [];
  for (const model of models) {
    for (const [id, { type, description, target_model }] of Object.entries(model.model.assumptions)) {
      if (type !== 'external') continue;
      if (target_model === undefined || target_model === '') {
        unlinked.push({ model, assumption: id, description });
        continue;
      }
      const targetModel = models.find((one) => one.model.id === target_model);
      const mapped = targetModel?.model.compliance[reservedFrameworkId]?.mappings[dependencyName(model.model.id, id)] ?? {};
      const controls = Object.entries(mapped).flatMap(([control, { confidence }]) => {
        const state = targetModel?.assessment.controls.find((one) => one.id === control);
        return state ? [{ control, counts: state.counts, confidence }] : [];
      });
      const accepted = controls.filter(({ confidence }) => confidence !== 'llm');
      const attestation = model.assessment.assumptions.find((state) => state.id === id)?.attestation ?? 'none';
      const byControls = accepted.length > 0 && accepted.every(({ counts }) => counts);
      dependencies.push({ model, assumption: id, description, target: target_model, ...(targetModel ? { targetModel } : {}), controls, attestation, satisfiedBy: [...(byControls ? (['controls'] as const) : []), ...(attestation === 'live' ? (['attestation'] as const) : [])] });
    }
  }
  return { dependencies, unlinked };
}

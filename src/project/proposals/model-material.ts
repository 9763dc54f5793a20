/** A model as material for a language model: what it says and what it comes to, without evidence and history. */
import type { ModelSnapshot } from '../snapshot.ts';

/** As a value for `fenced`. */
export function modelMaterial({ parsed: { model }, assessment }: ModelSnapshot): Readonly<Record<string, unknown>> {
  const { title, description = '', boundaries, components, connections, assets, attackers, controls } = model;
  return {
    title,
    description,
    boundaries,
    components,
    connections,
    assets,
    attackers,
    assumptions: Object.fromEntries(Object.entries(model.assumptions).map(([id, { attestations: _history, ...assumption }]) => [id, { ...assumption, in_force: assessment.assumptions.find((one) => one.id === id)?.inForce ?? false }])),
    controls: Object.fromEntries(Object.entries(controls).map(([id, { evidence: _material, ...control }]) => [id, { ...control, standing: assessment.controls.find((one) => one.id === id)?.standing ?? control.status }])),
    removed: Object.fromEntries(Object.entries(model.removed).map(([id, { why = '' }]) => [id, why])),
    objectives: assessment.objectives.map(({ id, status, reason = '', tier, reachability }) => ({ id, status, reason, tier, reachability: reachability.verdict })),
  };
}

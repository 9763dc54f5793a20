/** What a chosen framework says in a model: which requirements do not apply, and which controls answer the others. */
import type { ThreatModel } from '../../model/schema.ts';
import type { FrameworkDetails } from '../../protocol/screens/model-details.ts';

export function frameworkDetails(model: ThreatModel, name: string): FrameworkDetails | undefined {
  if (!Object.hasOwn(model.compliance, name)) return undefined;
  const { level, exclusions, mappings } = model.compliance[name]!;
  return {
    name,
    ...(level === undefined ? {} : { level }),
    exclusions: Object.entries(exclusions).map(([requirement, { why }]) => ({ requirement, why })),
    mappings: Object.entries(mappings).flatMap(([requirement, controls]) => Object.entries(controls).map(([control, { confidence }]) => ({ requirement, control, confidence }))),
  };
}

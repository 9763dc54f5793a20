/** Which models there are. */
import * as z from 'zod/mini';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { allModels } from '../find.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const row = z.object({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  assets: z.int(),
  attackers: z.int(),
  controls: z.int(),
  assertions: z.int(),
  posture: z.optional(z.object({ mitigated: z.int(), at_risk: z.int(), unassessed: z.int() })),
});

export const listThreatModels = tool({
  name: 'list_threat_models',
  title: 'List threat models',
  toolsets: ['core', 'model'],
  use: 'To see which threat models this workspace has, before anything else.',
  not: 'For one model in full, use get_threat_model.',
  effect: 'reads',
  input: z.object({
    include_assessment_summary: z._default(z.boolean().check(z.describe('Also count objectives by status.')), true),
    ...pageInput,
  }),
  output: z.object({ models: z.array(row), ...pageOutput }),
  async run({ include_assessment_summary, ...range }, desk) {
    const models = await allModels(desk);
    const { items, ...page } = pageOf(models, range);
    return {
      summary: models.length === 0 ? 'This workspace has no threat model.' : `${models.length} ${models.length === 1 ? 'model' : 'models'}: ${items.map(({ model }) => `${printable(model.model.id)} (${posture(model).mitigated} of ${model.assessment.objectives.length} objectives mitigated)`).join(', ')}.`,
      data: { models: items.map(({ model }) => ({ ...rowOf(model), ...(include_assessment_summary ? { posture: posture(model) } : {}) })), ...page },
      ...(models.length === 0 ? { next: 'generate_threat_model makes one from a description.' } : {}),
    };
  },
});

function rowOf({ model, path }: ModelSnapshot): z.input<typeof row> {
  const count = (map: object): number => Object.keys(map).length;
  return { id: model.id, title: model.title, path, assets: count(model.assets), attackers: count(model.attackers), controls: count(model.controls), assertions: count(model.assertions) };
}

function posture({ assessment }: ModelSnapshot): { mitigated: number; at_risk: number; unassessed: number } {
  const counts = { mitigated: 0, at_risk: 0, unassessed: 0 };
  for (const { status } of assessment.objectives) counts[status]++;
  return counts;
}

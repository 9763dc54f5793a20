/** Whether attackers get to assets, by the structure of the model alone: a read surface, which changes no status. */
import * as z from 'zod/mini';
import { describeReachability } from '../../project/sentences/posture.ts';
import { printable } from '../../project/printable.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { requireObjective } from '../objectives/find-objective.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const hop = z.object({ kind: z.string(), through: z.string(), from: z.optional(z.string()), component: z.string(), vector: z.optional(z.string()) });
const verdict = z.object({
  co_id: z.string(),
  kind: z.enum(['reachable', 'indeterminate', 'unreachable']),
  reason: z.string(),
  narration: z.string(),
  certificate: z.object({ path: z.array(hop), attacker_boundaries: z.array(z.string()), asset_components: z.array(z.string()), asset_boundaries: z.array(z.string()), reached: z.array(z.string()), sealed: z.array(z.string()) }),
});

export const getReachabilityVerdicts = tool({
  name: 'get_reachability_verdicts',
  title: 'See which attackers reach which assets',
  toolsets: ['model'],
  use: 'To see whether an attacker gets to an asset, with a path or the sets by which a reader replays the verdict.',
  not: 'It says nothing of controls or statuses: for these, assess_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, co_id: z.optional(z.string().check(z.describe('One objective, such as CO-A1-T1.'))), ...pageInput }),
  output: z.object({ verdicts: z.array(verdict), counts: z.object({ reachable: z.int(), indeterminate: z.int(), unreachable: z.int() }), ...pageOutput }),
  async run({ model_id, co_id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const objectives = co_id === undefined ? model.assessment.objectives : [requireObjective(model, co_id)];
    const counts = { reachable: 0, indeterminate: 0, unreachable: 0 };
    for (const { reachability } of objectives) counts[reachability.verdict]++;
    const { items, ...page } = pageOf(objectives, range);
    const verdicts = items.map(({ id, reachability }) => {
      const { path, attackerBoundaries, assetComponents, assetBoundaries, reached, sealed } = reachability.certificate;
      return {
        co_id: id,
        kind: reachability.verdict,
        reason: reachability.reason,
        narration: describeReachability(reachability),
        certificate: { path: path.map((one) => ({ ...one })), attacker_boundaries: [...attackerBoundaries], asset_components: [...assetComponents], asset_boundaries: [...assetBoundaries], reached: [...reached], sealed: [...sealed] },
      };
    });
    const [one] = verdicts;
    const summary = co_id !== undefined && one ? `${co_id} is ${printable(one.narration)}.` : `Of ${page.total} objectives ${counts.reachable} are reachable, ${counts.indeterminate} indeterminate, ${counts.unreachable} unreachable.`;
    return { summary, data: { verdicts, counts, ...page }, ...(counts.indeterminate > 0 ? { next: 'model_coherence_report says what keeps verdicts indeterminate.' } : {}) };
  },
});

/** The posture of a model as a work list: each objective with its reason, and the tool that its next step calls. */
import * as z from 'zod/mini';
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import { onRecord } from '../../project/on-record.ts';
import { nextSteps, stepGroups, stepGroupTitles } from '../../project/next-steps.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { basisOf, basisOutput, withRecord } from '../basis.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { nextTool } from './next-tool.ts';
import { counts, countsInWords } from './read-objectives.ts';

const row = z.object({
  co_id: z.string(),
  status: z.string(),
  on_record: z.optional(z.string()),
  mitigated_by: z.optional(z.string()),
  risk_reason: z.optional(z.string()),
  tier: z.string(),
  reachability: z.string(),
  accepted: z.optional(z.string()),
  pending_assumption_ids: z.array(z.string()),
  expired_assumption_ids: z.array(z.string()),
  group: z.enum(stepGroups),
  next_action: z.optional(z.string()),
  next_tool: z.optional(z.string()),
});

export const assessModel = tool({
  name: 'assess_model',
  title: 'Assess a model',
  toolsets: ['core', 'model'],
  use: 'To see the posture by objective in the order that lowers most risk, each with its reason, its next step and the tool for it.',
  not: 'For why one objective has its status, get_control_objective.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    summary_only: z._default(z.boolean(), false),
    status: z.optional(z.enum(['mitigated', 'at_risk', 'unassessed']).check(z.describe('Only objectives of this status.'))),
    ...pageInput,
  }),
  output: z.object({
    model_id: z.string(),
    ...basisOutput,
    digest: z.string(),
    counts,
    recorded_counts: z.optional(counts),
    ladder: z.object({ objectives: z.int(), defined: z.int(), implemented: z.int(), verified: z.int() }),
    weakenings: z.int(),
    objectives: z.array(row),
    ...pageOutput,
  }),
  async run({ model_id, summary_only, status, ...range }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    const { assessment } = model;
    const recorded = onRecord(model)?.assessment;
    const standsAs = new Map(recorded?.objectives.map((one) => [one.id, one.status]));
    const steps = nextSteps([model]).flatMap(({ group, steps: own }) => own.map((step) => ({ group, ...step }))).filter(({ objective }) => status === undefined || objective.status === status);
    const { items, ...page } = pageOf(steps, summary_only ? { ...range, limit: 0 } : range);
    const objectives = items.map(({ group, objective, action }) => {
      const next = nextTool(group, objective);
      const onRecordAs = standsAs.get(objective.id);
      return { ...rowOf(model, objective), ...(onRecordAs === undefined ? {} : { on_record: onRecordAs }), group, ...(action === undefined ? {} : { next_action: action }), ...(next === undefined ? {} : { next_tool: next }) };
    });
    const [first] = steps.filter(({ action }) => action !== undefined);
    const byGroup = stepGroups.map((group) => [group, steps.filter((step) => step.group === group).length] as const).filter(([group, number]) => number > 0 && group !== 'mitigated');
    const lines = [
      `${printable(model.model.id)}: ${countsInWords(model)}.`,
      ...(byGroup.length > 0 ? [`${byGroup.map(([group, number]) => `${stepGroupTitles[group].title.toLowerCase()}: ${number}`).join('; ')}.`] : []),
      ...(model.current ? [] : ['The file has errors now; this is of its last text without one.']),
      recorded ? `Verdicts are those of the work tree, a preview; on record ${recorded.counts.mitigated} mitigated, ${recorded.counts.at_risk} at risk, ${recorded.counts.unassessed} unassessed.` : 'Verdicts are those of the work tree, a preview; no run is on record.',
    ];
    const next = first && nextTool(first.group, first.objective);
    return {
      summary: lines.join('\n'),
      data: { model_id: model.model.id, ...basisOf(model), digest: assessment.digest, counts: { ...assessment.counts }, ...(recorded ? { recorded_counts: { ...recorded.counts } } : {}), ladder: { ...assessment.ladder }, weakenings: model.weakenings.length, objectives, ...page },
      ...(first?.action === undefined ? {} : { next: `${first.objective.id}: ${printable(first.action)}${next === undefined ? '' : ` (${next})`}.` }),
    };
  },
});

function rowOf({ assessment, model }: ModelSnapshot, { id, status, by, reason, tier, reachability, accepted, assumptions, groups }: ObjectivePosture): Omit<z.input<typeof row>, 'group'> {
  const named = new Set([...assumptions, ...groups.flatMap(({ controls }) => controls.flatMap(({ control }) => Object.values(model.controls[control]?.assumed_by ?? {}).flat()))]);
  const outside = assessment.assumptions.filter((one) => named.has(one.id) && !one.inForce);
  return {
    co_id: id,
    status,
    ...(by === undefined ? {} : { mitigated_by: by }),
    ...(reason === undefined ? {} : { risk_reason: reason }),
    tier,
    reachability: reachability.verdict,
    ...(accepted === undefined ? {} : { accepted }),
    pending_assumption_ids: outside.filter(({ attestation, active }) => attestation === 'none' || !active).map((one) => one.id),
    expired_assumption_ids: outside.filter(({ attestation, active }) => attestation === 'expired' && active).map((one) => one.id),
  };
}

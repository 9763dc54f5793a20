/** Control objectives: one for each asset and attacker, computed. */
import * as z from 'zod/mini';
import { explainObjective } from '../../project/explanation.ts';
import { nextSteps } from '../../project/next-steps.ts';
import { describeReachability, describeStatus } from '../../project/sentences/posture.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { basisOf, basisOutput, withRecord } from '../basis.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { requireObjective } from './find-objective.ts';
import { nextTool } from './next-tool.ts';

export const counts = z.object({ mitigated: z.int(), at_risk: z.int(), unassessed: z.int() });

/** `12 objectives: 5 mitigated, 4 at risk, 3 unassessed`. */
export function countsInWords({ assessment }: ModelSnapshot): string {
  const { mitigated, at_risk, unassessed } = assessment.counts;
  return `${assessment.objectives.length} objectives: ${mitigated} mitigated, ${at_risk} at risk, ${unassessed} unassessed`;
}

const row = z.object({ id: z.string(), asset_id: z.string(), attacker_id: z.string(), security_properties: z.array(z.string()), statement: z.string(), status: z.string(), tier: z.string(), cal: z.optional(z.int()) });

export const getControlObjectives = tool({
  name: 'get_control_objectives',
  title: 'List control objectives',
  toolsets: ['model'],
  use: 'To list what must hold, as statements: one objective for each asset and attacker. limit 0 gives the counts alone.',
  not: 'For what to do next, assess_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...pageInput }),
  output: z.object({ model_id: z.string(), counts, objectives: z.array(row), ...pageOutput }),
  async run({ model_id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const { items, ...page } = pageOf(model.assessment.objectives, range);
    const objectives = items.map(({ id, asset, attacker, properties, statement, status, tier, cal }) => ({ id, asset_id: asset, attacker_id: attacker, security_properties: [...properties], statement, status, tier, ...(cal === undefined ? {} : { cal }) }));
    return { summary: `${printable(model.model.id)} has ${countsInWords(model)}.`, data: { model_id: model.model.id, counts: { ...model.assessment.counts }, objectives, ...page } };
  },
});

const group = z.object({ name: z.string(), controls: z.array(z.object({ control_id: z.string(), standing: z.string(), counts: z.boolean() })), complete: z.boolean(), defense_in_depth: z.boolean() });

export const getControlObjective = tool({
  name: 'get_control_objective',
  title: 'Explain a control objective',
  toolsets: ['core', 'model'],
  use: 'To see why an objective has its status: the chain to the line of code, whether it is reachable, and what to do next.',
  effect: 'reads',
  input: z.object({ ...modelInput, co_id: z.string().check(z.describe('Such as CO-A1-T1.')) }),
  output: z.object({
    ...row.shape,
    mitigated_by: z.optional(z.string()),
    reasons: z.array(z.string()),
    impact: z.string(),
    likelihood: z.string(),
    not_rated: z.array(z.string()),
    reachability: z.object({ verdict: z.string(), reason: z.string(), narration: z.string() }),
    groups: z.array(group),
    assumptions: z.array(z.string()),
    accepted: z.optional(z.string()),
    ...basisOutput,
    explanation: z.array(z.string()),
    next_action: z.optional(z.string()),
  }),
  async run({ model_id, co_id }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    const { id, asset, attacker, properties, statement, status, by, reasons, tier, cal, impact, likelihood, notRated, reachability, groups, assumptions, accepted, reason } = requireObjective(model, co_id);
    const step = nextSteps([model]).flatMap(({ group: of, steps }) => steps.map((one) => ({ of, ...one }))).find(({ objective }) => objective.id === id);
    const lines = explainObjective(model, id) ?? [];
    const next = step && nextTool(step.of, step.objective);
    return {
      summary: `${id} is ${describeStatus({ status, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) })}; tier ${tier}; ${printable(describeReachability(reachability))}.\n${printable(statement)}`,
      data: {
        id,
        asset_id: asset,
        attacker_id: attacker,
        security_properties: [...properties],
        statement,
        status,
        tier,
        ...(cal === undefined ? {} : { cal }),
        ...(by === undefined ? {} : { mitigated_by: by }),
        reasons: [...reasons],
        impact,
        likelihood,
        not_rated: [...notRated],
        reachability: { verdict: reachability.verdict, reason: reachability.reason, narration: describeReachability(reachability) },
        groups: groups.map(({ name, controls, complete, defenceInDepth }) => ({ name, controls: controls.map(({ control, standing, counts: completes }) => ({ control_id: control, standing, counts: completes })), complete, defense_in_depth: defenceInDepth })),
        assumptions: [...assumptions],
        ...(accepted === undefined ? {} : { accepted }),
        ...basisOf(model),
        explanation: lines.map(({ depth, mark, text, place }) => `${'  '.repeat(depth)}[${mark}] ${text}${place ? ` (${place.file}${place.range ? `:${place.range.start.line}` : ''})` : ''}`),
        ...(step?.action === undefined ? {} : { next_action: step.action }),
      },
      ...(step?.action === undefined ? {} : { next: `${printable(step.action)}${next === undefined ? '' : ` (${next})`}.` }),
    };
  },
});

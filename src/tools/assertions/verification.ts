/** How far verification has come: of a whole model, and of one control. */
import * as z from 'zod/mini';
import { fitOf } from '../../project/claims/subject-fit.ts';
import { driftOf } from '../../project/drift.ts';
import { onRecord } from '../../project/on-record.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim, describeObstacle, standingWords } from '../../project/sentences/posture.ts';
import { describeWeakening } from '../../project/sentences/weakenings.ts';
import { sufficiencyOf, verificationStatuses, verificationStatusOf } from '../../project/verification-status.ts';
import { basisOf, basisOutput, withRecord } from '../basis.ts';
import { clauseRow, clausesOf } from '../controls/control-rows.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const counted = z.record(z.string(), z.int());
const warning = z.object({ assertion_id: z.string(), code: z.string(), message: z.string() });
const driftRow = z.object({ assertion_id: z.string(), control_id: z.optional(z.string()), objectives: z.array(z.string()), claim: z.string(), passed_at: z.string(), now: z.string(), details: z.string(), known_gap: z.boolean() });
const detail = z.object({ control_id: z.string(), description: z.string(), verification_status: z.enum(verificationStatuses), standing: z.string(), recorded_standing: z.optional(z.string()), sufficiency: z.string(), obstacles: z.array(z.string()), assertions: counted });

export const getVerificationReport = tool({
  name: 'get_verification_report',
  title: 'Verification report',
  toolsets: ['core', 'evidence'],
  use: 'To see how far verification has come: weakenings first, verdicts, drift, and each control with what is in its way.',
  not: 'For statuses of objectives, use assess_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, status: z.optional(z.enum(verificationStatuses)), summary_only: z._default(z.boolean(), false), ...pageInput }),
  output: z.object({
    model_id: z.string(),
    ...basisOutput,
    base: z.string().check(z.describe('The commit that weakenings are measured against, or why there is none.')),
    weakenings: z.array(z.string()),
    tier1: counted,
    tier2: counted.check(z.describe('Judgements, where any was asked for.')),
    controls_fully_verified: z.int(),
    controls_partially_verified: z.int(),
    controls_unverified: z.int(),
    controls_pending: z.int(),
    sufficiency: counted,
    drift_items: z.array(driftRow),
    not_looked_at: z.array(z.string()).check(z.describe('Passed on record, and not looked at now, such as tests that were not run.')),
    coherence_warnings: z.array(warning),
    control_details: z.array(detail),
    ...pageOutput,
  }),
  async run({ model_id, status, summary_only, offset, limit }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    const { assessment } = model;
    const recorded = new Map(onRecord(model)?.assessment.controls.map(({ id, standing }) => [id, standing]));
    const all = [...assessment.controls, ...assessment.assumptions].flatMap(({ assertions }) => assertions);
    const tier1 = tally(all.map(({ verdict }) => verdict));
    const tier2 = tally(all.flatMap(({ judgement }) => judgement ?? []));
    const details = assessment.controls.map((state) => ({ state, verification: verificationStatusOf(state), sufficiency: sufficiencyOf(model, state) }));
    const number = (one: string): number => details.filter(({ verification }) => verification === one).length;
    const drift = driftOf(model, desk.now().toISOString());
    const { items, ...page } = pageOf(details.filter(({ verification }) => status === undefined || verification === status), { offset, limit: summary_only ? 0 : limit });
    const weakened = model.weakenings.map((one) => printable(describeWeakening(one)));
    const warnings = Object.entries(model.model.assertions).flatMap(([id, assertion]) => fitOf(model.model, assertion, model.repository, id).map(({ code, message }) => ({ assertion_id: id, code, message })));
    return {
      summary: [
        ...(weakened.length > 0 ? [`${weakened.length} ${weakened.length === 1 ? 'weakening' : 'weakenings'} against the base commit: ${weakened.slice(0, 3).join('; ')}${weakened.length > 3 ? '; …' : ''}.`] : []),
        `${number('verified')} of ${details.length} controls of ${printable(model.model.id)} are verified, ${number('partially_verified')} in part, ${number('unverified')} not, ${number('pending')} pending, by the work tree.`,
        ...(drift.items.length > 0 ? [`Drift: ${drift.items.slice(0, 3).map(({ assertion, control }) => `${assertion}${control === undefined ? '' : ` of ${control}`} passed on record and does not hold now`).join('; ')}${drift.items.length > 3 ? '; …' : ''}.`] : []),
        onRecord(model) ? `On record ${[...recorded.values()].filter((standing) => standing === 'verified').length} are verified.` : 'Nothing is recorded, so this is a preview.',
      ].join('\n'),
      data: {
        model_id: model.model.id,
        ...basisOf(model),
        base: 'commit' in model.base ? model.base.commit : model.base.none,
        weakenings: weakened,
        tier1,
        tier2,
        controls_fully_verified: number('verified'),
        controls_partially_verified: number('partially_verified'),
        controls_unverified: number('unverified'),
        controls_pending: number('pending'),
        sufficiency: tally(details.map((one) => one.sufficiency)),
        drift_items: drift.items.map(({ assertion, control, objectives, from, to, knownGap }) => ({ assertion_id: assertion, ...(control === undefined ? {} : { control_id: control }), objectives: [...objectives], claim: describeClaim(model.model.assertions[assertion]!), passed_at: from.at.commit, now: to.verdict, details: to.details, known_gap: knownGap })),
        not_looked_at: [...drift.notLookedAt],
        coherence_warnings: warnings.slice(0, 20),
        control_details: items.map(({ state, verification, sufficiency }) => ({
          control_id: state.id,
          description: model.model.controls[state.id]?.description ?? '',
          verification_status: verification,
          standing: state.standing,
          ...(recorded.has(state.id) ? { recorded_standing: recorded.get(state.id)! } : {}),
          sufficiency,
          obstacles: state.obstacles.map(describeObstacle),
          assertions: tally(state.assertions.map(({ verdict }) => verdict)),
        })),
        ...page,
      },
      ...(page.more ? { next: `Call it again with offset ${page.offset + items.length}.` } : {}),
    };
  },
});

export const getSufficiency = tool({
  name: 'get_sufficiency',
  title: 'What a control still lacks',
  toolsets: ['core', 'evidence'],
  use: 'To see, clause by clause, what is shown for a control and what would still have to be.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...controlInput }),
  output: z.object({ model_id: z.string(), ...basisOutput, control_id: z.string(), status: z.enum(['sufficient', 'insufficient', 'pending', 'stale']), details: z.string(), clauses: z.array(clauseRow), misaligned_assertion_ids: z.array(z.string()), obstacles: z.array(z.string()), stale: z.boolean() }),
  async run({ model_id, control_id }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    findEntity(model, 'controls', control_id);
    const state = model.assessment.controls.find(({ id }) => id === control_id)!;
    const status = sufficiencyOf(model, state);
    const clauses = clausesOf(model, control_id);
    const missing = clauses.filter(({ met }) => !met);
    const aside = state.assertions.map(({ id }) => id).filter((id) => fitOf(model.model, model.model.assertions[id]!, model.repository, id).some(({ code }) => code === 'covers_no_clause' || code === 'type_not_allowed'));
    const details =
      clauses.length === 0
        ? `${control_id} has no clause that says what to show, so it is never verified.`
        : missing.length === 0
          ? `Every clause of ${control_id} is met${status === 'stale' ? '; what is on record was recorded of another text of it' : ''}.`
          : `${missing.length} of ${clauses.length} clauses of ${control_id} ${missing.length === 1 ? 'is' : 'are'} not met: ${missing.map(({ clause, missing: lacks }) => `${clause} needs ${lacks ?? ''}`).join('; ')}.`;
    const others = state.obstacles.filter(({ kind }) => kind !== 'clause_not_met').map(describeObstacle);
    return {
      summary: `${printable(details)}\nIt is ${standingWords[state.standing]}, by the work tree.${others.length > 0 ? ` Beside its clauses: ${others.slice(0, 5).join(', ')}.` : ''}`,
      data: { model_id: model.model.id, ...basisOf(model), control_id, status, details, clauses, misaligned_assertion_ids: aside, obstacles: state.obstacles.map(describeObstacle), stale: status === 'stale' },
      ...(clauses.length === 0 ? { next: 'refine_control adds clauses.' } : missing.length > 0 ? { next: 'get_scan_prompt says where to look; submit_assertions shows what is there.' } : !state.claimed ? { next: 'update_control_status says that it is implemented.' } : {}),
    };
  },
});

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

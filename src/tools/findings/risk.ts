/** Where risk is open: of a model, of the workspace; what was accepted; what waits for a person. */
import * as z from 'zod/mini';
import { recordedRunsOf } from '../../project/on-record.ts';
import { printable } from '../../project/printable.ts';
import { reviewOf, reviewSections } from '../../project/review/review.ts';
import { acceptanceStanding, riskRows, type RiskRow } from '../../project/risk-view.ts';
import { reviewSectionTitles } from '../../project/sentences/review.ts';
import { describeStatus } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { basisOf, basisOutput } from '../basis.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { findingRows } from './findings.ts';

export const riskRow = z.object({
  model_id: z.string(),
  co_id: z.string(),
  statement: z.string(),
  tier: z.string(),
  impact: z.string(),
  likelihood: z.string(),
  status: z.string(),
  reason: z.optional(z.string()),
  reachability: z.string(),
  coverage_ratio: z.number(),
  open_findings: z.array(z.string()),
  accepted_by: z.optional(z.string()),
  next: z.optional(z.string()),
});

export function rowOfRisk({ model, objective, coverage, openFindings, action }: RiskRow): z.input<typeof riskRow> {
  const { id, statement, tier, impact, likelihood, status, reason, reachability, accepted } = objective;
  return { model_id: model.model.id, co_id: id, statement, tier, impact, likelihood, status, ...(reason === undefined ? {} : { reason }), reachability: reachability.verdict, coverage_ratio: coverage, open_findings: [...openFindings], ...(accepted === undefined ? {} : { accepted_by: accepted }), ...(action === undefined ? {} : { next: action }) };
}

const acceptanceRow = z.object({ id: z.string(), model_id: z.string(), control_objective_id: z.string(), owner: z.string(), justification: z.string(), status: z.enum(['active', 'expired', 'revoked']), accepted_at: z.optional(z.string()), review_by: z.string() });

function acceptancesOf({ model }: ModelSnapshot, at: string): z.input<typeof acceptanceRow>[] {
  return Object.entries(model.acceptances).map(([id, acceptance]) => ({
    id,
    model_id: model.id,
    control_objective_id: acceptance.objective,
    owner: acceptance.owner,
    justification: acceptance.justification,
    status: acceptanceStanding(acceptance, at),
    ...(acceptance.accepted_at === undefined ? {} : { accepted_at: acceptance.accepted_at }),
    review_by: acceptance.review_by,
  }));
}

/** The most urgent open objectives, in a sentence. */
function urgent(rows: readonly RiskRow[]): string {
  const open = rows.filter(({ objective }) => objective.status !== 'mitigated');
  if (open.length === 0) return 'Every objective is mitigated, by the work tree.';
  const first = open.slice(0, 3).map(({ model, objective, action }) => `${printable(model.model.id)}/${objective.id} (${objective.tier}) is ${describeStatus(objective)}${action === undefined ? '' : `; ${printable(action)}`}`);
  return `${open.length} of ${rows.length} objectives are open, by the work tree. The most urgent: ${first.join('. ')}.`;
}

export const getModelRiskView = tool({
  name: 'get_model_risk_view',
  title: 'Risk view of a model',
  toolsets: ['evidence'],
  use: 'To see objectives by urgency: tier, reachability, how far controls have come, open findings, accepted risks.',
  not: 'For the whole workspace, use get_findings_risks.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...pageInput }),
  output: z.object({ model_id: z.string(), ...basisOutput, rows: z.array(riskRow), ...pageOutput }),
  async run({ model_id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const rows = riskRows([model]);
    const { items, ...page } = pageOf(rows, range);
    return { summary: urgent(rows), data: { model_id: model.model.id, ...basisOf(model), rows: items.map(rowOfRisk), ...page } };
  },
});

export const getFindingsRisks = tool({
  name: 'get_findings_risks',
  title: 'Findings and risks of the workspace',
  toolsets: ['evidence'],
  use: 'To triage the whole workspace: open findings, objectives at risk by urgency, accepted risks.',
  effect: 'reads',
  input: z.object(pageInput),
  output: z.object({ evaluated_at: z.string(), basis: z.literal('worktree'), models: z.array(z.string()), findings: z.array(z.object({ id: z.string(), model_id: z.string(), title: z.string(), severity: z.string(), status: z.string(), control_ids: z.array(z.string()) })), risk_acceptances: z.array(acceptanceRow), at_risk_cos: z.array(riskRow), counts: z.record(z.string(), z.int()), ...pageOutput }),
  async run(range, desk) {
    const models = (await allModels(desk)).map(({ model }) => model);
    const at = desk.now().toISOString();
    const rows = riskRows(models);
    const findings = models.flatMap(findingRows).filter(({ open }) => open);
    const acceptances = models.flatMap((model) => acceptancesOf(model, at));
    const { items, ...page } = pageOf(rows.filter(({ objective }) => objective.status !== 'mitigated'), range);
    return {
      summary: [models.length === 0 ? 'This workspace has no threat model.' : urgent(rows), ...(findings.length > 0 ? [`${findings.length} ${findings.length === 1 ? 'finding is' : 'findings are'} open.`] : [])].join(' '),
      data: {
        evaluated_at: at,
        basis: 'worktree' as const,
        models: models.map(({ model }) => model.id),
        findings: findings.slice(0, 50).map(({ id, model_id, title, severity, status, control_ids }) => ({ id, model_id, title, severity, status, control_ids })),
        risk_acceptances: acceptances.slice(0, 50),
        at_risk_cos: items.map(rowOfRisk),
        counts: { objectives: rows.length, open: page.total, open_findings: findings.length, active_acceptances: acceptances.filter(({ status }) => status === 'active').length },
        ...page,
      },
    };
  },
});

export const listRiskAcceptances = tool({
  name: 'list_risk_acceptances',
  title: 'List accepted risks',
  toolsets: ['evidence'],
  use: 'To see which risks were accepted, by whom, until when. Accepting one is a person’s decision and marks the risk; it mitigates nothing.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...pageInput }),
  output: z.object({ model_id: z.string(), risk_acceptances: z.array(acceptanceRow), ...pageOutput }),
  async run({ model_id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const rows = acceptancesOf(model, desk.now().toISOString());
    const { items, ...page } = pageOf(rows, range);
    const active = rows.filter(({ status }) => status === 'active').length;
    return { summary: rows.length === 0 ? 'No risk was accepted.' : `${rows.length} ${rows.length === 1 ? 'risk was' : 'risks were'} accepted, ${active} of them still ${active === 1 ? 'counts' : 'count'}.`, data: { model_id: model.model.id, risk_acceptances: [...items], ...page } };
  },
});

export const getReviewQueue = tool({
  name: 'get_review_queue',
  title: 'What waits for a person',
  toolsets: ['evidence'],
  use: 'To see what waits for review: findings, ends of attestations and acceptances, contradictions, controls nobody looked at for 90 days.',
  effect: 'reads',
  input: z.object({ section: z.optional(z.enum(reviewSections)), ...pageInput }),
  output: z.object({
    waiting: z.int(),
    sections: z.record(z.string(), z.int()),
    items: z.array(z.object({ section: z.string(), model_id: z.string(), id: z.string(), title: z.string(), why: z.string(), soon: z.boolean(), details: z.array(z.string()), remedies: z.array(z.string()) })),
    next_due: z.optional(z.object({ day: z.string(), model_id: z.string(), id: z.string() })),
    ...pageOutput,
  }),
  async run({ section, ...range }, desk) {
    for (const project of await desk.projects()) {
      if (project.models.some(({ history }) => history === undefined)) await project.readHistory();
      if (project.models.some(({ recorded }) => recorded === undefined)) await project.readRecorded();
    }
    const models = (await allModels(desk)).map(({ model }) => model);
    const { sections, waiting, next } = reviewOf(models, desk.now().toISOString(), recordedRunsOf);
    const all = sections.flatMap(({ section: name, items }) => (section === undefined ? name !== 'closed' : name === section) ? items : []);
    const { items, ...page } = pageOf(all, range);
    return {
      summary: waiting === 0 ? `Nothing waits for review.${next ? ` The next to come up is ${next.entity}, on ${next.day}.` : ''}` : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for review: ${sections.filter((one) => one.section !== 'closed').map((one) => `${reviewSectionTitles[one.section].title.toLowerCase()} (${one.items.length})`).join(', ')}.`,
      data: {
        waiting,
        sections: Object.fromEntries(sections.map((one) => [one.section, one.items.length])),
        items: items.map((item) => ({ section: item.section, model_id: item.model.model.id, id: item.entity, title: item.title, why: item.why, soon: item.soon, details: [...item.details], remedies: item.remedies.map(({ title }) => title.replace(/…$/, '')) })),
        ...(next ? { next_due: { day: next.day, model_id: next.model.model.id, id: next.entity } } : {}),
        ...page,
      },
    };
  },
});

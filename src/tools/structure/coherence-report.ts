/** Where a model contradicts itself, or what people attested contradicts its structure. */
import * as z from 'zod/mini';
import type { CoherenceProblem, ObjectivePosture } from '../../assurance/assessment.ts';
import { describeCoherence } from '../../project/sentences/coherence.ts';
import { printable } from '../../project/printable.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { requireObjective } from '../objectives/find-objective.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const finding = z.object({ type: z.string(), severity: z.enum(['error', 'warning', 'information']), message: z.string(), remedy: z.string(), place: z.string() });
const severities = ['error', 'warning', 'information'] as const;

export const modelCoherenceReport = tool({
  name: 'model_coherence_report',
  title: 'Find contradictions in a model',
  toolsets: ['model'],
  use: 'To find where a model contradicts itself or what people attested, worst first, each with what mends it.',
  not: 'For failing evidence, get_verification_report.',
  effect: 'reads',
  input: z.object({ ...modelInput, co_id: z.optional(z.string().check(z.describe('Only what bears on one objective.'))), ...pageInput }),
  output: z.object({ findings: z.array(finding), ...pageOutput }),
  async run({ model_id, co_id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const objective = co_id === undefined ? undefined : requireObjective(model, co_id);
    const all = model.assessment.coherence.filter((problem) => objective === undefined || bearsOn(problem, objective)).sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
    const { items, ...page } = pageOf(all, range);
    const findings = items.map((problem) => ({ type: problem.code, severity: problem.severity, ...describeCoherence(problem), place: problem.path.join('.') }));
    const [first] = all;
    const about = co_id === undefined ? 'the model' : co_id;
    return {
      summary: first === undefined ? `Nothing in ${about} contradicts itself.` : `${all.length} ${all.length === 1 ? 'contradiction' : 'contradictions'} about ${about}, ${all.filter(({ severity }) => severity !== 'information').length} of them to mend. First: ${printable(describeCoherence(first).message)}`,
      data: { findings, ...page },
    };
  },
});

/** What is said of an objective itself, its pair, the controls and assumptions that it rests on, or a boundary on its way. */
function bearsOn({ path, parameters }: CoherenceProblem, objective: ObjectivePosture): boolean {
  const { certificate } = objective.reachability;
  const own = new Set([objective.id, objective.asset, objective.attacker, ...objective.assumptions, ...objective.groups.flatMap(({ controls }) => controls.map(({ control }) => control)), ...certificate.assetComponents, ...certificate.assetBoundaries, ...certificate.attackerBoundaries]);
  return own.has(String(path[1])) || Object.values(parameters).flat().some((value) => own.has(value));
}

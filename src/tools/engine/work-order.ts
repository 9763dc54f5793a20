/** The work order of a control: what is asked, clause by clause, what would show it, and where the code is. */
import * as z from 'zod/mini';
import { carriedByFiles } from '../../project/files-of-model.ts';
import { nextSteps } from '../../project/next-steps.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim, describeObstacle, standingWords, statusWords } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import { fileSources } from '../../verifier/file-sources.ts';
import { globProblem } from '../../verifier/glob.ts';
import { ToolRefusal } from '../answer.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { inRepository } from './name-files.ts';

const clauseRow = z.object({ clause: z.string(), shows: z.string(), met: z.boolean(), types: z.array(z.string()), least: z.array(z.string()), covered_by: z.array(z.string()) });

/** The most files of components that are listed. */
const mostFiles = 60;

export const getControlWorkOrder = tool({
  name: 'get_control_work_order',
  title: 'Get the work order of a control',
  toolsets: ['core', 'controls'],
  use: 'Before you implement a control: its clauses with what would show each, the files it concerns, what is in the way. Without control_id, the most urgent one.',
  effect: 'reads',
  input: z.object({ ...modelInput, control_id: z.optional(z.string()), files: z.optional(z.array(z.string()).check(z.maxLength(50), z.describe('Only controls that these files concern.'))) }),
  output: z.object({
    control_id: z.string(),
    description: z.string(),
    standing: z.string(),
    obstacles: z.array(z.string()),
    clauses: z.array(clauseRow),
    assertions: z.array(z.object({ id: z.string(), claim: z.string(), verdict: z.string(), details: z.string() })),
    objectives: z.array(z.object({ co_id: z.string(), status: z.string(), tier: z.string(), statement: z.string() })),
    components: z.array(z.object({ id: z.string(), name: z.string(), paths: z.array(z.string()) })),
    files: z.array(z.string()),
    other_controls: z.array(z.string()),
  }),
  async run({ model_id, control_id, files }, desk) {
    const { model } = await findModel(desk, model_id);
    if (control_id !== undefined) findEntity(model, 'controls', control_id);
    const urgent = urgentControls(model, files?.map((file) => inRepository(model, file)));
    const id = control_id ?? urgent[0];
    if (id === undefined) throw new ToolRefusal('nothing_to_do', files ? 'No control that lacks anything concerns these files.' : 'Every control is verified or assumed, or there is none.', 'assess_model says what else could be done.');
    const control = model.model.controls[id]!;
    const state = model.assessment.controls.find((one) => one.id === id)!;
    const components = componentsOf(model, id);
    const clauses = state.clauses.map(({ clause, shows, met, least, coveredBy }) => ({ clause, shows: printable(shows), met, types: typesFor(control.clauses[clause]?.types), least: [...least], covered_by: coveredBy.map(({ assertion }) => assertion) }));
    const open = clauses.filter(({ met }) => !met);
    return {
      summary: [
        `${id} is ${standingWords[state.standing]}: ${printable(control.description)}`,
        ...(state.obstacles.length > 0 ? [`In the way: ${state.obstacles.map((obstacle) => printable(describeObstacle(obstacle))).join('; ')}.`] : []),
        ...open.slice(0, 6).map(({ clause, shows, types, least }) => `To show ${printable(clause)}: ${shows} (by ${types.length > 6 ? 'any fitting type' : types.join(' or ')}, at least ${least.join(' or ')}).`),
      ].join('\n'),
      data: {
        control_id: id,
        description: printable(control.description),
        standing: state.standing,
        obstacles: state.obstacles.map((obstacle) => printable(describeObstacle(obstacle))),
        clauses,
        assertions: state.assertions.map(({ id: assertion, verdict }) => ({ id: assertion, claim: printable(describeClaim(model.model.assertions[assertion]!)), verdict, details: printable(model.verdicts.get(assertion)?.details ?? '') })),
        objectives: model.assessment.objectives.filter((objective) => state.objectives.includes(objective.id)).map((objective) => ({ co_id: objective.id, status: statusWords[objective.status], tier: objective.tier, statement: printable(objective.statement) })),
        components: components.map((component) => ({ id: component, name: printable(model.model.components[component]!.name), paths: [...(model.model.components[component]!.paths)] })),
        files: [...(await filesOf(model, components))],
        other_controls: urgent.filter((other) => other !== id),
      },
      next: Object.keys(control.clauses).length === 0 ? 'It has no clause, so nothing can show it: refine_control says what its evidence must show.' : open.length > 0 ? 'begin_change with the files, write the code, suggest_assertions for each clause, submit_assertions, complete_change.' : 'update_control_status, then verify_assertions.',
    };
  },
});

/** Controls that do not count yet, in the order in which their objectives should be mitigated. */
function urgentControls(model: ModelSnapshot, files: readonly string[] | undefined): readonly string[] {
  const lacking = new Map(model.assessment.controls.filter(({ counts, standing }) => !counts && standing !== 'removed').map((control) => [control.id, control]));
  const carried = files && carriedByFiles(model, files);
  const concerns = (id: string): boolean => !carried || carried.controls.includes(id) || componentsOf(model, id).some((component) => carried.components.includes(component));
  const inOrder = nextSteps([model]).flatMap(({ steps }) => steps.flatMap(({ objective }) => objective.groups.flatMap(({ controls }) => controls.map(({ control }) => control))));
  return [...new Set([...inOrder, ...lacking.keys()])].filter((id) => lacking.has(id) && concerns(id));
}

/** Where a control is implemented: as it says, else where the assets are that it protects. */
function componentsOf({ model }: ModelSnapshot, control: string): readonly string[] {
  const { components = [], mitigates = [] } = model.controls[control] ?? {};
  const named = components.length > 0 ? components : mitigates.flatMap(({ asset }) => model.assets[asset]?.components ?? []);
  return [...new Set(named)].filter((id) => Object.hasOwn(model.components, id));
}

async function filesOf({ model, repository }: ModelSnapshot, components: readonly string[]): Promise<readonly string[]> {
  const sources = fileSources(repository.root);
  const found = new Set<string>();
  for (const glob of components.flatMap((id) => model.components[id]?.paths ?? [])) {
    if (globProblem(glob) !== undefined || found.size >= mostFiles) continue;
    const listed = await sources.list(glob);
    if (listed.ok) for (const file of listed.files) if (found.size < mostFiles) found.add(file);
  }
  return [...found];
}

/** Those that a clause takes; all where it names none. */
function typesFor(types: readonly string[] | undefined): string[] {
  return types && types.length > 0 ? [...types] : assertionTypes.map(({ id }) => id);
}

/** New controls: from a list, from a text, or by a brief for the objectives that lack one. */
import * as z from 'zod/mini';
import { controlGaps } from '../../project/proposals/control-gaps.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { addProposedControls, controlChecks, problemsOfControls, proposedControl, type ProposedControl } from '../../project/proposals/proposed-control.ts';
import { printable } from '../../project/printable.ts';
import { listed } from '../../project/sentences/modelling.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import { ToolRefusal } from '../answer.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import type { Desk } from '../desk.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { requireObjectives } from './control-rows.ts';

const proposal = z.object({ controls: z.array(proposedControl).check(z.minLength(1), z.maxLength(100)) });
const added = { ...changeOutput, added: z.array(z.string()) };

/** Checks proposed controls and adds them as one edit. */
async function addControls(desk: Desk, model: ModelSnapshot, controls: readonly ProposedControl[], origin: { readonly source?: string; readonly source_label?: string | undefined }): Promise<{ readonly summary: string; readonly data: z.input<z.ZodMiniObject<typeof added>> }> {
  refuseProblems(problemsOfControls(model.model, controls));
  const { ids, result } = addProposedControls(model.parsed, controls, origin, () => desk.chance());
  const { change } = await editAndTell(desk, model, result);
  return { summary: [`Added ${listed(ids)} to ${printable(model.model.id)}, none of them implemented yet.`, ...changeLines(change)].join('\n'), data: { ...change, added: [...ids] } };
}

/** What a brief shows of objectives: their pair, and what is there for them. */
function objectivesAsMaterial(model: ModelSnapshot, ids: readonly string[]): unknown {
  return ids.map((id) => {
    const objective = model.assessment.objectives.find((one) => one.id === id)!;
    const controls = objective.groups.flatMap(({ name, controls: members }) => members.map(({ control, standing }) => ({ id: control, group: name, standing, description: model.model.controls[control]?.description ?? '' })));
    const asset = model.model.assets[objective.asset];
    return { id, statement: objective.statement, tier: objective.tier, status: objective.status, components: (asset?.components ?? []).map((component) => ({ id: component, name: model.model.components[component]?.name ?? '' })), controls };
  });
}

const typesAsMaterial = (): unknown => assertionTypes.map(({ id, shows, least, most }) => ({ id, shows, least, most }));

export const regenerateControls = tool({
  name: 'regenerate_controls',
  title: 'Propose controls for objectives',
  toolsets: ['controls'],
  use: 'To get a brief for controls of objectives that lack them, a batch or one at a time; with your proposal it adds them.',
  not: 'It never removes or rewords a control: see delete_control and refine_control.',
  effect: 'edits',
  input: z.object({
    ...modelInput,
    mode: z._default(z.enum(['batch', 'per_co']), 'batch'),
    batch_size: z._default(z.int().check(z.minimum(1), z.maximum(50)), 10),
    co_ids: z.optional(z.array(z.string()).check(z.describe('These objectives. Left out: those without a control that could be complete.'))),
    proposal: proposalInput,
  }),
  output: z.object({ ...added, objectives: z.array(z.string()), left: z.int().check(z.describe('Objectives that still lack a control, beside these.')), brief: z.optional(briefOutput) }),
  async run({ model_id, mode, batch_size, co_ids, proposal: raw }, desk) {
    const given = raw === undefined ? undefined : readProposal(proposal, raw);
    const { model } = await findModel(desk, model_id);
    if (co_ids) requireObjectives(model, co_ids);
    const wanted = co_ids ?? controlGaps(model).filter(({ kind }) => kind === 'no_control' || kind === 'coverage_gap').map(({ subject }) => subject);
    const here = wanted.slice(0, mode === 'per_co' ? 1 : batch_size);
    if (given) {
      const { summary, data } = await addControls(desk, model, given.controls, { source: 'language model' });
      return { summary, data: { ...data, objectives: here, left: Math.max(0, wanted.length - here.length) }, next: 'set_mitigation_groups says which are needed together; submit_assertions shows what is implemented.' };
    }
    const data = { model_id: model.model.id, weakens: [], changes: [], added: [], objectives: here, left: wanted.length - here.length };
    if (here.length === 0) return { summary: 'Every objective that is not mitigated has a control.', data, next: 'get_controls lists what is to be implemented.' };
    const instructions = `Propose controls for the objectives in the material: measures that together protect the asset against the attacker, each concrete enough to be implemented in this code and checked. Give each clauses that say what its evidence must show, and the assertion types that can show it. One control may serve several objectives. Do not repeat controls that are there. ${dataOnly}`;
    const material = { model: { id: model.model.id, title: model.model.title, description: model.model.description ?? '' }, objectives: objectivesAsMaterial(model, here), assertion_types: typesAsMaterial() };
    return { summary: `A brief for controls of ${listed(here)}. Nothing was changed.`, data: { ...data, brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: controlChecks }) }, next: 'Call regenerate_controls again with your proposal.' };
  },
});

export const importControls = tool({
  name: 'import_controls',
  title: 'Import controls',
  toolsets: ['controls'],
  use: 'To add controls from a list, or from a text: for a text, and for mapping to objectives, it gives you a brief first.',
  effect: 'edits',
  input: z.object({
    ...modelInput,
    controls_json: z.optional(z.array(proposedControl).check(z.maxLength(100), z.describe('Controls as data.'))),
    free_text: z.optional(z.string().check(z.maxLength(40_000), z.describe('Controls as somebody wrote them down.'))),
    source_label: z.optional(z.string().check(z.maxLength(200), z.describe('Where they come from, for readers.'))),
    auto_map: z._default(z.boolean().check(z.describe('Ask for a brief that maps those without objectives.')), false),
    proposal: proposalInput,
  }),
  output: z.object({ ...added, without_objective: z.array(z.string()), brief: z.optional(briefOutput) }),
  async run({ model_id, controls_json, free_text, source_label, auto_map, proposal: raw }, desk) {
    const given = raw === undefined ? undefined : readProposal(proposal, raw);
    const { model } = await findModel(desk, model_id);
    const unmapped = (controls_json ?? []).some(({ co_ids = [] }) => co_ids.length === 0);
    const ready = given?.controls ?? (free_text === undefined && !(auto_map && unmapped) ? controls_json : undefined);
    if (ready) {
      if (ready.length === 0) throw new ToolRefusal('nothing_to_import', 'The list of controls is empty.', 'Give controls_json or free_text.');
      const { summary, data } = await addControls(desk, model, ready, { source: 'import', source_label });
      const lost = data.added.filter((_, index) => (ready[index]?.co_ids ?? []).length === 0);
      return { summary: lost.length > 0 ? `${summary}\n${listed(lost)} ${lost.length === 1 ? 'serves' : 'serve'} no objective yet.` : summary, data: { ...data, without_objective: lost }, ...(lost.length > 0 ? { next: 'remap_control says which objectives a control serves.' } : {}) };
    }
    if (free_text === undefined && controls_json === undefined) throw new ToolRefusal('nothing_to_import', 'There is neither a list of controls nor a text.', 'Give controls_json or free_text.');
    const instructions = `Take the controls out of the material${free_text === undefined ? '' : ', each measure once, in its own words where they are concrete enough'}, and name for each the objectives that it serves. Leave co_ids empty where none fits; do not force a mapping. Give clauses where the material says what evidence must show. ${dataOnly}`;
    const material = { ...(free_text === undefined ? {} : { text: free_text }), ...(controls_json === undefined ? {} : { controls: controls_json }), objectives: model.assessment.objectives.map(({ id, statement }) => ({ id, statement })), assertion_types: typesAsMaterial() };
    return {
      summary: 'A brief for the import. Nothing was changed.',
      data: { model_id: model.model.id, weakens: [], changes: [], added: [], without_objective: [], brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: controlChecks }) },
      next: 'Call import_controls again with your proposal.',
    };
  },
});

export const checkControlGaps = tool({
  name: 'check_control_gaps',
  title: 'Find what controls leave open',
  toolsets: ['controls'],
  use: 'To see derived gaps (objectives without a control, clauses nobody covers), with a brief for further ones; a proposal adds controls.',
  effect: 'edits',
  input: z.object({ ...modelInput, proposal: proposalInput, ...pageInput }),
  output: z.object({ ...added, gaps: z.array(z.object({ kind: z.string(), subject: z.string(), sentence: z.string() })), ...pageOutput, brief: z.optional(briefOutput) }),
  async run({ model_id, proposal: raw, ...range }, desk) {
    const given = raw === undefined ? undefined : readProposal(proposal, raw);
    const { model } = await findModel(desk, model_id);
    const { items, ...page } = pageOf(controlGaps(model), range);
    const gaps = items.map((gap) => ({ ...gap }));
    if (given) {
      const { summary, data } = await addControls(desk, model, given.controls, { source: 'language model' });
      return { summary, data: { ...data, gaps, ...page } };
    }
    const instructions = `Look for objectives whose controls, all implemented, would still leave the asset open to the attacker, and propose what is missing. Do not repeat controls that are there; propose nothing where nothing is missing. ${dataOnly}`;
    const partly = model.assessment.objectives.filter(({ groups }) => groups.length > 0).slice(0, 30).map(({ id }) => id);
    const material = { objectives: objectivesAsMaterial(model, partly), assertion_types: typesAsMaterial() };
    return {
      summary: page.total === 0 ? 'Nothing is open that can be derived. The brief asks for what only a reader sees.' : `${page.total} ${page.total === 1 ? 'gap' : 'gaps'}, derived: ${items.slice(0, 3).map(({ sentence }) => printable(sentence)).join(' ')}`,
      data: { model_id: model.model.id, weakens: [], changes: [], added: [], gaps, ...page, brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: controlChecks }) },
      ...(page.total > 0 ? { next: 'regenerate_controls gives a brief for objectives without a control.' } : {}),
    };
  },
});

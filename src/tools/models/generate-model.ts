/** The first model: from a description by the built-in library, or from the calling agent's own draft. */
import * as z from 'zod/mini';
import type { Proposal, ProposalRefusal } from '../../generation/proposal.ts';
import { setValue } from '../../model/edit.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { draftChecks, draftedModel, modelDraft } from '../../project/generate/draft-model.ts';
import { generateModel, modelFileOf, nameFor, type Generated } from '../../project/generate/generate-model.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { printable } from '../../project/printable.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { describeLibraryProblem, describeReasons, describeRefusal, describeSimilar } from '../../project/sentences/generation.ts';
import { listed } from '../../project/sentences/modelling.ts';
import type { Project } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { findProject } from '../find-project.ts';
import { allModels } from '../find.ts';
import { countsInWords } from '../objectives/read-objectives.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';

const item = z.object({ id: z.string(), kind: z.string(), title: z.string(), because: z.string() });

export const generateThreatModel = tool({
  name: 'generate_threat_model',
  title: 'Generate a model',
  toolsets: ['core', 'model'],
  use: 'To make the first model of a feature from its description, by the built-in library, or to check and write a draft of yours.',
  not: 'To change a model that is there, refine_threat_model.',
  effect: 'edits',
  input: z.object({
    feature_description: z.string().check(z.maxLength(200_000), z.describe('Several paragraphs: purpose, components, data, who uses it, integrations, deployment. Gather them from README, manifests and routes first.')),
    force: z._default(z.boolean().check(z.describe('Also where similar models are there.')), false),
    from_repository: z._default(z.boolean().check(z.describe('Read manifests, routes and infrastructure files too.')), false),
    preview: z._default(z.boolean().check(z.describe('Only show what would be written, each item with its reason.')), false),
    leave_out: z._default(z.array(z.string()).check(z.describe('Identifiers of a preview that are not to be written.')), () => []),
    proposal: proposalInput,
    merge_library: z._default(z.boolean().check(z.describe('With a proposal: also add what the library would have and it lacks.')), false),
    workspace_id: z.optional(z.string().check(z.describe('Path of the root folder; may be left out where there is one.'))),
  }),
  output: z.object({
    accepted: z.boolean(),
    model_id: z.optional(z.string()),
    path: z.optional(z.string()),
    counts: z.record(z.string(), z.int()),
    items: z.array(item),
    similar_models: z.array(z.object({ id: z.string(), path: z.string(), title: z.string(), shared: z.array(z.string()) })),
    notes: z.array(z.string()).check(z.describe('What was left out or not looked at, and why.')),
    brief: z.optional(briefOutput),
  }),
  async run(input, desk) {
    const project = await findProject(desk, input.workspace_id);
    const models = (await allModels(desk)).map(({ model }) => ({ path: model.path, model: model.model }));
    const generated = await generateModel(
      { description: input.feature_description, fromRepository: input.from_repository },
      { sources: nodeDisk.sources(project.root, () => undefined), models, signal: desk.signal, onProgress: (done, total, file) => desk.progress(done, total, file) },
    );
    const notes = [...generated.problems.map(describeLibraryProblem), ...generated.limits].map(printable);
    const nothing = { accepted: false, counts: {}, items: [], similar_models: [], notes };
    if (!input.force && generated.similar.length > 0) {
      return {
        summary: `Nothing was written: ${generated.similar.map(describeSimilar).map(printable).join('; ')}.`,
        data: { ...nothing, similar_models: generated.similar.map(({ id, path, title, shared }) => ({ id, path, title, shared: [...shared] })) },
        next: `If it is the same feature, change that model with refine_threat_model. If it is another, call this again with force.`,
      };
    }
    if (input.proposal) {
      const draft = readProposal(modelDraft, input.proposal);
      const { parsed, added, lacking } = draftOf(draft, input.feature_description, generated, input.merge_library, desk);
      if (input.preview) return { summary: `The draft of ${printable(draft.title)} can be written.${lackingWords(lacking)}`, data: { ...nothing, counts: countsOf(parsed), notes: [...notes, ...lackingNotes(lacking)] }, next: 'Call it again without preview.' };
      const text = freshNames(parsed, project, models);
      return await written(desk, project, text.file, text.text, { notes: [...notes, ...lackingNotes(lacking)], items: [], words: `${added.length > 0 ? ` From the library: ${listed(added)}.` : ''}${lackingWords(lacking)}` });
    }
    if ('refused' in generated.answer) return unable(generated.answer, input.feature_description, desk, nothing);
    const answer = chosen(generated, generated.answer, input.leave_out);
    const items = answer.items.map(({ id, kind, title, reasons }) => ({ id, kind, title: printable(title), because: printable(describeReasons(reasons, answer)) }));
    const denied = answer.denied.map(({ concept, place }) => `${concept} was left out: the description says that it is not there (line ${place.line}).`);
    const uncovered = answer.uncovered.length > 0 ? [`No proposed control protects every property of ${listed(answer.uncovered.map(({ objective }) => objective))}.`] : [];
    const told = [...notes, ...denied.map(printable), ...uncovered];
    if (input.preview) return { summary: `Nothing was written yet. The library would make ${items.length} items of ${printable(answer.title)}.`, data: { ...nothing, items, notes: told, counts: countItems(items) }, next: 'Call it again without preview; leave_out names what is not wanted.' };
    const { file, proposal } = nameFor({ ...answer, title: freeTitle(answer.title, models) }, taken(project, models));
    return await written(desk, project, file, modelFileOf(proposal), { notes: told, items, words: '' });
  },
});

type Models = readonly { readonly path: string; readonly model: { readonly id: string; readonly title: string } }[];

/** The draft as a parsed model, with what the library adds to it or would. @throws ToolRefusal `proposal_refused`. */
function draftOf(draft: z.output<typeof modelDraft>, description: string, generated: Generated, merges: boolean, desk: Desk): { readonly parsed: ParsedModel; readonly added: readonly string[]; readonly lacking: readonly string[] } {
  const made = draftedModel(draft, description, () => desk.chance());
  if ('problems' in made) {
    refuseProblems(made.problems);
    throw new RangeError('a draft with problems is refused');
  }
  const merge = generated.mergeInto(made.parsed);
  if ('refused' in merge) return { parsed: made.parsed, added: [], lacking: [] };
  const lacking = merge.proposal.items.map(({ title }) => printable(title));
  if (!merges || 'refused' in merge.result) return { parsed: made.parsed, added: [], lacking };
  return { parsed: parseModel(applyEdits(made.parsed.source.text, merge.result.edits)), added: lacking, lacking: [] };
}

function lackingWords(lacking: readonly string[]): string {
  return lacking.length === 0 ? '' : ` The library would have ${lacking.length} more items; see notes.`;
}

function lackingNotes(lacking: readonly string[]): string[] {
  return lacking.length === 0 ? [] : [`The library would also have: ${lacking.join('; ')}. merge_library adds them.`];
}

/** What of a proposal is wanted. @throws ToolRefusal `unknown_item`. */
function chosen(generated: Generated, answer: Proposal, without: readonly string[]): Proposal {
  if (without.length === 0) return answer;
  const ids = answer.items.map(({ id }) => id);
  const unknown = without.filter((id) => !ids.includes(id));
  if (unknown.length > 0) throw new ToolRefusal('unknown_item', `The library proposes no ${unknown.map(printable).join(', ')}.`, 'Call it with preview to see the identifiers.', { known: ids });
  const revised = generated.revise(new Set(ids.filter((id) => !without.includes(id))));
  if ('refused' in revised) throw new ToolRefusal('nothing_left', printable(describeRefusal(revised)), 'Leave out less.');
  return revised;
}

/** What the library cannot do, the calling agent may. */
function unable(refusal: ProposalRefusal, description: string, desk: Desk, nothing: { readonly accepted: boolean; readonly counts: Record<string, number>; readonly items: never[]; readonly similar_models: never[]; readonly notes: string[] }): { summary: string; data: typeof nothing & { brief: z.input<typeof briefOutput> }; next: string } {
  const said = printable(describeRefusal(refusal));
  if (refusal.refused === 'empty' || refusal.refused === 'too_long') throw new ToolRefusal(refusal.refused, said, 'Give feature_description: what it does, who uses it, what it keeps, what it talks to.');
  return {
    summary: `The library made nothing of it. ${said} A brief for a draft of yours is in the data.`,
    data: { ...nothing, brief: briefData({ instructions: `Draft a threat model of the feature in the material: trust boundaries and what crosses them, components behind them, connections, assets (data or resources, never mechanisms) with the properties that must hold, attackers by capability and position, and controls concrete enough to be implemented and checked, each with clauses that say what its evidence must show. ${dataOnly}`, data: fenced({ feature_description: description }, () => desk.chance()), proposal_schema: schemaForBrief(modelDraft), checks: draftChecks }) },
    next: 'Call it again with the same description and your proposal.',
  };
}

/** The text of a drafted model under an identifier, a title and a file name that are free. */
function freshNames(parsed: ParsedModel, project: Project, models: Models): { readonly file: string; readonly text: string } {
  const isTaken = taken(project, models);
  const { id, title } = parsed.model;
  let file = `${id}.threatmodel.yaml`;
  for (let number = 2; isTaken(file); number++) file = `${id}-${number}.threatmodel.yaml`;
  const set = (from: ParsedModel, key: string, value: string): ParsedModel => {
    const result = setValue(from, [key], value);
    return 'refused' in result ? from : parseModel(applyEdits(from.source.text, result.edits));
  };
  return { file, text: set(set(parsed, 'id', file.replace('.threatmodel.yaml', '')), 'title', freeTitle(title, models)).source.text };
}

function taken(project: Project, models: Models): (file: string) => boolean {
  const [files, ids] = [new Set(project.models.map(({ path }) => path)), new Set(models.map(({ model }) => model.id))];
  return (file) => files.has(file) || ids.has(file.replace('.threatmodel.yaml', ''));
}

function freeTitle(title: string, models: Models): string {
  const titles = new Set(models.map(({ model }) => model.title.toLowerCase()));
  let free = title;
  for (let number = 2; titles.has(free.toLowerCase()); number++) free = `${title.slice(0, 110)} (${number})`;
  return free;
}

interface Told {
  readonly notes: string[];
  readonly items: z.input<typeof item>[];
  readonly words: string;
}

/** Writes the file, and says what the model comes to. */
async function written(desk: Desk, project: Project, file: string, text: string, { notes, items, words }: Told): Promise<{ summary: string; data: { accepted: boolean; model_id: string; path: string; counts: Record<string, number>; items: z.input<typeof item>[]; similar_models: never[]; notes: string[] }; next: string }> {
  const model = await desk.writer.create(project, file, text);
  return {
    summary: `Wrote ${printable(model.model.title)} to ${printable(model.path)}: ${Object.entries(countsOf(model.parsed)).map(([kind, count]) => `${count} ${kind}`).join(', ')}; ${countsInWords(model)}.${words}`,
    data: { accepted: true, model_id: model.model.id, path: model.path, counts: countsOf(model.parsed), items, similar_models: [], notes },
    next: 'Look at it with get_threat_model, then assess_model says what to implement first.',
  };
}

function countsOf({ model }: ParsedModel): Record<string, number> {
  return Object.fromEntries((['boundaries', 'components', 'connections', 'assets', 'attackers', 'assumptions', 'controls'] as const).map((kind) => [kind, Object.keys(model[kind]).length]));
}

function countItems(items: readonly { readonly kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

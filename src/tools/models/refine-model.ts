/** Changing a model by an instruction in words, which the calling agent turns into changes. */
import * as z from 'zod/mini';
import { idPatterns, type EntityKind } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { printable } from '../../project/printable.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { modelMaterial } from '../../project/proposals/model-material.ts';
import { planRefinement, refinableKinds, refinement, refinementChecks } from '../../project/proposals/refinement.ts';
import { listed } from '../../project/sentences/modelling.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput } from '../change-output.ts';
import { makeEdit } from '../edit-model.ts';
import { findModel } from '../find.ts';
import { modelInput, words } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';

const count = z.object({ live: z.int(), total: z.int() });

export const refineThreatModel = tool({
  name: 'refine_threat_model',
  title: 'Refine a model',
  toolsets: ['core', 'model'],
  use: 'To change several things of a model by an instruction: it gives you a brief, and makes your proposal as one edit or says why not.',
  not: 'For one entity, add_asset, edit_component and the like; it never removes.',
  effect: 'edits',
  input: z.object({ ...modelInput, instruction: words('What is to change, in words.'), proposal: proposalInput }),
  output: z.object({ ...changeOutput, added: z.array(z.string()), changed: z.array(z.string()), counts: z.record(z.string(), count), semantic_rejections: z.array(z.string()), brief: z.optional(briefOutput) }),
  async run({ model_id, instruction, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    if (!raw) {
      const material = { instruction, model: modelMaterial(model) };
      return {
        summary: `A brief for changing ${printable(model.model.id)}. Nothing was changed.`,
        data: { model_id: model.model.id, weakens: [], changes: [], added: [], changed: [], counts: countsOf(model.parsed.model), semantic_rejections: [], brief: briefData({ instructions: `Turn the instruction in the material into changes of the model, and no more than it asks for. Add what is missing, change what is there; assets are data or resources, attackers are described by capability and position, and controls are concrete enough to be implemented and checked. ${dataOnly}`, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(refinement), checks: refinementChecks }) },
        next: 'Call it again with the instruction and your proposal.',
      };
    }
    const { problems, semantic, result, added, changed } = planRefinement(model.parsed, readProposal(refinement, raw), () => desk.chance());
    if (semantic.length > 0 && problems.length === semantic.length) throw new ToolRefusal('semantic_rejections', `Nothing was changed: ${semantic.map(printable).join(' ')}`, 'Add what is another entity, and leave the old one to remove_asset or remove_attacker.', { semantic_rejections: semantic });
    refuseProblems(problems);
    const { model: after, said, words: told } = await makeEdit(desk, model, result);
    const parts = [...(added.length > 0 ? [`added ${listed(added)}`] : []), ...(changed.length > 0 ? [`changed ${listed(changed)}`] : [])];
    return { summary: `Refined ${printable(after.model.id)}: ${parts.join('; ')}.${told}`, data: { ...said, added: [...added], changed: [...changed], counts: countsOf(after.model), semantic_rejections: [] } };
  },
});

/** How many there are of each kind, and how many there ever were. */
function countsOf(model: ThreatModel): Record<string, { live: number; total: number }> {
  const removed = (kind: EntityKind): number => Object.keys(model.removed).filter((id) => idPatterns[kind].test(id)).length;
  return Object.fromEntries(refinableKinds.map((kind) => [kind, { live: Object.keys(model[kind]).length, total: Object.keys(model[kind]).length + removed(kind) }]));
}

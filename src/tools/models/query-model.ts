/** Asking a model a question in words, which the calling agent answers from what the model says. */
import * as z from 'zod/mini';
import { printable } from '../../project/printable.ts';
import { matchesOf, problemsOfAnswer, thing } from '../../project/proposals/answered-question.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { modelMaterial } from '../../project/proposals/model-material.ts';
import { findModel } from '../find.ts';
import { modelInput, words } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';

const named = z.object({ id: z.string(), title: z.string(), status: z.optional(z.string()) });
const proposal = z.strictObject({ answer: z.string().check(z.minLength(1), z.maxLength(8000)), cites: z.array(z.string()).check(z.describe('The identifiers that the answer rests on.')), silent: z._default(z.boolean().check(z.describe('The model says nothing about it.')), false) });

export const queryThreatModel = tool({
  name: 'query_threat_model',
  title: 'Ask a model a question',
  toolsets: ['model'],
  use: 'To answer a question from what a model says: it gives you the material and what the question names, and checks what your answer cites.',
  not: 'For posture, assess_model; to change something, refine_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, question: words('In words.'), proposal: proposalInput }),
  output: z.object({ model_id: z.string(), matches: z.array(named), answer: z.optional(z.string()), cites: z.array(named), brief: z.optional(briefOutput) }),
  async run({ model_id, question, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    const matches = matchesOf(model, question).map((one) => ({ ...one }));
    if (!raw) {
      return {
        summary: `${matches.length === 0 ? 'The question names nothing of the model by its words.' : `The question may be about ${matches.map(({ id, title, status }) => `${id} ${printable(title)}${status === undefined ? '' : ` (${status})`}`).slice(0, 6).join('; ')}.`} A brief for the answer is in the data.`,
        data: { model_id: model.model.id, matches, cites: [], brief: briefData({ instructions: `Answer the question in the material from the model in the material alone, and cite the identifiers that the answer rests on. Say so where the model is silent. Statuses are computed: do not argue with them. ${dataOnly}`, data: fenced({ question, model: modelMaterial(model) }, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: ['Every identifier that is cited or mentioned is of this model.', 'It cites something, or says that the model is silent.'] }) },
        next: 'Answer from the brief; call it again with your proposal to have the citations checked.',
      };
    }
    const given = readProposal(proposal, raw);
    refuseProblems(problemsOfAnswer(model.parsed.model, given), 'answer');
    const cites = given.cites.map((id) => ({ ...thing(model, id) }));
    return { summary: `Everything that the answer names is there${cites.length > 0 ? `: ${cites.map(({ id, status }) => `${id}${status === undefined ? '' : ` (${status})`}`).join(', ')}` : ''}.`, data: { model_id: model.model.id, matches, answer: given.answer, cites } };
  },
});

/** Controls in the place of an assumption that no longer holds, or that this code can do better itself. */
import * as z from 'zod/mini';
import { objectivesNamed } from '../../assurance/assumptions.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { assumedControls, retireForControls } from '../../project/modelling/assumption-edits.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { addProposedControls, controlChecks, problemsOfControls, proposedControl } from '../../project/proposals/proposed-control.ts';
import { listed } from '../../project/sentences/modelling.ts';
import { assertionTypes } from '../../verifier/catalogue.ts';
import { changeOutput } from '../change-output.ts';
import { makeEdit } from '../edit-model.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { assumptionId, standingOf } from './common.ts';

const proposal = z.strictObject({ controls: z.array(proposedControl).check(z.minLength(1), z.maxLength(50)) });

export const convertAssumptionToControls = tool({
  name: 'convert_assumption_to_controls',
  title: 'Put controls in the place of an assumption',
  toolsets: ['controls'],
  use: 'To build what was taken for granted: it gives a brief; with your proposal it adds the controls and retires the assumption.',
  not: 'To renew it instead, submit_attestation.',
  effect: 'edits',
  input: z.object({ ...modelInput, assumption_id: assumptionId, proposal: proposalInput }),
  output: z.object({ ...changeOutput, assumption_id: z.string(), added: z.array(z.string()), objectives: z.array(z.string()), unassumed: z.array(z.string()), brief: z.optional(briefOutput) }),
  async run({ model_id, assumption_id: id, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    const assumption = findEntity(model, 'assumptions', id);
    const objectives = [...objectivesNamed(model.parsed.model, assumption)];
    const unassumed = [...assumedControls(model.parsed.model, id)];
    const data = { assumption_id: id, objectives, unassumed };
    if (!raw) {
      const material = {
        assumption: assumption.description,
        objectives: model.assessment.objectives.filter((one) => objectives.includes(one.id)).map(({ id: objective, statement, groups }) => ({ id: objective, statement, controls: groups.flatMap(({ name, controls }) => controls.map(({ control }) => ({ id: control, group: name, description: model.model.controls[control]?.description ?? '' }))) })),
        stands_in_for: unassumed.map((control) => ({ id: control, description: model.model.controls[control]?.description ?? '' })),
        assertion_types: assertionTypes.map((type) => ({ id: type.id, shows: type.shows })),
      };
      return {
        summary: `A brief for controls in the place of ${id}, which is ${standingOf(model, id)} and names ${objectives.length === 0 ? 'no objective' : listed(objectives)}. Nothing was changed.`,
        data: { model_id: model.model.id, weakens: [], changes: [], added: [], ...data, brief: briefData({ instructions: `Propose controls that achieve in this code what the assumption takes for granted, for each objective in the material: concrete measures, each with clauses that say what its evidence must show. Do not repeat controls that are there. ${dataOnly}`, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: [...controlChecks, 'Every objective that the assumption names is served by a proposed control.'] }) },
        next: 'Call it again with your proposal.',
      };
    }
    const given = readProposal(proposal, raw);
    const served = new Set(given.controls.flatMap(({ co_ids = [] }) => co_ids));
    refuseProblems([...problemsOfControls(model.parsed.model, given.controls), ...objectives.filter((one) => !served.has(one)).map((one) => ({ place: 'controls', message: `No proposed control serves ${one}, which ${id} names.` }))]);
    let added: readonly string[] = [];
    const edit = editInSteps(model.parsed, [
      (now) => {
        const { ids, result } = addProposedControls(now, given.controls, { source: 'language model', source_label: id }, () => desk.chance());
        added = ids;
        return result;
      },
      ...retireForControls(model.parsed, id),
    ]);
    const { said, words } = await makeEdit(desk, model, edit);
    return { summary: `Added ${listed(added)} in the place of ${id}, which is retired and names no objective any more.${unassumed.length > 0 ? ` It stands in for ${listed(unassumed)} no more.` : ''}${words}`, data: { ...said, added: [...added], ...data }, next: 'Implement them, then submit_assertions for each.' };
  },
});

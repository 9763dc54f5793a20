/** Saying a control in other words, or more exactly. */
import * as z from 'zod/mini';
import { controlHash } from '../../model/canonical.ts';
import { refineControl as refine } from '../../project/controls/edit-control.ts';
import { onRecord } from '../../project/on-record.ts';
import { printable } from '../../project/printable.ts';
import { dataOnly, fenced, type ProposalProblem } from '../../project/proposals/brief.ts';
import { clauseOfProposal, problemsOfClauses, proposedClause, sameWords } from '../../project/proposals/proposed-control.ts';
import { listed } from '../../project/sentences/modelling.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { withRecord } from '../basis.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput, words } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { assertionsOf } from './control-rows.ts';

const refinement = z.object({
  description: z.string().check(z.minLength(1), z.maxLength(2000), z.describe('The measure in its new words.')),
  clauses: z.optional(z.record(z.string(), proposedClause).check(z.describe('Further clauses. Those that are there stay as they are.'))),
});

const checks = ['No other control says the same.', 'No clause that is there is dropped or reworded: that is for a person to decide.', 'New clauses have short names, and name assertion types and strengths of the catalogue.'];

export const refineControl = tool({
  name: 'refine_control',
  title: 'Refine a control',
  toolsets: ['controls'],
  use: 'To make the text of a control more exact. With codebase_findings and no description it gives you a brief for the new text.',
  not: 'Recorded evidence was signed for the old text and goes stale. To change what must be shown, ask the person.',
  effect: 'edits',
  input: z.object({
    ...modelInput,
    ...controlInput,
    description: z.optional(words('The new text.')),
    justification: words('Why. Repeat it in the commit message.'),
    codebase_findings: z.optional(z.string().check(z.maxLength(20_000), z.describe('What you found in the code that the text should follow.'))),
    proposal: proposalInput,
  }),
  output: z.object({ ...changeOutput, control_id: z.string(), applied: z.boolean(), description: z.string(), stale: z.array(z.string()).check(z.describe('Assertions whose record was signed for the old text.')), brief: z.optional(briefOutput) }),
  async run({ model_id, control_id, description, justification, codebase_findings, proposal }, desk) {
    const given = proposal === undefined ? undefined : readProposal(refinement, proposal);
    const model = await withRecord(await findModel(desk, model_id));
    const control = findEntity(model, 'controls', control_id);
    const wanted = given ?? (description === undefined ? undefined : { description });
    if (!wanted) {
      if (codebase_findings === undefined) throw new ToolRefusal('nothing_to_refine', 'There is neither a description nor anything found in the code.', 'Give a description, or codebase_findings for a brief.');
      const material = { control_id, description: control.description, clauses: control.clauses, justification, codebase_findings };
      const instructions = `Write the control ${control_id} anew so that it says exactly what must be implemented, in the light of what was found in the code. Never ask for less than it asks for now. Add clauses where the new text promises more than its clauses show. ${dataOnly}`;
      return {
        summary: `A brief for the new text of ${control_id}. Nothing was changed.`,
        data: { model_id: model.model.id, weakens: [], changes: [], control_id, applied: false, description: control.description, stale: [], brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(refinement), checks }) },
        next: 'Call refine_control again with your proposal.',
      };
    }
    const clauses = Object.fromEntries(Object.entries('clauses' in wanted ? (wanted.clauses ?? {}) : {}).filter(([name, clause]) => !saysTheSame(control.clauses[name], clause)));
    refuseProblems(problemsOf(model, control_id, wanted.description, clauses));
    const made = Object.fromEntries(Object.entries(clauses).map(([name, clause]) => [name, clauseOfProposal(clause)]));
    const held = onRecord(model)?.basis.standings ?? {};
    const { after, change } = await editAndTell(desk, model, refine(model.parsed, control_id, wanted.description.trim(), made));
    const now = after.model.controls[control_id];
    const changed = now !== undefined && controlHash(now) !== controlHash(control);
    const stale = changed ? assertionsOf(after, control_id).filter((id) => held[id]?.holds) : [];
    return {
      summary: [
        changed ? `${control_id} says: ${printable(now.description)}` : `${control_id} says that already.`,
        ...(changed ? [stale.length > 0 ? `What is recorded of ${listed(stale)} was signed for the old text and no longer counts; the next recorded run renews it.` : 'Nothing on record counts for the new text until a run records it; the assertions stand and are checked as before.'] : []),
        ...changeLines(change),
      ].join('\n'),
      data: { ...change, control_id, applied: changed, description: now?.description ?? wanted.description, stale },
      ...(changed ? { next: 'get_sufficiency says whether its clauses still fit the text.' } : {}),
    };
  },
});

function problemsOf(model: ModelSnapshot, id: string, description: string, clauses: Readonly<Record<string, z.output<typeof proposedClause>>>): readonly ProposalProblem[] {
  const said = sameWords(description);
  const twin = Object.entries(model.model.controls).find(([other, control]) => other !== id && sameWords(control.description) === said)?.[0];
  const present = model.model.controls[id]?.clauses ?? {};
  return [
    ...(said === '' ? [{ place: 'description', message: 'It says nothing.' }] : []),
    ...(twin === undefined ? [] : [{ place: 'description', message: `${twin} says the same.` }]),
    ...Object.keys(clauses).filter((name) => Object.hasOwn(present, name)).map((name) => ({ place: `clauses.${name}`, message: 'It is there already and says something else; only a person changes what must be shown.' })),
    ...problemsOfClauses(clauses),
  ];
}

function saysTheSame(present: ModelSnapshot['model']['controls'][string]['clauses'][string] | undefined, { shows, types = [], least }: z.output<typeof proposedClause>): boolean {
  return present !== undefined && present.shows.trim() === shows.trim() && [...present.types].sort().join() === [...types].sort().join() && present.least === least;
}

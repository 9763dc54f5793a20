/** Reading and removing claims about the code. */
import * as z from 'zod/mini';
import { fitOf } from '../../project/claims/subject-fit.ts';
import { planRemoval } from '../../project/modelling/plan-removal.ts';
import { removeEntities } from '../../project/modelling/remove-entities.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim, verdictWords } from '../../project/sentences/posture.ts';
import { ToolRefusal } from '../answer.ts';
import { basisOf, basisOutput, withRecord } from '../basis.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { assertionRow, assertionsOf, rowOfAssertion } from '../controls/control-rows.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { personDecides } from '../person-decides.ts';
import { tool } from '../tool.ts';

export const listAssertions = tool({
  name: 'list_assertions',
  title: 'List assertions',
  toolsets: ['core', 'evidence'],
  use: 'To see what is claimed about the code, with verdicts and places; of one control or assumption, or of the whole model.',
  effect: 'reads',
  input: z.object({ ...modelInput, control_id: z.optional(z.string()), assumption_id: z.optional(z.string()), verdict: z.optional(z.enum(['pass', 'fail', 'undecidable', 'elsewhere', 'unchecked'])), ...pageInput }),
  output: z.object({ model_id: z.string(), ...basisOutput, counts: z.record(z.string(), z.int()), assertions: z.array(z.extend(assertionRow, { coherence_warnings: z.array(z.object({ code: z.string(), message: z.string() })) })), ...pageOutput }),
  async run({ model_id, control_id, assumption_id, verdict, ...range }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    if (control_id !== undefined && assumption_id !== undefined) throw new ToolRefusal('one_subject', 'Both a control and an assumption are named.', 'Name one of them, or neither for all.');
    if (control_id !== undefined) findEntity(model, 'controls', control_id);
    if (assumption_id !== undefined) findEntity(model, 'assumptions', assumption_id);
    const subject = control_id ?? assumption_id;
    const rows = (subject === undefined ? Object.keys(model.model.assertions) : assertionsOf(model, subject)).map((id) => rowOfAssertion(model, id)).filter((row) => verdict === undefined || row.verdict === verdict);
    const counts: Record<string, number> = {};
    for (const row of rows) counts[row.verdict] = (counts[row.verdict] ?? 0) + 1;
    const { items, ...page } = pageOf(rows, range);
    const words = Object.entries(counts).map(([name, number]) => `${number} ${verdictWords[name as keyof typeof verdictWords]}`);
    return {
      summary: rows.length === 0 ? `Nothing is claimed${subject === undefined ? '' : ` for ${subject}`}${verdict === undefined ? '' : ` that is ${verdict}`}.` : `${rows.length} ${rows.length === 1 ? 'assertion' : 'assertions'}${subject === undefined ? '' : ` for ${subject}`}: ${words.join(', ')}, by the work tree.`,
      data: { model_id: model.model.id, ...basisOf(model), counts, assertions: items.map((row) => ({ ...row, coherence_warnings: fitOf(model.model, model.model.assertions[row.id]!, model.repository, row.id).map((warning) => ({ ...warning })) })), ...page },
    };
  },
});

export const deleteAssertion = tool({
  name: 'delete_assertion',
  title: 'Remove an assertion',
  toolsets: ['evidence'],
  use: 'To take back a claim. A claim that does not pass is taken back only by a person, who is asked.',
  not: 'For a claim whose code moved, submit the new one first.',
  effect: 'removes',
  input: z.object({ ...modelInput, assertion_id: z.string(), control_id: z.optional(z.string()), assumption_id: z.optional(z.string()) }),
  output: z.object({ ...changeOutput, assertion_id: z.string(), was: z.string(), decision: z.optional(z.enum(['agreed', 'proposed'])) }),
  async run({ model_id, assertion_id, control_id, assumption_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const assertion = findEntity(model, 'assertions', assertion_id);
    const subject = assertion.control ?? assertion.assumption ?? '';
    const named = control_id ?? assumption_id;
    if (named !== undefined && named !== subject) throw new ToolRefusal('other_subject', `${assertion_id} is evidence for ${subject}, not for ${printable(named)}.`, 'Leave the subject out, or name the right one.');
    const at = desk.now().toISOString();
    const plan = planRemoval(model.parsed, [assertion_id], { assessment: model.assessment, at });
    const result = removeEntities(model.parsed, plan, { along: plan.along.map(({ id }) => id), takeOut: plan.usedBy.length > 0, leaveGroups: false }, { on: at.slice(0, 10) });
    const { verdict } = rowOfAssertion(model, assertion_id);
    const was = `${describeClaim(assertion)}: ${verdictWords[verdict as keyof typeof verdictWords]}`;
    const said = `Took back ${assertion_id} (${printable(was)}). A tombstone is left.`;
    if (verdict === 'pass' || verdict === 'elsewhere') {
      const { change } = await editAndTell(desk, model, result);
      return { summary: [said, ...changeLines(change)].join('\n'), data: { ...change, assertion_id, was } };
    }
    const decided = await personDecides(desk, model, `Take back ${assertion_id}, a claim for ${subject} that does not pass (${printable(was)})?`, result);
    return { summary: `${said} ${decided.said}`, data: { model_id: model.model.id, weakens: [...decided.weakenings], changes: [], assertion_id, was, decision: decided.decision } };
  },
});

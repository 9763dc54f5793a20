/** Changing one control: its claim, which objectives it serves, the material beside it. */
import * as z from 'zod/mini';
import { supportingEvidenceTypes } from '../../model/vocabulary.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { addSupportingEvidence, removeSupportingEvidence, setControlStatus } from '../../project/controls/edit-control.ts';
import { membershipsOf, serveExactly } from '../../project/modelling/mitigations.ts';
import { printable } from '../../project/printable.ts';
import { describeObstacle, standingWords } from '../../project/sentences/posture.ts';
import { ToolRefusal } from '../answer.ts';
import { basisOf, basisOutput } from '../basis.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput, words } from '../inputs.ts';
import { tool } from '../tool.ts';
import { assertionsOf, requireObjectives } from './control-rows.ts';

export const updateControlStatus = tool({
  name: 'update_control_status',
  title: 'Claim that a control is implemented',
  toolsets: ['core', 'controls'],
  use: 'To say that a control is implemented, once assertions show it; or that it is not any more.',
  not: 'Verified is derived from evidence and never set. Submit assertions first.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, ...controlInput, status: z.enum(['implemented', 'not_implemented']), implementation_notes: z.optional(words('How it is implemented, for readers.')) }),
  output: z.object({ ...changeOutput, ...basisOutput, control_id: z.string(), status: z.string(), standing: z.string(), obstacles: z.array(z.string()) }),
  async run({ model_id, control_id, status, implementation_notes }, desk) {
    const { model } = await findModel(desk, model_id);
    const control = findEntity(model, 'controls', control_id);
    const assumed = Object.values(control.assumed_by).some((group) => group.length > 0);
    if (status === 'implemented' && assertionsOf(model, control_id).length === 0 && !assumed) {
      throw new ToolRefusal('no_assertion', `${control_id} has no assertion, so nothing shows that it is implemented.`, 'Call submit_assertions for it first.', { clauses: Object.entries(control.clauses).map(([clause, { shows, types }]) => ({ clause, shows, types })) });
    }
    const { after, change } = await editAndTell(desk, model, setControlStatus(model.parsed, control_id, status, implementation_notes));
    const state = after.assessment.controls.find(({ id }) => id === control_id);
    const obstacles = (state?.obstacles ?? []).map(describeObstacle);
    const standing = state?.standing ?? status;
    return {
      summary: [`${control_id} is ${standingWords[standing]}, by the work tree.${obstacles.length > 0 && status === 'implemented' ? ` In the way: ${obstacles.slice(0, 5).join(', ')}.` : ''}`, ...changeLines(change)].join('\n'),
      data: { ...change, ...basisOf(after), control_id, status: after.model.controls[control_id]?.status ?? status, standing, obstacles },
      ...(obstacles.length > 0 && status === 'implemented' ? { next: 'get_sufficiency says what each clause lacks.' } : {}),
    };
  },
});

export const remapControl = tool({
  name: 'remap_control',
  title: 'Say which objectives a control serves',
  toolsets: ['controls'],
  use: 'To let a control serve exactly these live objectives.',
  not: 'For mitigation groups, use set_mitigation_groups.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, ...controlInput, co_ids: z.array(z.string()).check(z.minLength(1), z.describe('All objectives that it serves afterwards. Those that are new join no group.')), change_reason: words('Why. Repeat it in the commit message; the model keeps no history of its own.') }),
  output: z.object({ ...changeOutput, control_id: z.string(), objectives: z.array(z.string()), added: z.array(z.string()), dropped: z.array(z.string()), change_reason: z.string() }),
  async run({ model_id, control_id, co_ids, change_reason }, desk) {
    const { model } = await findModel(desk, model_id);
    findEntity(model, 'controls', control_id);
    requireObjectives(model, co_ids);
    const before = new Set(membershipsOf(model.model, control_id).map(({ objective }) => objective));
    const { after, change } = await editAndTell(desk, model, editInSteps(model.parsed, serveExactly(model.parsed.model, control_id, [...new Set(co_ids)])));
    const objectives = [...new Set(membershipsOf(after.model, control_id).map(({ objective }) => objective))];
    const [added, dropped] = [objectives.filter((id) => !before.has(id)), [...before].filter((id) => !objectives.includes(id))];
    return {
      summary: [`${control_id} serves ${objectives.join(', ')}.${added.length > 0 ? ` New: ${added.join(', ')}.` : ''}${dropped.length > 0 ? ` No longer: ${dropped.join(', ')}.` : ''}`, ...changeLines(change)].join('\n'),
      data: { ...change, control_id, objectives, added, dropped, change_reason },
      ...(added.length > 0 ? { next: 'It joins no group there; set_mitigation_groups says what is needed together.' } : {}),
    };
  },
});

const evidenceOutput = z.object({ model_id: z.string(), control_id: z.string(), evidence_count: z.int() });

export const addEvidence = tool({
  name: 'add_evidence',
  title: 'Add material beside a control',
  toolsets: ['controls'],
  use: 'To leave readers a link or note beside a control.',
  not: 'It proves nothing: what counts as evidence is submitted by submit_assertions.',
  effect: 'edits',
  input: z.object({ ...modelInput, ...controlInput, type: z.enum(supportingEvidenceTypes), label: words('What a reader should expect behind it.'), url: z.optional(z.string().check(z.maxLength(2000))) }),
  output: evidenceOutput,
  async run({ model_id, control_id, type, label, url }, desk) {
    const { model } = await findModel(desk, model_id);
    findEntity(model, 'controls', control_id);
    const after = await desk.writer.edit(model, addSupportingEvidence(model.parsed, control_id, { type, label, ...(url === undefined ? {} : { url }), collected_at: desk.now().toISOString().slice(0, 10) }));
    const evidence_count = after.model.controls[control_id]?.evidence.length ?? 0;
    return { summary: `Noted beside ${control_id}: ${printable(label)}. It has ${evidence_count} such ${evidence_count === 1 ? 'note' : 'notes'}; they prove nothing.`, data: { model_id: after.model.id, control_id, evidence_count } };
  },
});

export const removeEvidence = tool({
  name: 'remove_evidence',
  title: 'Remove material beside a control',
  toolsets: ['controls'],
  use: 'To take a link or note beside a control out again, by its index in get_control.',
  effect: 'removes',
  input: z.object({ ...modelInput, ...controlInput, evidence_index: z.int().check(z.nonnegative()) }),
  output: evidenceOutput,
  async run({ model_id, control_id, evidence_index }, desk) {
    const { model } = await findModel(desk, model_id);
    const { evidence } = findEntity(model, 'controls', control_id);
    if (!evidence[evidence_index]) throw new ToolRefusal('no_such_evidence', `${control_id} has ${evidence.length === 0 ? 'no such material' : `material from 0 to ${evidence.length - 1}`}.`, 'get_control lists it with its index.');
    const after = await desk.writer.edit(model, removeSupportingEvidence(model.parsed, control_id, evidence_index));
    return { summary: `Taken out beside ${control_id}: ${printable(evidence[evidence_index].label)}.`, data: { model_id: after.model.id, control_id, evidence_count: after.model.controls[control_id]?.evidence.length ?? 0 } };
  },
});

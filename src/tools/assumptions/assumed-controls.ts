/** Assumptions that stand in for a control: all of one group in force, and the control counts without evidence of its own. */
import * as z from 'zod/mini';
import { assumeBy, unassume } from '../../project/modelling/assumption-edits.ts';
import { printable } from '../../project/printable.ts';
import { dataOnly, fenced, type ProposalProblem } from '../../project/proposals/brief.ts';
import type { SimulatedEdit } from '../../project/simulate-edit.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput, foreseen } from '../change-output.ts';
import { inLines, makeEdit } from '../edit-model.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { assumptionId, decision, decisionOf, editOrDecide, standingOf } from './common.ts';

const groupMap = z.record(z.string(), z.array(z.string()));
const state = { control_id: z.string(), groups: groupMap, complete: z.array(z.string()), unmapped: z.array(z.string()) };

export const assumeControl = tool({
  name: 'assume_control',
  title: 'Let an assumption stand in for a control',
  toolsets: ['controls'],
  use: 'To say that an outside party takes care of a control: one assumption becomes its only group. In force, it makes the control count.',
  not: 'For several assumptions or alternatives, set_control_assumption_groups.',
  effect: 'decides',
  idempotent: true,
  input: z.object({ ...modelInput, ...controlInput, assumption_id: assumptionId }),
  output: z.object({ ...changeOutput, ...state, ...decision }),
  async run({ model_id, control_id, assumption_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const { description } = findEntity(model, 'controls', control_id);
    findEntity(model, 'assumptions', assumption_id);
    const question = `Let assumption ${assumption_id}, which is ${standingOf(model, assumption_id)}, stand in for ${control_id} (${printable(description)})?`;
    const made = await editOrDecide(desk, model, question, assumeBy(model.parsed, control_id, { 1: [assumption_id] }), counting(control_id));
    const now = stateOf(made.model, control_id);
    return {
      summary: `${assumption_id} stands in for ${control_id}${now.complete.length > 0 ? '' : `, and does not count yet: it is ${standingOf(made.model, assumption_id)}`}.${made.words}`,
      data: { ...now, ...made.said, ...decisionOf(made) },
      ...(now.complete.length > 0 ? {} : { next: `submit_attestation ${assumption_id}.` }),
    };
  },
});

export const unassumeControl = tool({
  name: 'unassume_control',
  title: 'Take assumptions off a control',
  toolsets: ['controls'],
  use: 'To make a control stand on its own evidence again. A claim without assertions goes back to not implemented.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, ...controlInput }),
  output: z.object({ ...changeOutput, ...state }),
  async run({ model_id, control_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const before = findEntity(model, 'controls', control_id);
    const { model: after, said, words } = await makeEdit(desk, model, unassume(model.parsed, control_id));
    const reverted = before.status === 'implemented' && after.model.controls[control_id]?.status === 'not_implemented';
    return { summary: Object.keys(before.assumed_by).length === 0 ? `No assumption stands in for ${control_id}.` : `No assumption stands in for ${control_id} any more${reverted ? '; it has no assertion, so it is not implemented' : ''}.${words}`, data: { ...stateOf(after, control_id), ...said } };
  },
});

export const getControlAssumptionGroups = tool({
  name: 'get_control_assumption_groups',
  title: 'See assumptions behind a control',
  toolsets: ['controls'],
  use: 'To see which assumptions stand in for a control, which group is complete, and which active assumptions stand in none.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...controlInput }),
  output: z.object(state),
  async run({ model_id, control_id }, desk) {
    const { model } = await findModel(desk, model_id);
    findEntity(model, 'controls', control_id);
    const now = stateOf(model, control_id);
    const groups = Object.entries(now.groups);
    return { summary: groups.length === 0 ? `No assumption stands in for ${control_id}.` : `${control_id}: ${groups.map(([name, members]) => `${printable(name)}: ${members.map((id) => `${id} (${standingOf(model, id)})`).join(' and ')}`).join('; ')}.`, data: now };
  },
});

const judgement = z.strictObject({ relevant: z.boolean(), because: z.string().check(z.minLength(10)) });
const proposal = z.strictObject({ judgements: z.record(z.string(), judgement).check(z.describe('For each group: whether its assumptions, all in force, do what the control is there for.')) });

export const setControlAssumptionGroups = tool({
  name: 'set_control_assumption_groups',
  title: 'Set assumptions behind a control',
  toolsets: ['controls'],
  use: 'To say which assumptions together stand in for a control. First it asks for a judgement of each group; {} takes all off.',
  not: 'For a single assumption, assume_control.',
  effect: 'decides',
  idempotent: true,
  input: z.object({ ...modelInput, ...controlInput, groups: groupMap.check(z.describe('{"1": ["AS1", "AS2"]}: all of a group, any group.')), justification: z.string().check(z.minLength(10)), proposal: proposalInput }),
  output: z.object({ ...changeOutput, ...state, persisted_groups: z.array(z.string()), rejected_groups: z.record(z.string(), z.string()), brief: z.optional(briefOutput), ...decision }),
  async run({ model_id, control_id, groups, justification, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    const { description } = findEntity(model, 'controls', control_id);
    refuseProblems(problemsOf(model, groups), 'set of groups');
    const names = Object.keys(groups);
    if (names.length === 0) {
      const { model: after, said, words } = await makeEdit(desk, model, unassume(model.parsed, control_id));
      return { summary: `No assumption stands in for ${control_id} any more.${words}`, data: { ...stateOf(after, control_id), ...said, persisted_groups: [], rejected_groups: {} } };
    }
    if (raw === undefined) {
      const material = { control: description, justification, groups: Object.fromEntries(names.map((name) => [name, groups[name]!.map((id) => ({ id, description: model.parsed.model.assumptions[id]!.description }))])) };
      const change = foreseen(desk, model, assumeBy(model.parsed, control_id, groups));
      return {
        summary: `Nothing was changed yet: judge first whether each group does what ${control_id} is there for.${inLines(change)}`,
        data: { ...change, ...stateOf(model, control_id), persisted_groups: [], rejected_groups: {}, brief: briefData({ instructions: `Judge each group by itself: if all of its assumptions hold, is what the control is there for taken care of by somebody else? Say no where an assumption is about another matter. ${dataOnly}`, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: ['Every group is judged, and no other.', 'Each judgement has a reason of at least 10 characters.', 'A group that is not relevant is not set; the others are.'] }) },
        next: 'Call it again with the same groups and your proposal.',
      };
    }
    const given = readProposal(proposal, raw);
    const judged = Object.keys(given.judgements);
    refuseProblems([...names.filter((name) => !judged.includes(name)).map((name) => ({ place: `judgements.${name}`, message: 'It is not judged.' })), ...judged.filter((name) => !names.includes(name)).map((name) => ({ place: `judgements.${name}`, message: 'There is no such group.' }))]);
    const persisted = names.filter((name) => given.judgements[name]!.relevant);
    const rejected = Object.fromEntries(names.filter((name) => !persisted.includes(name)).map((name) => [name, given.judgements[name]!.because]));
    const said = Object.entries(rejected).map(([name, because]) => `Group ${printable(name)} was not set: ${printable(because)}`);
    if (persisted.length === 0) throw new ToolRefusal('not_relevant', `${said.join(' ')} Nothing was changed.`, 'Name assumptions that are about what the control is there for.', { rejected_groups: rejected });
    const kept = Object.fromEntries(persisted.map((name) => [name, groups[name]!]));
    const question = `Let ${persisted.map((name) => groups[name]!.join(' and ')).join(', or ')} stand in for ${control_id} (${printable(description)})?`;
    const made = await editOrDecide(desk, model, question, assumeBy(model.parsed, control_id, kept), counting(control_id));
    return { summary: `${control_id} counts while ${persisted.map((name) => groups[name]!.join(' and ')).join(', or ')} ${persisted.length === 1 && groups[persisted[0]!]!.length === 1 ? 'is' : 'are'} in force. ${said.join(' ')}${made.words}`, data: { ...stateOf(made.model, control_id), ...made.said, ...decisionOf(made), persisted_groups: persisted, rejected_groups: rejected } };
  },
});

/** Whether a control counts because of assumptions. */
function counting(control: string): (after: SimulatedEdit) => boolean {
  return ({ assessment }) => assessment.controls.some(({ id, assumedBy }) => id === control && assumedBy !== undefined);
}

function problemsOf({ parsed: { model } }: ModelSnapshot, groups: Readonly<Record<string, readonly string[]>>): readonly ProposalProblem[] {
  return Object.entries(groups).flatMap(([name, members]) => [
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name) ? [] : [{ place: `groups.${name}`, message: 'A group has a short name of letters, digits, - and _.' }]),
    ...(members.length === 0 ? [{ place: `groups.${name}`, message: 'An empty group is never complete: name its assumptions, or leave it out.' }] : []),
    ...members.filter((id) => !Object.hasOwn(model.assumptions, id)).map((id) => ({ place: `groups.${name}`, message: Object.hasOwn(model.removed, id) ? `${id} was removed.` : `There is no assumption ${id}.` })),
  ]);
}

function stateOf({ model, assessment }: ModelSnapshot, control: string): z.input<z.ZodMiniObject<typeof state>> {
  const groups = model.controls[control]?.assumed_by ?? {};
  const inForce = new Set(assessment.assumptions.filter((one) => one.inForce).map(({ id }) => id));
  const mapped = new Set(Object.values(groups).flat());
  return {
    control_id: control,
    groups: Object.fromEntries(Object.entries(groups).map(([name, members]) => [name, [...members]])),
    complete: Object.keys(groups).filter((name) => groups[name]!.length > 0 && groups[name]!.every((id) => inForce.has(id))),
    unmapped: Object.keys(model.assumptions).filter((id) => model.assumptions[id]!.status === 'active' && !mapped.has(id)),
  };
}

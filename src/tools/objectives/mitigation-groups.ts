/** Mitigation groups: all controls of one group are needed, any one group is enough. */
import * as z from 'zod/mini';
import { groupsNow, problemsOfGroups, regroup } from '../../project/modelling/regroup.ts';
import { printable } from '../../project/printable.ts';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput, foreseen } from '../change-output.ts';
import { inLines, makeEdit } from '../edit-model.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { requireObjective } from './find-objective.ts';

const coId = z.string().check(z.describe('Such as CO-A1-T1.'));
const groupMap = z.record(z.string(), z.array(z.string()));
const state = { groups: groupMap, defense_in_depth: z.array(z.string()), unmapped: z.array(z.string()), complete: z.array(z.string()), removed_members: z.array(z.string()) };

export const getMitigationGroups = tool({
  name: 'get_mitigation_groups',
  title: 'See mitigation groups',
  toolsets: ['controls'],
  use: 'To see which controls of an objective are needed together, which group is complete, and what is defence in depth.',
  effect: 'reads',
  input: z.object({ ...modelInput, co_id: coId }),
  output: z.object({ co_id: z.string(), ...state }),
  async run({ model_id, co_id }, desk) {
    const { model } = await findModel(desk, model_id);
    requireObjective(model, co_id);
    const now = stateOf(model, co_id);
    const named = Object.entries(now.groups).map(([name, members]) => `${name}: ${members.join(' and ')}`);
    return { summary: `${co_id}: ${[...named, ...(now.unmapped.length > 0 ? [`in no group, needed together: ${now.unmapped.join(' and ')}`] : [])].join('; ') || 'no control'}. ${now.complete.length > 0 ? `Complete: ${now.complete.map((name) => name || 'the unnamed one').join(', ')}.` : 'None is complete.'}`, data: { co_id, ...now } };
  },
});

const judgement = z.strictObject({ sufficient: z.boolean(), because: z.string().check(z.minLength(10)) });
const proposal = z.strictObject({ judgements: z.record(z.string(), judgement).check(z.describe('For each group: whether its controls, all implemented, satisfy the objective.')) });

export const setMitigationGroups = tool({
  name: 'set_mitigation_groups',
  title: 'Set mitigation groups',
  toolsets: ['controls'],
  use: 'To say which controls of an objective are needed together. First it shows what would change and asks for a judgement of each group.',
  not: 'For which objectives a control serves, remap_control.',
  effect: 'edits',
  idempotent: true,
  input: z.object({
    ...modelInput,
    co_id: coId,
    groups: groupMap.check(z.describe('{"1": ["CTRL-01", "CTRL-02"]}: all of a group, any group. They replace the groups of before.')),
    defense_in_depth: z._default(z.array(z.string()).check(z.describe('Controls that are to be in no group of this objective, and count for nothing there.')), () => []),
    justification: z.string().check(z.minLength(10)),
    proposal: proposalInput,
  }),
  output: z.object({ co_id: z.string(), ...changeOutput, ...state, brief: z.optional(briefOutput) }),
  async run({ model_id, co_id, groups, defense_in_depth, justification, proposal: raw }, desk) {
    const { model } = await findModel(desk, model_id);
    const objective = requireObjective(model, co_id);
    const problems = problemsOfGroups(model.parsed.model, co_id, groups, defense_in_depth);
    refuseProblems(problems, 'set of groups');
    const edit = regroup(model.parsed, co_id, groups);
    const names = Object.keys(groups);
    if (raw === undefined && names.length > 0) {
      const change = foreseen(desk, model, edit);
      const material = { objective: objective.statement, justification, groups: Object.fromEntries(names.map((name) => [name, groups[name]!.map((id) => ({ id, description: model.parsed.model.controls[id]!.description }))])) };
      return {
        summary: `Nothing was changed yet: judge first whether each group would satisfy ${co_id}.${inLines(change)}`,
        data: { co_id, ...change, ...stateOf(model, co_id), brief: briefData({ instructions: `Judge each group by itself: if all of its controls are implemented as they are described, is the objective satisfied against this attacker, for every property that it names? Say no where a way in stays open. ${dataOnly}`, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(proposal), checks: ['Every group is judged, and no other.', 'Each judgement has a reason of at least 10 characters.', 'A group that does not satisfy the objective is not set.'] }) },
        next: 'Call it again with the same groups and your proposal.',
      };
    }
    if (raw) {
      const given = readProposal(proposal, raw);
      const judged = Object.keys(given.judgements);
      refuseProblems([...names.filter((name) => !judged.includes(name)).map((name) => ({ place: `judgements.${name}`, message: 'It is not judged.' })), ...judged.filter((name) => !names.includes(name)).map((name) => ({ place: `judgements.${name}`, message: 'There is no such group.' }))]);
      const failing = names.filter((name) => !given.judgements[name]!.sufficient);
      if (failing.length > 0) throw new ToolRefusal('not_sufficient', `${failing.map((name) => `Group ${printable(name)} would not satisfy ${co_id}: ${printable(given.judgements[name]!.because)}`).join(' ')} Nothing was changed.`, 'Add what is missing to the group, or add a control first (import_controls).', { groups: failing });
    }
    const { model: after, said, words } = await makeEdit(desk, model, edit);
    const apart = defense_in_depth.length > 0 ? ` In none: ${defense_in_depth.join(', ')}.` : '';
    return { summary: `${co_id} has ${names.length === 0 ? 'no group' : names.map((name) => `group ${printable(name)} (${groups[name]!.join(', ')})`).join(' or ')} now.${apart}${words}`, data: { co_id, ...said, ...stateOf(after, co_id) }, next: `Give the reason in the commit: ${printable(justification)}` };
  },
});

function stateOf({ model, assessment }: ModelSnapshot, co: string): { groups: Record<string, string[]>; defense_in_depth: string[]; unmapped: string[]; complete: string[]; removed_members: string[] } {
  const states = assessment.objectives.find(({ id }) => id === co)?.groups ?? [];
  const { groups, unnamed } = groupsNow(model, co);
  const members = (fits: (group: (typeof states)[number]) => boolean): string[] => [...new Set(states.filter(fits).flatMap(({ controls }) => controls.map(({ control }) => control)))];
  return {
    groups,
    defense_in_depth: members(({ defenceInDepth }) => defenceInDepth),
    unmapped: unnamed,
    complete: states.filter(({ complete }) => complete).map(({ name }) => name),
    // What was removed keeps its groups incomplete until a person takes it out.
    removed_members: members(() => true).filter((id) => Object.hasOwn(model.removed, id)),
  };
}

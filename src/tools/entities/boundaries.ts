/** Trust boundaries: where security domains meet, and what crosses them. */
import * as z from 'zod/mini';
import { attackVectors } from '../../model/vocabulary.ts';
import { putChanges, putNew } from '../../project/modelling/put-entity.ts';
import { printable } from '../../project/printable.ts';
import { findEntity, findModel } from '../find.ts';
import { makeDecision, makeEdit } from '../edit-model.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { addedOutput, editedOutput, notAdded } from './answers.ts';
import { alreadyThere, changed, entityValue, given, idOf, needChange, needReason, reason, usersOf, valueOf } from './common.ts';

const force = z._default(z.boolean(), false);
const passes = z.optional(z.array(z.enum(attackVectors)).check(z.describe('Attack vectors that cross it. Empty: none. Left out: all.')));
const crosses = z.optional(z.array(z.string()).check(z.describe('What crosses it, by identifier: a note, nothing is computed from it.')));

export const addTrustBoundary = tool({
  name: 'add_trust_boundary',
  title: 'Add trust boundary',
  toolsets: ['model'],
  use: 'To model where security domains meet. Attackers stand at boundaries, components behind them.',
  not: 'For a zone with something in it, add_component and its boundaries.',
  effect: 'edits',
  input: z.object({ ...modelInput, description: z.string().check(z.minLength(1)), name: z.optional(z.string().check(z.describe('A few words; taken from the description when left out.'))), crosses, passes, change_reason: reason('passes is given'), force }),
  output: z.object({ ...addedOutput, tb_id: z.optional(z.string()) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const { name, description } = namesOf(input);
    const there = input.force ? undefined : alreadyThere(model, 'boundaries', name, { edit: 'edit_trust_boundary' });
    if (there) return notAdded(there);
    const { id, result } = putNew(model.parsed, 'boundaries', given({ name, description, passes: input.passes, why: input.change_reason, crosses: input.crosses }), () => desk.chance());
    const { said, words } = await makeEdit(desk, model, result);
    return { summary: `Added boundary ${id} ${printable(name)}, which passes ${vectorsOf(input.passes)}.${words}`, data: { accepted: true, tb_id: id, candidates: [], ...said }, next: `Put components behind it with edit_component, attackers at it with edit_attacker.` };
  },
});

export const editTrustBoundary = tool({
  name: 'edit_trust_boundary',
  title: 'Edit trust boundary',
  toolsets: ['model'],
  use: 'To change a boundary: its words, what passes it, or the claim that it is sealed. Verdicts of reachability may flip.',
  not: 'To attest a seal, submit_attestation with the boundary’s identifier.',
  effect: 'decides',
  idempotent: true,
  input: z.object({
    ...modelInput,
    tb_id: idOf('boundaries'),
    name: z.optional(z.string().check(z.minLength(1))),
    description: z.optional(z.string()),
    crosses,
    passes,
    sealed: z.optional(z.boolean().check(z.describe('true claims that nothing gets in from the side: a person decides, and it counts once attested.'))),
    change_reason: reason('passes or sealed changes'),
  }),
  output: z.object({ ...editedOutput, tb_id: z.string(), decision: z.optional(z.enum(['agreed', 'proposed'])) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const before = findEntity(model, 'boundaries', input.tb_id);
    const opened = input.passes !== undefined && JSON.stringify([...input.passes].sort()) !== JSON.stringify([...(before.passes ?? attackVectors)].sort());
    const seals = input.sealed !== undefined && input.sealed !== (before.sealed !== undefined);
    const why = opened || seals ? needReason(input.change_reason, opened ? 'Another list of what passes' : 'A seal put on or taken off') : undefined;
    const changes = {
      ...changed({ name: input.name, description: input.description, crosses: input.crosses, ...(opened ? { passes: input.passes, why } : {}) }),
      ...(seals ? { sealed: input.sealed ? { why } : null } : {}),
    };
    needChange(given({ ...input, model_id: undefined, tb_id: undefined, change_reason: undefined }));
    const edit = putChanges(model.parsed, 'boundaries', input.tb_id, changes);
    const keys = Object.keys(changes);
    const head = keys.length === 0 ? `${input.tb_id} says so already.` : `Changed ${input.tb_id}: ${keys.join(', ')}.`;
    if (!seals || !input.sealed) {
      const { said, words } = await makeEdit(desk, model, edit);
      return { summary: `${head}${words}`, data: { tb_id: input.tb_id, changed: keys, ...said } };
    }
    const { decision, words, said } = await makeDecision(desk, model, `Claim that boundary ${input.tb_id} ${printable(before.name)} is sealed: ${printable(why ?? '')}?`, edit);
    return { summary: `${head}${words}`, data: { tb_id: input.tb_id, changed: keys, decision, ...said }, next: `The seal counts once it is attested: submit_attestation with ${input.tb_id}.` };
  },
});

export const getTrustBoundary = tool({
  name: 'get_trust_boundary',
  title: 'Look at a trust boundary',
  toolsets: ['model'],
  use: 'To read one boundary with who stands at it and what lies behind it.',
  not: 'For all of them, get_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, tb_id: idOf('boundaries') }),
  output: z.object({ tb_id: z.string(), boundary: entityValue, passes: z.array(z.string()), attackers: z.array(z.string()), components: z.array(z.string()) }),
  async run({ model_id, tb_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const boundary = findEntity(model, 'boundaries', tb_id);
    const users = usersOf(model, tb_id);
    const among = (map: object): string[] => users.filter((id) => Object.hasOwn(map, id));
    const [attackers, components] = [among(model.parsed.model.attackers), among(model.parsed.model.components)];
    return {
      summary: `${tb_id} ${printable(boundary.name)} passes ${vectorsOf(boundary.passes)}${boundary.sealed ? ' and is claimed to be sealed' : ''}; at it ${attackers.join(', ') || 'nobody'}, behind it ${components.join(', ') || 'nothing'}.`,
      data: { tb_id, boundary: valueOf(model, 'boundaries', tb_id), passes: [...(boundary.passes ?? attackVectors)], attackers, components },
    };
  },
});

function vectorsOf(passes: readonly string[] | undefined): string {
  return passes === undefined ? 'everything' : passes.length === 0 ? 'nothing' : passes.join(', ');
}

/** Most names are a few words: a long description keeps its place, and its first words become the name. */
function namesOf({ name, description }: { readonly name?: string | undefined; readonly description: string }): { readonly name: string; readonly description?: string } {
  const [text, words] = [description.trim(), name?.trim() ?? ''];
  if (words !== '') return { name: words, ...(text === words ? {} : { description: text }) };
  if (text.length <= 60) return { name: text.replace(/\.$/, '') };
  const first = /^[^.;:,(]{3,60}(?=[.;:,(])/.exec(text)?.[0] ?? text.slice(0, 60).replace(/\s+\S*$/, '');
  return { name: first.trim(), description: text };
}

/** Attackers: who assets need protection from, by capability and position. */
import * as z from 'zod/mini';
import { rateLikelihood } from '../../assurance/ratings.ts';
import { attackComplexities, attackVectors, capabilityPrevalences, privilegeLevels, userInteractions } from '../../model/vocabulary.ts';
import { putChanges, putNew } from '../../project/modelling/put-entity.ts';
import { printable } from '../../project/printable.ts';
import { findEntity, findModel } from '../find.ts';
import { makeEdit } from '../edit-model.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { addedOutput, editedOutput, notAdded } from './answers.ts';
import { reasoned } from './assets.ts';
import { alreadyThere, changed, entityValue, given, idOf, idsOf, needChange, needReason, reason, usersOf, valueOf } from './common.ts';
import { refuseAnother } from './identity.ts';
import { objectiveRow, objectivesOf } from './objective-rows.ts';

const force = z._default(z.boolean(), false);

export const addAttacker = tool({
  name: 'add_attacker',
  title: 'Add attacker',
  toolsets: ['model'],
  use: 'To model who assets need protection from, by what it can do from where it stands. Each asset then gives one more objective.',
  not: 'For factors of its likelihood, edit_attacker afterwards.',
  effect: 'edits',
  input: z.object({ ...modelInput, capability: z.string().check(z.minLength(1)), position: z.optional(z.string()), archetype: z.optional(z.string()), trust_boundary_ids: z.optional(idsOf('boundaries')), force }),
  output: z.object({ ...addedOutput, attacker_id: z.optional(z.string()) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const there = input.force ? undefined : alreadyThere(model, 'attackers', input.capability, { edit: 'edit_attacker', restore: 'restore_attacker' });
    if (there) return notAdded(there);
    const { id, result } = putNew(model.parsed, 'attackers', given({ archetype: input.archetype, capability: input.capability, position: input.position, boundaries: input.trust_boundary_ids }), () => desk.chance());
    const { said, words } = await makeEdit(desk, model, result);
    return { summary: `Added attacker ${id}: ${printable(input.capability)}.${words}`, data: { accepted: true, attacker_id: id, candidates: [], ...said }, next: `Rate it with edit_attacker ${id}, giving the factors of its likelihood and change_reason.` };
  },
});

export const editAttacker = tool({
  name: 'edit_attacker',
  title: 'Edit attacker',
  toolsets: ['model'],
  use: 'To change an attacker: its words, where it stands, or the factors that its likelihood is composed from.',
  not: 'For somebody else, add_attacker.',
  effect: 'edits',
  idempotent: true,
  input: z.object({
    ...modelInput,
    attacker_id: idOf('attackers'),
    capability: z.optional(z.string().check(z.minLength(1))),
    position: z.optional(z.string()),
    archetype: z.optional(z.string()),
    attack_vector: z.optional(z.enum(attackVectors)),
    privileges_required: z.optional(z.enum(privilegeLevels)),
    attack_complexity: z.optional(z.enum(attackComplexities)),
    user_interaction: z.optional(z.enum(userInteractions)),
    capability_prevalence: z.optional(z.enum(capabilityPrevalences)),
    likelihood_rationale: z.optional(z.string()),
    trust_boundary_ids: z.optional(idsOf('boundaries')),
    change_reason: reason('factors change'),
    force,
  }),
  output: z.object({ ...editedOutput, attacker_id: z.string(), likelihood: z.string() }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const before = findEntity(model, 'attackers', input.attacker_id);
    const { attack_vector: vector, privileges_required: privileges, attack_complexity: complexity, user_interaction: interaction, capability_prevalence: prevalence } = input;
    const likelihood = given({ privileges, complexity, interaction, prevalence });
    const rated = (vector !== undefined && vector !== before.vector) || Object.entries(likelihood).some(([key, value]) => before.likelihood?.[key as 'privileges'] !== value);
    const why = rated ? reasoned(input.likelihood_rationale, needReason(input.change_reason, 'Another factor')) : input.likelihood_rationale;
    const changes = { ...changed({ capability: input.capability, position: input.position, archetype: input.archetype, boundaries: input.trust_boundary_ids, vector }), ...Object.fromEntries(Object.entries({ ...likelihood, ...given({ why }) }).map(([key, value]) => [`likelihood.${key}`, value])) };
    needChange(changes);
    if (!input.force) refuseAnother(model, 'attackers', input.attacker_id, before.capability, input.capability, 'add_attacker and remove_attacker');
    const { model: after, said, words } = await makeEdit(desk, model, putChanges(model.parsed, 'attackers', input.attacker_id, changes));
    const rating = rateLikelihood(after.model.attackers[input.attacker_id] ?? before).rating;
    return { summary: `Changed ${input.attacker_id}: ${Object.keys(changes).join(', ')}. Its likelihood is ${rating}.${words}`, data: { attacker_id: input.attacker_id, changed: Object.keys(changes), likelihood: rating, ...said } };
  },
});

export const getAttacker = tool({
  name: 'get_attacker',
  title: 'Look at an attacker',
  toolsets: ['model'],
  use: 'To read one attacker with its rating and the objectives it gives.',
  not: 'For all of them, get_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, attacker_id: idOf('attackers') }),
  output: z.object({ attacker_id: z.string(), attacker: entityValue, likelihood: z.string(), not_rated: z.array(z.string()), objectives: z.array(objectiveRow), used_by: z.array(z.string()) }),
  async run({ model_id, attacker_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const attacker = findEntity(model, 'attackers', attacker_id);
    const { rating, notRated } = rateLikelihood(attacker);
    const objectives = objectivesOf(model, ({ attacker: one }) => one === attacker_id);
    const reached = objectives.filter(({ reachability }) => reachability === 'reachable').length;
    return {
      summary: `${attacker_id} (${printable(attacker.capability)}): likelihood ${rating}${notRated.length > 0 ? ` (${notRated.length} factors not rated, counted as the worst)` : ''}; it reaches ${reached} of ${objectives.length} assets.`,
      data: { attacker_id, attacker: valueOf(model, 'attackers', attacker_id), likelihood: rating, not_rated: [...notRated], objectives, used_by: usersOf(model, attacker_id) },
    };
  },
});

/** Assets: what needs protection. */
import * as z from 'zod/mini';
import { rateImpact } from '../../assurance/ratings.ts';
import { blastRadii, impactLevels, recoverabilities, regulatoryScopes, securityProperties } from '../../model/vocabulary.ts';
import { putChanges, putNew } from '../../project/modelling/put-entity.ts';
import { printable } from '../../project/printable.ts';
import { findEntity, findModel } from '../find.ts';
import { makeEdit } from '../edit-model.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { addedOutput, editedOutput, notAdded } from './answers.ts';
import { alreadyThere, changed, entityValue, given, idOf, idsOf, needChange, needReason, reason, usersOf, valueOf } from './common.ts';
import { refuseAnother } from './identity.ts';
import { objectiveRow, objectivesOf } from './objective-rows.ts';

const properties = z.array(z.enum(securityProperties)).check(z.describe('C confidentiality, I integrity, A availability, U bound usage.'));
const force = z._default(z.boolean(), false);

export const addAsset = tool({
  name: 'add_asset',
  title: 'Add asset',
  toolsets: ['model'],
  use: 'To model data or a resource that needs protection. Each attacker then gives one more objective.',
  not: 'Never for a mechanism or a control; for factors of its impact, edit_asset afterwards.',
  effect: 'edits',
  input: z.object({ ...modelInput, name: z.string().check(z.minLength(1)), description: z.optional(z.string()), security_properties: z._default(properties.check(z.minLength(1)), ['C']), notes: z.optional(z.string()), component_ids: z.optional(idsOf('components')), force }),
  output: z.object({ ...addedOutput, asset_id: z.optional(z.string()) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const there = input.force ? undefined : alreadyThere(model, 'assets', input.name, { edit: 'edit_asset', restore: 'restore_asset' });
    if (there) return notAdded(there);
    const { id, result } = putNew(model.parsed, 'assets', given({ name: input.name, description: input.description, notes: input.notes, properties: input.security_properties, components: input.component_ids }), () => desk.chance());
    const { said, words } = await makeEdit(desk, model, result);
    return { summary: `Added asset ${id} ${printable(input.name)}.${words}`, data: { accepted: true, asset_id: id, candidates: [], ...said }, next: `Rate it with edit_asset ${id}, giving the factors of its impact and change_reason.` };
  },
});

const factors = {
  confidentiality_subscore: z.optional(z.enum(impactLevels)),
  integrity_subscore: z.optional(z.enum(impactLevels)),
  availability_subscore: z.optional(z.enum(impactLevels)),
  usage_subscore: z.optional(z.enum(impactLevels)),
  blast_radius: z.optional(z.enum(blastRadii)),
  recoverability: z.optional(z.enum(recoverabilities)),
  regulatory_scope: z.optional(z.enum(regulatoryScopes)),
};

export const editAsset = tool({
  name: 'edit_asset',
  title: 'Edit asset',
  toolsets: ['model'],
  use: 'To change an asset: its words, its properties, or the factors that its impact is composed from.',
  not: 'For something else to protect, add_asset; for where it lives, assign_asset_to_components.',
  effect: 'edits',
  idempotent: true,
  input: z.object({
    ...modelInput,
    asset_id: idOf('assets'),
    name: z.optional(z.string().check(z.minLength(1))),
    description: z.optional(z.string()),
    security_properties: z.optional(properties.check(z.minLength(1))),
    ...factors,
    impact_rationale: z.optional(z.string()),
    notes: z.optional(z.string()),
    change_reason: reason('factors change'),
    force,
  }),
  output: z.object({ ...editedOutput, asset_id: z.string(), impact: z.string() }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const before = findEntity(model, 'assets', input.asset_id);
    const { confidentiality_subscore: confidentiality, integrity_subscore: integrity, availability_subscore: availability, usage_subscore: usage, blast_radius, recoverability, regulatory_scope } = input;
    const impact = given({ confidentiality, integrity, availability, usage, blast_radius, recoverability, regulatory_scope });
    const rated = Object.entries(impact).some(([key, value]) => before.impact?.[key as 'usage'] !== value);
    const why = rated ? reasoned(input.impact_rationale, needReason(input.change_reason, 'Another factor')) : input.impact_rationale;
    const changes = { ...changed({ name: input.name, description: input.description, notes: input.notes, properties: input.security_properties }), ...Object.fromEntries(Object.entries({ ...impact, ...given({ why }) }).map(([key, value]) => [`impact.${key}`, value])) };
    needChange(changes);
    if (!input.force) refuseAnother(model, 'assets', input.asset_id, before.name, input.name, 'add_asset and remove_asset');
    const { model: after, said, words } = await makeEdit(desk, model, putChanges(model.parsed, 'assets', input.asset_id, changes));
    const rating = rateImpact(after.model.assets[input.asset_id] ?? before).rating;
    return { summary: `Changed ${input.asset_id}: ${Object.keys(changes).join(', ')}. Its impact is ${rating}.${words}`, data: { asset_id: input.asset_id, changed: Object.keys(changes), impact: rating, ...said } };
  },
});

export const getAsset = tool({
  name: 'get_asset',
  title: 'Look at an asset',
  toolsets: ['model'],
  use: 'To read one asset with its rating and the objectives it gives.',
  not: 'For all of them, get_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, asset_id: idOf('assets') }),
  output: z.object({ asset_id: z.string(), asset: entityValue, impact: z.string(), not_rated: z.array(z.string()), objectives: z.array(objectiveRow), used_by: z.array(z.string()) }),
  async run({ model_id, asset_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const asset = findEntity(model, 'assets', asset_id);
    const { rating, notRated } = rateImpact(asset);
    const objectives = objectivesOf(model, ({ asset: one }) => one === asset_id);
    return {
      summary: `${asset_id} ${printable(asset.name)}: impact ${rating}${notRated.length > 0 ? ` (${notRated.length} factors not rated, counted as the worst)` : ''}; ${objectives.filter(({ status }) => status === 'mitigated').length} of ${objectives.length} objectives mitigated.`,
      data: { asset_id, asset: valueOf(model, 'assets', asset_id), impact: rating, not_rated: [...notRated], objectives, used_by: usersOf(model, asset_id) },
    };
  },
});

/** What is said for good, with what was said about this change. */
export function reasoned(rationale: string | undefined, change: string): string {
  return rationale === undefined || rationale.trim() === '' ? change : `${rationale.trim()} Changed: ${change}`;
}

/** What the models of a system need of each other. */
import * as z from 'zod/mini';
import { removeValue, setValue } from '../../model/edit.ts';
import { dependenciesOf, dependencyName } from '../../project/systems/dependencies.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { allSystems, findSystem, membersOf } from './find-system.ts';
import { systemInput } from './systems.ts';

const dependencyRow = z.object({
  requirement_id: z.string().check(z.describe('Its name in the model that upholds it, for map_control_to_requirement with framework_id dependencies.')),
  model_id: z.string(),
  assumption_id: z.string(),
  description: z.string(),
  target_model_id: z.string(),
  target_is_open: z.boolean(),
  satisfied: z.boolean(),
  satisfied_by: z.array(z.enum(['controls', 'attestation'])),
  attestation: z.enum(['live', 'expired', 'none']),
  controls: z.array(z.object({ control_id: z.string(), counts: z.boolean(), confidence: z.string() })),
});

export const getSystemDependencies = tool({
  name: 'get_system_dependencies',
  title: 'Dependencies of a system',
  toolsets: ['compliance'],
  use: 'To see which assumptions of members other members uphold, and whether by controls or by an attestation.',
  effect: 'reads',
  input: z.object({ ...systemInput, ...pageInput }),
  output: z.object({ system_id: z.string(), basis: z.literal('worktree'), dependencies: z.array(dependencyRow), unlinked: z.array(z.object({ model_id: z.string(), assumption_id: z.string(), description: z.string() })), missing: z.array(z.string()), ...pageOutput }),
  async run({ system_id, ...range }, desk) {
    const found = await findSystem(desk, system_id);
    const { models, missing } = await membersOf(desk, found);
    const { dependencies, unlinked } = dependenciesOf(models);
    const { items, ...page } = pageOf(dependencies, range);
    const satisfied = dependencies.filter(({ satisfiedBy }) => satisfiedBy.length > 0).length;
    return {
      summary: `${dependencies.length} ${dependencies.length === 1 ? 'dependency' : 'dependencies'} between members of ${printable(found.system.name)}, ${satisfied} satisfied, by the work tree; ${unlinked.length} external ${unlinked.length === 1 ? 'assumption is' : 'assumptions are'} linked to no member. Only an attestation lets an assumption mitigate; controls of another model give a reason to attest it.`,
      data: {
        system_id: found.id,
        basis: 'worktree' as const,
        dependencies: items.map(({ model, assumption, description, target, targetModel, controls, attestation, satisfiedBy }) => ({
          requirement_id: dependencyName(model.model.id, assumption),
          model_id: model.model.id,
          assumption_id: assumption,
          description,
          target_model_id: target,
          target_is_open: targetModel !== undefined,
          satisfied: satisfiedBy.length > 0,
          satisfied_by: [...satisfiedBy],
          attestation,
          controls: controls.map(({ control, counts, confidence }) => ({ control_id: control, counts, confidence })),
        })),
        unlinked: unlinked.slice(0, 50).map(({ model, assumption, description }) => ({ model_id: model.model.id, assumption_id: assumption, description })),
        missing: [...missing],
        ...page,
      },
      ...(dependencies.length > satisfied ? { next: 'map_control_to_requirement with framework_id dependencies names the controls that uphold one; submit_attestation attests it.' } : {}),
    };
  },
});

export const linkDependency = tool({
  name: 'link_dependency',
  title: 'Link an assumption to the model that upholds it',
  toolsets: ['compliance'],
  use: 'To say that another model of the same system upholds an external assumption; an empty target takes the link out.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, assumption_id: z.string(), target_model_id: z.string().check(z.describe('The model that upholds it; empty to unlink.')) }),
  output: z.object({ model_id: z.string(), assumption_id: z.string(), target_model_id: z.optional(z.string()), was: z.optional(z.string()) }),
  async run({ model_id, assumption_id, target_model_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const assumption = findEntity(model, 'assumptions', assumption_id);
    const was = assumption.target_model;
    const before = was === undefined ? {} : { was };
    const path = ['assumptions', assumption_id, 'target_model'];
    if (target_model_id === '') {
      if (was !== undefined) await desk.writer.edit(model, removeValue(model.parsed, path));
      return { summary: was === undefined ? `${assumption_id} is linked to no model.` : `${assumption_id} is no longer linked to ${printable(was)}.`, data: { model_id: model.model.id, assumption_id, ...before } };
    }
    if (assumption.type !== 'external') throw new ToolRefusal('not_external', `${assumption_id} says that something does not apply here; no other model upholds that.`, 'Link an external assumption.');
    const { model: target } = await findModel(desk, target_model_id);
    if (target.path === model.path && target.projectRoot === model.projectRoot) throw new ToolRefusal('itself', 'A model does not uphold its own assumption.', 'Name another model, or make it a control.');
    const { systems } = await allSystems(desk);
    const together = systems.find(({ system }) => system.models.includes(model.model.id) && system.models.includes(target.model.id));
    if (!together) throw new ToolRefusal('not_in_one_system', `${printable(model.model.id)} and ${printable(target.model.id)} are not in one system.`, 'add_model_to_system makes both members of one.');
    if (was !== target.model.id) await desk.writer.edit(model, setValue(model.parsed, path, target.model.id));
    return { summary: `${printable(target.model.id)} is to uphold ${assumption_id}: ${printable(assumption.description)} It is a requirement there now, ${printable(dependencyName(model.model.id, assumption_id))}.`, data: { model_id: model.model.id, assumption_id, target_model_id: target.model.id, ...before }, next: 'map_control_to_requirement with framework_id dependencies names the controls that uphold it.' };
  },
});

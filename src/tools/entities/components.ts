/** Components: deployable units, the code they are bound to, and the boundaries they stand behind. */
import * as z from 'zod/mini';
import { putChanges, putNew } from '../../project/modelling/put-entity.ts';
import { printable } from '../../project/printable.ts';
import { repositoryName } from '../../project/repository.ts';
import { findEntity, findModel } from '../find.ts';
import { makeEdit } from '../edit-model.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { addedOutput, editedOutput, notAdded } from './answers.ts';
import { alreadyThere, changed, entityValue, given, idOf, idsOf, needChange, usersOf, valueOf } from './common.ts';
import { refuseAnother } from './identity.ts';

const force = z._default(z.boolean(), false);
const binding = {
  repo_url: z.optional(z.string().check(z.describe('owner/name, or an address of the repository. Left out: this repository, or no code yet.'))),
  path: z.optional(z.string().check(z.describe('Folder or glob of its code, from the root of that repository; several by paths.'))),
  paths: z.optional(z.array(z.string())),
  trust_boundary_ids: z.optional(idsOf('boundaries')),
};

export const addComponent = tool({
  name: 'add_component',
  title: 'Add component',
  toolsets: ['model'],
  use: 'To model a deployable unit: a service, a process, a front end, or what others run.',
  not: 'For data or a resource, add_asset.',
  effect: 'edits',
  input: z.object({ ...modelInput, name: z.string().check(z.minLength(1)), description: z.optional(z.string()), ...binding, force }),
  output: z.object({ ...addedOutput, component_id: z.optional(z.string()) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const there = input.force ? undefined : alreadyThere(model, 'components', input.name, { edit: 'edit_component' });
    if (there) return notAdded(there);
    const { id, result } = putNew(model.parsed, 'components', given({ name: input.name, description: input.description, repository: boundTo(input.repo_url) || undefined, paths: pathsOf(input), boundaries: input.trust_boundary_ids }), () => desk.chance());
    const { said, words } = await makeEdit(desk, model, result);
    return { summary: `Added component ${id} ${printable(input.name)}.${words}`, data: { accepted: true, component_id: id, candidates: [], ...said }, next: `Say which assets it holds with assign_asset_to_components.` };
  },
});

const grade = (most: number): z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniNumberFormat>> => z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(most))));

export const editComponent = tool({
  name: 'edit_component',
  title: 'Edit component',
  toolsets: ['model'],
  use: 'To change a component: its name, its code, the boundaries it stands behind, or the grades it has to reach (null takes one off).',
  not: 'For another unit, add_component.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, component_id: idOf('components'), name: z.optional(z.string().check(z.minLength(1))), description: z.optional(z.string()), ...binding, target_sl: grade(4), eal: grade(7), fips_level: grade(4), force }),
  output: z.object({ ...editedOutput, component_id: z.string() }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const before = findEntity(model, 'components', input.component_id);
    const grades = given({ target_sl: input.target_sl, eal: input.eal, fips_level: input.fips_level });
    const changes = { ...changed({ name: input.name, description: input.description, repository: boundTo(input.repo_url), paths: pathsOf(input), boundaries: input.trust_boundary_ids }), ...Object.fromEntries(Object.entries(grades).map(([key, value]) => [`grades.${key}`, value])) };
    needChange(changes);
    if (!input.force) refuseAnother(model, 'components', input.component_id, before.name, input.name, 'add_component and remove_component');
    const { said, words } = await makeEdit(desk, model, putChanges(model.parsed, 'components', input.component_id, changes));
    return { summary: `Changed ${input.component_id}: ${Object.keys(changes).join(', ')}.${words}`, data: { component_id: input.component_id, changed: Object.keys(changes), ...said } };
  },
});

export const getComponent = tool({
  name: 'get_component',
  title: 'Look at a component',
  toolsets: ['model'],
  use: 'To read one component with the assets it holds, its controls and its connections.',
  not: 'For all of them, get_threat_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, component_id: idOf('components') }),
  output: z.object({ component_id: z.string(), component: entityValue, assets: z.array(z.string()), controls: z.array(z.string()), connections: z.array(z.string()), used_by: z.array(z.string()) }),
  async run({ model_id, component_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const component = findEntity(model, 'components', component_id);
    const users = usersOf(model, component_id);
    const among = (map: object): string[] => users.filter((id) => Object.hasOwn(map, id));
    const { assets, controls, connections } = model.parsed.model;
    return {
      summary: `${component_id} ${printable(component.name)}: behind ${component.boundaries.join(', ') || 'no boundary'}; holds ${among(assets).join(', ') || 'no asset'}; ${component.paths.length > 0 || component.repository !== undefined ? 'bound to code' : 'not bound to code'}.`,
      data: { component_id, component: valueOf(model, 'components', component_id), assets: among(assets), controls: among(controls), connections: among(connections), used_by: users },
    };
  },
});

/** `owner/name` of whatever names a repository; what is none stays as it was given, and an empty text takes the binding off. */
function boundTo(url: string | undefined): string | undefined {
  const name = url?.trim();
  return name === undefined || name === '' || /^[^/\s:]+\/[^/\s:]+$/.test(name) ? name : (repositoryName(name) ?? name);
}

/** A folder stands for everything in it. */
function pathsOf({ path, paths }: { readonly path?: string | undefined; readonly paths?: readonly string[] | undefined }): readonly string[] | undefined {
  if (paths !== undefined) return paths;
  const one = path?.trim().replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (one === undefined) return undefined;
  return one === '' || one === '.' ? [] : [/[*?{[]|\.[a-z0-9]+$/i.test(one) ? one : `${one}/**`];
}

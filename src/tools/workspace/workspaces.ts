/** The open folders, and what the organisation aims at. */
import * as z from 'zod/mini';
import { gradeOrganization } from '../../project/systems/edit-systems.ts';
import { systemsOf, systemsPath } from '../../project/systems/systems-file.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { tool } from '../tool.ts';
import { editSystems } from './find-system.ts';
import { workspacesOf } from './find-workspace.ts';

/** What an organisation without a name of its own is called. */
const localOrganization = 'local';

const organization = z.object({ id: z.string(), target_ml: z.optional(z.int()), csf_tier: z.optional(z.int()) });

export const listWorkspaces = tool({
  name: 'list_workspaces',
  title: 'List workspaces',
  toolsets: ['compliance'],
  use: 'To see the open folders, with their models and systems, and the organisation’s grades.',
  effect: 'reads',
  input: z.object({}),
  output: z.object({ workspaces: z.array(z.object({ id: z.string(), name: z.string(), root: z.string(), is_personal: z.boolean(), models: z.array(z.string()), systems: z.array(z.string()), organization, problems: z.array(z.object({ file: z.string(), line: z.int(), message: z.string(), remedy: z.string() })) })) }),
  async run(_, desk) {
    const workspaces = await Promise.all(
      (await workspacesOf(desk)).map(async ({ id, project }) => {
        const { file, problems } = await systemsOf(project.root);
        const { id: named, target_ml, csf_tier } = file.organization ?? {};
        return {
          id,
          name: id,
          root: project.root,
          is_personal: true,
          models: project.models.map(({ model }) => model.id),
          systems: Object.keys(file.systems),
          organization: { id: named ?? localOrganization, ...(target_ml === undefined ? {} : { target_ml }), ...(csf_tier === undefined ? {} : { csf_tier }) },
          problems: problems.map((problem) => ({ file: systemsPath, ...problem })),
        };
      }),
    );
    return { summary: workspaces.length === 0 ? 'No folder is open.' : `${workspaces.length} ${workspaces.length === 1 ? 'workspace' : 'workspaces'}: ${workspaces.map(({ id, models }) => `${printable(id)} (${models.length} ${models.length === 1 ? 'model' : 'models'})`).join(', ')}.`, data: { workspaces } };
  },
});

export const updateOrganization = tool({
  name: 'update_organization',
  title: 'Grade the organisation',
  toolsets: ['compliance'],
  use: 'To set the maturity level (IEC 62443-4-1) or CSF tier that the organisation aims at. It alters no posture.',
  effect: 'edits',
  idempotent: true,
  input: z.object({
    org_id: z.string().check(z.describe('As list_workspaces names it; local where it has no name.')),
    target_ml: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
    csf_tier: z.optional(z.int().check(z.minimum(1), z.maximum(4))),
    clear_target_ml: z._default(z.boolean(), false),
    clear_csf_tier: z._default(z.boolean(), false),
  }),
  output: z.object({ organization, workspace_id: z.string() }),
  async run({ org_id, target_ml, csf_tier, clear_target_ml, clear_csf_tier }, desk) {
    if ((target_ml !== undefined && clear_target_ml) || (csf_tier !== undefined && clear_csf_tier)) throw new ToolRefusal('set_and_clear', 'A grade is set and taken out at once.', 'Do one of the two.');
    if (target_ml === undefined && csf_tier === undefined && !clear_target_ml && !clear_csf_tier) throw new ToolRefusal('nothing_to_set', 'No grade is given.', 'Give target_ml or csf_tier, or say which to clear.');
    const all = await Promise.all((await workspacesOf(desk)).map(async (workspace) => ({ workspace, file: (await systemsOf(workspace.project.root)).file })));
    const found = all.find(({ file }) => (file.organization?.id ?? localOrganization) === org_id);
    if (!found) throw new ToolRefusal('unknown_organization', `There is no organisation ${printable(org_id)}.`, `Name one of ${[...new Set(all.map(({ file }) => file.organization?.id ?? localOrganization))].map(printable).join(', ')}.`);
    await editSystems(found.workspace, (text) => gradeOrganization(text, { target_ml: clear_target_ml ? null : target_ml, csf_tier: clear_csf_tier ? null : csf_tier }));
    const { organization: now } = (await systemsOf(found.workspace.project.root)).file;
    const grades = { ...(now?.target_ml === undefined ? {} : { target_ml: now.target_ml }), ...(now?.csf_tier === undefined ? {} : { csf_tier: now.csf_tier }) };
    return { summary: `${printable(org_id)} aims at ${now?.target_ml === undefined ? 'no maturity level' : `maturity level ${now.target_ml}`} and ${now?.csf_tier === undefined ? 'no CSF tier' : `CSF tier ${now.csf_tier}`}. It alters no posture.`, data: { organization: { id: org_id, ...grades }, workspace_id: found.workspace.id } };
  },
});

/** How far the workspace is set up, and what is left to do. */
import * as z from 'zod/mini';
import { setupStatus, setupSteps } from '../../project/setup-status.ts';
import { printable } from '../../project/printable.ts';
import type { Desk } from '../desk.ts';
import { tool } from '../tool.ts';
import { findWorkspace, type Workspace } from '../workspace/find-workspace.ts';

const step = z.object({ id: z.enum(setupSteps), title: z.string(), state: z.enum(['done', 'open', 'cannot_tell']), found: z.string(), to_do: z.optional(z.string()) });

async function stepsOf(desk: Desk, workspace_id: string | undefined): Promise<{ readonly workspace: Workspace; readonly steps: z.input<typeof step>[] }> {
  const workspace = await findWorkspace(desk, workspace_id);
  const { project } = workspace;
  if (project.models.some(({ recorded }) => recorded === undefined)) await project.readRecorded();
  const steps = (await setupStatus(project)).map(({ toDo, ...rest }) => ({ ...rest, found: printable(rest.found), ...(toDo === undefined ? {} : { to_do: toDo }) }));
  return { workspace, steps };
}

export const getSetupStatus = tool({
  name: 'get_setup_status',
  title: 'How far the workspace is set up',
  toolsets: ['evidence'],
  use: 'To see what is set up (agent, command line, trust policy, signing, CI) and what is left, as far as it can be derived.',
  effect: 'reads',
  input: z.object({ workspace_id: z.optional(z.string()) }),
  output: z.object({ workspace_id: z.string(), models: z.int(), steps: z.array(step) }),
  async run({ workspace_id }, desk) {
    const { workspace, steps } = await stepsOf(desk, workspace_id);
    const done = steps.filter(({ state }) => state === 'done').length;
    const left = steps.filter(({ state }) => state !== 'done');
    const models = workspace.project.models.length;
    return {
      summary: `${done} of ${steps.length} steps are done${models === 0 ? ', and there is no model yet' : ''}.${left.length > 0 ? ` Next: ${left[0]!.title}. ${left[0]!.to_do ?? ''}` : ''}`.trim(),
      data: { workspace_id: workspace.id, models, steps },
      ...(models === 0 ? { next: 'generate_threat_model makes a model from a description.' } : {}),
    };
  },
});

export const completeSetupStep = tool({
  name: 'complete_setup_step',
  title: 'Look whether a setup step is done',
  toolsets: ['evidence'],
  use: 'To look again whether one step of the setup is done. Nothing is ticked off: what counts is what lies there.',
  effect: 'reads',
  input: z.object({ step_id: z.enum(setupSteps), workspace_id: z.optional(z.string()) }),
  output: z.object({ workspace_id: z.string(), completed: z.boolean(), step }),
  async run({ step_id, workspace_id }, desk) {
    const { workspace, steps } = await stepsOf(desk, workspace_id);
    const one = steps.find(({ id }) => id === step_id)!;
    const words = { done: 'Done', open: 'Not done', cannot_tell: 'It cannot be told from here' }[one.state];
    return { summary: `${words}: ${one.title}. ${one.found}${one.to_do === undefined ? '' : ` ${one.to_do}`}`, data: { workspace_id: workspace.id, completed: one.state === 'done', step: one } };
  },
});

/** Where controls are implemented and where assets are held, as a whole list at a time. */
import * as z from 'zod/mini';
import { putChanges } from '../../project/modelling/put-entity.ts';
import { changeOutput } from '../change-output.ts';
import { makeEdit } from '../edit-model.ts';
import { idOf, idsOf, needReason, reason } from '../entities/common.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool, type Tool } from '../tool.ts';

export const assignControlToComponents = assignTool('controls', 'control', 'To say in which components a control is implemented; the list replaces the one before.', 'For the objectives that it serves, remap_control.');
export const assignAssetToComponents = assignTool('assets', 'asset', 'To say which components hold or handle an asset; the list replaces the one before, and reachability follows.', 'For other fields, edit_asset.');

function assignTool(kind: 'controls' | 'assets', noun: 'control' | 'asset', use: string, not: string): Tool {
  const key = `${noun}_id` as const;
  return tool({
    name: `assign_${noun}_to_components`,
    title: `Assign ${noun} to components`,
    toolsets: ['model'],
    use,
    not,
    effect: 'edits',
    idempotent: true,
    input: z.object({ ...modelInput, [key]: idOf(kind), component_ids: idsOf('components'), change_reason: reason('the list changes') }),
    output: z.object({ ...changeOutput, [key]: z.string(), component_ids: z.array(z.string()) }),
    async run(input, desk) {
      const { model } = await findModel(desk, input.model_id);
      const id = String((input as Readonly<Record<string, unknown>>)[key]);
      const { components } = findEntity(model, kind, id);
      const wanted = [...new Set(input.component_ids)];
      const same = components.length === wanted.length && wanted.every((component) => components.includes(component));
      const why = same ? '' : needReason(input.change_reason, 'Another list of components');
      const { said, words } = await makeEdit(desk, model, same ? { edits: [] } : putChanges(model.parsed, kind, id, { components: wanted }));
      return {
        summary: same ? `${id} is in ${wanted.join(', ') || 'no component'} already.` : `${id} is in ${wanted.join(', ') || 'no component'} now.${words}`,
        data: { [key]: id, component_ids: wanted, ...said },
        // The list has no place for a reason; history has.
        ...(same ? {} : { next: `Give the reason in the commit: ${why}` }),
      };
    },
  });
}

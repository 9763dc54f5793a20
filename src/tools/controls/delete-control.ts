/** Removing a control: never the only one of an objective, and never without a trace. */
import * as z from 'zod/mini';
import { soleCoverOf } from '../../project/controls/control-list.ts';
import { planRemoval } from '../../project/modelling/plan-removal.ts';
import { removeEntities } from '../../project/modelling/remove-entities.ts';
import { listed } from '../../project/sentences/modelling.ts';
import { ToolRefusal } from '../answer.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput, words } from '../inputs.ts';
import { tool } from '../tool.ts';

export const deleteControl = tool({
  name: 'delete_control',
  title: 'Remove a control',
  toolsets: ['controls'],
  use: 'To remove a control that is not needed. Its tombstone keeps its groups incomplete until a person edits them.',
  not: 'For other words, use refine_control; for one without live objectives, consider remap_control.',
  effect: 'removes',
  input: z.object({ ...modelInput, ...controlInput, reason: z.optional(words('Why. It is kept on the tombstone.')) }),
  output: z.object({ ...changeOutput, control_id: z.string(), removed_along: z.array(z.string()), keeps_incomplete: z.boolean() }),
  async run({ model_id, control_id, reason }, desk) {
    const { model } = await findModel(desk, model_id);
    findEntity(model, 'controls', control_id);
    const sole = soleCoverOf(model.model, control_id);
    if (sole.length > 0) throw new ToolRefusal('sole_cover', `${control_id} is the only control of ${listed(sole)}.`, 'Add another control for them first, or remap this one.', { objectives: sole });
    const at = desk.now().toISOString();
    const plan = planRemoval(model.parsed, [control_id], { assessment: model.assessment, at });
    const result = removeEntities(model.parsed, plan, { along: plan.along.map(({ id }) => id), takeOut: plan.takesOut, leaveGroups: false }, { on: at.slice(0, 10), ...(reason === undefined ? {} : { why: reason }) });
    const { after, change } = await editAndTell(desk, model, result);
    const along = plan.along.map(({ id }) => id).filter((id) => Object.hasOwn(after.model.removed, id));
    const keeps = plan.groupMembers.includes(control_id);
    return {
      summary: [`Removed ${control_id}${along.length > 0 ? ` with ${listed(along)}` : ''}; a tombstone is left, and its identifier is never given out again.${keeps ? ' Its groups stay incomplete until a person edits them.' : ''}`, ...changeLines(change)].join('\n'),
      data: { ...change, control_id, removed_along: along, keeps_incomplete: keeps },
    };
  },
});

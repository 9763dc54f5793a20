/** Removing entities, with a tombstone for each, and bringing them back. */
import * as z from 'zod/mini';
import type { EntityKind } from '../../model/identifiers.ts';
import { kindNouns } from '../../project/language/entity-words.ts';
import { planRemoval } from '../../project/modelling/plan-removal.ts';
import { removeEntities, restoredWith, restoreEntities } from '../../project/modelling/remove-entities.ts';
import { listed, namedEntity } from '../../project/sentences/modelling.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput, editAndTell, foreseen } from '../change-output.ts';
import { inLines, makeEdit } from '../edit-model.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool, type Tool } from '../tool.ts';
import { idOf, needReason } from './common.ts';

/** The row of a tool that removes entities of a kind; `key` names the identifier in its input. */
export function removeTool(name: string, kind: EntityKind, key: string, back: string): Tool {
  const noun = kindNouns[kind];
  return tool({
    name,
    title: `Remove ${noun}`,
    toolsets: ['model'],
    use: `To take a ${noun} out of the model; its identifier stays taken, and ${back}. With preview, only to see what that would mean.`,
    effect: 'removes',
    input: z.object({ ...modelInput, [key]: idOf(kind), why: z.optional(z.string().check(z.describe('Why it is removed; kept in the tombstone.'))), preview: z._default(z.boolean(), false) }),
    output: z.object({ removed: z.array(z.string()), taken_out_of: z.array(z.string()), still_named_by: z.array(z.string()), ...changeOutput }),
    async run(input, desk) {
      const id = String((input as Readonly<Record<string, unknown>>)[key]);
      const { model } = await findModel(desk, input.model_id);
      findEntity(model, kind, id);
      const at = desk.now().toISOString();
      const plan = planRemoval(model.parsed, [id], { assessment: model.assessment, at });
      const why = input.preview ? (input.why ?? 'preview') : needReason(input.why, 'A removal', 'why');
      const along = plan.along.map((one) => one.id);
      const result = removeEntities(model.parsed, plan, { along, takeOut: plan.takesOut, leaveGroups: false }, { on: at.slice(0, 10), why });
      const removed = [id, ...along];
      const left = [...plan.staysIn, ...(plan.takesOut ? [] : plan.usedBy)];
      const data = { removed, taken_out_of: plan.takesOut ? [...plan.usedBy] : [], still_named_by: left };
      const what = printable(namedEntity(model.parsed.model, id));
      const facts = `${along.length > 0 ? ` With it: ${listed(along)}.` : ''}${data.taken_out_of.length > 0 ? ` Taken out of ${listed(data.taken_out_of)}.` : ''}${left.length > 0 ? ` Still named by ${listed(left)}, for a person to decide.` : ''}`;
      if (input.preview) {
        const changes = foreseen(desk, model, result);
        return { summary: `Nothing was removed yet. Removing ${what} would do this.${facts}${inLines(changes)}`, data: { ...data, ...changes } };
      }
      // What still names it is told, and left to a person.
      const { change } = await editAndTell(desk, model, result);
      return { summary: `Removed ${what}.${facts}${inLines(change)}`, data: { ...data, ...change } };
    },
  });
}

/** The row of a tool that brings removed entities of a kind back. */
export function restoreTool(name: string, kind: EntityKind, key: string): Tool {
  const noun = kindNouns[kind];
  return tool({
    name,
    title: `Restore ${noun}`,
    toolsets: ['model'],
    use: `To bring a removed ${noun} back as it was, under its old identifier, with what went along with it.`,
    not: `For a new one, add_${noun}.`,
    effect: 'edits',
    input: z.object({ ...modelInput, [key]: idOf(kind) }),
    output: z.object({ restored: z.array(z.string()), ...changeOutput }),
    async run(input, desk) {
      const id = String((input as Readonly<Record<string, unknown>>)[key]);
      const { model } = await findModel(desk, input.model_id);
      const restored = restorable(model.parsed.model, kind, id);
      const { model: after, said, words } = await makeEdit(desk, model, restoreEntities(model.parsed, [id]));
      return { summary: `Restored ${printable(namedEntity(after.model, id))}${restored.length > 1 ? `, and with it ${listed(restored.filter((one) => one !== id))}` : ''}.${words}`, data: { restored: [...restored], ...said } };
    },
  });
}

/** What comes back with a removed entity. @throws ToolRefusal `not_removed`, `unknown_entity`. */
export function restorable(model: Parameters<typeof restoredWith>[0], kind: EntityKind, id: string): readonly string[] {
  if (Object.hasOwn(model[kind], id)) throw new ToolRefusal('not_removed', `${id} is there; it was not removed.`, 'Nothing is to be done.');
  const graves = Object.keys(model.removed);
  if (!Object.hasOwn(model.removed, id)) throw new ToolRefusal('unknown_entity', `${printable(id)} was never removed.`, graves.length > 0 ? `Removed are ${listed(graves.map(printable))}.` : 'Nothing was removed from this model.', { removed: graves });
  return restoredWith(model, [id]);
}

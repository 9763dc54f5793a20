/** The cybersecurity assurance level of an objective (ISO/SAE 21434). It changes no status. */
import * as z from 'zod/mini';
import { removeValue, setValue } from '../../model/edit.ts';
import { changeOutput } from '../change-output.ts';
import { makeEdit } from '../edit-model.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { requireObjective } from './find-objective.ts';

export const setCoCal = tool({
  name: 'set_co_cal',
  title: 'Set assurance level of an objective',
  toolsets: ['model'],
  use: 'To set the cybersecurity assurance level (ISO/SAE 21434) that an objective has to reach, 1 to 4; null takes it off.',
  not: 'It changes no status and no tier.',
  effect: 'edits',
  idempotent: true,
  input: z.object({ ...modelInput, co_id: z.string().check(z.describe('Such as CO-A1-T1.')), cal: z.nullable(z.int().check(z.minimum(1), z.maximum(4))) }),
  output: z.object({ ...changeOutput, co_id: z.string(), cal: z.nullable(z.int()) }),
  async run({ model_id, co_id, cal }, desk) {
    const { model } = await findModel(desk, model_id);
    requireObjective(model, co_id);
    const now = model.parsed.model.cal[co_id];
    const edit = now === (cal ?? undefined) ? { edits: [] } : cal === null ? removeValue(model.parsed, ['cal', co_id]) : setValue(model.parsed, ['cal', co_id], cal);
    const { said, words } = await makeEdit(desk, model, edit);
    return { summary: `${co_id} has ${cal === null ? 'no assurance level' : `assurance level ${cal}`}${now === (cal ?? undefined) ? ' already' : now === undefined ? '' : `; it was ${now}`}.${words}`, data: { co_id, cal, ...said } };
  },
});

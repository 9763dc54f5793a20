/** Why an objective has its status: the chain down to the line of code. */
import * as z from 'zod/mini';
import { explainObjective as linesOf } from '../../project/explanation.ts';
import { nextSteps } from '../../project/next-steps.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';

export const explainObjective = tool({
  name: 'explain_objective',
  title: 'Explain an objective',
  toolsets: ['core', 'controls'],
  use: 'To see why an objective has its status: groups, controls, clauses, assertions, down to the line of code.',
  not: 'For the status of all of them, use assess_model.',
  effect: 'reads',
  input: z.object({ ...modelInput, co_id: z.optional(z.string().check(z.describe('Such as CO-A1-T2; the most urgent one when left out.'))) }),
  output: z.object({ co_id: z.string(), status: z.string(), lines: z.array(z.object({ depth: z.int(), mark: z.enum(['good', 'bad', 'open', 'note']), text: z.string(), file: z.optional(z.string()), line: z.optional(z.int()) })) }),
  async run({ model_id, co_id }, desk) {
    const { model } = await findModel(desk, model_id);
    const steps = nextSteps([model]).flatMap(({ steps: own }) => own);
    const id = co_id ?? steps[0]?.objective.id;
    const lines = id === undefined ? undefined : linesOf(model, id);
    if (id === undefined || !lines) throw new ToolRefusal('unknown_objective', co_id === undefined ? 'The model has no objective yet.' : `${printable(model.model.id)} has no objective ${printable(co_id)}.`, 'An objective is a pair of an asset and an attacker: get_control_objectives lists them.');
    const step = steps.find(({ objective }) => objective.id === id);
    return {
      summary: lines.filter(({ mark, depth }) => depth === 0 || (mark === 'bad' && depth > 1)).slice(0, 5).map(({ text }) => printable(text)).join('\n'),
      data: { co_id: id, status: step?.objective.status ?? '', lines: lines.map(({ depth, mark, text, place }) => ({ depth, mark, text: printable(text), ...(place ? { file: place.file } : {}), ...(place?.range ? { line: place.range.start.line } : {}) })) },
      ...(step?.action === undefined ? {} : { next: printable(step.action) }),
    };
  },
});

/** What edits of a model would come to. Nothing is written. */
import * as z from 'zod/mini';
import { removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ModelPath } from '../../model/problem.ts';
import { printable } from '../../project/printable.ts';
import { simulateEdit } from '../../project/simulate-edit.ts';
import { ToolRefusal } from '../answer.ts';
import { editedText } from '../edited-text.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';

export const simulateChange = tool({
  name: 'simulate_change',
  title: 'Simulate a change',
  toolsets: ['model', 'controls'],
  use: 'To see what an edit of the model would do to its posture and what it would weaken. Writes nothing.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    edits: z.array(z.object({ path: z.string().check(z.minLength(1), z.describe('Keys with dots, such as boundaries.TB1.passes or controls.CTRL-01.clauses.scanned.least.')), value: z.optional(z.unknown().check(z.describe('The new value; left out, the key is removed.'))) })).check(z.minLength(1), z.maxLength(40)),
  }),
  output: z.object({
    before: z.object({ mitigated: z.int(), at_risk: z.int(), unassessed: z.int() }),
    after: z.object({ mitigated: z.int(), at_risk: z.int(), unassessed: z.int() }),
    weakens: z.array(z.string()),
    changes: z.array(z.object({ effect: z.string(), subject: z.string(), sentence: z.string() })),
    reachability: z.array(z.object({ co_id: z.string(), before: z.string(), after: z.string() })),
  }),
  async run({ model_id, edits }, desk) {
    const { model } = await findModel(desk, model_id);
    const steps = edits.map(({ path, value }): EditStep => (parsed) => (value === undefined ? removeValue(parsed, pathOf(path)) : setValue(parsed, pathOf(path), value)));
    const result: EditResult = editInSteps(model.parsed, steps);
    editedText(model, result);
    const simulated = simulateEdit(model, result, desk.now().toISOString());
    if ('refused' in simulated) throw new ToolRefusal(simulated.refused, 'The edit cannot be made.', 'Ask for another one.');
    const { assessment, changes } = simulated;
    const were = new Map(model.assessment.objectives.map((objective) => [objective.id, objective]));
    const reachability = assessment.objectives.flatMap(({ id, reachability: { verdict } }) => {
      const before = were.get(id)?.reachability.verdict;
      return before === undefined || before === verdict ? [] : [{ co_id: id, before, after: verdict }];
    });
    const sentences = changes.map(({ effect, subject, sentence }) => ({ effect, subject, sentence: printable(sentence) }));
    const weakens = sentences.flatMap(({ effect, sentence }) => (effect === 'weakened' ? [sentence] : []));
    const [before, after] = [model.assessment.counts, assessment.counts];
    return {
      summary: [
        ...(weakens.length > 0 ? [`It would weaken the model: ${weakens.slice(0, 4).join('; ')}.`] : []),
        `${before.mitigated} of ${model.assessment.objectives.length} objectives are mitigated, ${after.mitigated} of ${assessment.objectives.length} would be. ${sentences.length - weakens.length === 0 && reachability.length === 0 ? 'No status would change.' : sentences.filter(({ effect }) => effect !== 'weakened').slice(0, 4).map(({ sentence }) => sentence).join('; ')}`.trim(),
      ].join('\n'),
      data: { before: { ...before }, after: { ...after }, weakens, changes: sentences, reachability },
    };
  },
});

function pathOf(written: string): ModelPath {
  return written.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Making an edit of a model for a tool: what it would bring that is wrong is refused with every reason, what it changes is said. */
import type { EditResult } from '../model/edit.ts';
import { problemsBrought } from '../project/modelling/put-entity.ts';
import { printable } from '../project/printable.ts';
import { describeModelProblem } from '../project/sentences/model-problems.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';
import { changeBetween, changeLines, editAndTell, type Change } from './change-output.ts';
import type { Desk } from './desk.ts';
import { personDecides } from './person-decides.ts';

export interface Edited {
  /** The model after it, verified again. */
  readonly model: ModelSnapshot;
  /** For the answer's data. */
  readonly said: Change;
  /** For the end of a summary: lines of their own, or nothing. */
  readonly words: string;
}

/**
 * Makes an edit.
 *
 * @throws ToolRefusal `would_break_model`, with every reason, or as the writer does; nothing has changed then.
 */
export async function makeEdit(desk: Desk, model: ModelSnapshot, result: EditResult): Promise<Edited> {
  refuseUnsound(model, result);
  const { after, change } = await editAndTell(desk, model, result);
  return { model: after, said: change, words: inLines(change) };
}

/** Makes an edit that is a person's to decide; `question` says in one sentence what would be done. Throws as `personDecides` does. */
export async function makeDecision(desk: Desk, model: ModelSnapshot, question: string, result: EditResult): Promise<Edited & { readonly decision: 'agreed' | 'proposed' }> {
  refuseUnsound(model, result);
  const { model: after, decision, said } = await personDecides(desk, model, question, result);
  const change = changeBetween(model, after);
  return { model: after, decision, said: change, words: `\n${said}${inLines({ ...change, weakens: [] })}` };
}

/** @throws ToolRefusal `would_break_model` when an edit brings an error, a key that nothing reads or a reference to what is not there. */
export function refuseUnsound(model: ModelSnapshot, result: EditResult): void {
  const problems = problemsBrought(model.parsed, result).map((problem) => {
    const { message, remedy } = describeModelProblem(problem);
    return `${printable(problem.path.join('.'))}: ${printable(message)} ${printable(remedy)}`;
  });
  if (problems.length === 0) return;
  throw new ToolRefusal('would_break_model', `That does not fit the model: ${problems.slice(0, 5).join(' ')}${problems.length > 5 ? ` And ${problems.length - 5} more.` : ''} Nothing was changed.`, 'Give values that fit, or add what they name first.', { problems });
}

export function inLines(change: Change): string {
  return changeLines(change).map((line) => `\n${line}`).join('');
}

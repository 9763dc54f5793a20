/** The text of a model file after an edit, if the edit could be made and leaves a model that can be read as meant. */
import type { EditResult } from '../model/edit.ts';
import { parseModel } from '../model/parse.ts';
import type { ModelProblem } from '../model/problem.ts';
import { applyEdits } from '../model/text-edit.ts';
import { printable } from '../project/printable.ts';
import { describeModelProblem } from '../project/sentences/model-problems.ts';
import { describeRefusal } from '../project/sentences/modelling.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { ToolRefusal } from './answer.ts';

/** @throws ToolRefusal the refusal of the edit, or `would_break_model` when it brings an error that the model does not have yet. */
export function editedText(model: ModelSnapshot, result: EditResult): string {
  if ('refused' in result) throw new ToolRefusal(result.refused, printable(describeRefusal(result)), 'Mend the model file by hand at that place, or ask for another change.');
  const text = applyEdits(model.text, result.edits);
  const known = new Set(errorsOf(model.parsed.problems).map(nameOf));
  const brought = errorsOf(parseModel(text, model.parsed).problems).filter((problem) => !known.has(nameOf(problem)));
  if (brought.length === 0) return text;
  const sentences = brought.map((problem) => ({ problem, ...describeModelProblem(problem) })).map(({ problem, message, remedy }) => `${printable(problem.path.join('.'))}: ${printable(message)} ${printable(remedy)}`);
  throw new ToolRefusal('would_break_model', `That would leave the model with an error: ${sentences.slice(0, 5).join(' ')} Nothing was changed.`, 'Change what depends on it first, or give a value that fits.', { problems: sentences });
}

function errorsOf(problems: readonly ModelProblem[]): readonly ModelProblem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

function nameOf({ code, path, parameters }: ModelProblem): string {
  return JSON.stringify([code, path, parameters]);
}

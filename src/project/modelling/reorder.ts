/** Putting entities, or the clauses of a control, in another order: that of the file is the one that people see. */
import { moveEntry } from '../../model/edit-order.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import type { EditResult } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';

/** Lets entries of a map stand, in their present order, before another one, or last. */
export function reorder(parsed: ParsedModel, path: ModelPath, keys: readonly string[], before: string | undefined): EditResult {
  return editInSteps(parsed, keys.filter((key) => key !== before).map((key) => (now) => moveEntry(now, path, key, before)));
}

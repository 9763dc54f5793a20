/** The problems of a model as screens show them: each at the entity, and at the field of it, that it is about. */
import type { ModelPath } from '../../model/problem.ts';
import type { ScreenProblem } from '../../protocol/screens/model-screen.ts';
import { mapOf } from '../../model/references.ts';
import type { Problem } from '../problem.ts';
import type { ModelSnapshot } from '../snapshot.ts';

/** Problems by the identifier of their entity; those of the whole model under the empty text. */
export function problemsByEntity(snapshot: ModelSnapshot): ReadonlyMap<string, readonly ScreenProblem[]> {
  const found = new Map<string, ScreenProblem[]>();
  for (const problem of snapshot.problems) {
    const path = pathOf(snapshot, problem);
    const { severity, message, remedy } = problem;
    const id = typeof path[1] === 'string' ? path[1] : '';
    const list = found.get(id);
    const one = { severity, message, remedy, path };
    if (list) list.push(one);
    else found.set(id, [one]);
  }
  return found;
}

/** Where a problem stands in the model; one in the code stands at the claim that it is about. */
function pathOf({ path, parsed }: ModelSnapshot, { place, subject }: Problem): ModelPath {
  if (place.in === 'model' && place.file === path) {
    const at = parsed.source.pathAt(place.range.start);
    if (at.length > 1) return at;
  }
  const kind = subject === undefined ? undefined : mapOf(parsed.model, subject);
  return kind === undefined ? [] : [kind, subject!];
}

/** The explanation of an objective as screens show it: each line with the place that it is about. */
import { pairOfObjective } from '../../model/identifiers.ts';
import type { Place } from '../../protocol/place.ts';
import type { ObjectiveExplanation } from '../../protocol/screens/matrix-screen.ts';
import { explainObjective, type ExplanationLine } from '../explanation.ts';
import { printable } from '../printable.ts';
import type { ModelSnapshot } from '../snapshot.ts';

/** @throws Error when the model does not have the objective. */
export function explainedObjective(snapshot: ModelSnapshot, objective: string): ObjectiveExplanation {
  const [pair, lines] = [pairOfObjective(objective), explainObjective(snapshot, objective)];
  if (!pair || !lines) throw new Error(`${objective} is not in the model any more.`);
  return {
    objective,
    ...{ asset: pair.asset, attacker: pair.attacker },
    lines: lines.map((line) => ({ depth: line.depth, mark: line.mark, text: printable(line.text), ...placeOf(snapshot, line) })),
  };
}

function placeOf(snapshot: ModelSnapshot, { subject, place }: ExplanationLine): { readonly place?: Place; readonly placeName?: string } {
  if (!place) return {};
  const line = place.range?.start.line;
  const placeName = printable(`${place.file}${line === undefined ? '' : `:${line}`}`);
  if (subject !== undefined && place.file === snapshot.path) return { place: { of: 'entity', id: subject }, placeName };
  if (subject !== undefined && Object.hasOwn(snapshot.model.assertions, subject)) return { place: { of: 'assertion', id: subject }, placeName };
  return { place: { of: 'file', file: place.file, ...(line === undefined ? {} : { line }) }, placeName };
}

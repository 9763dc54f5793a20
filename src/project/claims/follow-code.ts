/** Assertions and findings that go along when the files they speak of are moved. */
import { combine, setValue, type EditResult } from '../../model/edit.ts';
import { fromRepository, toRepository } from '../collect-problems.ts';
import { readPlace, writePlace } from '../review/finding-places.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { fileOfAssertion } from './claims-on-code.ts';

export interface FollowingEdit {
  /** Those whose parameters change. */
  readonly assertions: readonly string[];
  readonly result: EditResult;
}

/** The edit of a model after files, or folders with what is in them, went elsewhere; paths are relative to the project. Undefined when nothing speaks of one. */
export function followMoves(snapshot: ModelSnapshot, moves: readonly { readonly from: string; readonly to: string }[]): FollowingEdit | undefined {
  const roots = { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root };
  const assertions: string[] = [];
  const results: EditResult[] = [];
  const placeAfter = (file: string): string | undefined => {
    const move = moves.find(({ from }) => file === from || file.startsWith(`${from}/`));
    return move && toRepository(move.to + file.slice(move.from.length), roots);
  };
  for (const [id, claim] of Object.entries(snapshot.parsed.model.assertions)) {
    const file = fileOfAssertion(snapshot, claim);
    const to = file === undefined ? undefined : placeAfter(file);
    if (to === undefined) continue;
    assertions.push(id);
    results.push(setValue(snapshot.parsed, ['assertions', id, 'params', 'file'], to));
  }
  for (const [id, { checked_locations: locations }] of Object.entries(snapshot.parsed.model.findings)) {
    for (const [index, location] of locations.entries()) {
      const place = readPlace(location);
      const to = place && placeAfter(fromRepository(place.file, roots));
      if (place && to !== undefined) results.push(setValue(snapshot.parsed, ['findings', id, 'checked_locations', index], writePlace({ ...place, file: to })));
    }
  }
  return results.length === 0 ? undefined : { assertions, result: combine(results) };
}

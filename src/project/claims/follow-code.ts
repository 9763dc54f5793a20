/** Assertions that go along when the files they speak of are moved. */
import { combine, setValue, type EditResult } from '../../model/edit.ts';
import { toRepository } from '../collect-problems.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { fileOfAssertion } from './claims-on-code.ts';

export interface FollowingEdit {
  /** Those whose parameters change. */
  readonly assertions: readonly string[];
  readonly result: EditResult;
}

/** The edit of a model after files, or folders with what is in them, went elsewhere; paths are relative to the project. Undefined when no assertion speaks of one. */
export function followMoves(snapshot: ModelSnapshot, moves: readonly { readonly from: string; readonly to: string }[]): FollowingEdit | undefined {
  const roots = { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root };
  const assertions: string[] = [];
  const results: EditResult[] = [];
  for (const [id, claim] of Object.entries(snapshot.parsed.model.assertions)) {
    const file = fileOfAssertion(snapshot, claim);
    const move = file === undefined ? undefined : moves.find(({ from }) => file === from || file.startsWith(`${from}/`));
    if (!move || file === undefined) continue;
    assertions.push(id);
    results.push(setValue(snapshot.parsed, ['assertions', id, 'params', 'file'], toRepository(move.to + file.slice(move.from.length), roots)));
  }
  return assertions.length === 0 ? undefined : { assertions, result: combine(results) };
}

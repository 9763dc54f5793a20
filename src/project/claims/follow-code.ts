/** Assertions that go along when the code they speak of is renamed or moved. */
import { combine, setValue, type EditResult } from '../../model/edit.ts';
import { toRepository } from '../collect-problems.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { fileOfAssertion, symbolsOf } from './claims-on-code.ts';

export interface FollowingEdit {
  /** Those whose parameters change. */
  readonly assertions: readonly string[];
  readonly result: EditResult;
}

/** The edit of a model after `from` became `to` in a file, named relative to the project; undefined when no assertion names it. */
export function followRename(snapshot: ModelSnapshot, file: string, from: string, to: string): FollowingEdit | undefined {
  return follow(snapshot, ([, claim]) => {
    if (fileOfAssertion(snapshot, claim) !== file) return [];
    return symbolsOf(claim).flatMap(({ parameter, value, last }) => (last === from ? [{ parameter, value: value.slice(0, value.length - value.split(/[.:#>]/).at(-1)!.length) + to }] : []));
  });
}

/** The edit of a model after files, or folders with what is in them, went elsewhere; paths are relative to the project. */
export function followMoves(snapshot: ModelSnapshot, moves: readonly { readonly from: string; readonly to: string }[]): FollowingEdit | undefined {
  return follow(snapshot, ([, claim]) => {
    const file = fileOfAssertion(snapshot, claim);
    const move = file === undefined ? undefined : moves.find(({ from }) => file === from || file.startsWith(`${from}/`));
    if (!move || file === undefined) return [];
    return [{ parameter: 'file', value: toRepository(move.to + file.slice(move.from.length), { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root }) }];
  });
}

type Entries = [string, ModelSnapshot['model']['assertions'][string]];

function follow(snapshot: ModelSnapshot, changesOf: (entry: Entries) => readonly { readonly parameter: string; readonly value: string }[]): FollowingEdit | undefined {
  const assertions: string[] = [];
  const results: EditResult[] = [];
  for (const entry of Object.entries(snapshot.parsed.model.assertions)) {
    const changes = changesOf(entry);
    if (changes.length === 0) continue;
    assertions.push(entry[0]);
    for (const { parameter, value } of changes) results.push(setValue(snapshot.parsed, ['assertions', entry[0], 'params', parameter], value));
  }
  return assertions.length === 0 ? undefined : { assertions, result: combine(results) };
}

/** What changed since a recorded pass: the files that it rested on, by digest, and the definitions in them. */
import { foundationKey, stateOf, type FileState } from '../evidence/statement/file-state.ts';
import { fileSources } from '../verifier/file-sources.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { Sources } from '../verifier/sources.ts';
import { differingDefinitions, type DifferingDefinitions } from './changed-definitions.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { commitSources } from './commit-sources.ts';
import type { DriftItem } from './drift.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface DriftChange {
  readonly path: string;
  readonly glob?: true;
  readonly from: FileState;
  /** Undefined for a glob that names more files than are looked at. */
  readonly to?: FileState;
  /** What reads otherwise in it; missing where it is no code that could be read both times. */
  readonly definitions?: DifferingDefinitions;
}

/** The changes of each item, by assertion, sorted by path; none where the files are the same and the claim is judged otherwise. Rejects only when aborted, or when git fails. */
export async function driftChanges(snapshot: ModelSnapshot, items: readonly DriftItem[], checker: ClaimChecker, signal?: AbortSignal): Promise<ReadonlyMap<string, readonly DriftChange[]>> {
  const { root } = snapshot.repository;
  const now = rememberingSources(fileSources(root));
  const once = <T>(make: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (key) => {
      const found = known.get(key) ?? make(key);
      known.set(key, found);
      return found;
    };
  };
  const then = once(async (commit: string): Promise<Sources> => rememberingSources(await commitSources(root, commit)));
  const definitions = once(async (key: string) => {
    const [commit = '', file = ''] = key.split('\u0000');
    return differingDefinitions(file, await then(commit), now, checker, signal);
  });
  const states = new Map<string, Promise<FileState | undefined>>();
  const stateNow = (foundation: { readonly file: string; readonly glob?: true }): Promise<FileState | undefined> => {
    const key = foundationKey(foundation);
    const found = states.get(key) ?? stateOf(foundation, now);
    states.set(key, found);
    return found;
  };
  const changes = new Map<string, readonly DriftChange[]>();
  for (const { assertion, from } of items) {
    const own: DriftChange[] = [];
    for (const { path, glob, state } of from.states) {
      signal?.throwIfAborted();
      const to = await stateNow({ file: path, ...(glob ? { glob } : {}) });
      if (to === state) continue;
      const differing = glob ? undefined : await definitions(`${from.at.commit}\u0000${path}`);
      own.push({ path, ...(glob ? { glob } : {}), from: state, ...(to === undefined ? {} : { to }), ...(differing ? { definitions: differing } : {}) });
    }
    changes.set(assertion, own.sort((a, b) => (a.path < b.path ? -1 : 1)));
  }
  return changes;
}

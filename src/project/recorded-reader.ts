/** Reads what is recorded again and again: files that were verified are not verified twice, and a commit's ancestors are listed once. */
import type { Ancestry } from '../evidence/recorded/ancestry.ts';
import { commitGraph } from './commit-graph.ts';
import { judgedBefore, type JudgedBefore } from './judged-runs.ts';
import { readRecorded, type NoRecord, type ReadRecordedOptions, type RecordedPosture } from './read-recorded.ts';
import type { ModelSnapshot } from './snapshot.ts';

export type RecordedReader = (model: Pick<ModelSnapshot, 'model' | 'repository'>, options: Pick<ReadRecordedOptions, 'base' | 'from' | 'now'>) => Promise<RecordedPosture | NoRecord>;

/** A reader for trusted workspaces; it remembers for as long as it is kept. Rejects when the ledger or the repository cannot be read. */
export function recordedReader(): RecordedReader {
  const judged = new Map<string, JudgedBefore>();
  const graphs = new Map<string, { readonly commit: string; readonly ancestry: Promise<Ancestry> }>();
  const graph = (root: string, commit: string): Promise<Ancestry> => {
    const known = graphs.get(root);
    if (known?.commit === commit) return known.ancestry;
    const ancestry = commitGraph(root, commit);
    graphs.set(root, { commit, ancestry });
    // What failed once may be asked again.
    ancestry.catch(() => graphs.delete(root));
    return ancestry;
  };
  return (model, options) => {
    const { root } = model.repository;
    const before = judged.get(root) ?? judgedBefore();
    judged.set(root, before);
    return readRecorded(model, { ...options, trusted: true, before, graph });
  };
}

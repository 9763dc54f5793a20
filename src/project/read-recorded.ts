/** What a model comes to on basis `recorded`: from the ledger, the policy of the base, the history and the files as they are. */
import { assess } from '../assurance/assess.ts';
import type { Assessment } from '../assurance/assessment.ts';
import { openLedger } from '../evidence/ledger/ledger.ts';
import type { Ancestry } from '../evidence/recorded/ancestry.ts';
import { recordedHistory, type RecordedHistory } from '../evidence/recorded/history.ts';
import { recordedBasis, type RecordedBasis } from '../evidence/recorded/recorded-basis.ts';
import { foundationKey, stateOf, type FileState } from '../evidence/statement/file-state.ts';
import { assertionHash } from '../model/canonical.ts';
import { fileSources } from '../verifier/file-sources.ts';
import type { Sources } from '../verifier/sources.ts';
import { commitOf } from './base-commit.ts';
import { commitGraph } from './commit-graph.ts';
import { judgeLedger, type JudgedBefore } from './judged-runs.ts';
import { isThisRepository } from './repository.ts';
import type { ModelSnapshot } from './snapshot.ts';
import { policyOfBase, type BasePolicy } from './trust-policy.ts';

export interface RecordedPosture {
  readonly assessment: Assessment;
  readonly basis: RecordedBasis;
  /** What runs said before, and the passes that drift is measured against. */
  readonly history: RecordedHistory;
  /** The policy that judged, and what is wrong with it. */
  readonly trust: BasePolicy;
  /** The commit that evidence was looked for from. */
  readonly head: string;
  /** How many runs are in the ledger, accepted or not. */
  readonly runs: number;
}

export interface ReadRecordedOptions {
  /** Whether git may be run. */
  readonly trusted: boolean;
  /** The branch or commit whose policy counts; see `policyOfBase`. */
  readonly base?: string;
  /** The commit that evidence is looked for from; HEAD when left out. */
  readonly from?: string;
  readonly now: Date;
  /** The files as they are; those on disk when left out. */
  readonly sources?: Sources;
  /** Keep it between calls, and files that were verified are not verified again. */
  readonly before?: JudgedBefore;
  /** The ancestors of a commit; `commitGraph` when left out. */
  readonly graph?: (repositoryRoot: string, commit: string) => Promise<Ancestry>;
}

export type NoRecord = { readonly none: 'not_trusted' | 'no_repository' | 'no_commit' | 'no_ledger' };

/** @throws The system's error when the ledger or the repository cannot be read. */
export async function readRecorded(model: Pick<ModelSnapshot, 'model' | 'repository'>, { trusted, base, from, now, sources, before, graph = commitGraph }: ReadRecordedOptions): Promise<RecordedPosture | NoRecord> {
  const { repository } = model;
  if (!trusted) return { none: 'not_trusted' };
  if (!repository.hasGit) return { none: 'no_repository' };
  const found = await commitOf(repository.root, from ?? 'HEAD');
  if ('none' in found) return { none: 'no_commit' };
  const at = now.toISOString();
  const trust = await policyOfBase(repository.root, base);
  const { runs, names } = await judgeLedger(openLedger(repository.root), trust, repository.name, at, before);
  const ancestry = await graph(repository.root, found.commit);
  const isHere = (assertion: ModelSnapshot['model']['assertions'][string]): boolean => isThisRepository(assertion.repository, repository);
  const states = await statesNow(model, runs, sources ?? fileSources(repository.root));
  const basis = recordedBasis({
    model: model.model,
    runs,
    names,
    ancestry,
    fileState: (path) => states.get(foundationKey({ file: path })),
    listingState: (glob) => states.get(foundationKey({ file: glob, glob: true })),
    isHere,
  });
  return { assessment: assess(model.model, basis.evidence, at), basis, history: recordedHistory({ model: model.model, runs, ancestry, isHere }), trust, head: found.commit, runs: runs.filter(({ judgement }) => judgement.accepted || judgement.code !== 'other_statement').length };
}

/** The state of each file that an accepted verdict on a present assertion rests on. */
async function statesNow({ model }: Pick<ModelSnapshot, 'model'>, runs: Awaited<ReturnType<typeof judgeLedger>>['runs'], sources: Sources): Promise<ReadonlyMap<string, FileState>> {
  const present = new Set(Object.values(model.assertions).map(assertionHash));
  const wanted = new Map<string, { readonly file: string; readonly glob?: true }>();
  for (const { judgement } of runs) {
    if (!judgement.accepted || judgement.run.predicate.model.id !== model.id) continue;
    for (const { hash, files, listings } of judgement.run.predicate.assertions) {
      if (!present.has(hash)) continue;
      for (const file of files) wanted.set(foundationKey({ file }), { file });
      for (const file of listings) wanted.set(foundationKey({ file, glob: true }), { file, glob: true });
    }
  }
  const states = new Map<string, FileState>();
  await Promise.all(
    [...wanted].map(async ([key, foundation]) => {
      const state = await stateOf(foundation, sources);
      if (state !== undefined) states.set(key, state);
    }),
  );
  return states;
}

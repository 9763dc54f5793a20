/** The earlier states of one model, by git: which commits changed it, what it said, and what it came to then. */
import { maximumModelSize } from '../model/parse.ts';
import type { ClaimChecker } from './claim-checker.ts';
import type { Disk } from './disk.ts';
import { pastPosture } from './past-posture.ts';
import type { Repository } from './repository.ts';
import type { ModelPast } from './snapshot.ts';

export interface PastGrounds {
  readonly commits: NonNullable<Disk['commits']>;
  readonly repository: Repository;
  /** The model file, absolute. */
  readonly file: string;
  readonly checker: ClaimChecker;
  readonly now: () => Date;
  /** Ends what is under way with the project. */
  readonly closing: AbortSignal;
}

/** Only for a workspace that is trusted, and a repository that git knows. */
export function pastOfModel({ commits, repository, file, checker, now, closing }: PastGrounds): ModelPast {
  return {
    commits: () => commits.commitsOf(repository.root, file),
    // A character takes at most three bytes in UTF-8.
    texts: (places) => commits.textsAt(repository.root, places, 3 * maximumModelSize),
    postureAt: async (commit, text, signal) => pastPosture({ commit, text, sources: await commits.sourcesAt(repository.root, commit), repository, checker, at: now().toISOString(), signal: AbortSignal.any([signal, closing]) }),
  };
}

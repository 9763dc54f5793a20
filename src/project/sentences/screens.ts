/** Words that only screens need: why there is nothing to show, and what to do about it. */
import type { SinglePoint } from '../../assurance/single-points.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { NoRecord } from '../read-recorded.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { describeClaim } from './posture.ts';

/** Why nothing is on record. */
export function describeNoRecord(why: NoRecord['none'] | 'unread'): string {
  switch (why) {
    case 'not_trusted':
      return 'This workspace is not trusted, so git is not asked for its record. Trust it to see what is recorded.';
    case 'no_repository':
      return 'The model lies in no git repository. Evidence is recorded about commits, so a repository comes first.';
    case 'no_commit':
      return 'The repository has no commit yet. Evidence is recorded about commits: make the first one.';
    case 'no_ledger':
      return 'No run has been recorded yet. A recorded run is a signed statement of what held at a commit; it lets others trust the posture without trusting this machine.';
    case 'unread':
      return 'What is recorded has not been read yet.';
  }
}

/** Why nothing can be said of weakenings. */
export function describeNoBase(why: Extract<ModelSnapshot['base'], { none: unknown }>['none']): string {
  switch (why) {
    case 'no_repository':
      return 'The model lies in no git repository, so there is no commit to compare it with.';
    case 'not_in_base':
      return 'The model is not in the base commit: all of it is new.';
    case 'no_such_commit':
      return 'There is no base commit yet.';
    case 'not_trusted':
      return 'This workspace is not trusted, so git is not asked for its base commit.';
    case 'no_git':
      return 'Git cannot be asked here, so there is no commit to compare it with.';
    case 'pending':
      return 'The base commit is being read.';
  }
}

export function describeSinglePoint({ kind, id, same, objectives }: SinglePoint, model: ThreatModel): string {
  const many = `${objectives.length} objectives rest on`;
  if (kind === 'control') return `${many} ${id} alone`;
  if (kind === 'assumption') return `${many} the word of ${id} alone`;
  return `${many} one claim, ${[id, ...same].join(' and ')}: ${describeClaim(model.assertions[id]!)}`;
}

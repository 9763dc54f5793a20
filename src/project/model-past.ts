/** The commits of one model file, by git: which changed it, under which name, and what it said at each. Only where the workspace is trusted. */
import { relative } from 'node:path';
import { git, gitObjects } from './git.ts';
import { withSlashes } from './model-names.ts';

/** A commit that changed the file, and where the file lay then, relative to the repository. */
export interface FileCommit {
  readonly commit: string;
  readonly author: string;
  /** ISO instant at which it was written. */
  readonly at: string;
  readonly subject: string;
  readonly path: string;
}

/** More commits of one file than anybody looks through. */
const mostCommits = 500;

/**
 * The commits that changed a file, the newest first, renames followed; `more` when there are older ones besides. None for a file that is
 * not committed.
 *
 * @param file Absolute path of the file.
 * @throws When git cannot list them.
 */
export async function commitsOfFile(repositoryRoot: string, file: string): Promise<{ readonly commits: readonly FileCommit[]; readonly more: boolean }> {
  const path = withSlashes(relative(repositoryRoot, file));
  const head = await git(repositoryRoot, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '');
  if (head.trim() === '') return { commits: [], more: false };
  // No signature is checked and no filter run: a repository can name the programs for both.
  const listing = await git(repositoryRoot, ['--no-replace-objects', 'log', '--follow', '-M', '-z', '--name-status', '--no-show-signature', '--no-ext-diff', '--no-textconv', `--max-count=${mostCommits + 1}`, '--format=%H%x00%an%x00%at%x00%s', head.trim(), '--', path]);
  const commits = commitsIn(listing, path);
  return { commits: commits.slice(0, mostCommits), more: commits.length > mostCommits };
}

/** Reads git's form: four facts of a commit, then what happened to the file, each ended by a zero. A commit at which the file was deleted is left out. */
function commitsIn(listing: string, last: string): readonly FileCommit[] {
  const words = listing.split('\0');
  const commits: FileCommit[] = [];
  let path = last;
  for (let next = 0; next + 3 < words.length; ) {
    const [commit = '', author = '', seconds = '', subject = ''] = words.slice(next, next + 4);
    next += 4;
    const status = /^\n?([A-Z])\d*$/.exec(words[next] ?? '')?.[1];
    if (status === undefined) {
      commits.push({ commit, author, at: timeOf(seconds), subject: subject.trim(), path });
      continue;
    }
    const renamed = status === 'R' || status === 'C';
    const now = words[next + (renamed ? 2 : 1)] ?? path;
    if (status !== 'D') commits.push({ commit, author, at: timeOf(seconds), subject: subject.trim(), path: now });
    path = renamed ? (words[next + 1] ?? path) : now;
    next += renamed ? 3 : 2;
  }
  return commits;
}

function timeOf(seconds: string): string {
  const time = Number(seconds) * 1000;
  return new Date(Number.isFinite(time) && Math.abs(time) < 8.64e15 ? time : 0).toISOString();
}

/** What a file said at commits, in their order; undefined where it was not there, or is larger than `maximumBytes`. */
export async function textsAt(repositoryRoot: string, places: readonly { readonly commit: string; readonly path: string }[], maximumBytes: number): Promise<readonly (string | undefined)[]> {
  // A name with a line break would be read as two.
  const asked = places.map(({ commit, path }) => (path.includes('\n') ? `${commit}^{nothing}` : `${commit}:${path}`));
  const found = await gitObjects(repositoryRoot, asked);
  return found.map((bytes) => (bytes === undefined || bytes.length > maximumBytes ? undefined : bytes.toString('utf8')));
}

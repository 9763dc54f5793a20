/** The ancestors of a commit with their trees, by git. */
import { ancestryOf, type Ancestry, type Commit } from '../evidence/recorded/ancestry.ts';
import { git } from './git.ts';

/** Evidence about older commits than so many counts as unknown. */
const mostCommits = 200_000;

/** @param ref A full commit name. @throws When git cannot list its ancestors. */
export async function commitGraph(repositoryRoot: string, ref: string): Promise<Ancestry> {
  // Plumbing, which runs nothing that a repository configures; and the history as it is, not as replacements would have it.
  const listing = await git(repositoryRoot, ['--no-replace-objects', 'rev-list', '--topo-order', `--max-count=${mostCommits}`, '--format=%T %P', ref]);
  const commits: Commit[] = [];
  let commit = '';
  for (const line of listing.split('\n')) {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    else if (line !== '') {
      const [tree = '', ...parents] = line.trimEnd().split(' ');
      commits.push({ commit, tree, parents });
    }
  }
  return ancestryOf(commits);
}

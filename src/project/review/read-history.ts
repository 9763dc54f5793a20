/** Asks git who last wrote each line of a model, only where the workspace is trusted. */
import { relative } from 'node:path';
import { parseModel } from '../../model/parse.ts';
import { textAtCommit } from '../base-commit.ts';
import { git } from '../git.ts';
import { withSlashes } from '../model-names.ts';
import type { LineOrigin, ModelHistory } from './control-checks.ts';

/**
 * The history of a model file at the last commit; undefined when it is not committed, or git cannot tell in time.
 *
 * @param repositoryRoot Folder that holds `.git`.
 * @param file Absolute path of the file.
 */
export async function readHistory(repositoryRoot: string, file: string): Promise<ModelHistory | undefined> {
  const found = await textAtCommit(repositoryRoot, file, 'HEAD');
  if (!('commit' in found)) return undefined;
  try {
    const path = withSlashes(relative(repositoryRoot, file));
    // No filter of the repository's own configuration is run. Commits that it passes over make a line older, never newer.
    const words = ['blame', '--porcelain', '-w', '--no-textconv', found.commit, '--', path];
    const [blamed, shallow] = await Promise.all([git(repositoryRoot, words), git(repositoryRoot, ['rev-parse', '--is-shallow-repository'])]);
    return { commit: found.commit, parsed: parseModel(found.text.replace(/^\uFEFF/, '')), lines: originsIn(blamed, shallow.trim() === 'true') };
  } catch {
    // Without an answer nothing is known of any control, and none is said to be unchecked.
    return undefined;
  }
}

/**
 * The origin of each line from git's porcelain form: a header with the final line number, the facts of a commit where it comes
 * up first, and the line behind a tab. The earlier of the two times counts: a rebase is no look at the text.
 */
export function originsIn(porcelain: string, shallow: boolean): readonly LineOrigin[] {
  const commits = new Map<string, { author: number; committer: number; boundary: boolean }>();
  const order: string[] = [];
  let current: { author: number; committer: number; boundary: boolean } | undefined;
  for (const line of porcelain.split('\n')) {
    if (line.startsWith('\t')) continue;
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(line);
    if (header) {
      const [, commit, final] = header as unknown as readonly [string, string, string];
      current = commits.get(commit) ?? { author: Infinity, committer: Infinity, boundary: false };
      commits.set(commit, current);
      order[Number(final) - 1] = commit;
    } else if (current && line.startsWith('author-time ')) current.author = Number(line.slice(12));
    else if (current && line.startsWith('committer-time ')) current.committer = Number(line.slice(15));
    else if (current && line === 'boundary') current.boundary = true;
  }
  return order.map((commit) => {
    const { author = 0, committer = 0, boundary = false } = commits.get(commit) ?? {};
    return { commit, at: new Date(Math.min(author, committer) * 1000).toISOString(), orOlder: shallow && boundary };
  });
}

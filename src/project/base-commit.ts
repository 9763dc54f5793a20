/** The model as the base commit has it, by git, run only where the workspace is trusted. */
import { relative } from 'node:path';
import { git } from './git.ts';
import { withSlashes } from './model-names.ts';

export type BaseText =
  | { readonly commit: string; readonly text: string }
  | { readonly none: 'no_repository' | 'not_in_base' | 'no_such_commit'; readonly detail?: string };

/** The full name of a commit, by any name that git knows for it. */
export async function commitOf(repositoryRoot: string, ref: string): Promise<{ readonly commit: string } | { readonly none: 'no_repository' | 'no_such_commit'; readonly detail: string }> {
  // A ref that begins with a dash would be read as an option.
  if (ref.startsWith('-')) return { none: 'no_such_commit', detail: ref };
  try {
    return { commit: (await git(repositoryRoot, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])).trim() };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { none: missing ? 'no_repository' : 'no_such_commit', detail: missing ? 'git is not installed' : ref };
  }
}

/**
 * The text of a file at a commit.
 *
 * @param repositoryRoot Folder that holds `.git`.
 * @param file Absolute path of the file.
 * @param ref A commit, branch or tag; `HEAD` for the last commit.
 */
export async function textAtCommit(repositoryRoot: string, file: string, ref: string): Promise<BaseText> {
  const found = await commitOf(repositoryRoot, ref);
  if ('none' in found) return found;
  const { commit } = found;
  try {
    const text = await git(repositoryRoot, ['cat-file', 'blob', `${commit}:${withSlashes(relative(repositoryRoot, file))}`]);
    return { commit, text };
  } catch {
    return { none: 'not_in_base' };
  }
}

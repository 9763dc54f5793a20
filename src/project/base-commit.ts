/** The model as the base commit has it, by git, run only where the workspace is trusted. */
import { execFile } from 'node:child_process';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { withSlashes } from './model-files.ts';

const run = promisify(execFile);

export type BaseText =
  | { readonly commit: string; readonly text: string }
  | { readonly none: 'no_repository' | 'not_in_base' | 'no_such_commit'; readonly detail?: string };

/**
 * The text of a file at a commit.
 *
 * @param repositoryRoot Folder that holds `.git`.
 * @param file Absolute path of the file.
 * @param ref A commit, branch or tag; `HEAD` for the last commit.
 */
export async function textAtCommit(repositoryRoot: string, file: string, ref: string): Promise<BaseText> {
  // A ref that begins with a dash would be read as an option.
  if (ref.startsWith('-')) return { none: 'no_such_commit', detail: ref };
  let commit: string;
  try {
    commit = (await git(repositoryRoot, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])).trim();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { none: missing ? 'no_repository' : 'no_such_commit', detail: missing ? 'git is not installed' : ref };
  }
  try {
    const text = await git(repositoryRoot, ['cat-file', 'blob', `${commit}:${withSlashes(relative(repositoryRoot, file))}`]);
    return { commit, text };
  } catch {
    return { none: 'not_in_base' };
  }
}

/** Runs git without hooks, file-system monitor, pager or prompts: reading must not execute what a repository configures. */
async function git(cwd: string, words: readonly string[]): Promise<string> {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat', '--no-optional-locks', '--literal-pathspecs'];
  const { stdout } = await run('git', [...safe, ...words], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 32_000_000,
    timeout: 20_000,
    windowsHide: true,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_EXTERNAL_DIFF: '', GIT_OPTIONAL_LOCKS: '0' },
  });
  return stdout;
}

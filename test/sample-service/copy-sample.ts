/**
 * Copies the sample into a folder of its own and makes that a repository with one commit, so that it can be broken at will
 * and weakenings have a base. A folder that is there already stays as it is.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../sample', import.meta.url));

/** Copies the sample to `target`, and says whether git made a repository of it. */
export function copySample(target: string): { readonly copied: boolean; readonly repository: boolean } {
  if (existsSync(target)) return { copied: false, repository: existsSync(`${target}/.git`) };
  cpSync(source, target, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=Mipiti sample', '-c', 'user.email=sample@example.invalid', '-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/dev/null', ...words], { cwd: target, stdio: 'ignore' });
  try {
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'The upload service and its threat model');
    return { copied: true, repository: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { copied: true, repository: false };
  }
}

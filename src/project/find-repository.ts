/** Which repository a model file lies in, read from files alone: nothing is run. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { originIn, type Repository } from './repository.ts';

/** The repository of a file; `projectRoot` when no ancestor is one. */
export function repositoryOf(file: string, projectRoot: string): Repository {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) {
      const name = originName(folder);
      return { root: folder, hasGit: true, ...(name === undefined ? {} : { name }) };
    }
    if (dirname(folder) === folder) return { root: projectRoot, hasGit: false };
  }
}

/** `owner/name` of the origin remote in a repository's configuration, or undefined. */
function originName(root: string): string | undefined {
  try {
    return originIn(readFileSync(join(gitFolder(root), 'config'), 'utf8'));
  } catch {
    // Without a readable configuration the name is unknown, and assertions on named repositories are elsewhere.
    return undefined;
  }
}

/** Of a worktree or submodule, `.git` is a file that names the folder; the shared configuration lies in `commondir`. */
function gitFolder(root: string): string {
  const dotGit = join(root, '.git');
  if (statSync(dotGit).isDirectory()) return dotGit;
  const target = /^gitdir:\s*(.+?)\s*$/m.exec(readFileSync(dotGit, 'utf8'))?.[1] ?? '.git';
  const folder = isAbsolute(target) ? target : resolve(root, target);
  const common = join(folder, 'commondir');
  return existsSync(common) ? resolve(folder, readFileSync(common, 'utf8').trim()) : folder;
}

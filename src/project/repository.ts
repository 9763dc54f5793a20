/** Which repository a model file lies in, read from files alone: nothing is run. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export interface Repository {
  /** The folder that assertion paths are relative to: the nearest ancestor with `.git`, else the project's root. */
  readonly root: string;
  /** `owner/name` from the origin remote, when there is one. */
  readonly name?: string;
  readonly hasGit: boolean;
}

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
    const config = readFileSync(join(gitFolder(root), 'config'), 'utf8');
    const section = /^\s*\[remote "origin"\]([^[]*)/m.exec(config)?.[1];
    const url = section && /^\s*url\s*=\s*(.+?)\s*$/m.exec(section)?.[1];
    return url ? repositoryName(url) : undefined;
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

/** The last two segments of a remote's address, without `.git`: the same for https, ssh and scp forms. */
export function repositoryName(url: string): string | undefined {
  const path = url.replace(/^[a-z+]+:\/\/[^/]+\//i, '').replace(/^[^/:]+@[^:]+:/, '').replace(/\/+$/, '').replace(/\.git$/, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.length >= 2 ? segments.slice(-2).join('/') : undefined;
}

/** Whether an assertion's repository is this checkout. One that names none is; forges ignore case. */
export function isThisRepository(wanted: string | undefined, repository: Repository): boolean {
  if (wanted === undefined || wanted === 'no_repo') return true;
  return repository.name !== undefined && repository.name.toLowerCase() === (repositoryName(`x/${wanted}`) ?? wanted).toLowerCase();
}

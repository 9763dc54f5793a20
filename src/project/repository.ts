/** Repositories: what a project knows of the one that a model file lies in. */
export interface Repository {
  /** The folder that assertion paths are relative to: the nearest ancestor with `.git`, else the project's root. */
  readonly root: string;
  /** `owner/name` from the origin remote, when there is one. */
  readonly name?: string;
  readonly hasGit: boolean;
}

/** `owner/name` of the origin remote in the text of a repository's configuration. */
export function originIn(config: string): string | undefined {
  const section = /^\s*\[remote "origin"\]([^[]*)/m.exec(config)?.[1];
  const url = section && /^\s*url\s*=\s*(.+?)\s*$/m.exec(section)?.[1];
  return url ? repositoryName(url) : undefined;
}

/**
 * The last two segments of a remote's address, without `.git`: the same for https, ssh and scp forms. A path of this machine names
 * nothing that another machine knows, and gives undefined.
 */
export function repositoryName(url: string): string | undefined {
  const far = /^(?!file:)[a-z+]+:\/\/[^/]+\/(.+)$/i.exec(url)?.[1] ?? /^[^/\\]{2,}?:(?![/\\]{2})(.+)$/.exec(url)?.[1];
  return far === undefined ? undefined : ownerAndName(far);
}

function ownerAndName(path: string): string | undefined {
  const segments = path.replace(/\/+$/, '').replace(/\.git$/, '').split('/').filter((segment) => segment !== '');
  return segments.length >= 2 ? segments.slice(-2).join('/') : undefined;
}

/** Whether an assertion's repository is this checkout. One that names none is; forges ignore case. */
export function isThisRepository(wanted: string | undefined, repository: Repository): boolean {
  if (wanted === undefined || wanted === 'no_repo') return true;
  return repository.name !== undefined && repository.name.toLowerCase() === (repositoryName(wanted) ?? ownerAndName(wanted) ?? wanted).toLowerCase();
}

/** How Go names packages and where they lie. */
import { foldersAbove, joined } from '../../code/folders.ts';
import type { RepositoryLook } from '../../code/traits.ts';

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * The names that a package of this path may have, the likeliest first. The path need not say it: `/v5` and `.v3` are
 * versions, and `go-` before or after a name is often left out.
 */
export function packageNames(path: string): readonly string[] {
  const segments = path.split('/');
  const version = segments.length > 1 && /^v\d+$/.test(segments.at(-1)!);
  const last = (version ? segments.at(-2)! : segments.at(-1)!).replace(/\.v\d+$/, '');
  if (identifier.test(last)) return [last];
  const plain = last.replace(/^go[-.]|[-.]go$|\.js$/g, '');
  const names = [plain, plain.replace(/[-.]/g, ''), plain.replace(/[-.]/g, '_'), plain.split(/[-.]/).at(-1)!];
  return [...new Set(names)].filter((name) => identifier.test(name));
}

/** `jwt.Parse` for `github.com/golang-jwt/jwt/v5.Parse`. */
export function isShortForGo(claimed: string, dotted: string): boolean {
  const slash = dotted.lastIndexOf('/');
  const tail = dotted.slice(slash + 1);
  if (tail === claimed) return true;
  const [, written = '', members = ''] = /^([^.]*(?:\.v\d+)?)\.(.+)$/.exec(tail) ?? [];
  return packageNames(dotted.slice(0, slash + 1) + written).some((name) => `${name}.${members}` === claimed);
}

/** A package of the standard library is no part of the one above it; one of another module belongs to that module. */
export function packageCounts(path: string, claimed: string): boolean {
  return path === claimed || (claimed.split('/')[0]!.includes('.') && path.startsWith(`${claimed}/`));
}

/** The files of the folder that an import path names by way of the nearest go.mod; without a path, those beside the file. */
export async function goPackageFiles(path: string | undefined, from: string, look: RepositoryLook): Promise<readonly string[]> {
  const folder = path === undefined ? foldersAbove(from)[0]! : await folderOf(path, from, look);
  if (folder === undefined) return [];
  const files = await look.list(joined(folder, '*.go'));
  const tests = path === undefined && from.endsWith('_test.go');
  return files.filter((file) => tests || !file.endsWith('_test.go'));
}

async function folderOf(path: string, from: string, look: RepositoryLook): Promise<string | undefined> {
  // Packages of the standard library have no dot in their first segment; modules may have none, too.
  for (const folder of foldersAbove(from)) {
    const text = await look.read(joined(folder, 'go.mod'));
    const module = text === undefined ? undefined : /^\s*module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
    if (module === undefined) continue;
    if (path === module) return folder;
    return path.startsWith(`${module}/`) ? joined(folder, path.slice(module.length + 1)) : undefined;
  }
  return undefined;
}

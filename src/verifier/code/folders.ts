/** Folders as paths from the root of the repository, with `/`; the root itself is empty. */

/** The folder that a file lies in, the one above it, and so on up to the root. */
export function foldersAbove(file: string): readonly string[] {
  const segments = file.split('/').slice(0, -1);
  return Array.from({ length: segments.length + 1 }, (_, up) => segments.slice(0, segments.length - up).join('/'));
}

/** A path below a folder. */
export function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** `./a`, `../a/b` from a folder as a path from the root; undefined where it climbs out. */
export function resolvedPath(folder: string, relative: string): string | undefined {
  const segments = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

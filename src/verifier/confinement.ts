/** Which relative paths are plain enough to be looked up at all. Pure: the disk is asked afterwards, by file-sources. */

/** A path without tricks, in its normal form, or why it is refused, as a sentence. */
export type PlainPath = { readonly ok: true; readonly segments: readonly string[] } | { readonly ok: false; readonly detail: string };

/**
 * Takes `a/b.py` and `./a/b.py`. Refuses the same forms on every system, so that a verdict does not depend on where it
 * was made: absolute and drive paths, UNC, URLs, backslashes, `..`, NUL and control characters, names that end in a dot
 * or a blank, and colons, which name alternate streams on Windows.
 */
export function plainPath(path: string): PlainPath {
  const refuse = (detail: string): PlainPath => ({ ok: false, detail });
  if (/[\u0000-\u001f\u007f]/.test(path)) return refuse('The path has a control character.');
  if (path.includes('\\')) return refuse('Write the path with / between its parts.');
  if (path.startsWith('/')) return refuse('The path must be relative to the root of the repository.');
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return refuse('The path must be relative, without a drive or a scheme.');
  const segments = path.split('/').filter((segment, index, all) => segment !== '.' && (segment !== '' || index === all.length - 1));
  if (segments.length === 0 || segments.at(-1) === '') return refuse('The path names a folder, not a file.');
  for (const segment of segments) {
    if (segment === '..') return refuse('The path must not climb with "..".');
    if (/[. ]$/.test(segment)) return refuse(`The name "${segment}" ends in a dot or a blank.`);
    if (segment.includes(':')) return refuse(`The name "${segment}" has a colon.`);
  }
  return { ok: true, segments };
}

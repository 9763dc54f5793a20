/** The files of a commit, as the verifier sees files: the work tree is not touched. */
import { globMatcher } from '../verifier/glob.ts';
import { plainPath } from '../verifier/confinement.ts';
import { digestsOf } from '../verifier/file-digests.ts';
import { defaultMaximumBytes, textOfBytes } from '../verifier/file-sources.ts';
import { filledByTools } from '../verifier/filled-by-tools.ts';
import { maximumListed, type NoSource, type Sources } from '../verifier/sources.ts';
import { git, gitObjects } from './git.ts';

interface TreeEntry {
  readonly object: string;
  readonly size: number;
  readonly regular: boolean;
}

/**
 * Sources over a commit of a repository. Links are no files here: what they point at is not part of the commit.
 *
 * @throws When git cannot read the commit's tree.
 */
export async function commitSources(repositoryRoot: string, commit: string): Promise<Sources> {
  const listing = await git(repositoryRoot, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  const tree = new Map<string, TreeEntry>();
  for (const line of listing.split('\0')) {
    const found = /^(\d{6}) (\w+) ([0-9a-f]+)\s+(\d+|-)\t([^]+)$/.exec(line);
    if (found) tree.set(found[5]!, { object: found[3]!, size: found[4] === '-' ? 0 : Number(found[4]), regular: found[2] === 'blob' && found[1] !== '120000' });
  }
  const refused = (refusal: NoSource['refusal'], detail?: string): NoSource => ({ ok: false, refusal, ...(detail === undefined ? {} : { detail }) });
  const find = (path: string): { readonly file: string; readonly entry: TreeEntry } | NoSource => {
    const plain = plainPath(path);
    if (!plain.ok) return refused('path_outside_root', plain.detail);
    const file = plain.segments.join('/');
    const entry = tree.get(file);
    if (entry) return entry.regular ? { file, entry } : refused('not_a_file', 'It is a link or a submodule.');
    return refused([...tree.keys()].some((other) => other.startsWith(`${file}/`)) ? 'not_a_file' : 'file_missing');
  };
  const bytesOf = batched(repositoryRoot);
  return {
    async read(path) {
      const found = find(path);
      if (!('entry' in found)) return found;
      if (found.entry.size > defaultMaximumBytes) return refused('too_large', `It has ${found.entry.size} bytes; the limit is ${defaultMaximumBytes}.`);
      const bytes = await bytesOf(found.entry.object);
      return bytes ? textOfBytes(found.file, bytes, defaultMaximumBytes) : refused('unreadable', 'git does not have its content.');
    },
    exists(path) {
      const found = find(path);
      return Promise.resolve('entry' in found ? { ok: true, file: found.file } : found);
    },
    async digest(path) {
      const found = find(path);
      if (!('entry' in found)) return found;
      const bytes = await bytesOf(found.entry.object);
      return bytes ? digestsOf(found.file, bytes) : refused('unreadable', 'git does not have its content.');
    },
    list(glob) {
      const plain = plainPath(glob);
      if (!plain.ok) return Promise.resolve(refused('path_outside_root', plain.detail));
      const matches = globMatcher(plain.segments.join('/'));
      const files = [...tree].filter(([file, { regular }]) => regular && matches(file) && !file.split('/').slice(0, -1).some((folder) => filledByTools.has(folder))).map(([file]) => file).sort();
      return Promise.resolve({ ok: true, files: files.slice(0, maximumListed), complete: files.length <= maximumListed });
    },
  };
}

/** Objects asked for in one turn are fetched by one process. */
function batched(repositoryRoot: string): (object: string) => Promise<Buffer | undefined> {
  let waiting: { readonly object: string; readonly resolve: (bytes: Buffer | undefined) => void; readonly reject: (error: unknown) => void }[] = [];
  const fetch = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    try {
      const found = await gitObjects(repositoryRoot, asked.map(({ object }) => object));
      for (const [index, { resolve }] of asked.entries()) resolve(found[index]);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  return (object) =>
    new Promise((resolve, reject) => {
      waiting.push({ object, resolve, reject });
      if (waiting.length === 1) setTimeout(() => void fetch(), 2);
    });
}

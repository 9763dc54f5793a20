/** Objects of git by their own names: a name is the hash of the bytes, so whoever holds a commit's name can check all that it contains. */
import { createHash } from 'node:crypto';

export type GitKind = 'commit' | 'tree' | 'blob';

export interface GitCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  /** By the committer's clock: an ISO instant. */
  readonly at: string;
}

export interface TreeEntry {
  /** Octal, as git writes it: `100644`, `40000`. */
  readonly mode: string;
  readonly object: string;
}

/** The name of an object: SHA-1, or SHA-256 where names of that length are used. */
export function gitNameOf(kind: GitKind, bytes: Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`${kind} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Whether a name is that of these bytes. */
export function isNamedBy(name: string, kind: GitKind, bytes: Uint8Array): boolean {
  return gitNameOf(kind, bytes, name.length === 64 ? 'sha256' : 'sha1') === name;
}

/** What a commit says; undefined for bytes that are none. */
export function readCommit(bytes: Uint8Array): GitCommit | undefined {
  const [head = ''] = Buffer.from(bytes).toString('latin1').split('\n\n', 1);
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1];
  const seconds = /^committer .* (\d{1,12}) [+-]\d{4}$/m.exec(head)?.[1];
  if (tree === undefined || seconds === undefined) return undefined;
  return { tree, parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent!), at: new Date(Number(seconds) * 1000).toISOString() };
}

/** The entries of a tree by name; undefined for bytes that are none. @param nameBytes How long names are: 20 or 32. */
export function readTree(bytes: Uint8Array, nameBytes: number): ReadonlyMap<string, TreeEntry> | undefined {
  const buffer = Buffer.from(bytes);
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < buffer.length; ) {
    const end = buffer.indexOf(0, at);
    const found = end < 0 ? undefined : /^(\d+) ([^]+)$/.exec(buffer.subarray(at, end).toString('utf8'));
    if (!found || end + 1 + nameBytes > buffer.length) return undefined;
    entries.set(found[2]!, { mode: found[1]!, object: buffer.subarray(end + 1, end + 1 + nameBytes).toString('hex') });
    at = end + 1 + nameBytes;
  }
  return entries;
}

export type Trees = (name: string) => ReadonlyMap<string, TreeEntry> | undefined;

/** What stands at a path: an entry, `nothing`, or undefined where a tree on the way is not known, or a link leads away. */
export function entryAt(tree: string, path: string, trees: Trees): TreeEntry | 'nothing' | undefined {
  let entry: TreeEntry = { mode: '40000', object: tree };
  for (const segment of path.split('/')) {
    if (entry.mode !== '40000') return isRegular(entry) ? 'nothing' : undefined;
    const entries = trees(entry.object);
    if (!entries) return undefined;
    const next = entries.get(segment);
    if (!next) return 'nothing';
    entry = next;
  }
  return entry;
}

/** Whether a regular file stands there: what a link leads to is none of its bytes. */
export function isRegular({ mode }: TreeEntry): boolean {
  return mode === '100644' || mode === '100755';
}

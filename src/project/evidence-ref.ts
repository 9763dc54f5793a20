/** The ref by which evidence goes from clone to clone: a commit whose tree holds the ledger's files. No branch, work tree or index is touched. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { maximumEnvelope } from '../evidence/envelope/dsse.ts';
import type { Ledger } from '../evidence/ledger/ledger.ts';
import type { Incoming, RefusedEntry } from '../evidence/ledger/take-in.ts';
import { git, gitObjects } from './git.ts';
import { gitWithRemote, notARemote } from './git-remote.ts';

export const evidenceRef = 'refs/mipiti/evidence';

/** What a remote holds, brought here: its objects are in this repository, its files in no ledger yet. */
export interface FetchedRef {
  readonly ok: true;
  /** The commit; undefined where the remote has no evidence. */
  readonly tip?: string;
  readonly entries: readonly RefEntry[];
  /** What in the tree can be no evidence. */
  readonly refused: readonly RefusedEntry[];
  /** The remote no longer holds what it held the last time: somebody took evidence away, or put other in its place. */
  readonly rewritten: boolean;
}

export interface RefEntry {
  /** The digest that names it. */
  readonly name: string;
  readonly object: string;
  readonly size: number;
}

export interface Failed {
  readonly ok: false;
  /** A clause for people. */
  readonly because: string;
}

/** What was fetched from a remote the last time. It keeps the objects, so that only new ones come. */
const lastOf = (remote: string): string => `refs/mipiti/fetched/${remote}`;

/** Asks a remote for its evidence. Only from the command line: it reaches a network. */
export async function fetchEvidenceRef(root: string, remote: string, signal?: AbortSignal): Promise<FetchedRef | Failed> {
  const none = await notARemote(root, remote);
  if (none !== undefined) return { ok: false, because: none };
  const before = await commitAt(root, lastOf(remote));
  const listed = await tipOf(root, remote, signal);
  if (!listed.ok) return listed;
  if (listed.tip === undefined) return { ok: true, entries: [], refused: [], rewritten: before !== undefined };
  // A name of this process alone: two that fetch at once do not stand in each other's way.
  const own = `refs/mipiti/fetching/${randomBytes(8).toString('hex')}`;
  try {
    const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance', '--no-write-commit-graph', '--no-prune', '--no-filter', '--refmap=', '--upload-pack=git-upload-pack'];
    const fetched = await gitWithRemote(root, ['fetch', ...quiet, '--', remote, `+${evidenceRef}:${own}`], signal);
    if (!fetched.ok) return { ok: false, because: `${remote} cannot be fetched from: ${fetched.because}` };
    const tip = await commitAt(root, own);
    if (tip === undefined) return { ok: false, because: `${evidenceRef} of ${remote} is no commit` };
    const rewritten = before !== undefined && before !== tip && !(await isAncestor(root, before, tip));
    const tree = await entriesOf(root, tip);
    if (!tree.ok) return tree;
    await remember(root, remote, tip);
    return { ok: true, tip, entries: tree.entries, refused: tree.refused, rewritten };
  } finally {
    await git(root, ['update-ref', '-d', own]).catch(() => undefined);
  }
}

/** The bytes of entries, some at a time: all of a large ref would not fit into memory. */
export async function* filesOf(root: string, entries: readonly RefEntry[]): AsyncGenerator<Incoming> {
  for (let at = 0; at < entries.length; ) {
    const batch: RefEntry[] = [];
    for (let size = 0; at < entries.length && (batch.length === 0 || size + entries[at]!.size <= maximumBatch); at++) {
      size += entries[at]!.size;
      batch.push(entries[at]!);
    }
    const objects = await gitObjects(root, batch.map(({ object }) => object));
    for (const [index, { name }] of batch.entries()) {
      const bytes = objects[index];
      yield bytes ? { name, bytes } : { entry: name, because: 'its object is not there' };
    }
  }
}
const maximumBatch = 2 * maximumEnvelope;

export interface Pushed {
  readonly ok: true;
  readonly added: readonly string[];
  /** How many files the remote holds now. */
  readonly total: number;
  /** What stood in the remote's tree and is no evidence; it is gone from there if anything was pushed. */
  readonly refused: readonly RefusedEntry[];
  readonly rewritten: boolean;
  /** How often somebody else was faster. */
  readonly races: number;
}

/** More than any number of jobs that end at once. */
const mostAttempts = 30;

/**
 * Adds the files of a ledger to what a remote holds: what was there stays, and the new commit follows the one that was there. When
 * somebody else was faster, it is done again on top of theirs. Only from the command line: it reaches a network.
 */
export async function pushEvidenceRef(root: string, remote: string, ledger: Ledger, signal?: AbortSignal): Promise<Pushed | Failed> {
  const own = await objectsOf(root, ledger);
  let rewritten = false;
  for (let races = 0; races < mostAttempts; races++) {
    const there = await fetchEvidenceRef(root, remote, signal);
    if (!there.ok) return there;
    rewritten ||= there.rewritten;
    const union = new Map(there.entries.map(({ name, object }) => [name, object]));
    // Other bytes under a name of ours are not what the name says.
    const added = [...own.keys()].filter((name) => union.get(name) !== own.get(name));
    for (const name of added) union.set(name, own.get(name)!);
    const done: Pushed = { ok: true, added, total: union.size, refused: there.refused, rewritten, races };
    if (added.length === 0) return done;
    for (const name of added) {
      const written = await write(root, ledger, name);
      if (written !== own.get(name)) return { ok: false, because: `${name} changed while it was pushed` };
    }
    const commit = await commitOf(root, union, there.tip, added.length);
    const quiet = ['--porcelain', '--quiet', '--no-verify', '--no-signed', '--no-follow-tags', '--recurse-submodules=no', '--receive-pack=git-receive-pack'];
    const pushed = await gitWithRemote(root, ['push', ...quiet, `--force-with-lease=${evidenceRef}:${there.tip ?? ''}`, '--', remote, `${commit}:${evidenceRef}`], signal);
    if (pushed.ok) {
      await remember(root, remote, commit);
      return done;
    }
    const now = await tipOf(root, remote, signal);
    if (!now.ok) return now;
    if (now.tip === there.tip) return { ok: false, because: `${remote} does not take it: ${pushed.because}` };
    await pause(20 + Math.random() * 100 * Math.min(races + 1, 10), undefined, signal ? { signal } : {});
  }
  return { ok: false, because: `others pushed to ${remote} ${mostAttempts} times in a row; push again later` };
}

/** What a remote's ref points to now. */
async function tipOf(root: string, remote: string, signal?: AbortSignal): Promise<{ readonly ok: true; readonly tip?: string } | Failed> {
  const listed = await gitWithRemote(root, ['ls-remote', '--refs', '--upload-pack=git-upload-pack', '--', remote, evidenceRef], signal);
  if (!listed.ok) return { ok: false, because: `${remote} cannot be asked: ${listed.because}` };
  const line = listed.out.split('\n').find((one) => one.endsWith(`\t${evidenceRef}`));
  const tip = line?.split('\t')[0];
  return tip === undefined ? { ok: true } : { ok: true, tip };
}

async function commitAt(root: string, ref: string): Promise<string | undefined> {
  return git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).then((out) => out.trim(), () => undefined);
}

function isAncestor(root: string, older: string, newer: string): Promise<boolean> {
  return git(root, ['merge-base', '--is-ancestor', older, newer]).then(() => true, () => false);
}

/** Another process may do the same, to the same end. */
async function remember(root: string, remote: string, tip: string): Promise<void> {
  await git(root, ['update-ref', lastOf(remote), tip]).catch(() => undefined);
}

/** The tree of a commit: files by their names, and what does not belong there. */
async function entriesOf(root: string, commit: string): Promise<{ readonly ok: true; readonly entries: readonly RefEntry[]; readonly refused: readonly RefusedEntry[] } | Failed> {
  const listing = await git(root, ['ls-tree', '-z', '-l', '--full-tree', commit]).catch(() => undefined);
  if (listing === undefined) return { ok: false, because: 'the tree of the evidence cannot be listed: it is damaged, or larger than any evidence' };
  const entries: RefEntry[] = [];
  const refused: RefusedEntry[] = [];
  for (const line of listing.split('\0')) {
    const [, mode = '', type, object = '', size = '', entry = ''] = /^(\d+) (\w+) ([0-9a-f]+) +(\S+)\t([^]*)$/.exec(line) ?? [];
    if (type === undefined) continue;
    const name = /^([0-9a-f]{64})\.json$/.exec(entry)?.[1];
    const because = kindOf(mode) ?? (name === undefined ? 'its name is no SHA-256 in hex' : !/^\d+$/.test(size) ? 'its object is not there' : Number(size) > maximumEnvelope ? 'it is too large' : undefined);
    if (because !== undefined || name === undefined) refused.push({ entry: entry.slice(0, 200), because: because ?? '' });
    else entries.push({ name, object, size: Number(size) });
  }
  return { ok: true, entries, refused };
}

/** What an entry is, when it is no plain file. */
function kindOf(mode: string): string | undefined {
  const kinds: Readonly<Record<string, string>> = { '040000': 'it is a folder', '120000': 'it is a link', '160000': 'it is a submodule', '100755': 'it is marked as a program' };
  return mode === '100644' ? undefined : (kinds[mode] ?? 'it is no plain file');
}

/** The object that git would keep each file of a ledger as; found out without git, which would need a process a file. */
async function objectsOf(root: string, ledger: Ledger): Promise<ReadonlyMap<string, string>> {
  const algorithm = (await git(root, ['rev-parse', '--show-object-format'])).trim() === 'sha256' ? 'sha256' : 'sha1';
  const objects = new Map<string, string>();
  for (const name of await ledger.names()) {
    const read = await ledger.read(name);
    if (read.ok) objects.set(name, createHash(algorithm).update(`blob ${read.bytes.length}\0`).update(read.bytes).digest('hex'));
  }
  return objects;
}

async function write(root: string, ledger: Ledger, name: string): Promise<string | undefined> {
  const read = await ledger.read(name);
  return read.ok ? (await git(root, ['hash-object', '-w', '--stdin'], { input: read.bytes })).trim() : undefined;
}

/** Whoever pushes, the commit names nobody: who signed what stands in the files. */
const identity = { GIT_AUTHOR_NAME: 'Mipiti', GIT_AUTHOR_EMAIL: 'evidence@mipiti.invalid', GIT_COMMITTER_NAME: 'Mipiti', GIT_COMMITTER_EMAIL: 'evidence@mipiti.invalid' };

async function commitOf(root: string, files: ReadonlyMap<string, string>, parent: string | undefined, added: number): Promise<string> {
  const tree = (await git(root, ['mktree', '-z'], { input: [...files].map(([name, object]) => `100644 blob ${object}\t${name}.json\0`).join('') })).trim();
  return (await git(root, ['commit-tree', tree, ...(parent === undefined ? [] : ['-p', parent]), '-m', `Add ${added} ${added === 1 ? 'file' : 'files'} of evidence`], { env: identity })).trim();
}

/** The history in a package: which commits are behind the one it is of, proven by their names. */
import { ancestryOf, type Ancestry, type Commit } from '../recorded/ancestry.ts';
import { entryAt, isNamedBy, readCommit, readTree, type GitCommit, type TreeEntry } from './git-objects.ts';
import type { EvidencePackage } from './package.ts';

export interface History {
  readonly ancestry: Ancestry;
  readonly commits: ReadonlyMap<string, GitCommit>;
  /** Whether commits are missing behind those that are there. */
  readonly cut: boolean;
  /** What stands at a path of a commit; undefined where that cannot be told. */
  readonly entry: (commit: string, path: string) => TreeEntry | 'nothing' | undefined;
}

/** The history, or the first object that is not what its name says. */
export function readHistory({ git, commit: head }: Pick<EvidencePackage, 'git' | 'commit'>): History | { readonly broken: string } {
  const commits = new Map<string, GitCommit>();
  for (const [name, base64] of Object.entries(git.commits)) {
    const bytes = exactBase64(base64);
    const commit = bytes && isNamedBy(name, 'commit', bytes) ? readCommit(bytes) : undefined;
    if (!commit) return { broken: `the commit ${name} is another one` };
    commits.set(name, commit);
  }
  const trees = new Map<string, ReadonlyMap<string, TreeEntry>>();
  for (const [name, base64] of Object.entries(git.trees)) {
    const bytes = exactBase64(base64);
    const tree = bytes && isNamedBy(name, 'tree', bytes) ? readTree(bytes, name.length / 2) : undefined;
    if (!tree) return { broken: `the tree ${name} is another one` };
    trees.set(name, tree);
  }
  if (!commits.has(head)) return { broken: `the commit ${head}, which it is of, is not in it` };
  const ordered = childrenFirst(head, commits);
  return {
    ancestry: ancestryOf(ordered),
    commits,
    cut: ordered.some(({ parents }) => parents.some((parent) => !commits.has(parent))),
    entry(commit, path) {
      const tree = commits.get(commit)?.tree;
      return tree === undefined ? undefined : entryAt(tree, path, (name) => trees.get(name));
    },
  };
}

/** All commits behind one, each before its parents. */
function childrenFirst(head: string, commits: ReadonlyMap<string, GitCommit>): Commit[] {
  const done: Commit[] = [];
  const seen = new Set<string>([head]);
  const path: { readonly name: string; next: number }[] = [{ name: head, next: 0 }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const commit = commits.get(top.name)!;
    const parent = commit.parents[top.next++];
    if (parent === undefined) {
      done.push({ commit: top.name, tree: commit.tree, parents: commit.parents });
      path.pop();
    } else if (!seen.has(parent) && commits.has(parent)) {
      seen.add(parent);
      path.push({ name: parent, next: 0 });
    }
  }
  return done.reverse();
}

function exactBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

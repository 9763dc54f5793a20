/** The order of commits, as far as evidence asks for it. A port: who has git reads it, who audits a package has a list. */

export interface Ancestry {
  /** The commit that is looked from. */
  readonly head: string;
  /** The tree of an ancestor of `head`, or of itself; undefined for any other commit. */
  treeOf(commit: string): string | undefined;
  /** Whether `older` is an ancestor of `newer`, both of them ancestors of `head`. A commit is none of itself. */
  isAncestor(older: string, newer: string): boolean;
  /** A commit's place in a list in which each stands before its parents; undefined for one that is not there. */
  positionOf(commit: string): number | undefined;
}

export interface Commit {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
}

/** The ancestry in a list of commits, each before its parents, the first one the head. */
export function ancestryOf(commits: readonly Commit[]): Ancestry {
  const known = new Map(commits.map((one, index) => [one.commit, { ...one, index }]));
  const answers = new Map<string, boolean>();
  return {
    head: commits[0]?.commit ?? '',
    treeOf: (commit) => known.get(commit)?.tree,
    positionOf: (commit) => known.get(commit)?.index,
    isAncestor(older, newer) {
      const [target, start] = [known.get(older), known.get(newer)];
      // Parents stand behind their children, so one that stands before cannot be an ancestor.
      if (!target || !start || target.index <= start.index) return false;
      const key = `${older} ${newer}`;
      const answered = answers.get(key);
      if (answered !== undefined) return answered;
      const seen = new Set<string>();
      const waiting = [start];
      let found = false;
      for (let next = waiting.pop(); next && !found; next = waiting.pop()) {
        for (const parent of next.parents) {
          if (parent === older) found = true;
          const there = known.get(parent);
          if (!there || seen.has(parent) || there.index >= target.index) continue;
          seen.add(parent);
          waiting.push(there);
        }
      }
      answers.set(key, found);
      return found;
    },
  };
}

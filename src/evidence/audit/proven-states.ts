/** What files are at the commit of a package, and how that is known: signed, the same in git, or the word of whoever exported it. */
import { foundationKey } from '../statement/file-state.ts';
import { commitOfRun, type RunStatement } from '../statement/run-statement.ts';
import { isRegular } from './git-objects.ts';
import type { History } from './history.ts';
import type { EvidencePackage } from './package.ts';

export type Proof = 'signed' | 'same_in_git' | 'word';

export interface ProvenStates {
  readonly states: ReadonlyMap<string, { readonly state: string; readonly proof: Proof }>;
  /** What is claimed of a file, or signed twice, and cannot be. */
  readonly contradictions: readonly string[];
}

/** @param runs Those that count, of any model. @param others Those that do not: files that they rest on may be listed too. */
export function provenStates({ files, listings, commit: head }: EvidencePackage, runs: readonly RunStatement[], others: readonly RunStatement[], history: History): ProvenStates {
  const states = new Map<string, { readonly state: string; readonly proof: Proof }>();
  const contradictions: string[] = [];
  const note = (key: string, path: string, state: string, proof: Proof): void => {
    const known = states.get(key);
    if (!known) states.set(key, { state, proof });
    else if (known.state !== state) contradictions.push(proof === 'word' ? `${path} is said to be ${short(state)} and is ${short(known.state)}` : `${path} is signed to be both ${short(known.state)} and ${short(state)} at this commit`);
  };
  const of = (run: RunStatement) => [
    ...run.predicate.files.map(({ path, state }) => ({ key: foundationKey({ file: path }), path, state, glob: false })),
    ...run.predicate.listings.map(({ path, state }) => ({ key: foundationKey({ file: path, glob: true }), path, state, glob: true })),
  ];
  for (const run of runs) if (commitOfRun(run) === head) for (const { key, path, state } of of(run)) note(key, path, state, 'signed');
  for (const run of runs) {
    const then = commitOfRun(run);
    for (const { key, path, state, glob } of then === head ? [] : of(run)) if (!states.has(key) && isSame({ path, glob, state }, then, head, history)) states.set(key, { state, proof: 'same_in_git' });
  }
  const mentioned = new Set([...runs, ...others].flatMap(of).map(({ key }) => key));
  for (const { path, key } of [...files.map(({ path }) => ({ path, key: foundationKey({ file: path }) })), ...listings.map(({ path }) => ({ path, key: foundationKey({ file: path, glob: true }) }))]) {
    if (!mentioned.has(key)) contradictions.push(`${path} is listed, and no run rests on it`);
  }
  for (const { path, state } of files) note(foundationKey({ file: path }), path, state, 'word');
  for (const { path, state } of listings) note(foundationKey({ file: path, glob: true }), path, state, 'word');
  return { states, contradictions };
}

/** Whether git shows that nothing changed between two commits. A glob may name anything, links lead anywhere: for both only equal roots show it. */
function isSame({ path, glob, state }: { readonly path: string; readonly glob: boolean; readonly state: string }, then: string, now: string, { commits, entry }: History): boolean {
  const [a, b] = [commits.get(then)?.tree, commits.get(now)?.tree];
  if (a !== undefined && a === b) return true;
  if (glob) return false;
  const [before, after] = [entry(then, path), entry(now, path)];
  if (before === undefined || after === undefined) return false;
  if (before === 'nothing' || after === 'nothing') return before === after && state.startsWith('refused:');
  return isRegular(before) && before.mode === after.mode && before.object === after.object;
}

function short(state: string): string {
  return state.slice(0, 'sha256:'.length + 10);
}

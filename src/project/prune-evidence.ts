/** Tidying a ledger: what writers left behind, and, only when asked, runs about commits that are gone. */
import { openLedger, type Ledger } from '../evidence/ledger/ledger.ts';
import { readSealedFile } from '../evidence/envelope/sealed-file.ts';
import { commitOfRun, readRunStatement, treeOfRun, type RunStatement } from '../evidence/statement/run-statement.ts';
import { testResultType } from '../evidence/tests/test-result.ts';
import { repositoryOf } from './find-repository.ts';
import { git } from './git.ts';
import type { Repository } from './repository.ts';

export interface PruneOptions {
  /** Runs about commits that are gone go when they came here so many days ago; left out: none goes. */
  readonly pruneOlderThan?: number;
  /** Says what would go, and removes nothing. */
  readonly dryRun: boolean;
  readonly now: Date;
}

export interface Tidied {
  readonly ok: true;
  /** Half-written files of writers that are gone. */
  readonly swept: number;
  /** Public test results whose run was never recorded. */
  readonly orphans: readonly string[];
  readonly pruned: readonly { readonly name: string; readonly commit: string }[];
  readonly left: number;
}

/** Whoever records a run writes its test result before it; an hour later nobody does any more. */
const orphanAfterMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/**
 * Tidies the ledger of a folder's repository. A run goes only if it can never count here: it is about this repository, neither its commit
 * nor its tree is among the objects of the clone, and no run that stays names it, so that no gap appears. Runs git, so only where the
 * workspace is trusted.
 */
export async function tidyEvidence(folder: string, { pruneOlderThan, dryRun, now }: PruneOptions): Promise<Tidied | { readonly ok: false; readonly because: string }> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return { ok: false, because: 'it lies in no git repository' };
  if (pruneOlderThan !== undefined && (await git(repository.root, ['rev-parse', '--is-shallow-repository'])).trim() !== 'false') {
    return { ok: false, because: 'this clone is shallow and does not know which commits are gone; git fetch --unshallow completes it' };
  }
  const ledger = openLedger(repository.root);
  const swept = dryRun ? 0 : await ledger.sweep();
  const { runs, results } = await contentsOf(ledger);
  const ageOf = async (name: string): Promise<number> => now.getTime() - ((await ledger.since(name)) ?? now.getTime());
  const pruned = pruneOlderThan === undefined ? [] : await gone(runs, repository, async (name) => (await ageOf(name)) >= pruneOlderThan * dayMs);
  const goes = new Set(pruned.map(({ name }) => name));
  const named = new Set([...runs].flatMap(([name, { predicate }]) => (goes.has(name) || predicate.testResult === null ? [] : [predicate.testResult])));
  const ofPruned = new Set([...runs].flatMap(([name, { predicate }]) => (goes.has(name) && predicate.testResult !== null ? [predicate.testResult] : [])));
  const orphans: string[] = [];
  for (const name of results) if (!named.has(name) && (ofPruned.has(name) || (await ageOf(name)) >= orphanAfterMs)) orphans.push(name);
  if (!dryRun) {
    // A run goes before its test result: ended in between, no run names what is not there.
    for (const { name } of pruned) await ledger.remove(name);
    for (const name of orphans) await ledger.remove(name);
  }
  return { ok: true, swept, orphans, pruned, left: (await ledger.names()).length - (dryRun ? pruned.length + orphans.length : 0) };
}

interface Contents {
  readonly runs: ReadonlyMap<string, RunStatement>;
  /** The files with a public test result that stands beside a run. */
  readonly results: readonly string[];
}

async function contentsOf(ledger: Ledger): Promise<Contents> {
  const runs = new Map<string, RunStatement>();
  const results: string[] = [];
  for (const name of await ledger.names()) {
    const read = await ledger.read(name);
    const opened = read.ok ? readSealedFile(read.bytes) : undefined;
    if (!opened?.ok) continue;
    const run = readRunStatement(opened.sealed.payload);
    if (run.ok) runs.set(name, run.statement);
    else if (run.other && isTestResultOfRun(opened.sealed.payload)) results.push(name);
  }
  return { runs, results };
}

/** Not any test result: one whose subjects are those that a run gives it. */
function isTestResultOfRun(payload: Buffer): boolean {
  try {
    const { predicateType, subject } = JSON.parse(payload.toString('utf8')) as { predicateType?: unknown; subject?: unknown };
    const names = Array.isArray(subject) ? (subject as { name?: unknown }[]).map(({ name }) => name) : [];
    return predicateType === testResultType && names.length === 2 && names[0] === 'commit' && names[1] === 'tree';
  } catch {
    return false;
  }
}

/** The runs that can go, newest first: one that goes no longer holds those that only it named. */
async function gone(runs: ReadonlyMap<string, RunStatement>, repository: Repository, isOld: (name: string) => Promise<boolean>): Promise<{ name: string; commit: string }[]> {
  const isHere = await objectsHere(repository.root, [...runs.values()].flatMap((run) => [commitOfRun(run), treeOfRun(run)]));
  const candidates = new Set<string>();
  for (const [name, run] of runs) {
    const about = run.predicate.repository;
    const isOurs = about === null ? repository.name === undefined : about.toLowerCase() === repository.name?.toLowerCase();
    if (isOurs && !isHere.has(commitOfRun(run)) && !isHere.has(treeOfRun(run)) && (await isOld(name))) candidates.add(name);
  }
  const found: { name: string; commit: string }[] = [];
  const left = new Map(runs);
  for (let before = -1; before !== found.length; ) {
    before = found.length;
    const named = new Set([...left.values()].flatMap(({ predicate }) => predicate.earlier));
    for (const name of candidates) {
      const run = left.get(name);
      if (!run || named.has(name)) continue;
      left.delete(name);
      found.push({ name, commit: commitOfRun(run) });
    }
  }
  return found;
}

async function objectsHere(root: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Set();
  const answers = await git(root, ['cat-file', '--batch-check=%(objectname)'], { input: asked.map((name) => `${name}\n`).join('') });
  return new Set(answers.split('\n').filter((line) => /^[0-9a-f]+$/.test(line)));
}

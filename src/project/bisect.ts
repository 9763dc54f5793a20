/**
 * Finds a commit that changed the status of an objective: the posture is computed anew at commits of the past, from their own model and
 * their own code, by the rules and the clock of now. The work tree is neither read nor touched.
 */
import { join, relative } from 'node:path';
import type { ObjectiveStatus } from '../assurance/assessment.ts';
import { assess } from '../assurance/assess.ts';
import { weakenings } from '../assurance/weakenings.ts';
import { compareIdentifiers } from '../model/identifiers.ts';
import { parseModel } from '../model/parse.ts';
import type { ThreatModel } from '../model/schema.ts';
import { findAssertionType } from '../verifier/catalogue.ts';
import type { Sources } from '../verifier/sources.ts';
import { commitOf } from './base-commit.ts';
import { searchChange } from './bisect-search.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { commitSources } from './commit-sources.ts';
import { git } from './git.ts';
import { isModelFile, withSlashes } from './model-names.ts';
import { pastPosture, type PastPosture } from './past-posture.ts';
import { comparePostures, type ChangeItem } from './pending-change.ts';
import { describeStatus } from './sentences/posture.ts';
import type { ModelSnapshot } from './snapshot.ts';

/** absent: the model, or the pair of the objective, was not there. */
export type PastStatus = ObjectiveStatus | 'absent';

export interface BisectOptions {
  readonly snapshot: ModelSnapshot;
  readonly objective: string;
  /** A commit at which all was well; left out, one at which the objective was mitigated is looked for. */
  readonly good?: string;
  /** HEAD when left out. */
  readonly bad?: string;
  readonly checker: ClaimChecker;
  /** ISO instant that attestations are judged by, at every commit. */
  readonly at: string;
  readonly signal: AbortSignal;
  readonly onStep?: (step: { readonly looked: number; readonly left: number; readonly commit: string }) => void;
}

export interface PastEnd {
  readonly commit: string;
  readonly status: PastStatus;
  /** The status with its reason, in words. */
  readonly words: string;
}

export interface CommitFacts {
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  /** ISO instant. */
  readonly at: string;
}

export type Bisected =
  | {
      readonly found: true;
      readonly commit: CommitFacts;
      readonly before: PastEnd;
      readonly after: PastEnd;
      readonly good: PastEnd;
      readonly bad: PastEnd;
      /** What that commit did to the evidence of the objective, and to what the model asks for. */
      readonly items: readonly ChangeItem[];
      /** The files that the commit changed and the evidence rests on, before or after it. */
      readonly files: readonly string[];
      readonly looked: number;
      /** Claims that rest on runs of tests: past commits are not run, so these are undecidable at all of them. */
      readonly notRun: readonly string[];
    }
  | { readonly found: false; readonly because: 'same_status'; readonly good: PastEnd; readonly bad: PastEnd; readonly looked: number; readonly notRun: readonly string[] }
  | { readonly found: false; readonly because: 'never_mitigated'; readonly bad: PastEnd; /** How many commits the line has; not all were looked at. */ readonly commits: number; readonly looked: number; readonly notRun: readonly string[] }
  | { readonly found: false; readonly because: 'mitigated'; readonly bad: PastEnd; readonly looked: number; readonly notRun: readonly string[] }
  | { readonly found: false; readonly because: 'no_repository' }
  | { readonly found: false; readonly because: 'no_such_commit'; readonly ref: string }
  /** `good` is no first parent, of first parents, of `bad`. */
  | { readonly found: false; readonly because: 'not_on_the_line'; readonly good: string; readonly bad: string };

/** A longer history is searched from its newest end. */
const mostCommits = 100_000;

/** Only where the workspace is trusted: git is asked. Rejects when aborted or when git fails. */
export async function bisectObjective(options: BisectOptions): Promise<Bisected> {
  const { snapshot, objective, good, bad = 'HEAD', signal } = options;
  const { repository } = snapshot;
  if (!repository.hasGit) return { found: false, because: 'no_repository' };
  const ends: string[] = [];
  for (const ref of good === undefined ? [bad] : [bad, good]) {
    const end = await commitOf(repository.root, ref);
    if ('none' in end) return { found: false, because: 'no_such_commit', ref };
    ends.push(end.commit);
  }
  const [badCommit = '', goodCommit] = ends;
  const whole = (await git(repository.root, ['--no-replace-objects', 'rev-list', '--first-parent', `--max-count=${mostCommits}`, badCommit])).split('\n').filter((line) => line !== '');
  const length = goodCommit === undefined ? whole.length : whole.indexOf(goodCommit) + 1;
  if (length === 0) return { found: false, because: 'not_on_the_line', good: goodCommit ?? '', bad: badCommit };

  let looked = 0;
  let left = length;
  const notRun = new Set<string>();
  const known = new Map<string, Promise<{ readonly past?: PastPosture; readonly end: PastEnd }>>();
  const lookAt = (commit: string): Promise<{ readonly past?: PastPosture; readonly end: PastEnd }> => {
    const before = known.get(commit);
    if (before) return before;
    signal.throwIfAborted();
    options.onStep?.({ looked: looked++, left, commit });
    const now = postureAt(commit, options, notRun);
    known.set(commit, now);
    return now;
  };
  const endAt = async (commit: string): Promise<PastEnd> => (await lookAt(commit)).end;

  const badEnd = await endAt(badCommit);
  const facts = (): { readonly looked: number; readonly notRun: readonly string[] } => ({ looked, notRun: [...notRun].sort(compareIdentifiers) });
  let oldest = length - 1;
  if (goodCommit === undefined) {
    if (badEnd.status === 'mitigated') return { found: false, because: 'mitigated', bad: badEnd, ...facts() };
    const mitigated = await goBack(whole, async (commit) => (await endAt(commit)).status === 'mitigated');
    if (mitigated === undefined) return { found: false, because: 'never_mitigated', bad: badEnd, commits: whole.length, ...facts() };
    oldest = mitigated;
  }
  // The oldest first.
  const line = whole.slice(0, oldest + 1).reverse();
  const goodEnd = await endAt(line[0] ?? '');
  if (goodEnd.status === badEnd.status) return { found: false, because: 'same_status', good: goodEnd, bad: badEnd, ...facts() };
  const index = await searchChange(line.length, async (at) => (await endAt(line[at] ?? '')).status === goodEnd.status, (step) => (left = step.left));
  const [older, newer] = [line[index - 1] ?? '', line[index] ?? ''];
  const [then, now] = [await lookAt(older), await lookAt(newer)];
  return { found: true, commit: await factsOf(repository.root, newer), before: then.end, after: now.end, good: goodEnd, bad: badEnd, ...(await whatChanged(then, now, snapshot, objective)), ...facts() };
}

/** The nearest of the commits 1, 2, 4, 8, … back, and the last one, for which it holds. */
async function goBack(commits: readonly string[], holds: (commit: string) => Promise<boolean>): Promise<number | undefined> {
  const last = commits.length - 1;
  for (let step = 1; step < 2 * last; step *= 2) {
    const index = Math.min(step, last);
    if (await holds(commits[index] ?? '')) return index;
  }
  return undefined;
}

async function postureAt(commit: string, { snapshot, objective, checker, at, signal }: BisectOptions, notRun: Set<string>): Promise<{ readonly past?: PastPosture; readonly end: PastEnd }> {
  const { repository } = snapshot;
  const sources = await commitSources(repository.root, commit);
  const text = await modelAt(sources, snapshot);
  const absent = { end: { commit, status: 'absent', words: 'not in the model' } } as const;
  if (text === undefined) return absent;
  const past = await pastPosture({ commit, text, sources, repository, checker, at, wanted: (model) => evidenceOf(model, objective, at), signal });
  for (const [id, { reason }] of past.verdicts) if (reason === 'not_run' && findAssertionType(past.model.assertions[id]?.type ?? '')?.runs) notRun.add(id);
  const posture = past.assessment.objectives.find(({ id }) => id === objective);
  return posture ? { past, end: { commit, status: posture.status, words: describeStatus(posture) } } : { past, ...absent };
}

/** The model's text at a commit: where it lies now, else wherever a model with its identifier lay then. */
async function modelAt(sources: Sources, { model, projectRoot, path, repository }: ModelSnapshot): Promise<string | undefined> {
  const here = await sources.read(withSlashes(relative(repository.root, join(projectRoot, ...path.split('/')))));
  if (here.ok) return here.text;
  const listed = await sources.list('**/*.threatmodel.yaml');
  for (const file of listed.ok ? listed.files.filter(isModelFile) : []) {
    const found = await sources.read(file);
    if (found.ok && parseModel(found.text).model.id === model.id) return found.text;
  }
  return undefined;
}

/** The assertions that the status of an objective can rest on: of its controls, and of assumptions, which can stand in for controls. */
function evidenceOf(model: ThreatModel, objective: string, at: string): ReadonlySet<string> {
  const posture = assess(model, { basis: 'worktree', assertions: {} }, at).objectives.find(({ id }) => id === objective);
  const controls = new Set(posture?.groups.flatMap((group) => group.controls.map(({ control }) => control)));
  return new Set(Object.entries(model.assertions).flatMap(([id, { control, assumption }]) => (posture && (assumption !== undefined || (control !== undefined && controls.has(control))) ? [id] : [])));
}

async function whatChanged({ past: before }: { readonly past?: PastPosture }, { past: after }: { readonly past?: PastPosture }, { repository }: ModelSnapshot, objective: string): Promise<{ readonly items: readonly ChangeItem[]; readonly files: readonly string[] }> {
  if (!before || !after) return { items: [], files: [] };
  const compared = comparePostures(before, { model: after.model, verdicts: after.verdicts, assessment: after.assessment, weakenings: weakenings(before.model, after.model) });
  // Other objectives were not looked at.
  const items = compared.items.filter(({ subject, effect }) => effect === 'weakened' || !/^CO-/.test(subject) || subject === objective).filter(({ subject }) => !(subject in after.model.controls) || serves(after, subject, objective));
  const foundations = [...before.verdicts.values(), ...after.verdicts.values()].flatMap(({ restsOn }) => restsOn.filter(({ glob }) => !glob).map(({ file }) => file));
  const changed = (await git(repository.root, ['diff-tree', '-r', '-z', '--name-only', '--no-renames', before.commit, after.commit])).split('\0');
  return { items, files: [...new Set(foundations)].filter((file) => changed.includes(file)).sort() };
}

function serves({ assessment }: PastPosture, control: string, objective: string): boolean {
  return assessment.objectives.some(({ id, groups }) => id === objective && groups.some((group) => group.controls.some((member) => member.control === control)));
}

/** Who wrote a commit, when, and its first line, from the object itself: nothing that a repository configures is run. */
async function factsOf(root: string, commit: string): Promise<CommitFacts> {
  const text = await git(root, ['--no-replace-objects', 'cat-file', 'commit', commit]);
  const end = text.indexOf('\n\n');
  const [, author = '', seconds = '0'] = /^author (.*?) <[^>\n]*> (\d+)/m.exec(text.slice(0, end)) ?? [];
  return { commit, subject: text.slice(end + 2).trim().split('\n')[0] ?? '', author, at: new Date(Number(seconds) * 1000).toISOString() };
}

/** Claims about some code that could show a clause: those that hold, with whether the clause takes them and whether they notice a loss. */
import { setMaxListeners } from 'node:events';
import { defaultLeast, reaches } from '../../assurance/strength.ts';
import type { Clause } from '../../model/schema.ts';
import { fileSources } from '../../verifier/file-sources.ts';
import { rememberingSources } from '../../verifier/remembering-sources.ts';
import type { Vacuity } from '../../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../../verifier/verdict.ts';
import { fromRepository } from '../collect-problems.ts';
import type { ClaimChecker } from '../claim-checker.ts';
import type { ModelSnapshot, Project } from '../snapshot.ts';

/** Where to look: a file relative to the repository, and perhaps the function or class meant in it. */
export interface CodePlace {
  readonly file: string;
  readonly symbol?: string;
}

export interface ClauseCandidate {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly vacuity?: Vacuity;
  /** Why the clause would not be met by it; missing where it would be. */
  readonly shortfall?: 'type_not_allowed' | 'too_weak' | 'notices_nothing';
}

/** The candidates, those that the clause takes first, then by strength. Rejects only when aborted. */
export async function candidatesForClause(project: Project, model: ModelSnapshot, clause: Clause | undefined, places: readonly CodePlace[], options: { readonly most: number; readonly checker: ClaimChecker; readonly signal: AbortSignal }): Promise<readonly ClauseCandidate[]> {
  const { most, checker } = options;
  // Every claim that is checked listens to it.
  const signal = AbortSignal.any([options.signal]);
  setMaxListeners(0, signal);
  const roots = { projectRoot: project.root, repositoryRoot: model.repository.root };
  const found: ClauseCandidate[] = [];
  const seen = new Set<string>();
  for (const { file, symbol } of places) {
    for (const { claim, verdict } of await project.candidateClaims({ file: fromRepository(file, roots) }, signal)) {
      const key = JSON.stringify(claim);
      if (seen.has(key) || (symbol !== undefined && !speaksOf(claim, symbol))) continue;
      seen.add(key);
      const shortfall = shortfallOf(claim, verdict, clause);
      found.push({ claim, verdict, ...(shortfall === undefined ? {} : { shortfall }) });
    }
  }
  const words = stemsOf(clause?.shows ?? '');
  const byRank = (a: ClauseCandidate, b: ClauseCandidate): number => rank(a) - rank(b) || sharedWords(b.claim, words) - sharedWords(a.claim, words);
  const best = found.sort(byRank).slice(0, most);
  const sources = rememberingSources(fileSources(model.repository.root));
  const tried = await Promise.all(best.map(async (one): Promise<ClauseCandidate> => {
    const vacuity = await checker.prove(sources, one.claim, one.verdict, signal);
    return { ...one, ...(vacuity ? { vacuity } : {}), ...(vacuity && vacuity.survived.length > 0 && one.shortfall === undefined ? { shortfall: 'notices_nothing' } : {}) };
  }));
  return tried.sort(byRank);
}

function shortfallOf({ type }: Claim, { strength }: Verdict, clause: Clause | undefined): ClauseCandidate['shortfall'] {
  if (!clause) return undefined;
  if (clause.types.length > 0 && !clause.types.includes(type)) return 'type_not_allowed';
  return (clause.least === undefined ? defaultLeast : [clause.least]).some((least) => reaches(strength, least)) ? undefined : 'too_weak';
}

/** Calls say more than that something is there, and a call on every path more than one on some. */
const order = ['unconditional', 'called', 'chained', 'declared', 'text'];

function rank({ shortfall, verdict, vacuity }: ClauseCandidate): number {
  return (shortfall === undefined ? 0 : shortfall === 'too_weak' ? 100 : 200) + (vacuity && vacuity.survived.length > 0 ? 50 : 0) + order.indexOf(verdict.strength ?? 'text');
}

/** How many words of the names in a claim the clause has as well: `scan_upload` has two of "the upload is scanned". */
function sharedWords({ params }: Claim, words: ReadonlySet<string>): number {
  return [...stemsOf(Object.entries(params).flatMap(([name, value]) => (name !== 'file' && typeof value === 'string' ? [value] : [])).join(' '))].filter((word) => words.has(word)).length;
}

/** Beginnings of words, long enough to tell them apart and short enough to be the same for scan, scanner and scanned. */
function stemsOf(text: string): ReadonlySet<string> {
  return new Set((text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) => word.slice(0, 4)));
}

/** Whether a claim names a symbol: whole, or as the last part of a qualified name. */
function speaksOf({ params }: Claim, symbol: string): boolean {
  return Object.entries(params).some(([name, value]) => name !== 'file' && typeof value === 'string' && (value === symbol || value.endsWith(`.${symbol}`)));
}

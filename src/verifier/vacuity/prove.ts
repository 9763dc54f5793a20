/** Whether a claim proves anything: what it claims is taken away in memory, and only a claim that then fails has noticed. */
import { lineOffset } from '../code/line-table.ts';
import { findAssertionType } from '../catalogue.ts';
import type { Sources } from '../sources.ts';
import type { Claim, CodeRange, Verdict } from '../verdict.ts';
import { changedSources } from './changed-sources.ts';
import { operators, type Operator } from './operators.ts';
import type { Site } from './site.ts';
import { violationOf } from './violations.ts';

/** What was tried on a claim that passes, and what it did not notice. */
export interface Vacuity {
  readonly tried: number;
  readonly killed: number;
  /** One sentence for each change that the claim survived. None, and at least one tried: the claim means what it says. */
  readonly survived: readonly string[];
  /** Why nothing can be tried on claims of this type, as a sentence. Then there is no rate, rather than one of all. */
  readonly inapplicable?: string;
}

export type CheckOne = (sources: Sources, claim: Claim) => Promise<Verdict>;

/** Sites of one claim that are taken away one after the other before it counts as surviving. */
const mostSites = 40;
/** Places at which something forbidden is put. */
const mostPlaces = 24;

/**
 * Tries every change that applies on a passing claim. Asked as the claim is asked, strength included: only `fail` kills;
 * a change that makes the code unreadable is tried in another spelling, and does not count when there is none.
 */
export async function proveClaim(claim: Claim, verdict: Verdict, sources: Sources, check: CheckOne): Promise<Vacuity> {
  const type = findAssertionType(claim.type);
  if (type?.runs) return { tried: 0, killed: 0, survived: [], inapplicable: 'Tests run on the files of the disk, where changes in memory do not show, so whether this claim notices them is not tried.' };
  const outcomes = !type || verdict.verdict !== 'pass' ? [] : type.absence ? [await added(claim, verdict, sources, check)] : await taken(claim, verdict, sources, check);
  const tried = outcomes.filter((outcome) => outcome !== 'untried');
  const survived = tried.filter((outcome) => outcome !== 'killed').map(({ survived: words }) => words);
  return { tried: tried.length, killed: tried.length - survived.length, survived };
}

type Outcome = 'killed' | 'untried' | { readonly survived: string };

async function taken(claim: Claim, verdict: Verdict, sources: Sources, check: CheckOne): Promise<Outcome[]> {
  const file = verdict.file;
  if (file === undefined) return [];
  const gone = await check(changedSources(sources, new Map([[file, undefined]])), claim);
  const missing: Outcome = gone.verdict === 'pass' ? { survived: `It passes although ${file} is gone.` } : gone.verdict === 'fail' ? 'killed' : 'untried';
  if (!verdict.range) return [missing];
  const source = await sources.read(file);
  if (!source.ok) return [missing];
  const outcomes: Outcome[] = [missing];
  for (const operator of operators) {
    let [text, at, outcome]: [string, CodeRange, Outcome] = [source.text, verdict.range, 'untried'];
    for (let site = 0; site < mostSites; site++) {
      const span = { start: lineOffset(text, at.start), end: lineOffset(text, at.end) };
      const next = await firstReadable({ claim, file, text, span, line: at.start.line }, operator, sources, check);
      if (!next) break;
      if (next.verdict.verdict === 'fail') {
        outcome = 'killed';
        break;
      }
      outcome = { survived: `It passes although what it claims at line ${at.start.line} of ${file} ${operator.words}.` };
      if (!next.verdict.range || next.verdict.file !== file) break;
      [text, at] = [next.text, next.verdict.range];
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

/** The first spelling that is noticed, or moves the claim to another site; else the first that can be read. */
async function firstReadable(site: Site, operator: Operator, sources: Sources, check: CheckOne): Promise<{ readonly text: string; readonly verdict: Verdict } | undefined> {
  let unnoticed: { readonly text: string; readonly verdict: Verdict } | undefined;
  for (const text of operator.variants(site)) {
    if (text === site.text) continue;
    const verdict = await check(changedSources(sources, new Map([[site.file, text]])), site.claim);
    if (verdict.verdict === 'undecidable') continue;
    const line = verdict.range?.start.line;
    // What still holds on the same line may only have lost a name beside it: a wider spelling tells.
    if (verdict.verdict === 'fail' || line !== site.line) return { text, verdict };
    unnoticed ??= { text, verdict };
  }
  return unnoticed;
}

/** Something that the claim forbids is written into the file: at its end, at its beginning, and between its lines. */
async function added(claim: Claim, verdict: Verdict, sources: Sources, check: CheckOne): Promise<Outcome> {
  const violation = violationOf(claim);
  const file = verdict.file ?? verdict.restsOn.find(({ glob }) => glob !== true)?.file;
  const source = violation === undefined || file === undefined ? undefined : await sources.read(file);
  if (!source?.ok || violation === undefined || file === undefined) return 'untried';
  const lines = source.text.split('\n');
  const step = Math.max(1, Math.ceil(lines.length / mostPlaces));
  const places = [lines.length, 0, ...Array.from({ length: mostPlaces }, (_, n) => (n + 1) * step).filter((place) => place < lines.length)];
  let readable = false;
  for (const place of places) {
    const text = [...lines.slice(0, place), violation, ...lines.slice(place)].join('\n');
    const answer = await check(changedSources(sources, new Map([[file, text]])), claim);
    if (answer.verdict === 'fail') return 'killed';
    readable ||= answer.verdict === 'pass';
  }
  return readable ? { survived: `It passes although ${file} holds ${JSON.stringify(violation)}.` } : 'untried';
}

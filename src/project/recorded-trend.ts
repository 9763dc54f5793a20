/** How a model stood over recorded runs: the present model, judged by what had been recorded until each run. */
import { assess } from '../assurance/assess.ts';
import type { AssertionEvidence } from '../assurance/evidence.ts';
import type { RecordedAt } from '../evidence/recorded/recorded-basis.ts';
import type { RecordedVerdict } from '../evidence/recorded/history.ts';
import type { LadderCounts, ObjectiveStatus } from '../assurance/assessment.ts';
import { onRecord } from './on-record.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface RecordedPoint {
  readonly at: RecordedAt;
  readonly counts: Readonly<Record<ObjectiveStatus, number>>;
  readonly ladder: LadderCounts;
}

/** How many points are worked out; of a large model fewer, since each is a posture of its own. */
const mostPoints = 40;
const mostPairs = 400_000;

/**
 * The points of a model, the oldest first, and how many runs there are. Earlier texts of an assertion say nothing of what it says now, so
 * their verdicts count for nothing. Where there are more runs than points, the first, the last, and as many between, evenly.
 *
 * @param at ISO instant that attestations are judged by, at every point: what changes is the evidence.
 */
export function recordedTrend(snapshot: Pick<ModelSnapshot, 'model' | 'recorded' | 'assessment'>, at: string): { readonly points: readonly RecordedPoint[]; readonly runs: number } {
  const record = onRecord(snapshot);
  if (!record) return { points: [], runs: 0 };
  const { runs, verdicts } = record.history;
  const most = Math.max(2, Math.min(mostPoints, Math.floor(mostPairs / Math.max(1, snapshot.assessment.objectives.length))));
  const wanted = new Set(evenly(runs.length, most).map((index) => runs[index]!.run));
  const ofRun = new Map<string, (readonly [string, RecordedVerdict])[]>();
  for (const [id, list] of verdicts) {
    for (const verdict of list) {
      if (!verdict.sameAssertion) continue;
      const said = ofRun.get(verdict.at.run);
      if (said) said.push([id, verdict]);
      else ofRun.set(verdict.at.run, [[id, verdict]]);
    }
  }
  const known: Record<string, AssertionEvidence> = {};
  const points: RecordedPoint[] = [];
  for (const run of runs) {
    for (const [id, { entry }] of ofRun.get(run.run) ?? []) {
      if (entry.verdict === 'pass' || entry.verdict === 'fail' || entry.verdict === 'undecidable') known[id] = { verdict: entry.verdict, ...(entry.strength === null ? {} : { strength: entry.strength }) };
    }
    if (!wanted.has(run.run)) continue;
    const { counts, ladder } = assess(snapshot.model, { basis: 'recorded', assertions: { ...known } }, at);
    points.push({ at: run, counts, ladder });
  }
  return { points, runs: runs.length };
}

/** So many of the numbers below `count`, the first and the last among them. */
function evenly(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}

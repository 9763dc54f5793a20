/** Builds the posture screen: both bases side by side, what speaks against the posture, and what to do next. */
import type { Assessment, ObjectivePosture } from '../../assurance/assessment.ts';
import { deadlinesOf, type DeadlineStanding } from '../../assurance/deadlines.ts';
import { singlePoints } from '../../assurance/single-points.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { Mark } from '../../protocol/marks.ts';
import type { Place } from '../../protocol/place.ts';
import { cellTiers, type CellTier } from '../../protocol/screens/matrix-cell.ts';
import type { BasisPosture, DeadlineRow, LeverRow, PostureRow, PostureScreen, RecordedSide, StatusByTier } from '../../protocol/screens/posture-screen.ts';
import { driftOf } from '../drift.ts';
import { entityTitle } from '../language/entity-words.ts';
import { nextActions } from '../next-actions.ts';
import { onRecord } from '../on-record.ts';
import { printable } from '../printable.ts';
import type { RecordedPosture } from '../read-recorded.ts';
import { describeClaim, verdictWords } from '../sentences/posture.ts';
import { describeLastPass, describeRecorded } from '../sentences/recorded.ts';
import { describeDeadline } from '../sentences/review.ts';
import { describeNoBase, describeNoRecord, describeSinglePoint } from '../sentences/screens.ts';
import { describeWeakening } from '../sentences/weakenings.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import type { ScreenSource } from './screen-source.ts';

/** More steps than anybody looks through are only counted. */
const mostSteps = 60;
const mostSinglePoints = 40;

export function postureScreen({ snapshot, at }: ScreenSource): PostureScreen {
  const { assessment } = snapshot;
  const steps = nextActions(snapshot);
  return {
    objectives: assessment.objectives.length,
    worktree: basisOf(assessment),
    recorded: recordedSide(snapshot),
    checking: snapshot.checking.size,
    drift: driftRows(snapshot, at),
    weakenings: 'commit' in snapshot.base ? { against: snapshot.base.commit, rows: weakeningRows(snapshot) } : { none: describeNoBase(snapshot.base.none) },
    deadlines: deadlineRows(snapshot, at),
    singlePoints: singlePointRows(snapshot),
    next: steps.slice(0, mostSteps).map(({ subject, sentence, title, lowers, towards }) => ({ id: subject, text: printable(sentence), detail: printable(title), opens: placeOf(snapshot, subject), ...leverOf(lowers), towards: towards.length })),
    furtherSteps: Math.max(0, steps.length - mostSteps),
  };
}

function basisOf({ objectives, ladder, digest }: Assessment): BasisPosture {
  const { defined, implemented, verified } = ladder;
  return { byTier: statusByTier(objectives), ladder: { defined, implemented, verified }, digest };
}

function statusByTier(objectives: readonly ObjectivePosture[]): StatusByTier {
  const counts = { mitigated: [0, 0, 0, 0], at_risk: [0, 0, 0, 0], unassessed: [0, 0, 0, 0] } as Record<ObjectivePosture['status'], [number, number, number, number]>;
  for (const { status, tier } of objectives) counts[status][cellTiers.indexOf(tier)]!++;
  return counts;
}

function recordedSide(snapshot: ModelSnapshot): RecordedSide {
  const record = onRecord(snapshot);
  if (!record) {
    const why = snapshot.recorded && 'none' in snapshot.recorded ? snapshot.recorded.none : snapshot.recorded ? 'no_ledger' : 'unread';
    return { none: describeNoRecord(why), teaches: why === 'no_ledger' };
  }
  const standings = Object.entries(record.basis.standings).filter(([, standing]) => standing.holds || standing.why.code !== 'elsewhere');
  const newest = newestOf(record);
  return {
    ...basisOf(record.assessment),
    runs: record.runs,
    head: record.head,
    claims: standings.length,
    holding: standings.filter(([, { holds }]) => holds).length,
    ...(newest ? { newest } : {}),
    stale: standings
      .filter(([id, { holds }]) => !holds && Object.hasOwn(snapshot.model.assertions, id))
      .sort(([a], [b]) => compareIdentifiers(a, b))
      .map(([id, standing]) => ({ id, text: printable(describeClaim(snapshot.model.assertions[id]!)), detail: printable(describeRecorded(standing)), opens: placeOf(snapshot, id) })),
  };
}

function newestOf({ basis }: RecordedPosture): { readonly at: string; readonly signer: string } | undefined {
  let newest: { at: string; signer: string } | undefined;
  for (const standing of Object.values(basis.standings)) if (standing.holds && (newest === undefined || standing.at.signedAt > newest.at)) newest = { at: standing.at.signedAt, signer: printable(standing.at.signer.name) };
  return newest;
}

function driftRows(snapshot: ModelSnapshot, at: string): readonly PostureRow[] {
  return driftOf(snapshot, at).items.map(({ assertion, to, from, failedSince, knownGap }) => ({
    id: assertion,
    text: printable(`${describeClaim(snapshot.model.assertions[assertion] ?? { type: assertion, params: {} })}: ${verdictWords[to.verdict]}`),
    detail: printable(`${describeLastPass({ pass: from, ...(failedSince ? { failedSince } : {}) })}${knownGap ? ' It is a known gap.' : ''}`),
    opens: placeOf(snapshot, assertion),
  }));
}

function weakeningRows(snapshot: ModelSnapshot): readonly PostureRow[] {
  return snapshot.weakenings.map((weakening) => {
    const id = String(weakening.path[1] ?? weakening.path[0]);
    return { id, text: printable(describeWeakening(weakening)), opens: { of: 'entity', id, ...fieldOf(weakening.path) } };
  });
}

function fieldOf(path: ModelPath): { readonly field?: string } {
  return path.length > 2 ? { field: path.slice(2).join('.') } : {};
}

const deadlineMarks: Readonly<Record<Exclude<DeadlineStanding, 'live'>, Mark>> = { soon: { of: 'force', is: 'in_force' }, ended: { of: 'force', is: 'expired' }, none: { of: 'force', is: 'pending' } };

/** What ended, was never attested, or ends soon; what ends first stands first. */
function deadlineRows({ model }: ModelSnapshot, at: string): readonly DeadlineRow[] {
  return deadlinesOf(model, at)
    .flatMap((deadline): DeadlineRow[] => {
      const { id, standing, path, days } = deadline;
      if (standing === 'live') return [];
      const { why, details } = describeDeadline(deadline, model);
      return [{ id, text: printable(`${id} ${why}`), detail: printable([entityTitle(model, id) ?? '', ...details].filter((part) => part !== '').join(' · ')), mark: deadlineMarks[standing], opens: { of: 'entity', id, ...fieldOf(path) }, ...(days === undefined ? {} : { days }) }];
    })
    .sort((a, b) => (a.days ?? -Infinity) - (b.days ?? -Infinity) || compareIdentifiers(a.id, b.id));
}

function singlePointRows(snapshot: ModelSnapshot): readonly LeverRow[] {
  const objectives = new Map(snapshot.assessment.objectives.map((objective) => [objective.id, objective]));
  return singlePoints(snapshot.model, snapshot.assessment)
    .slice(0, mostSinglePoints)
    .map((point) => ({ id: point.id, text: printable(describeSinglePoint(point, snapshot.model)), detail: printable(entityTitle(snapshot.model, point.id) ?? ''), opens: placeOf(snapshot, point.id), ...leverOf(point.objectives.flatMap((id) => objectives.get(id) ?? [])), towards: 0 }));
}

function leverOf(objectives: readonly ObjectivePosture[]): Pick<LeverRow, 'byTier' | 'reachable' | 'objectives'> {
  const count = (tier: CellTier): number => objectives.filter((objective) => objective.tier === tier).length;
  return { byTier: [count('critical'), count('high'), count('medium'), count('low')], reachable: objectives.filter(({ reachability }) => reachability.verdict === 'reachable').length, objectives: objectives.slice(0, 200).map(({ id }) => id) };
}

/** Where something is mended: a claim that fails at its code, all else in the text of the model. */
function placeOf({ verdicts, model }: ModelSnapshot, id: string): Place {
  return Object.hasOwn(model.assertions, id) && verdicts.get(id)?.file !== undefined ? { of: 'assertion', id } : { of: 'entity', id };
}

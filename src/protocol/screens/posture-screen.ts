/** What the posture screen shows: how a model stands on both bases, what speaks against it, and what to do next. */
import type { Mark } from '../marks.ts';
import type { Place } from '../place.ts';
import type { CellTier } from './matrix-cell.ts';

export interface PostureScreen {
  readonly objectives: number;
  readonly worktree: BasisPosture;
  readonly recorded: RecordedSide;
  /** Assertions that are being checked: while there are any, `worktree` is not what it will be. */
  readonly checking: number;
  readonly drift: readonly PostureRow[];
  /** Against the base commit; missing where it cannot be compared, with the reason in words. */
  readonly weakenings: { readonly against: string; readonly rows: readonly PostureRow[] } | { readonly none: string };
  readonly deadlines: readonly DeadlineRow[];
  readonly singlePoints: readonly LeverRow[];
  readonly next: readonly LeverRow[];
  /** How many more steps there are than `next` shows. */
  readonly furtherSteps: number;
}

/** Counts by status, then by tier from critical to low. */
export type StatusByTier = Readonly<Record<'mitigated' | 'at_risk' | 'unassessed', readonly [number, number, number, number]>>;

export interface BasisPosture {
  readonly byTier: StatusByTier;
  readonly ladder: { readonly defined: number; readonly implemented: number; readonly verified: number };
  readonly digest: string;
}

export type RecordedSide =
  | (BasisPosture & {
      readonly runs: number;
      /** The commit that evidence was looked for from. */
      readonly head: string;
      /** Claims of this checkout, how many of them have a recorded verdict that holds, and the newest of these. */
      readonly claims: number;
      readonly holding: number;
      readonly newest?: { readonly at: string; readonly signer: string };
      /** Those that have none that holds, and why. */
      readonly stale: readonly PostureRow[];
    })
  | { readonly none: string; readonly teaches: boolean };

/** One fact, and the place that mends it. */
export interface PostureRow {
  readonly id: string;
  readonly text: string;
  readonly detail?: string;
  readonly opens: Place;
}

export interface DeadlineRow extends PostureRow {
  readonly mark: Mark;
  /** Whole days to its end; negative when it has passed. */
  readonly days?: number;
}

/** What a step would lower, or what hangs on a single point: objectives by tier. */
export interface LeverRow extends PostureRow {
  readonly byTier: readonly [number, number, number, number];
  readonly reachable: number;
  readonly objectives: readonly string[];
  /** Objectives that it alone does not mitigate, and that need it. */
  readonly towards: number;
}

/** One recorded run, and what the present model came to by what was recorded until then. */
export interface TrendPoint {
  readonly run: string;
  readonly commit: string;
  readonly at: string;
  readonly signer: string;
  readonly mitigated: number;
  readonly atRisk: number;
  readonly unassessed: number;
  readonly verified: number;
}

export interface Trend {
  readonly points: readonly TrendPoint[];
  /** How many runs there are; not all need be points. */
  readonly runs: number;
}

export const tiersInOrder: readonly CellTier[] = ['critical', 'high', 'medium', 'low'];

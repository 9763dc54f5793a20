/** Objectives as rows of an answer. */
import * as z from 'zod/mini';
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';

export const objectiveRow = z.object({ id: z.string(), status: z.string(), reason: z.optional(z.string()), tier: z.string(), reachability: z.string() });

export function rowOf({ id, status, reason, tier, reachability }: ObjectivePosture): z.input<typeof objectiveRow> {
  return { id, status, ...(reason === undefined ? {} : { reason }), tier, reachability: reachability.verdict };
}

/** The rows of those objectives that fit, in the order of the assessment. */
export function objectivesOf({ assessment }: ModelSnapshot, fits: (objective: ObjectivePosture) => boolean): z.input<typeof objectiveRow>[] {
  return assessment.objectives.filter(fits).map(rowOf);
}

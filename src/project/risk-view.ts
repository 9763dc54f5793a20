/** Where risk is open: objectives by urgency with how far their controls have come, what was found, what was accepted. */
import { countsAt } from '../model/dates.ts';
import type { Acceptance } from '../model/schema.ts';
import type { ObjectivePosture } from '../assurance/assessment.ts';
import { nextSteps } from './next-steps.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface RiskRow {
  readonly model: ModelSnapshot;
  readonly objective: ObjectivePosture;
  /** Of the group that lacks the fewest, the part of its controls that count; 1 for what is mitigated, 0 without a group. */
  readonly coverage: number;
  readonly openFindings: readonly string[];
  /** The next thing to do; undefined for what is mitigated. */
  readonly action?: string;
}

/** Every objective of some models, the most urgent first. */
export function riskRows(models: readonly ModelSnapshot[]): readonly RiskRow[] {
  return nextSteps(models).flatMap(({ steps }) =>
    steps.map(({ model, objective, action }) => {
      const members = new Set(objective.groups.flatMap(({ controls }) => controls.map(({ control }) => control)));
      const openFindings = model.assessment.controls.filter(({ id }) => members.has(id)).flatMap((state) => state.openFindings);
      return { model, objective, coverage: coverageOf(objective), openFindings, ...(action === undefined ? {} : { action }) };
    }),
  );
}

function coverageOf({ status, groups }: ObjectivePosture): number {
  if (status === 'mitigated') return 1;
  const parts = groups.filter(({ controls }) => controls.length > 0).map(({ controls }) => controls.filter(({ counts }) => counts).length / controls.length);
  return parts.length === 0 ? 0 : Math.round(Math.max(...parts) * 100) / 100;
}

/** How an acceptance stands at a moment (ISO instant). */
export function acceptanceStanding({ status, review_by }: Acceptance, at: string): 'active' | 'expired' | 'revoked' {
  if (status === 'revoked') return 'revoked';
  return countsAt(review_by, at) ? 'active' : 'expired';
}

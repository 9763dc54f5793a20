/** What the controls of a model leave open, derived: no language model is needed to see it. */
import type { ModelSnapshot } from '../snapshot.ts';

export type ControlGapKind = 'no_control' | 'coverage_gap' | 'no_clause' | 'clause_uncovered' | 'orphaned' | 'mitigates_nothing';

export interface ControlGap {
  readonly kind: ControlGapKind;
  /** The objective or control. */
  readonly subject: string;
  readonly sentence: string;
}

/** Objectives first, by risk tier; then controls. */
export function controlGaps({ model, assessment }: Pick<ModelSnapshot, 'model' | 'assessment'>): readonly ControlGap[] {
  const tiers = ['critical', 'high', 'medium', 'low'];
  const objectives = [...assessment.objectives]
    .sort((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier))
    .flatMap(({ id, status, reason, groups, tier }): ControlGap[] => {
      if (status === 'mitigated') return [];
      if (groups.length === 0) return [{ kind: 'no_control', subject: id, sentence: `${id} (${tier}) has no control.` }];
      return reason === 'coverage_gap' ? [{ kind: 'coverage_gap', subject: id, sentence: `${id} (${tier}): no group of its controls can be complete, since a removed control stands in each.` }] : [];
    });
  const controls = assessment.controls.flatMap(({ id, clauses, objectives: serves }): ControlGap[] => {
    const control = model.controls[id];
    if (!control) return [];
    const open = clauses.filter(({ coveredBy }) => coveredBy.length === 0).map(({ clause }) => clause);
    return [
      ...(control.mitigates.length === 0 ? [{ kind: 'mitigates_nothing' as const, subject: id, sentence: `${id} serves no objective.` }] : serves.length === 0 ? [{ kind: 'orphaned' as const, subject: id, sentence: `${id} serves only objectives that are gone.` }] : []),
      ...(clauses.length === 0 ? [{ kind: 'no_clause' as const, subject: id, sentence: `${id} has no clause that says what to show, so it is never verified.` }] : []),
      ...(open.length > 0 ? [{ kind: 'clause_uncovered' as const, subject: id, sentence: `${id}: no assertion covers ${open.join(', ')}.` }] : []),
    ];
  });
  return [...objectives, ...controls];
}

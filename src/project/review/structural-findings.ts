/** What a model's own structure shows to be off about its controls: derived at each look, never stored, and called by the same name as long as it is the same. */
import { canonicalHash, claimHash } from '../../model/canonical.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { sameWords } from '../proposals/proposed-control.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export type StructuralFindingKind = 'structural_duplicate_controls' | 'coverage_gap';

export interface StructuralFinding {
  /** `str_` and a hash of what it is about. */
  readonly id: string;
  readonly kind: StructuralFindingKind;
  readonly title: string;
  readonly description: string;
  readonly controls: readonly string[];
  readonly objective?: string;
  /** Of duplicates: the one that stays, by its evidence. */
  readonly keep?: string;
}

export function structuralFindings(model: ModelSnapshot): readonly StructuralFinding[] {
  const idOf = (kind: StructuralFindingKind, about: readonly string[]): string => `str_${canonicalHash([kind, model.model.id, ...about]).slice(0, 12)}`;
  const duplicates = duplicateControls(model.model).map(({ controls, why }): StructuralFinding => {
    const keep = best(model, controls);
    return { id: idOf('structural_duplicate_controls', controls), kind: 'structural_duplicate_controls', title: `${controls.join(' and ')} ${why}`, description: `One of them is enough: ${keep} has the most evidence, and would take over what the others have.`, controls, keep };
  });
  const gaps = model.assessment.objectives
    .filter(({ reason }) => reason === 'coverage_gap')
    .map(({ id, groups }): StructuralFinding => ({ id: idOf('coverage_gap', [id]), kind: 'coverage_gap', title: `No group of controls of ${id} can be complete`, description: 'A removed control stands in each of its groups. Add a control, or let a person edit the groups.', controls: [...new Set(groups.flatMap(({ controls }) => controls.map(({ control }) => control)))].sort(compareIdentifiers), objective: id }));
  return [...duplicates, ...gaps];
}

/** Controls that say the same, or for which the very same is claimed; each control in at most one set. */
function duplicateControls(model: ThreatModel): readonly { readonly controls: readonly string[]; readonly why: string }[] {
  const ids = Object.keys(model.controls).sort(compareIdentifiers);
  const taken = new Set<string>();
  const setsBy = (keyOf: (id: string) => string, why: string): { readonly controls: readonly string[]; readonly why: string }[] => {
    const sets = new Map<string, string[]>();
    for (const id of ids) {
      const key = keyOf(id);
      if (key !== '' && !taken.has(id)) sets.set(key, [...(sets.get(key) ?? []), id]);
    }
    const found = [...sets.values()].filter((set) => set.length > 1);
    for (const id of found.flat()) taken.add(id);
    return found.map((controls) => ({ controls, why }));
  };
  const claims = new Map<string, string[]>();
  for (const assertion of Object.values(model.assertions)) if (assertion.control !== undefined) claims.set(assertion.control, [...(claims.get(assertion.control) ?? []), claimHash(assertion)]);
  return [...setsBy((id) => sameWords(model.controls[id]!.description), 'say the same'), ...setsBy((id) => [...new Set(claims.get(id))].sort().join(), 'rest on the very same claims')];
}

/** The one with the most evidence; of equals the one that was first. */
function best({ assessment }: ModelSnapshot, controls: readonly string[]): string {
  const worth = (id: string): number => {
    const state = assessment.controls.find((one) => one.id === id);
    return (state?.standing === 'verified' ? 1000 : state?.claimed ? 500 : 0) + (state?.assertions.filter(({ verdict }) => verdict === 'pass').length ?? 0);
  };
  return [...controls].sort((a, b) => worth(b) - worth(a) || compareIdentifiers(a, b))[0]!;
}

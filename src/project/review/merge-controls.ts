/** Lets one control take the place of others that say the same: what they serve, must show and claim goes over; then they are removed. */
import { appendValue, removeValue, setValue } from '../../model/edit.ts';
import type { EditResult } from '../../model/edit.ts';
import { clauseHash } from '../../model/canonical.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { joinGroup, membershipsOf } from '../modelling/mitigations.ts';
import { planRemoval, type RemovalGrounds } from '../modelling/plan-removal.ts';
import { removeEntities } from '../modelling/remove-entities.ts';

/**
 * The edit that leaves `keep`. Nothing is asked for less: clauses are joined, a required judgement stays required, and groups of assumptions
 * by which one of the others would count are not taken over.
 */
export function mergeControls(parsed: ParsedModel, keep: string, drop: readonly string[], why: string, grounds: RemovalGrounds): EditResult {
  return editInSteps(parsed, drop.flatMap((one) => takeOver(parsed.model, keep, one, why, grounds)));
}

function takeOver(model: ThreatModel, keep: string, drop: string, why: string, grounds: RemovalGrounds): readonly EditStep[] {
  const [kept, gone] = [model.controls[keep], model.controls[drop]];
  if (!kept || !gone) return [() => ({ refused: 'not_there', path: ['controls', kept ? drop : keep] })];
  const steps: EditStep[] = membershipsOf(model, drop).map((membership) => joinGroup({ ...membership, control: keep }));
  const names = new Map<string, string>();
  for (const [name, clause] of Object.entries(gone.clauses)) {
    // Names are given when the step is made: an earlier control may have brought the same clause.
    steps.push((now) => {
      const present = now.model.controls[keep]?.clauses ?? {};
      const same = Object.keys(present).find((other) => clauseHash(present[other]!) === clauseHash(clause));
      const free = same ?? freeName(name, present);
      names.set(name, free);
      return same === undefined ? setValue(now, ['controls', keep, 'clauses', free], { shows: clause.shows, ...(clause.types.length > 0 ? { types: clause.types } : {}), ...(clause.least === undefined ? {} : { least: clause.least }) }) : { edits: [] };
    });
  }
  if (gone.judge === 'required') steps.push((now) => (now.model.controls[keep]?.judge === 'required' ? { edits: [] } : setValue(now, ['controls', keep, 'judge'], 'required')));
  for (const key of ['components', 'framework_refs'] as const) for (const item of gone[key]) steps.push((now) => (now.model.controls[keep]?.[key].includes(item) ? { edits: [] } : appendValue(now, ['controls', keep, key], item)));
  for (const item of gone.evidence) steps.push((now) => appendValue(now, ['controls', keep, 'evidence'], item));
  for (const [id, { control, covers }] of Object.entries(model.assertions)) {
    if (control !== drop) continue;
    steps.push((now) => setValue(now, ['assertions', id, 'control'], keep));
    if (covers.length > 0) steps.push((now) => (covers.every((name) => (names.get(name) ?? name) === name) ? { edits: [] } : setValue(now, ['assertions', id, 'covers'], covers.map((name) => names.get(name) ?? name))));
  }
  for (const [id, { control }] of Object.entries(model.findings)) if (control === drop) steps.push((now) => setValue(now, ['findings', id, 'control'], keep));
  for (const [framework, { mappings }] of Object.entries(model.compliance)) {
    for (const [requirement, controls] of Object.entries(mappings)) {
      const mapping = controls[drop];
      const path = ['compliance', framework, 'mappings', requirement];
      if (mapping) steps.push((now) => (Object.hasOwn(now.model.compliance[framework]?.mappings[requirement] ?? {}, keep) ? { edits: [] } : setValue(now, [...path, keep], mapping)), (now) => removeValue(now, [...path, drop]));
    }
  }
  steps.push((now) => {
    const plan = planRemoval(now, [drop], grounds);
    return removeEntities(now, plan, { along: plan.along.map(({ id }) => id), takeOut: plan.usedBy.length > 0, leaveGroups: true }, { on: grounds.at.slice(0, 10), why });
  });
  return steps;
}

function freeName(name: string, present: Readonly<Record<string, unknown>>): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (!Object.hasOwn(present, free)) return free;
  }
}

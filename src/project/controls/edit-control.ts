/** Changes of one control as small edits, for whoever says exactly what it wants. */
import { appendValue, removeValue, setValue, type EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { Control } from '../../model/schema.ts';

export function setControlStatus(parsed: ParsedModel, id: string, status: Control['status'], notes?: string): EditResult {
  const control = parsed.model.controls[id];
  if (!control) return { refused: 'not_there', path: ['controls', id] };
  const steps: EditStep[] = [];
  if (control.status !== status) steps.push((now) => setValue(now, ['controls', id, 'status'], status));
  if (notes !== undefined && notes !== control.notes) steps.push((now) => setValue(now, ['controls', id, 'notes'], notes));
  return editInSteps(parsed, steps);
}

/** Says the measure in other words, and adds clauses. What is recorded for it was recorded of the old words. */
export function refineControl(parsed: ParsedModel, id: string, description: string, clauses: Readonly<Record<string, unknown>> = {}): EditResult {
  const control = parsed.model.controls[id];
  if (!control) return { refused: 'not_there', path: ['controls', id] };
  return editInSteps(parsed, [
    (now) => (control.description === description ? { edits: [] } : setValue(now, ['controls', id, 'description'], description)),
    ...Object.entries(clauses).map(([name, clause]): EditStep => (now) => setValue(now, ['controls', id, 'clauses', name], clause)),
  ]);
}

/** Material for readers: it proves nothing. */
export function addSupportingEvidence(parsed: ParsedModel, id: string, item: Control['evidence'][number]): EditResult {
  return Object.hasOwn(parsed.model.controls, id) ? appendValue(parsed, ['controls', id, 'evidence'], item) : { refused: 'not_there', path: ['controls', id] };
}

export function removeSupportingEvidence(parsed: ParsedModel, id: string, index: number): EditResult {
  return removeValue(parsed, ['controls', id, 'evidence', index]);
}

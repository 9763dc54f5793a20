/** New entities, clauses and attestations, as small edits. */
import { appendValue, insertValue, type EditResult } from '../../model/edit.ts';
import type { EntityKind } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { attestationOf, entityOf, type FormContext } from './forms.ts';
import { clauseFields, clauseOf } from './control-form.ts';
import { putNew } from './put-entity.ts';

/** Adds the entity that the answers to its form make, under the next free identifier. `chance` is as for `allocateIdentifier`. */
export function createEntity(parsed: ParsedModel, kind: EntityKind, answers: FieldAnswers, context: Omit<FormContext, 'model'>, chance: () => number): { readonly id: string; readonly result: EditResult } {
  return putNew(parsed, kind, entityOf(kind, answers, { ...context, model: parsed.model }), chance);
}

export function addClause(parsed: ParsedModel, control: string, answers: FieldAnswers): EditResult {
  const taken = Object.keys(parsed.model.controls[control]?.clauses ?? {});
  const name = typeof answers.name === 'string' ? answers.name.trim() : '';
  return insertValue(parsed, ['controls', control, 'clauses', name], clauseOf(clauseFields(parsed.model, taken, answers), answers));
}

/** Appends an attestation to an assumption, or to the seal of a boundary: the history is part of the evidence. */
export function attest(parsed: ParsedModel, id: string, answers: FieldAnswers, today: string): EditResult {
  const path = Object.hasOwn(parsed.model.boundaries, id) ? ['boundaries', id, 'sealed', 'attestations'] : ['assumptions', id, 'attestations'];
  const attestation = attestationOf(answers, today);
  return attestation ? appendValue(parsed, path, attestation) : { refused: 'not_there', path };
}

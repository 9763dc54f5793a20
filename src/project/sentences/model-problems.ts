/** The sentences of problems in a model file: what is wrong, and what to do. */
import type { ModelProblem, ModelProblemCode } from '../../model/problem.ts';

export interface Sentence {
  readonly message: string;
  readonly remedy: string;
}

type Writers = { readonly [Code in ModelProblemCode]: (parameters: Extract<ModelProblem, { code: Code }>['parameters']) => Sentence };

const writers: Writers = {
  yaml_syntax: ({ message }) => ({ message: `This is not YAML: ${message}.`.replace(/\.\.$/, '.'), remedy: 'Mend the line; until then the last good model stands.' }),
  not_a_model: () => ({ message: 'This file holds no threat model.', remedy: 'Begin with schema: 1, id and title, or let Mipiti: New Model write one.' }),
  duplicate_key: ({ key }) => ({ message: `${key} stands here a second time; only the first one counts.`, remedy: 'Give this one another identifier, or remove it.' }),
  unknown_key: ({ key, suggestion }) => ({
    message: `The key ${key} is not known here; nothing reads it.`,
    remedy: suggestion === undefined ? 'Remove it, or see the JSON Schema for the keys that are.' : `Did you mean ${suggestion}?`,
  }),
  missing_key: ({ key }) => ({ message: `${key} is missing.`, remedy: `Add ${key}.` }),
  invalid_value: ({ found, expected }) => ({ message: `${found} cannot stand here.`, remedy: `Write ${expected}.` }),
  invalid_identifier: ({ id, expected }) => ({ message: `${id} is no identifier of this kind.`, remedy: `Write ${expected}.` }),
  unknown_reference: ({ id, removed, suggestion }) =>
    removed
      ? { message: `${id} was removed.`, remedy: 'Restore it, or take this reference out.' }
      : { message: `There is no ${id} in this model.`, remedy: suggestion === undefined ? `Add ${id}, or name one that is there.` : `Did you mean ${suggestion}?` },
  removed_identifier_in_use: ({ id }) => ({ message: `${id} is listed as removed and is in use.`, remedy: 'Identifiers are given out once: take the tombstone out to restore it, or use a new one.' }),
  invalid_date: ({ found }) => ({ message: `${found} is no day of the calendar; it never counts.`, remedy: 'Write a day such as 2027-01-31.' }),
  asset_without_property: ({ id }) => ({ message: `${id} names nothing that must hold of it.`, remedy: 'Add properties: C confidentiality, I integrity, A availability, U usage.' }),
  factors_without_reason: ({ id }) => ({ message: `The factors of ${id} have no reason.`, remedy: 'Add why, so that others can argue with it.' }),
  implemented_without_assertion: ({ id }) => ({ message: `${id} claims to be implemented and shows no evidence.`, remedy: 'Add an assertion, or set status to not_implemented.' }),
  control_without_clause: ({ id }) => ({ message: `${id} does not say what its evidence must show, so it is never verified.`, remedy: 'Add clauses, and let its assertions cover them.' }),
  dismissal_without_reason: ({ id }) => ({ message: `${id} is dismissed without a reason, so it stays open.`, remedy: 'Add reason.' }),
  assertion_without_subject: ({ id }) => ({ message: `${id} must be evidence for one control or one assumption.`, remedy: 'Name exactly one: control or assumption.' }),
  unknown_clause: ({ id, clause }) => ({ message: `${id} covers ${clause}, which its control does not have.`, remedy: 'Name a clause of the control, or add it there.' }),
  file_too_large: ({ bytes, limit }) => ({ message: `The file has ${bytes} characters; at most ${limit} are read.`, remedy: 'Split the model.' }),
  too_many_aliases: () => ({ message: 'The aliases of this file stand for more than is read.', remedy: 'Write the values out.' }),
};

/** The sentences of one problem of a model file. */
export function describeModelProblem(problem: ModelProblem): Sentence {
  return (writers[problem.code] as (parameters: ModelProblem['parameters']) => Sentence)(problem.parameters);
}

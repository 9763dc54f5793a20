/** Writing an assertion into a model: the one way, for every front. */
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import type { EditRefusal } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { TextEdit } from '../../model/text-edit.ts';
import type { Claim } from '../../verifier/verdict.ts';

export interface NewAssertion {
  /** The control or assumption of the model that it is evidence for. */
  readonly subject: string;
  readonly claim: Claim;
  /** Clauses of the control. */
  readonly covers?: readonly string[];
}

/** The edits that add an assertion under a new identifier; several are added by one call, so that they get different ones. */
export function addAssertions(parsed: ParsedModel, added: readonly NewAssertion[], chance: () => number): { readonly ids: readonly string[]; readonly edits: readonly TextEdit[] } | EditRefusal {
  const ids: string[] = [];
  const edits: TextEdit[] = [];
  for (const { subject, claim, covers = [] } of added) {
    const id = allocateIdentifier('assertions', parsed.model, chance, ids);
    const owner = Object.hasOwn(parsed.model.assumptions, subject) ? { assumption: subject } : { control: subject };
    const result = addEntity(parsed, 'assertions', id, { ...owner, type: claim.type, params: claim.params, ...(claim.requires === undefined ? {} : { requires: claim.requires }), ...(covers.length > 0 ? { covers: [...covers] } : {}) });
    if ('refused' in result) return result;
    ids.push(id);
    edits.push(...result.edits);
  }
  return { ids, edits };
}

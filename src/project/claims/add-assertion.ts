/** Writing an assertion into a model: the one way, for every front. */
import { allocateIdentifier } from '../../model/allocate.ts';
import { addEntity } from '../../model/edit-entities.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
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
  /** owner/name, when the code lies in another repository. */
  readonly repository?: string | undefined;
  /** The claim in words, for readers. */
  readonly description?: string | undefined;
}

/** The edits that add an assertion under a new identifier; several are added by one call, so that they get different ones. */
export function addAssertions(parsed: ParsedModel, added: readonly NewAssertion[], chance: () => number): { readonly ids: readonly string[]; readonly edits: readonly TextEdit[] } | EditRefusal {
  const ids: string[] = [];
  const steps = added.map(({ subject, claim, covers = [], repository, description }): EditStep => {
    const id = allocateIdentifier('assertions', parsed.model, chance, ids);
    ids.push(id);
    const owner = Object.hasOwn(parsed.model.assumptions, subject) ? { assumption: subject } : { control: subject };
    const assertion = {
      ...owner,
      type: claim.type,
      params: claim.params,
      ...(claim.requires === undefined ? {} : { requires: claim.requires }),
      ...(covers.length > 0 ? { covers: [...covers] } : {}),
      ...(repository === undefined ? {} : { repository }),
      ...(description === undefined ? {} : { description }),
    };
    return (now) => addEntity(now, 'assertions', id, assertion);
  });
  const result = editInSteps(parsed, steps);
  return 'refused' in result ? result : { ids, edits: result.edits };
}

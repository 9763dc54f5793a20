/** What an edit of a model would come to, before anybody makes it: what it weakens, and what it does to the posture. Nothing is written. */
import { assess } from '../assurance/assess.ts';
import type { Assessment } from '../assurance/assessment.ts';
import type { AssertionEvidence } from '../assurance/evidence.ts';
import { weakenings } from '../assurance/weakenings.ts';
import type { EditRefusal, EditResult } from '../model/edit.ts';
import { parseModel, type ParsedModel } from '../model/parse.ts';
import { applyEdits } from '../model/text-edit.ts';
import { comparePostures, type ChangeItem } from './pending-change.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface SimulatedEdit {
  readonly parsed: ParsedModel;
  /** Judged by the verdicts as they are: a claim that the edit adds or changes is not checked yet. */
  readonly assessment: Assessment;
  /** Against the model as it is now, whatever the base commit says. In the order of effects: what is weakened comes first. */
  readonly changes: readonly ChangeItem[];
}

/** @param at ISO instant that attestations are judged by. */
export function simulateEdit(model: ModelSnapshot, edit: EditResult, at: string): SimulatedEdit | EditRefusal {
  if ('refused' in edit) return edit;
  const evidence = { basis: model.assessment.basis, assertions: evidenceOf(model.assessment) };
  const before = model.parsed.model;
  const parsed = parseModel(applyEdits(model.text, edit.edits));
  const now = assess(before, evidence, at);
  const assessment = assess(parsed.model, evidence, at);
  const { items } = comparePostures(
    { commit: '', parsed: model.parsed, model: before, verdicts: model.verdicts, assessment: now },
    { model: parsed.model, verdicts: model.verdicts, assessment, weakenings: weakenings(before, parsed.model) },
  );
  return { parsed, assessment, changes: items };
}

/** The verdicts that an assessment was made of. */
export function evidenceOf({ controls, assumptions }: Pick<Assessment, 'controls' | 'assumptions'>): Readonly<Record<string, AssertionEvidence>> {
  return Object.fromEntries([...controls, ...assumptions].flatMap(({ assertions }) => assertions).map(({ id, verdict, strength, judgement }) => [id, { verdict, ...(strength === undefined ? {} : { strength }), ...(judgement === undefined ? {} : { judgement }) }]));
}

/** Applies what would stop an attacker: through the use cases that change a model anywhere, as one edit. */
import { passesOf, type StoppingEdit } from '../../assurance/stops/stopping-edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { setValue, type EditResult } from '../../model/edit.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { FieldAnswers } from '../../protocol/form-field.ts';
import { attest } from './create-entity.ts';
import { setList } from './lists.ts';
import { moveEntities } from './move-entities.ts';
import { planRemoval, type RemovalGrounds } from './plan-removal.ts';
import { removeEntities } from './remove-entities.ts';

/** @param answers For a seal: `why`, and who attests it, as the form of an attestation asks. */
export function applyStop(parsed: ParsedModel, edits: readonly StoppingEdit[], answers: FieldAnswers, grounds: RemovalGrounds): EditResult {
  return editInSteps(parsed, edits.flatMap((edit) => stepsOf(parsed, edit, answers, grounds)));
}

function stepsOf(parsed: ParsedModel, edit: StoppingEdit, answers: FieldAnswers, grounds: RemovalGrounds): readonly EditStep[] {
  const { model } = parsed;
  const today = grounds.at.slice(0, 10);
  switch (edit.kind) {
    case 'narrow': {
      const path = ['boundaries', edit.boundary, 'passes'];
      const [before, after] = [model.boundaries[edit.boundary]?.passes, passesOf(model, edit.boundary).filter((vector) => !edit.vectors.includes(vector))];
      return before === undefined ? [(now) => setValue(now, path, after)] : setList(path, before, after);
    }
    case 'seal': {
      const why = typeof answers.why === 'string' ? answers.why.trim() : '';
      const claim: readonly EditStep[] = model.boundaries[edit.boundary]?.sealed ? [] : [(now) => setValue(now, ['boundaries', edit.boundary, 'sealed'], { why: why === '' ? 'nothing gets in from the side' : why })];
      return [...claim, (now) => attest(now, edit.boundary, answers, today)];
    }
    case 'cut':
      return [
        (now) => {
          const plan = planRemoval(now, [edit.connection], grounds);
          return removeEntities(now, plan, { along: plan.along.map(({ id }) => id), takeOut: plan.takesOut, leaveGroups: false }, { on: today });
        },
      ];
    case 'leave':
      return [(now) => moveEntities(now, [{ id: edit.component, from: edit.boundary }], undefined)];
    case 'verify':
      return model.controls[edit.control]?.status === 'implemented' ? [] : [(now) => setValue(now, ['controls', edit.control, 'status'], 'implemented')];
  }
}

/** The entity that an edit changes. */
export function subjectOfEdit(edit: StoppingEdit): string {
  return edit.kind === 'cut' ? edit.connection : edit.kind === 'verify' ? edit.control : edit.kind === 'leave' ? edit.component : edit.boundary;
}

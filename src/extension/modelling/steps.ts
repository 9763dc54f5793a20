/** Goes through the questions of a form, forth and back, without an editor: who asks is an argument. */
import type { FieldAnswer, FieldAnswers } from '../../protocol/form-field.ts';
import type { Field } from '../../project/modelling/field.ts';
import type { Form } from '../../project/modelling/forms.ts';

export interface Question {
  readonly title: string;
  readonly field: Field;
  /** What was answered before, or is there to begin with. */
  readonly present: FieldAnswer | undefined;
  readonly step: number;
  readonly total: number;
}

export type Reply = { readonly answer: FieldAnswer } | 'back' | 'leave';
export type Ask = (question: Question) => Promise<Reply>;

/**
 * Asks every question of a form that is not answered by `given`. Going back keeps what was answered.
 *
 * @returns All answers, or undefined when the person left: then nothing is to be done.
 */
export async function askSteps(form: Form, given: FieldAnswers, ask: Ask): Promise<FieldAnswers | undefined> {
  let answers: FieldAnswers = given;
  for (let step = 0; ; ) {
    const questions = form.fields(answers).filter((field) => !Object.hasOwn(given, field.key) && canBeAsked(field));
    const field = questions[step];
    if (!field) return answers;
    const reply = await ask({ title: form.title, field, present: answers[field.key] ?? field.start, step: step + 1, total: questions.length });
    if (reply === 'leave') return undefined;
    if (reply === 'back') {
      step = Math.max(0, step - 1);
      continue;
    }
    answers = { ...answers, [field.key]: reply.answer };
    step += 1;
  }
}

/** Without anything to pick there is no question, unless an answer is needed: then the question says what is missing. */
function canBeAsked({ ask, choices, required, free, suggest }: Field): boolean {
  return ask === 'text' || required || free === true || suggest !== undefined || (choices?.length ?? 0) > 0;
}

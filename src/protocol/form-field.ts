/** A field as a screen shows it: one question, and what it is answered with now. What may be answered the host decides. */

/** A text, or the values that were picked. */
export type FieldAnswer = string | readonly string[];
/** By the keys of their fields. */
export type FieldAnswers = Readonly<Record<string, FieldAnswer>>;

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

export interface FormField {
  /** What an answer is sent back under. */
  readonly key: string;
  readonly title: string;
  readonly prompt: string;
  /** one: of the choices. many: any number of them. */
  readonly ask: 'text' | 'one' | 'many';
  readonly required: boolean;
  readonly example?: string;
  /** What an empty answer shows instead of the example. */
  readonly standIn?: string;
  readonly choices?: readonly FieldChoice[];
  /** Whether a text that is none of the choices is an answer too. */
  readonly free: boolean;
  /** Whether more choices can be looked up: ask for `suggestions`. */
  readonly suggests: boolean;
  readonly present: FieldAnswer;
}

/** An answer as a message carries it. */
export function plainAnswer(answer: FieldAnswer): string | string[] {
  return typeof answer === 'string' ? answer : [...answer];
}

/** Answers as a message carries them. */
export function plainAnswers(answers: FieldAnswers): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, plainAnswer(answer)]));
}

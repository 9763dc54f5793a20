/** The fields of forms and of entities, as screens show them: what stays with the host is how they are checked and looked up. */
import type { FieldAnswer, FormField } from '../../protocol/form-field.ts';
import type { Field } from '../modelling/field.ts';

export function formField(field: Field, present: FieldAnswer | undefined): FormField {
  const { key, title, prompt, ask, required, example, choices, free, suggest } = field;
  return {
    key,
    title,
    prompt,
    ask,
    required,
    ...(example === undefined ? {} : { example }),
    ...(choices ? { choices } : {}),
    free: free === true || suggest !== undefined,
    suggests: suggest !== undefined,
    present: present ?? field.start ?? (ask === 'many' ? [] : ''),
  };
}

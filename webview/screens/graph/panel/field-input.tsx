/** One field of a form as an input: a text, one of some choices, or any number of them. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldAnswer, FormField } from '../../../../src/protocol/form-field.ts';
import { l10n } from '../../../l10n.ts';

interface FieldInputProps {
  readonly field: FormField;
  readonly value: FieldAnswer;
  readonly change: (answer: FieldAnswer) => void;
}

export function FieldInput({ field, value, change }: FieldInputProps): JSX.Element {
  const own = useId();
  const { title, prompt, ask, choices = [], example, required } = field;
  if (ask === 'many') {
    const chosen = typeof value === 'string' ? [] : value;
    return (
      <fieldset class="form-field">
        <legend>{title}</legend>
        <p class="form-prompt" id={own}>{prompt}</p>
        <div class="form-choices">
          {choices.map((choice) => (
            <label key={choice.value} class="form-choice" {...(choice.detail === undefined ? {} : { 'data-tip': choice.detail })}>
              <input type="checkbox" checked={chosen.includes(choice.value)} onChange={(event) => change(event.currentTarget.checked ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value))} />
              <span>{choice.label}</span>
            </label>
          ))}
          {choices.length === 0 && <p class="soft">{l10n.t('There is nothing to choose from yet.')}</p>}
        </div>
      </fieldset>
    );
  }
  const text = typeof value === 'string' ? value : value.join(', ');
  return (
    <div class="form-field">
      <label for={`${own}-input`}>{title}{!required && <span class="soft"> {l10n.t('(optional)')}</span>}</label>
      <p class="form-prompt" id={own}>{prompt}</p>
      {ask === 'one' && !field.free ? (
        <select id={`${own}-input`} class="field" aria-describedby={own} value={text} onChange={(event) => change(event.currentTarget.value)}>
          {(!required || text === '') && <option value="">{l10n.t('–')}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>{choice.label}</option>
          ))}
        </select>
      ) : (
        <>
          <input id={`${own}-input`} class="field" type="text" aria-describedby={own} aria-required={required} value={text} placeholder={example === undefined ? '' : l10n.t('For example: {0}', example)} {...(choices.length > 0 ? { list: `${own}-choices` } : {})} onInput={(event) => change(event.currentTarget.value)} />
          {choices.length > 0 && <datalist id={`${own}-choices`}>{choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}</datalist>}
        </>
      )}
    </div>
  );
}

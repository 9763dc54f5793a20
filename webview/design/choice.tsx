/** One of a few: a name, and the browser's own list, which every keyboard and screen reader knows. */
import type { JSX } from 'preact';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly choose: (value: Value) => void;
}

export function Choice<Value extends string>({ label, value, choices, choose }: ChoiceProps<Value>): JSX.Element {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value as Value)}>
        {choices.map(([one, title]) => (
          <option key={one} value={one} selected={one === value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Any number of choices: boxes in a row while they are few; while they are many, what is picked, and the rest behind a filter. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FieldChoice } from '../../src/protocol/form-field.ts';
import { l10n } from '../l10n.ts';
import { Button } from './button.tsx';

const few = 8;
const mostShown = 60;

interface ChecksProps {
  readonly label: string;
  readonly choices: readonly FieldChoice[];
  readonly picked: readonly string[];
  readonly mixed: readonly string[];
  readonly disabled: boolean;
  /** Resolves with whether it was taken. */
  readonly pick: (item: string, on: boolean) => Promise<boolean>;
}

export function Checks({ label, choices, picked, mixed, disabled, pick }: ChecksProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const unknown: readonly FieldChoice[] = picked.filter((item) => !choices.some(({ value }) => value === item)).map((value) => ({ value, label: value }));
  const all = [...unknown, ...choices];
  const isOn = (value: string): boolean => picked.includes(value) || mixed.includes(value);
  const shown = all.length <= few ? all : open ? all.filter(({ value, label: text, detail }) => `${value} ${text} ${detail ?? ''}`.toLowerCase().includes(filter.toLowerCase())) : all.filter(({ value }) => isOn(value));
  if (all.length === 0) return <p class="field-none">{l10n.t('Nothing to pick yet.')}</p>;
  return (
    <div class="checks">
      {open && all.length > few && <input type="search" class="text" value={filter} aria-label={l10n.t('Filter {0}', label)} placeholder={l10n.t('Filter')} onInput={(event) => setFilter(event.currentTarget.value)} />}
      {shown.length === 0 && <p class="field-none">{open ? l10n.t('Nothing is called that.') : l10n.t('None picked.')}</p>}
      {shown.slice(0, mostShown).map(({ value, label: text, detail }) => (
        <label key={value} class="check">
          <input
            type="checkbox"
            checked={picked.includes(value)}
            indeterminate={mixed.includes(value)}
            disabled={disabled}
            onChange={(event) => {
              const box = event.currentTarget;
              void pick(value, box.checked).then((taken) => {
                if (!taken) box.checked = picked.includes(value);
              });
            }}
          />
          <span>
            {text}
            {detail !== undefined && <span class="field-optional"> {detail}</span>}
            {mixed.includes(value) && <span class="field-some"> {l10n.t('some of them')}</span>}
          </span>
        </label>
      ))}
      {shown.length > mostShown && <p class="field-none">{l10n.t('and {0} more: type to find them', shown.length - mostShown)}</p>}
      {all.length > few && !disabled && (
        <Button kind="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? l10n.t('Done') : l10n.t('Change…')}
        </Button>
      )}
    </div>
  );
}

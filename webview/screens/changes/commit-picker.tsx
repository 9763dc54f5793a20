/** Picks a commit, or the work tree: a button that says which, and a list that is searched by typing and moved in by arrows. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ModelCommit } from '../../../src/protocol/screens/changes-screen.ts';
import { Icon } from '../../design/icons.tsx';
import { useIdentifier } from '../../design/use-identifier.ts';
import { l10n } from '../../l10n.ts';

/** The name of the work tree among commits. */
export const workTree = 'worktree';

interface CommitPickerProps {
  readonly label: string;
  readonly commits: readonly ModelCommit[];
  readonly more: boolean;
  readonly picked: string;
  readonly pick: (commit: string) => void;
}

interface Entry {
  readonly name: string;
  readonly title: string;
  readonly note: string;
}

export function CommitPicker({ label, commits, more, picked, pick }: CommitPickerProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useIdentifier();
  const entries = [{ name: workTree, title: l10n.t('Work tree'), note: l10n.t('as it is now, unsaved text included') }, ...commits.map(entryOf)];
  const words = typed.trim().toLowerCase();
  const found = entries.filter(({ name, title, note }) => words === '' || `${name} ${title} ${note}`.toLowerCase().includes(words));
  const current = Math.max(0, Math.min(at, found.length - 1));
  const shown = entries.find(({ name }) => name === picked) ?? entries[0]!;

  // Before anything is painted, so that whoever types on loses no key.
  useLayoutEffect(() => {
    if (!open) return undefined;
    input.current?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  useEffect(() => {
    if (open) place.current?.querySelector(`[id="${id}-${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [open, current, typed]);

  const show = (): void => {
    setTyped('');
    setAt(Math.max(0, entries.findIndex(({ name }) => name === picked)));
    setOpen(true);
  };
  const take = (entry: Entry | undefined): void => {
    setOpen(false);
    button.current?.focus();
    if (entry) pick(entry.name);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 };
    const to = moves[event.key];
    if (to !== undefined) setAt(Math.max(0, Math.min(found.length - 1, to)));
    else if (event.key === 'Enter') take(found[current]);
    else if (event.key === 'Escape' || event.key === 'Tab') take(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="picker" ref={place}>
      <button type="button" class="picker-button" ref={button} aria-haspopup="listbox" aria-expanded={open} onClick={() => (open ? setOpen(false) : show())}>
        <span class="picker-label">{label}</span>
        <span class="picker-words">
          <span class="picker-title">{shown.title}</span>
          <span class="picker-note">{shown.note}</span>
        </span>
        <Icon name="down" />
      </button>
      {open && (
        <div class="picker-list">
          <input
            ref={input}
            type="text"
            class="picker-input"
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={found.length > 0 ? `${id}-${current}` : undefined}
            aria-label={l10n.t('{0}: search commits', label)}
            placeholder={l10n.t('Search by subject, author, day or name')}
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <ul role="listbox" id={id} aria-label={l10n.t('Commits that changed the model')}>
            {found.map((entry, index) => (
              <li key={entry.name} role="option" id={`${id}-${index}`} class={index === current ? 'picker-option current' : 'picker-option'} aria-selected={entry.name === picked} onClick={() => take(entry)}>
                <span class="picker-title">{entry.title}</span>
                <span class="picker-note">{entry.note}</span>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p class="picker-none" role="status">{l10n.t('No commit is called that.')}</p>}
          {more && <p class="picker-none">{l10n.t('Older commits are not listed.')}</p>}
        </div>
      )}
    </div>
  );
}

function entryOf({ commit, subject, author, at, path }: ModelCommit, index: number, all: readonly ModelCommit[]): Entry {
  const renamed = path !== all[0]?.path ? ` · ${l10n.t('as {0}', path)}` : '';
  return { name: commit, title: subject === '' ? commit.slice(0, 10) : subject, note: `${commit.slice(0, 10)} · ${author} · ${at.slice(0, 10)}${renamed}` };
}

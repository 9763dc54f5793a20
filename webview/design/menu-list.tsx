/** The entries of a menu: arrows move, a letter goes to the next one that begins with it, Escape and Tab leave. */
import type { JSX, RefObject } from 'preact';
import { Icon, type IconName } from './icons.tsx';
import { nextIndex } from './roving.ts';

export interface MenuItem {
  readonly title: string;
  readonly icon?: IconName;
  /** The key that does the same without a menu, as it stands on keyboards. */
  readonly shortcut?: string;
  /** Begins a new group. */
  readonly apart?: boolean;
  readonly run: () => void;
}

interface MenuListProps {
  readonly title: string;
  readonly items: readonly MenuItem[];
  /** Where whoever opens it finds it: to place it, and to give its first entry the focus. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly id?: string;
  readonly atPointer?: boolean;
  /** Closes it, and gives the focus back. */
  readonly leave: () => void;
}

export function MenuList({ title, items, list, id, atPointer = false, leave }: MenuListProps): JSX.Element {
  const onKeyDown = (event: KeyboardEvent): void => {
    // These press the entry that has the focus.
    if (event.key === 'Enter' || event.key === ' ') {
      event.stopPropagation();
      return;
    }
    const entries = Array.from(list.current?.children ?? []) as HTMLElement[];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const next = nextIndex(event.key, at, entries.length, 'vertical');
    if (next !== undefined) entries[next]!.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLowerCase();
      [...entries.slice(at + 1), ...entries.slice(0, at + 1)].find((entry) => entry.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    } else return;
    // From where the focus is given back to, Tab goes on.
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={atPointer ? 'menu-list at-pointer' : 'menu-list'} role="menu" id={id} aria-label={title} ref={list} onKeyDown={onKeyDown} onContextMenu={(event) => event.preventDefault()}>
      {items.map(({ title: name, icon, shortcut, apart, run }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={apart ? 'menu-item apart' : 'menu-item'}
          onClick={() => {
            leave();
            run();
          }}
        >
          {icon !== undefined && <Icon name={icon} />}
          <span class="menu-title">{name}</span>
          {shortcut !== undefined && <kbd class="menu-shortcut" aria-hidden="true">{shortcut}</kbd>}
        </button>
      ))}
    </div>
  );
}

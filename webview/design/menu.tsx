/** A menu behind a button: opened by it, moved in by arrows, left by Escape. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useIdentifier } from './use-identifier.ts';
import { Icon, type IconName } from './icons.tsx';
import { nextIndex } from './roving.ts';

export interface MenuItem {
  readonly title: string;
  readonly icon?: IconName;
  readonly hint?: string;
  readonly run: () => void;
}

interface MenuProps {
  readonly title: string;
  readonly icon: IconName;
  readonly kind?: 'primary' | 'quiet';
  readonly items: readonly MenuItem[];
}

export function Menu({ title, icon, kind = 'quiet', items }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useIdentifier();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useLayoutEffect(() => {
    if (!open) return undefined;
    (list.current?.firstElementChild as HTMLElement | null)?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !list.current?.parentElement?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const entries = Array.from(list.current?.children ?? []) as HTMLElement[];
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    const next = nextIndex(event.key, entries.indexOf(document.activeElement as HTMLElement), entries.length, 'vertical');
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    entries[next]!.focus();
  };
  return (
    <div class="menu">
      <button
        type="button"
        ref={button}
        class={`button ${kind}`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        <Icon name={icon} />
        <span>{title}</span>
        <Icon name="down" />
      </button>
      {open && (
        <div class="menu-list" role="menu" id={id} aria-label={title} ref={list} onKeyDown={onKeyDown}>
          {items.map((item) => (
            <button
              key={item.title}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class="menu-item"
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.icon !== undefined && <Icon name={item.icon} />}
              <span class="menu-title">{item.title}</span>
              {item.hint !== undefined && <span class="menu-hint">{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A menu behind a button: opened by it, moved in by arrows, left by Escape. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useIdentifier } from './use-identifier.ts';
import { Icon, type IconName } from './icons.tsx';
import { MenuList, type MenuItem } from './menu-list.tsx';

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
    // It hangs from the end of its button; where that side has no room, from the start.
    if (list.current && list.current.getBoundingClientRect().left < 0) list.current.classList.add('from-start');
    (list.current?.firstElementChild as HTMLElement | null)?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !list.current?.parentElement?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
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
      {open && <MenuList title={title} items={items} list={list} id={id} leave={close} />}
    </div>
  );
}

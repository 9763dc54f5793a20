/** A menu of actions at a place: arrows move, a letter or a key of its own does, Escape gives the focus back. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { nextIndex } from '../../../design/roving.ts';
import type { GraphAction } from '../gestures/actions.ts';

export interface MenuRequest {
  /** On the page. */
  readonly at: { readonly x: number; readonly y: number };
  readonly title: string;
  readonly actions: readonly GraphAction[];
}

export function Menu({ request, close }: { readonly request: MenuRequest; readonly close: () => void }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useLayoutEffect(() => {
    const element = list.current!;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(2, Math.min(request.at.x, document.documentElement.clientWidth - width - 4))}px`;
    element.style.top = `${Math.max(2, Math.min(request.at.y, document.documentElement.clientHeight - height - 4))}px`;
  }, [request]);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    items()[0]?.focus();
    const outside = (event: Event): void => {
      if (!list.current?.contains(event.target as Node)) close();
    };
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('blur', close);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('blur', close);
    };
  }, [request]);
  const leave = (): void => {
    close();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = nextIndex(event.key, at, all.length, 'vertical');
    if (next !== undefined) all[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (event.key.length === 1 && /\S/.test(event.key)) {
      const found = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
      found?.focus();
    } else if (event.key !== 'Enter' && event.key !== ' ') return;
    if (event.key !== 'Enter' && event.key !== ' ') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="graph-menu" role="menu" aria-label={request.title} ref={list} onKeyDown={onKeyDown} onContextMenu={(event) => event.preventDefault()}>
      {request.actions.map((action) => (
        <button
          key={action.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={action.apart ? 'menu-item apart' : 'menu-item'}
          onClick={() => {
            leave();
            action.run();
          }}
        >
          <span>{action.title}</span>
          {action.key !== undefined && <kbd aria-hidden="true">{action.key === 'Delete' ? 'Del' : action.key.length === 1 ? action.key.toUpperCase() : action.key}</kbd>}
        </button>
      ))}
    </div>
  );
}

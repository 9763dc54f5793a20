/** A menu of actions at a place; it gives the focus back to where it was. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MenuList, type MenuItem } from '../../../design/menu-list.tsx';
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

  useLayoutEffect(() => {
    const element = list.current!;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(2, Math.min(request.at.x, document.documentElement.clientWidth - width - 4))}px`;
    element.style.top = `${Math.max(2, Math.min(request.at.y, document.documentElement.clientHeight - height - 4))}px`;
  }, [request]);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    (list.current?.firstElementChild as HTMLElement | null)?.focus();
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
  return <MenuList title={request.title} items={request.actions.map(itemOf)} list={list} atPointer leave={leave} />;
}

function itemOf({ title, key, apart, run }: GraphAction): MenuItem {
  return { title, run, ...(apart ? { apart } : {}), ...(key === undefined ? {} : { shortcut: key === 'Delete' ? 'Del' : key.length === 1 ? key.toUpperCase() : key }) };
}

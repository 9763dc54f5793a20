/** Tabs: arrows move between them, and the one that is moved to is shown. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { nextIndex } from './roving.ts';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly title: string; readonly panel: string }[];
  readonly active: Id;
  readonly choose: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, active, choose }: TabsProps<Id>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current!;
    const look = (): void => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      element.dataset.more = [...(scrollLeft > 1 ? ['before'] : []), ...(scrollLeft + clientWidth < scrollWidth - 1 ? ['after'] : [])].join(' ');
    };
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  // The one that is shown is in sight, also where it was not pressed: with a neighbour's edge, so that one sees that there are more.
  useLayoutEffect(() => {
    const element = list.current!;
    const tab = element.children[tabs.findIndex(({ id }) => id === active)];
    if (!(tab instanceof HTMLElement) || element.scrollWidth <= element.clientWidth) return;
    const peek = 32;
    const from = tab.offsetLeft - element.offsetLeft;
    if (from - peek < element.scrollLeft) element.scrollLeft = from - peek;
    else if (from + tab.offsetWidth + peek > element.scrollLeft + element.clientWidth) element.scrollLeft = from + tab.offsetWidth + peek - element.clientWidth;
  }, [active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, tabs.findIndex(({ id }) => id === active), tabs.length, 'horizontal');
    if (next === undefined) return;
    event.preventDefault();
    choose(tabs[next]!.id);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(({ id, title, panel }) => (
        <button key={id} type="button" role="tab" id={`tab-${id}`} class="tab" aria-selected={id === active} aria-controls={panel} tabIndex={id === active ? 0 : -1} onClick={() => choose(id)}>
          {title}
        </button>
      ))}
    </div>
  );
}

/** Tabs: arrows move between them, and the one that is moved to is shown. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { nextIndex } from './roving.ts';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly title: string; readonly panel: string }[];
  readonly active: Id;
  readonly choose: (id: Id) => void;
}

export function Tabs<Id extends string>({ label, tabs, active, choose }: TabsProps<Id>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
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

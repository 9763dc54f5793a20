/** The list of the model screen: one stop of the tab key, moved in by arrows, with several rows selected at once, and dragged into order. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { l10n } from '../../l10n.ts';
import type { Memory } from '../../memory.ts';
import { RowContent } from './list-row.tsx';
import type { ListRow, SectionName } from './rows.ts';
import { select, type Selection } from './selection.ts';
import { useDrawnRows } from './use-drawn-rows.ts';

export interface ListActions {
  readonly choose: (selection: Selection) => void;
  readonly fold: (section: SectionName, open: boolean) => void;
  /** Moves the focus to what the row opens to. */
  readonly enter: () => void;
  readonly add: (section: SectionName) => void;
  readonly remove: () => void;
  /** Lets the selected rows stand before another one of their section, or last. */
  readonly move: (keys: readonly string[], before: string | undefined) => void;
  readonly canAdd: (section: SectionName) => boolean;
}

interface ListProps {
  readonly rows: readonly ListRow[];
  /** Of the rows, in the same order. */
  readonly keys: readonly string[];
  readonly selection: Selection;
  /** What is selected, to be looked up. */
  readonly selected: ReadonlySet<string>;
  readonly actions: ListActions;
  readonly memory: Memory;
  /** Set when the focus is to go to the active row. */
  readonly focus: number;
  readonly readOnly: boolean;
}

export function ModelList({ rows, keys, selection, selected, actions, memory, focus, readOnly }: ListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<readonly string[]>([]);
  // The row that is dragged by: a browser ends a dragging without a word when it is gone.
  const [held, setHeld] = useState<string | undefined>(undefined);
  const [over, setOver] = useState('');
  const focusing = useRef(false);
  const { indices, rowHeight, page, look, show } = useDrawnRows({ list, keys, active: selection.active, held, start: memory.get('scroll', 0) });
  const activeRow = rows.find(({ key }) => key === selection.active);

  const focusOn = (key: string): void => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  useLayoutEffect(() => {
    if (focus === 0) return;
    show(selection.active);
    focusOn(selection.active);
  }, [focus]);
  // What is gone to by a key may stand in the list only now.
  useLayoutEffect(() => {
    if (focusing.current) focusOn(selection.active);
    focusing.current = false;
  });

  const go = (key: string | undefined, event: KeyboardEvent): void => {
    if (key === undefined) return;
    event.preventDefault();
    focusing.current = true;
    show(key);
    actions.choose(event.ctrlKey || event.metaKey ? { ...selection, active: key } : select(selection, keys, key, { shift: event.shiftKey, control: false }));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = keys.indexOf(selection.active);
    const section = activeRow?.of === 'section' ? activeRow : undefined;
    if (event.altKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      moveByOne(event.key === 'ArrowUp' ? -1 : 1);
      return;
    }
    switch (event.key) {
      case 'ArrowUp':
        go(keys[Math.max(0, at - 1)], event);
        return;
      case 'ArrowDown':
        go(keys[Math.min(keys.length - 1, at + 1)], event);
        return;
      case 'PageUp':
        go(keys[Math.max(0, at - page())], event);
        return;
      case 'PageDown':
        go(keys[Math.min(keys.length - 1, at + page())], event);
        return;
      case 'Home':
        go(keys[0], event);
        return;
      case 'End':
        go(keys.at(-1), event);
        return;
      case 'ArrowRight':
        event.preventDefault();
        if (section && !section.open) actions.fold(section.section, true);
        else if (section) go(keys[at + 1], event);
        else actions.enter();
        return;
      case 'ArrowLeft':
        event.preventDefault();
        if (section?.open) actions.fold(section.section, false);
        else if (activeRow?.of === 'entity') go(activeRow.section, event);
        return;
      case ' ':
        event.preventDefault();
        actions.choose(select(selection, keys, selection.active, { shift: event.shiftKey, control: true }));
        return;
      // Caps Lock makes no other key of it.
      case 'a':
      case 'A':
        if (!(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        // The editor around would select all text of the page.
        event.stopPropagation();
        actions.choose({ ...selection, selected: rows.flatMap((row) => (row.of === 'entity' ? [row.key] : [])) });
        return;
      case 'Enter':
      case 'F2':
        event.preventDefault();
        if (section) actions.fold(section.section, !section.open);
        else actions.enter();
        return;
      case 'Insert':
        event.preventDefault();
        if (activeRow && activeRow.of !== 'model') actions.add(activeRow.section);
        return;
      case 'Delete':
        event.preventDefault();
        actions.remove();
        return;
      case 'Backspace':
        if (!event.metaKey) return;
        event.preventDefault();
        actions.remove();
        return;
    }
  };

  /** The neighbour that the selected rows are moved past. */
  function moveByOne(step: -1 | 1): void {
    if (activeRow?.of !== 'entity') return;
    const own = rows.flatMap((row) => (row.of === 'entity' && row.section === activeRow.section ? [row.key] : []));
    const moved = own.filter((key) => selected.has(key) || key === selection.active);
    const edge = step < 0 ? own.indexOf(moved[0]!) - 1 : own.indexOf(moved.at(-1)!) + 2;
    if (edge < 0 || edge > own.length) return;
    actions.move(moved, own[edge]);
  }

  const canDrop = (row: ListRow): boolean => dragged.length > 0 && row.of !== 'model' && dragged.every((key) => key.startsWith(`${row.section}/`)) && !dragged.includes(row.key);

  return (
    <div
      class="model-list"
      role="tree"
      aria-label={l10n.t('Everything in the model')}
      aria-multiselectable="true"
      ref={list}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        memory.set('scroll', event.currentTarget.scrollTop);
        look();
      }}
    >
      <div class="model-plane" role="presentation" style={{ height: `${rows.length * rowHeight}px`, '--row-height': `${rowHeight}px` }}>
        {indices.map((index) => {
          const row = rows[index]!;
          const isSelected = selected.has(row.key);
          const isActive = row.key === selection.active;
          return (
            <div
              key={row.key}
              data-key={row.key}
              role="treeitem"
              class={`model-row ${row.of}${isSelected ? ' selected' : ''}${isActive ? ' active' : ''}${over === row.key ? ' over' : ''}`}
              tabIndex={isActive ? 0 : -1}
              aria-level={row.of === 'entity' ? 2 : 1}
              aria-selected={isSelected}
              aria-setsize={row.among}
              aria-posinset={row.position}
              style={{ top: `${index * rowHeight}px` }}
              {...(row.of === 'section' ? { 'aria-expanded': row.open } : {})}
              draggable={row.of === 'entity' && row.section !== 'removed' && !readOnly}
              onDragStart={(event) => {
                const moved = isSelected ? selection.selected : [row.key];
                setDragged(moved);
                setHeld(row.key);
                event.dataTransfer?.setData('text/plain', moved.map((key) => key.split('/').slice(1).join('/')).join(' '));
              }}
              onDragEnd={() => {
                setDragged([]);
                setHeld(undefined);
                setOver('');
              }}
              onDragOver={(event) => {
                if (!canDrop(row)) return;
                event.preventDefault();
                setOver(row.key);
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (!canDrop(row) || row.of === 'model') return;
                // Onto its section a row goes to the end of it.
                actions.move(dragged, row.of === 'section' ? undefined : row.key);
                setOver('');
              }}
              onClick={(event) => {
                actions.choose(select(selection, keys, row.key, { shift: event.shiftKey, control: event.ctrlKey || event.metaKey }));
                if (row.of === 'section' && !event.ctrlKey && !event.metaKey && !event.shiftKey) actions.fold(row.section, !row.open);
                event.currentTarget.focus();
                // Where there is room for one thing at a time, what is picked is shown.
                if (row.of !== 'section' && !event.ctrlKey && !event.metaKey && !event.shiftKey && isNarrow()) actions.enter();
              }}
              onDblClick={() => {
                if (row.of === 'entity') actions.enter();
              }}
            >
              <RowContent row={row} actions={actions} readOnly={readOnly} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** As the styles have it. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 699px)').matches;
}

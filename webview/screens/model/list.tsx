/** The list of the model screen: one stop of the tab key, moved in by arrows, with several rows selected at once, and dragged into order. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../design/button.tsx';
import { Icon } from '../../design/icons.tsx';
import { MarkView } from '../../design/mark.tsx';
import { ProblemCount } from '../../design/problem.tsx';
import { l10n } from '../../l10n.ts';
import type { Memory } from '../../memory.ts';
import type { ListRow, SectionName } from './rows.ts';
import { select, type Selection } from './selection.ts';

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
  readonly selection: Selection;
  readonly actions: ListActions;
  readonly memory: Memory;
  /** Set when the focus is to go to the active row. */
  readonly focus: number;
  readonly readOnly: boolean;
}

export function ModelList({ rows, selection, actions, memory, focus, readOnly }: ListProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<readonly string[]>([]);
  const [over, setOver] = useState('');
  const keys = rows.map(({ key }) => key);
  const activeRow = rows.find(({ key }) => key === selection.active);

  useEffect(() => {
    if (list.current) list.current.scrollTop = memory.get('scroll', 0);
  }, []);
  useLayoutEffect(() => {
    if (focus > 0) elementOf(selection.active)?.focus();
  }, [focus]);
  useEffect(() => elementOf(selection.active)?.scrollIntoView({ block: 'nearest' }), [selection.active]);

  function elementOf(key: string): HTMLElement | null {
    return list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  }

  const go = (key: string | undefined, event: KeyboardEvent): void => {
    if (key === undefined) return;
    event.preventDefault();
    actions.choose(event.ctrlKey || event.metaKey ? { ...selection, active: key } : select(selection, keys, key, { shift: event.shiftKey, control: false }));
    elementOf(key)?.focus();
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
      case 'a':
        if (!(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
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
    const moved = own.filter((key) => selection.selected.includes(key) || key === selection.active);
    const edge = step < 0 ? own.indexOf(moved[0]!) - 1 : own.indexOf(moved.at(-1)!) + 2;
    if (edge < 0 || edge > own.length) return;
    actions.move(moved, own[edge]);
  }

  const canDrop = (row: ListRow): boolean => dragged.length > 0 && row.of !== 'model' && dragged.every((key) => key.startsWith(`${row.section}/`)) && !dragged.includes(row.key);

  return (
    <ul
      class="model-list"
      role="tree"
      aria-label={l10n.t('Everything in the model')}
      aria-multiselectable="true"
      ref={list}
      onKeyDown={onKeyDown}
      onScroll={(event) => memory.set('scroll', event.currentTarget.scrollTop)}
    >
      {rows.map((row) => {
        const selected = selection.selected.includes(row.key);
        const isActive = row.key === selection.active;
        return (
          <li
            key={row.key}
            data-key={row.key}
            role="treeitem"
            class={`model-row ${row.of}${selected ? ' selected' : ''}${isActive ? ' active' : ''}${over === row.key ? ' over' : ''}`}
            tabIndex={isActive ? 0 : -1}
            aria-level={row.of === 'entity' ? 2 : 1}
            aria-selected={selected}
            {...(row.of === 'section' ? { 'aria-expanded': row.open } : {})}
            draggable={row.of === 'entity' && row.section !== 'removed' && !readOnly}
            onDragStart={(event) => {
              const moved = selected ? selection.selected : [row.key];
              setDragged(moved);
              event.dataTransfer?.setData('text/plain', moved.map((key) => key.split('/').slice(1).join('/')).join(' '));
            }}
            onDragEnd={() => {
              setDragged([]);
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
            <Row row={row} actions={actions} readOnly={readOnly} />
          </li>
        );
      })}
    </ul>
  );
}

/** As the styles have it. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 699px)').matches;
}

function Row({ row, actions, readOnly }: { readonly row: ListRow; readonly actions: ListActions; readonly readOnly: boolean }): JSX.Element {
  if (row.of === 'model') {
    return (
      <>
        <Icon name="text" />
        <span class="row-title">{row.title}</span>
      </>
    );
  }
  if (row.of === 'section') {
    return (
      <>
        <Icon name={row.open ? 'down' : 'right'} />
        <span class="row-title">{row.title}</span>
        <span class="row-count">{row.count}</span>
        {actions.canAdd(row.section) && !readOnly && (
          <IconButton
            icon="add"
            label={l10n.t('Add to {0}', row.title)}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              actions.add(row.section);
            }}
          />
        )}
      </>
    );
  }
  const { row: entity, icon } = row;
  return (
    <>
      <Icon name={icon} />
      <span class="row-id">{entity.id}</span>
      <span class="row-title">{entity.title}</span>
      <span class="row-about">{entity.about.join(' · ')}</span>
      <span class="row-marks">
        {entity.problems && <ProblemCount {...entity.problems} />}
        {entity.marks.map((mark) => <MarkView key={mark.of} mark={mark} bare />)}
      </span>
    </>
  );
}

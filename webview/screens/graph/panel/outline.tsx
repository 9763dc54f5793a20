/** The graph in words: a tree with everything that is drawn and the same actions, for the keyboard, for screen readers, and to read. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChangeOverlay } from '../../../../src/protocol/screens/change-overlay.ts';
import type { GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { Icon } from '../../../design/icons.tsx';
import { MarkView } from '../../../design/mark.tsx';
import { l10n } from '../../../l10n.ts';
import type { GraphAction } from '../gestures/actions.ts';
import type { MenuRequest } from './menu.tsx';
import { openKeys, outlineOf, pathTo, shownRows, type OutlineRow } from './outline-rows.ts';

interface OutlineProps {
  readonly screen: GraphScreen;
  /** Where two sides are shown as one, how each thing differs. */
  readonly changes?: Omit<ChangeOverlay, 'graph'>;
  readonly selected: readonly string[];
  readonly found: readonly string[] | undefined;
  readonly select: (id: string, adds?: boolean) => void;
  readonly open: () => void;
  readonly actions: (ids: readonly string[]) => readonly GraphAction[];
  readonly menu: (request: MenuRequest) => void;
}

/** More rows than these are drawn only while they are in sight. */
const rowHeight = 26;
const ahead = 30;

export function Outline({ screen, changes, selected, found, select, open, actions, menu }: OutlineProps): JSX.Element {
  const roots = useMemo(() => outlineOf(screen, changes), [screen, changes]);
  // Few things stand open from the start, many stay folded; what a person did about a row counts.
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const usual = screen.components.length <= 40;
  const opened = useMemo(() => new Set(openKeys(roots, (key, level) => turned.get(key) ?? (usual && level === 1))), [roots, turned, usual]);
  const [focus, setFocus] = useState<string | undefined>(undefined);
  const [top, setTop] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const isFound = useMemo(() => found && new Set(found), [found]);
  const rows = useMemo(() => shownRows(roots, opened, isFound), [roots, opened, isFound]);
  const at = Math.max(0, rows.findIndex(({ key }) => key === focus));
  const [first, last] = rows.length > 120 ? [Math.max(0, Math.floor(top / rowHeight) - ahead), Math.floor(top / rowHeight) + 40 + ahead] : [0, rows.length];

  // What is picked in the drawing is where the keyboard goes on here.
  useEffect(() => {
    const id = selected.at(-1);
    if (id === undefined || (rows[at]?.id === id && rows[at].key === focus)) return;
    const row = rows.find((one) => one.id === id);
    if (row) {
      setFocus(row.key);
      bring(rows.indexOf(row));
      return;
    }
    // It lies in what is folded: that opens.
    const path = pathTo(roots, id);
    if (path.length === 0) return;
    for (const { key } of path.slice(0, -1)) toggle(key, true);
    setFocus(path.at(-1)!.key);
  }, [selected, found === undefined]);

  const bring = (index: number): void => {
    const panel = tree.current?.parentElement;
    if (!panel) return;
    const y = index * rowHeight;
    if (y < panel.scrollTop) panel.scrollTop = y - 4;
    else if (y + rowHeight > panel.scrollTop + panel.clientHeight - 60) panel.scrollTop = y + rowHeight - panel.clientHeight + 80;
  };
  const go = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    setFocus(row.key);
    bring(index);
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus());
  };
  const toggle = (key: string, wanted?: boolean): void => {
    setTurned((before) => new Map(before).set(key, wanted ?? !opened.has(key)));
  };
  const menuOf = (row: OutlineRow, at: { readonly x: number; readonly y: number }): void => {
    const ids = row.id === undefined ? [] : selected.includes(row.id) ? selected : [row.id];
    menu({ at, actions: actions(ids), title: row.title });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
        go(at + 1);
        break;
      case 'ArrowUp':
        go(at - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row.children.length > 0 && !row.open) toggle(row.key, true);
        else if (row.children.length > 0) go(at + 1);
        break;
      case 'ArrowLeft':
        if (row.children.length > 0 && opened.has(row.key)) toggle(row.key, false);
        else go(rows.findLastIndex(({ level }, index) => index < at && level < row.level));
        break;
      case 'Enter':
        if (row.id === undefined) toggle(row.key);
        else {
          select(row.id);
          open();
        }
        break;
      case ' ':
        if (row.id !== undefined) select(row.id, event.shiftKey);
        break;
      case 'ContextMenu':
      case 'F10': {
        if (event.key === 'F10' && !event.shiftKey) return;
        const box = (event.target as HTMLElement).getBoundingClientRect();
        menuOf(row, { x: box.left + 24, y: box.bottom });
        break;
      }
      default: {
        const own = row.id === undefined ? undefined : actions(selected.includes(row.id) ? selected : [row.id]).find(({ key }) => key === event.key);
        if (!own) return;
        event.stopPropagation();
        own.run();
      }
    }
    event.preventDefault();
  };
  return (
    <div class="outline" role="tree" aria-label={l10n.t('Outline of the graph')} aria-multiselectable="true" ref={tree} onKeyDown={onKeyDown} style={{ height: `${rows.length * rowHeight}px` }}>
      <ScrollWatch tree={tree} onScroll={setTop} active={rows.length > 120} />
      {rows.slice(first, last).map((row, index) => (
        <div
          key={row.key}
          data-key={row.key}
          class={`outline-row${row.id !== undefined && selected.includes(row.id) ? ' chosen' : ''}`}
          role="treeitem"
          aria-level={row.level}
          aria-posinset={row.place}
          aria-setsize={row.of}
          aria-selected={row.id !== undefined && selected.includes(row.id)}
          {...(row.children.length > 0 ? { 'aria-expanded': row.open } : {})}
          tabIndex={first + index === at ? 0 : -1}
          style={{ top: `${(first + index) * rowHeight}px`, paddingInlineStart: `${6 + (row.level - 1) * 14}px` }}
          onFocus={() => setFocus(row.key)}
          onClick={(event) => {
            setFocus(row.key);
            if (row.id === undefined || (event.target as Element).closest('.outline-twist')) toggle(row.key);
            else select(row.id, event.shiftKey || event.ctrlKey || event.metaKey);
          }}
          onDblClick={() => row.id !== undefined && open()}
          onContextMenu={(event) => {
            event.preventDefault();
            if (row.id !== undefined && !selected.includes(row.id)) select(row.id);
            menuOf(row, { x: event.clientX, y: event.clientY });
          }}
        >
          <span class="outline-twist" aria-hidden="true">{row.children.length > 0 && <Icon name={row.open ? 'down' : 'right'} />}</span>
          <Icon name={row.icon} />
          {row.before !== '' && <span class="unseen">{row.before} </span>}
          <span class={row.marks.some(({ is, of }) => of === 'change' && is === 'removed') ? 'outline-title gone' : 'outline-title'}>{row.title}</span>
          {row.note !== undefined && <span class="outline-note" aria-hidden="true">{row.note}</span>}
          {row.marks.map((mark) => (
            <span key={`${mark.of} ${mark.is}`} class="outline-mark" aria-hidden="true">
              <MarkView mark={mark} bare={mark.of !== 'change'} />
            </span>
          ))}
          {row.after !== '' && <span class="unseen">, {row.after}</span>}
        </div>
      ))}
    </div>
  );
}

/** Tells how far the panel around the tree is scrolled. */
function ScrollWatch({ tree, onScroll, active }: { readonly tree: { readonly current: HTMLElement | null }; readonly onScroll: (top: number) => void; readonly active: boolean }): null {
  useEffect(() => {
    const panel = tree.current?.parentElement;
    if (!panel || !active) return undefined;
    const tell = (): void => onScroll(panel.scrollTop);
    panel.addEventListener('scroll', tell, { passive: true });
    tell();
    return () => panel.removeEventListener('scroll', tell);
  }, [active]);
  return null;
}

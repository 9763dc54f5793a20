/** The matrix as a grid: one stop of the tab key, moved in by arrows, and only what is on the screen is drawn. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MatrixScreen } from '../../../src/protocol/screens/matrix-screen.ts';
import { indicesOf, isSameRun, noRun, runOf, scrolledTo, type Run } from '../../design/lines.ts';
import { l10n } from '../../l10n.ts';
import type { Arranged } from './arrange.ts';
import { MatrixHead } from './head.tsx';
import { measuresFor } from './measures.ts';
import { spotAfter, type Spot } from './moves.ts';
import { MatrixRow } from './row.tsx';
import { usePictures } from './use-pictures.ts';

interface GridProps {
  readonly data: MatrixScreen;
  readonly arranged: Arranged;
  /** The objective whose explanation is open. */
  readonly opened: { readonly asset: string; readonly attacker: string } | undefined;
  readonly open: (asset: number, attacker: number) => void;
  readonly openAsset: (asset: number) => void;
  readonly openAttacker: (attacker: number) => void;
  readonly fold: (key: string) => void;
  /** Where the keyboard was before, as `row,column`. */
  readonly start: string;
  readonly moved: (spot: string) => void;
}

interface View {
  readonly width: number;
  readonly height: number;
  readonly rows: Run;
  readonly columns: Run;
}

export function MatrixGrid(props: GridProps): JSX.Element {
  const { data, arranged, opened } = props;
  usePictures();
  const grid = useRef<HTMLDivElement>(null);
  const font = useRef(13);
  const [view, setView] = useState<View>({ width: 0, height: 0, rows: noRun, columns: noRun });
  const [spot, setSpot] = useState<Spot>(() => spotOf(props.start));
  const focusing = useRef(false);
  const { rows, columns } = arranged;
  const above = arranged.bands.length > 0 ? 2 : 1;
  const active: Spot = { row: Math.max(-above, Math.min(spot.row, rows.length - 1)), column: Math.max(-1, Math.min(spot.column, columns.length - 1)) };
  const measures = useMemo(() => measuresFor(view.width, columns.length, font.current, arranged.bands.length > 0), [view.width, columns.length, arranged.bands.length > 0]);
  const { rowHeight, columnWidth, sideWidth, headHeight, bandHeight } = measures;
  const top = headHeight + bandHeight;

  const look = (): void => {
    const element = grid.current;
    if (!element) return;
    const [width, height] = [element.clientWidth, element.clientHeight];
    const sizes = measuresFor(width, columns.length, font.current, arranged.bands.length > 0);
    const now = {
      width,
      height,
      rows: runOf(element.scrollTop, height - sizes.headHeight - sizes.bandHeight, sizes.rowHeight, rows.length),
      columns: runOf(element.scrollLeft, width - sizes.sideWidth, sizes.columnWidth, columns.length),
    };
    setView((last) => (last.width === now.width && last.height === now.height && isSameRun(last.rows, now.rows) && isSameRun(last.columns, now.columns) ? last : now));
  };
  useLayoutEffect(() => {
    font.current = parseFloat(getComputedStyle(grid.current!).fontSize) || 13;
    look();
    const watching = new ResizeObserver(look);
    watching.observe(grid.current!);
    return () => watching.disconnect();
  }, [arranged]);

  const drawnColumns = useMemo(() => indicesOf(view.columns, [active.column], columns.length), [view.columns.first, view.columns.end, active.column < view.columns.first || active.column >= view.columns.end ? active.column : -1, columns]);
  const drawnRows = indicesOf(view.rows, [active.row], rows.length);

  /** Scrolls so that a spot is seen beside the headings. */
  const bringIntoView = ({ row, column }: Spot): void => {
    const element = grid.current!;
    const [room, side] = [element.clientHeight - top, element.clientWidth - sideWidth];
    if (row >= 0) element.scrollTop = scrolledTo(element.scrollTop, room, rowHeight, row);
    if (column >= 0) element.scrollLeft = scrolledTo(element.scrollLeft, side, columnWidth, column);
  };
  const goTo = (to: Spot): void => {
    bringIntoView(to);
    focusing.current = true;
    setSpot(to);
    props.moved(`${to.row},${to.column}`);
    look();
  };
  useLayoutEffect(() => {
    if (!focusing.current) return;
    focusing.current = false;
    grid.current!.querySelector<HTMLElement>(`[data-row="${active.row}"] [data-column="${active.column}"]`)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    // What is opened from elsewhere is brought to where it is seen.
    if (!opened) return;
    const row = rows.findIndex((line) => line.kind === 'one' && data.assets[line.index]!.id === opened.asset);
    const column = columns.findIndex((line) => line.kind === 'one' && data.attackers[line.index]!.id === opened.attacker);
    if (row < 0 || column < 0) return;
    bringIntoView({ row, column });
    setSpot({ row, column });
  }, [opened?.asset, opened?.attacker]);

  const act = ({ row, column }: Spot): void => {
    const [line, other] = [rows[row], columns[column]];
    if (row === -2) {
      const band = arranged.bands.find(({ start, span }) => column >= start && column < start + span);
      if (band) props.fold(band.group.key);
    } else if (row === -1) {
      if (other?.kind === 'one') props.openAttacker(other.index);
      else if (other) props.fold(other.key);
    } else if (line?.kind === 'group') props.fold(line.key);
    else if (line && column === -1) props.openAsset(line.index);
    else if (other?.kind === 'group') props.fold(other.key);
    else if (line && other) props.open(line.index, other.index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(active);
      return;
    }
    const to = spotAfter(event, active, arranged, Math.max(1, Math.floor((view.height - top) / rowHeight) - 1));
    if (!to) return;
    event.preventDefault();
    goTo(to);
  };
  const spotUnder = (event: Event): Spot | undefined => {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
    return found ? { row: Number(found.closest<HTMLElement>('[data-row]')?.dataset.row), column: Number(found.dataset.column) } : undefined;
  };
  const openedColumn = opened === undefined ? undefined : columns.findIndex((line) => line.kind === 'one' && data.attackers[line.index]!.id === opened.attacker);
  return (
    <div
      ref={grid}
      class="matrix-grid"
      role="grid"
      aria-label={l10n.t('Control objectives: assets by attackers')}
      aria-rowcount={rows.length + above}
      aria-colcount={columns.length + 1}
      aria-readonly="true"
      onScroll={look}
      onKeyDown={onKeyDown}
      onClick={(event: MouseEvent) => {
        const at = spotUnder(event);
        if (!at) return;
        focusing.current = true;
        setSpot(at);
        props.moved(`${at.row},${at.column}`);
        act(at);
      }}
    >
      <div class="matrix-plane" role="presentation" style={{ width: `${sideWidth + columns.length * columnWidth}px`, height: `${top + rows.length * rowHeight}px`, '--row-height': `${rowHeight}px` }}>
        <MatrixHead data={data} arranged={arranged} measures={measures} columns={drawnColumns} active={active} />
        <div class="matrix-rows" role="rowgroup" style={{ top: `${top}px` }}>
          {view.width > 0 &&
            drawnRows.map((row) => {
              const line = rows[row]!;
              const isOpened = opened !== undefined && line.kind === 'one' && data.assets[line.index]!.id === opened.asset;
              return <MatrixRow key={active.row === row ? 'active' : row % view.rows.slots} data={data} arranged={arranged} measures={measures} row={row} columns={drawnColumns} slots={view.columns.slots} active={active.row === row ? active.column : undefined} opened={isOpened ? openedColumn : undefined} above={above} />;
            })}
        </div>
      </div>
    </div>
  );
}

function spotOf(text: string): Spot {
  const [row, column] = text.split(',').map(Number);
  return Number.isInteger(row) && Number.isInteger(column) ? { row: row!, column: column! } : { row: 0, column: 0 };
}

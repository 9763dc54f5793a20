/** Where a key leads in the grid. Row -1 holds the headings of columns, row -2 their groups where there are any; column -1 holds the headings of rows. */
import type { Arranged } from './arrange.ts';

export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** The spot that a key leads to; undefined for a key that does not move. `page` is how many rows are seen at once. */
export function spotAfter({ key, ctrlKey }: Key, { row, column }: Spot, { rows, columns, bands }: Pick<Arranged, 'rows' | 'columns' | 'bands'>, page: number): Spot | undefined {
  const top = bands.length > 0 ? -2 : -1;
  const bounded = (to: Spot): Spot => ({ row: Math.max(top, Math.min(rows.length - 1, to.row)), column: Math.max(-1, Math.min(columns.length - 1, to.column)) });
  switch (key) {
    case 'ArrowUp':
      return bounded({ row: row - 1, column });
    case 'ArrowDown':
      return bounded({ row: row + 1, column });
    case 'ArrowLeft':
      return bounded({ row, column: row === -2 ? startOf(bands, column) - 1 : column - 1 });
    case 'ArrowRight':
      return bounded({ row, column: row === -2 && column >= 0 ? Math.min(endOf(bands, column), columns.length - 1) : column + 1 });
    case 'Home':
      return bounded({ row: ctrlKey ? 0 : row, column: ctrlKey ? 0 : -1 });
    case 'End':
      return bounded({ row: ctrlKey ? rows.length - 1 : row, column: columns.length - 1 });
    case 'PageUp':
      return bounded({ row: row <= 0 ? row : Math.max(0, row - page), column });
    case 'PageDown':
      return bounded({ row: row + page, column });
    default:
      return undefined;
  }
}

function startOf(bands: Arranged['bands'], column: number): number {
  return bands.find(({ start, span }) => column >= start && column < start + span)?.start ?? column;
}

function endOf(bands: Arranged['bands'], column: number): number {
  const band = bands.find(({ start, span }) => column >= start && column < start + span);
  return band ? band.start + band.span : column + 1;
}

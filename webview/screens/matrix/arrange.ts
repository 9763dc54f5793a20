/** Puts rows and columns of the matrix in order: filtered, sorted, grouped. Pure, and one pass over the cells. */
import { cellKinds, cellOfNumber, cellReaches, cellTiers, readCells, type CellReach, type CellTier } from '../../../src/protocol/screens/matrix-cell.ts';
import type { MatrixScreen } from '../../../src/protocol/screens/matrix-screen.ts';

export type SeenStatus = 'mitigated' | 'at_risk' | 'unassessed';
export const seenStatuses: readonly SeenStatus[] = ['mitigated', 'at_risk', 'unassessed'];

export interface MatrixOptions {
  readonly rowsBy: 'none' | 'component';
  readonly columnsBy: 'none' | 'boundary' | 'position';
  readonly sort: 'identifier' | 'name' | 'risk';
  readonly text: string;
  /** Only these; none picked means all. */
  readonly statuses: readonly SeenStatus[];
  readonly tiers: readonly CellTier[];
  readonly reaches: readonly CellReach[];
  /** Keys of the groups that are folded. */
  readonly folded: readonly string[];
}

export const noOptions: MatrixOptions = { rowsBy: 'none', columnsBy: 'none', sort: 'identifier', text: '', statuses: [], tiers: [], reaches: [], folded: [] };

/** A row or a column: one asset or attacker, or a group of them. */
export type Line = { readonly kind: 'one'; readonly index: number } | { readonly kind: 'group'; readonly key: string; readonly label: string; readonly members: readonly number[]; readonly folded: boolean };
export type Group = Extract<Line, { kind: 'group' }>;

/** Over the columns of a group. */
export interface Band {
  readonly group: Group;
  readonly start: number;
  readonly span: number;
}

export interface Counts {
  mitigated: number;
  at_risk: number;
  unassessed: number;
}

export interface Arranged {
  readonly cells: Uint8Array;
  readonly columnCount: number;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** None where columns stand in no groups. */
  readonly bands: readonly Band[];
  /** Whether a cell of each number passes the filters. */
  readonly passing: Uint8Array;
  readonly filtered: boolean;
  /** Of each asset and each attacker, by index, over what the filters leave. */
  readonly rowTotals: readonly (Counts | undefined)[];
  readonly columnTotals: readonly (Counts | undefined)[];
  readonly shown: Counts;
  readonly shownAssets: number;
  readonly shownAttackers: number;
}

export function statusOf(number: number): SeenStatus {
  const { status } = kinds[number]!;
  return status === 'at_risk' || status === 'unassessed' ? status : 'mitigated';
}

/** Every kind of cell, by number. */
export const kinds = Array.from({ length: cellKinds }, (_, number) => cellOfNumber(number));
const statusIndex = Uint8Array.from(kinds, ({ status }) => (status === 'at_risk' ? 1 : status === 'unassessed' ? 2 : 0));
/** How grave an open cell is: by tier, and more so where it can be reached. For sorting only. */
const gravity = Uint16Array.from(kinds, ({ status, tier, reach }) => (status === 'at_risk' || status === 'unassessed' ? [64, 16, 4, 1][cellTiers.indexOf(tier)]! * [4, 2, 1][cellReaches.indexOf(reach)]! : 0));

const byCells = new WeakMap<MatrixScreen, Uint8Array>();

export function arrange(data: MatrixScreen, options: MatrixOptions): Arranged {
  const cells = byCells.get(data) ?? readCells(data.cells);
  byCells.set(data, cells);
  const [height, width] = [data.assets.length, data.attackers.length];
  const passing = Uint8Array.from(kinds, (kind, number) => (among(options.statuses, statusOf(number)) && among(options.tiers, kind.tier) && among(options.reaches, kind.reach) ? 1 : 0));
  const filtered = options.statuses.length + options.tiers.length + options.reaches.length > 0;
  const words = options.text.trim().toLowerCase();
  const { assets, attackers } = searched(data, words);

  const [openRows, openColumns] = [new Uint8Array(height), new Uint8Array(width)];
  const [rowRisk, columnRisk] = [new Float64Array(height), new Float64Array(width)];
  const [rowCounts, columnCounts] = [new Uint32Array(height * 3), new Uint32Array(width * 3)];
  const total = [0, 0, 0];
  for (let row = 0; row < height; row++) {
    if (!assets[row]) continue;
    for (let column = 0; column < width; column++) {
      const number = cells[row * width + column]!;
      if (!attackers[column] || !passing[number]) continue;
      const status = statusIndex[number]!;
      openRows[row] = openColumns[column] = 1;
      rowCounts[row * 3 + status]!++;
      columnCounts[column * 3 + status]!++;
      total[status]!++;
      rowRisk[row]! += gravity[number]!;
      columnRisk[column]! += gravity[number]!;
    }
  }
  const empty = width === 0 || height === 0;
  const rows = sorted(indices(height).filter((row) => (empty ? assets[row] : openRows[row])), options.sort, data.assets, rowRisk);
  const columns = sorted(indices(width).filter((column) => (empty ? attackers[column] : openColumns[column])), options.sort, data.attackers, columnRisk);
  const nameOf = (id: string): string => `${id}${data.names[id] === undefined ? '' : ` ${data.names[id]}`}`;
  const rowGroups = options.rowsBy === 'none' ? undefined : grouped(rows, (row) => data.assets[row]!.components[0], nameOf, 'row', options.folded);
  const columnGroups = options.columnsBy === 'none' ? undefined : grouped(columns, (column) => (options.columnsBy === 'boundary' ? data.attackers[column]!.boundaries[0] : data.attackers[column]!.position), options.columnsBy === 'boundary' ? nameOf : (text) => text, `column:${options.columnsBy}`, options.folded);
  const lines: Line[] = [];
  const bands: Band[] = [];
  for (const group of columnGroups ?? []) {
    bands.push({ group, start: lines.length, span: group.folded ? 1 : group.members.length });
    lines.push(...(group.folded ? [group] : group.members.map(one)));
  }
  const totals = (counts: Uint32Array, index: number): Counts => ({ mitigated: counts[index * 3]!, at_risk: counts[index * 3 + 1]!, unassessed: counts[index * 3 + 2]! });
  return {
    cells,
    columnCount: width,
    rows: rowGroups ? rowGroups.flatMap((group): Line[] => [group, ...(group.folded ? [] : group.members.map(one))]) : rows.map(one),
    columns: columnGroups ? lines : columns.map(one),
    bands,
    passing,
    filtered,
    rowTotals: indices(height).map((row) => (openRows[row] ? totals(rowCounts, row) : undefined)),
    columnTotals: indices(width).map((column) => (openColumns[column] ? totals(columnCounts, column) : undefined)),
    shown: { mitigated: total[0]!, at_risk: total[1]!, unassessed: total[2]! },
    shownAssets: rows.length,
    shownAttackers: columns.length,
  };
}

/** What a cell of two lines holds where one of them is a group: how many there are, and the gravest that is open. */
export interface Summary extends Counts {
  readonly worst: CellTier | undefined;
}

export function summarise({ cells, columnCount, passing }: Pick<Arranged, 'cells' | 'columnCount' | 'passing'>, row: Line, column: Line): Summary {
  const counts = [0, 0, 0];
  let worst: number = cellTiers.length;
  for (const r of membersOf(row)) {
    for (const c of membersOf(column)) {
      const number = cells[r * columnCount + c]!;
      if (!passing[number]) continue;
      counts[statusIndex[number]!]!++;
      if (statusIndex[number] !== 0) worst = Math.min(worst, cellTiers.indexOf(kinds[number]!.tier));
    }
  }
  return { mitigated: counts[0]!, at_risk: counts[1]!, unassessed: counts[2]!, worst: cellTiers.at(worst) };
}

export function sumOf(totals: readonly (Counts | undefined)[], members: readonly number[]): Counts {
  const sum = { mitigated: 0, at_risk: 0, unassessed: 0 };
  for (const member of members) for (const status of seenStatuses) sum[status] += totals[member]?.[status] ?? 0;
  return sum;
}

export function membersOf(line: Line): readonly number[] {
  return line.kind === 'one' ? [line.index] : line.members;
}

function among<T>(picked: readonly T[], value: T): boolean {
  return picked.length === 0 || picked.includes(value);
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function one(index: number): Line {
  return { kind: 'one', index };
}

/** What a search leaves: it narrows whichever side it is found on. An objective's identifier names both. */
function searched({ assets, attackers, names }: MatrixScreen, words: string): { readonly assets: readonly boolean[]; readonly attackers: readonly boolean[] } {
  const pair = /^co-(a\d+)(?:-(t\d*))?$/.exec(words);
  if (pair) return { assets: assets.map(({ id }) => id.toLowerCase() === pair[1]), attackers: attackers.map(({ id }) => pair[2] === undefined || id.toLowerCase().startsWith(pair[2])) };
  const has = (...texts: readonly (string | undefined)[]): boolean => texts.some((text) => text?.toLowerCase().includes(words));
  const places = (ids: readonly string[]): string => ids.map((id) => `${id} ${names[id] ?? ''}`).join(' ');
  const rows = assets.map(({ id, title, components }) => words === '' || has(id, title, places(components)));
  const columns = attackers.map(({ id, title, position, boundaries }) => words === '' || has(id, title, position, places(boundaries)));
  const [inRows, inColumns] = [rows.includes(true), columns.includes(true)];
  return { assets: inRows || !inColumns ? rows : rows.map(() => true), attackers: inColumns || !inRows ? columns : columns.map(() => true) };
}

function sorted(list: readonly number[], by: MatrixOptions['sort'], entities: readonly { readonly title: string }[], risk: Float64Array): readonly number[] {
  if (by === 'identifier') return list;
  return [...list].sort((a, b) => (by === 'name' ? entities[a]!.title.localeCompare(entities[b]!.title) : risk[b]! - risk[a]!) || a - b);
}

/** Groups in the order in which their first members stand; what belongs to none comes last. */
function grouped(list: readonly number[], keyOf: (index: number) => string | undefined, labelOf: (key: string) => string, side: string, folded: readonly string[]): readonly Group[] {
  const groups = new Map<string, number[]>();
  for (const index of list) {
    const key = keyOf(index) ?? '';
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([key, members]) => ({ kind: 'group', key: `${side}:${key}`, label: key === '' ? '' : labelOf(key), members, folded: folded.includes(`${side}:${key}`) }));
}

/** A first layout, with nothing to keep: regions in columns along the flow, entered ones first; cards drawn to what they talk to. */
import { footprintOf, regionBox } from './boxes.ts';
import { cardColumns } from './card-columns.ts';
import { layersOf } from './flow-order.ts';
import type { Box, LayoutInput, LayoutMemory, Point } from './graph-layout.ts';
import { card, cardHeight, gap, region as measures } from './measures.ts';

/** How much wider than high a graph becomes, about. */
const shape = 1.4;
const sweeps = 6;

interface Inside {
  readonly id: string;
  /** Places in `input.components`. */
  readonly columns: number[][];
  readonly attackers: number;
  /** As if its origin were the origin of all. */
  size: { readonly box: Box; readonly footprint: Box };
  origin: Point;
}

export function arrangeAll(input: LayoutInput): LayoutMemory {
  const { regions, components, connections } = input;
  const indexOf = new Map(components.map(({ id }, index) => [id, index]));
  const regionIndex = new Map(regions.map(({ id }, index) => [id, index]));
  const heights = components.map(({ assets }) => cardHeight(assets));
  const links = connections.flatMap(({ from, to }) => {
    const [a, b] = [indexOf.get(from), indexOf.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
  });
  const neighbours = components.map((): number[] => []);
  for (const [a, b] of links) {
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  const regionOf = components.map(({ region }) => regionIndex.get(region) ?? 0);

  const insides = regions.map(({ id, attackers }, index): Inside => {
    const members = components.flatMap((_, at) => (regionOf[at] === index ? [at] : []));
    const own = new Map(members.map((at, place) => [at, place]));
    const within = links.flatMap(([a, b]) => (own.has(a) && own.has(b) ? [[own.get(a)!, own.get(b)!, 1] as const] : []));
    const columns = cardColumns(members.map((at) => heights[at]!), within).map((column) => column.map((place) => members[place]!));
    return { id, columns, attackers: attackers.length, size: sizeOf([], attackers.length), origin: { x: 0, y: 0 } };
  });
  const positions = components.map((): { x: number; y: number } => ({ x: 0, y: 0 }));
  for (const inside of insides) stackCards(inside, heights, positions);
  const columns = regionColumns(input, insides, links.map(([a, b]) => [regionOf[a]!, regionOf[b]!] as const));
  stackRegions(columns, insides);

  const centre = (at: number): number => insides[regionOf[at]!]!.origin.y + positions[at]!.y + heights[at]! / 2;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const turn = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of turn) {
      sortByPull(column, (index) => insides[index]!.columns.flat().flatMap((at) => neighbours[at]!.filter((other) => regionOf[other] !== index).map(centre)), (index) => insides[index]!.origin.y);
      for (const index of column) {
        const inside = insides[index]!;
        for (const cards of inside.columns) sortByPull(cards, (at) => neighbours[at]!.map(centre), (at) => centre(at));
        stackCards(inside, heights, positions);
      }
      stackRegions(columns, insides);
    }
  }
  return {
    regions: Object.fromEntries(insides.map(({ id, origin }) => [id, origin])),
    components: Object.fromEntries(components.map(({ id, region }, at) => [id, { region, ...positions[at]! }])),
  };
}

/** By the middle of what pulls; what nothing pulls stays about where it is. */
function sortByPull(list: number[], pulls: (one: number) => readonly number[], own: (one: number) => number): void {
  const keys = new Map(list.map((one) => {
    const all = pulls(one);
    return [one, all.length === 0 ? own(one) : all.reduce((sum, y) => sum + y, 0) / all.length];
  }));
  list.sort((a, b) => keys.get(a)! - keys.get(b)! || a - b);
}

function stackCards(inside: Inside, heights: readonly number[], positions: { x: number; y: number }[]): void {
  const { columns } = inside;
  columns.forEach((column, index) => {
    let y = 0;
    for (const at of column) {
      positions[at] = { x: index * (card.width + gap.column), y };
      y += heights[at]! + gap.row;
    }
  });
  inside.size = sizeOf(columns.flat().map((at) => ({ ...positions[at]!, width: card.width, height: heights[at]! })), inside.attackers);
}

function sizeOf(cards: readonly Box[], attackers: number): Inside['size'] {
  const box = regionBox({ x: 0, y: 0 }, cards);
  return { box, footprint: footprintOf(box, attackers) };
}

/** Regions in columns: entered ones first, then along the arrows; a column is filled until the graph has a shape that fits a screen. */
function regionColumns({ regions, components }: LayoutInput, insides: readonly Inside[], crossings: readonly (readonly [number, number])[]): number[][] {
  const sizes = insides.map(({ size }) => size.footprint);
  const links = crossings.filter(([a, b]) => a !== b).map(([a, b]) => [a, b, 1] as const);
  const layers = layersOf(regions.length, links, (index) => (regions[index]!.entered ? 0 : 1));
  const isUsed = new Set([...components.map(({ region }) => region)]);
  // What nothing stands behind comes last.
  const last = Math.max(0, ...layers) + 1;
  const layer = (index: number): number => (regions[index]!.id === '' ? last + 1 : isUsed.has(regions[index]!.id) ? layers[index]! : last);
  const order = regions.map((_, index) => index).sort((a, b) => layer(a) - layer(b) || Number(regions[b]!.entered) - Number(regions[a]!.entered) || a - b);
  const fill = (most: number): number[][] => {
    // The last column is among them while it is being filled.
    const columns: number[][] = [[]];
    let [column, filled]: [number[], number] = [columns[0]!, 0];
    for (const index of order) {
      const height = sizes[index]!.height + measures.down;
      const spare = isUsed.has(regions[index]!.id) ? undefined : shortest(columns, sizes);
      if (spare && sumOf(spare, sizes) + height <= Math.max(most, ...columns.map((one) => sumOf(one, sizes)))) {
        spare.push(index);
        continue;
      }
      if (column.length > 0 && filled + height > most) {
        [column, filled] = [[], 0];
        columns.push(column);
      }
      column.push(index);
      filled += height;
    }
    return columns;
  };
  // Columns of unequal width: the height that gives the shape is found by trying.
  const area = sizes.reduce((sum, { width, height }) => sum + (width + measures.across) * (height + measures.down), 0);
  let best: { readonly columns: number[][]; readonly off: number } | undefined;
  for (const factor of [0.6, 0.75, 0.9, 1.05, 1.2, 1.4, 1.6, 1.9, 2.3]) {
    const columns = fill(Math.max(Math.sqrt(area / shape) * factor, ...sizes.map(({ height }) => height + measures.down)));
    const wide = columns.reduce((sum, column) => sum + Math.max(...column.map((index) => sizes[index]!.width)) + measures.across, 0);
    const off = Math.abs(Math.log(wide / Math.max(...columns.map((column) => sumOf(column, sizes))) / shape));
    if (!best || off < best.off - 0.05) best = { columns, off };
  }
  return best?.columns ?? [];
}

function stackRegions(columns: readonly (readonly number[])[], insides: readonly Inside[]): void {
  const high = columns.map((column) => column.reduce((sum, index) => sum + insides[index]!.size.footprint.height + measures.down, -measures.down));
  const most = Math.max(0, ...high);
  let x = 0;
  columns.forEach((column, at) => {
    const beside = Math.max(0, ...column.map((index) => insides[index]!.size.box.x - insides[index]!.size.footprint.x));
    const wide = beside + Math.max(0, ...column.map((index) => insides[index]!.size.box.width));
    let y = Math.round((most - high[at]!) / 2);
    for (const index of column) {
      const inside = insides[index]!;
      const { footprint } = inside.size;
      // Walls of one column stand in one line; attackers reach out to the left of it.
      inside.origin = { x: x + beside - inside.size.box.x, y: y - footprint.y };
      y += footprint.height + measures.down;
    }
    x += wide + measures.across;
  });
}

function sumOf(column: readonly number[], sizes: readonly Box[]): number {
  return column.reduce((sum, index) => sum + sizes[index]!.height + measures.down, 0);
}

/** The column with most room, for what fits anywhere. */
function shortest(columns: readonly number[][], sizes: readonly Box[]): number[] | undefined {
  return [...columns].sort((a, b) => sumOf(a, sizes) - sumOf(b, sizes))[0];
}

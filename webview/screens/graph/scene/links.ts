/** The lines between components; many between the same two regions become one band with a count. */
import type { GraphConnection } from '../../../../src/protocol/screens/graph-screen.ts';
import type { Box, Point } from '../layout/graph-layout.ts';
import { curveBetween, type Curve } from './curves.ts';

export interface Link {
  /** The connection, or `TB1 TB2` for a band. */
  readonly id: string;
  readonly connections: readonly GraphConnection[];
  readonly band: boolean;
  readonly curve: Curve;
  readonly label?: string;
  /** Where there is room for its label; missing where there is none. */
  readonly labelAt?: Point;
}

interface End {
  readonly id: string;
  readonly box: Box;
  readonly region: string;
}

/** So many lines between two regions are drawn as one; fewer where there are very many lines at all. */
export function bandFrom(connections: number): number {
  return connections > 120 ? 2 : 4;
}

export function linksOf(connections: readonly GraphConnection[], standsAt: (component: string) => End | undefined, apart: ReadonlySet<string> = new Set()): readonly Link[] {
  const ends = connections.flatMap((one) => {
    const [from, to] = [standsAt(one.from), standsAt(one.to)];
    return from && to && from.id !== to.id ? [{ one, from, to }] : [];
  });
  const crossings = new Map<string, typeof ends>();
  for (const end of ends) {
    if (end.from.region === end.to.region || apart.has(end.one.id)) continue;
    const key = bandKey(end.from.region, end.to.region);
    const list = crossings.get(key);
    if (list) list.push(end);
    else crossings.set(key, [end]);
  }
  const least = bandFrom(connections.length);
  const banded = new Set([...crossings.values()].filter((list) => list.length >= least).flat().map(({ one }) => one.id));
  const single = ends.filter(({ one }) => !banded.has(one.id));
  const ports = spread(single);
  return [
    ...[...crossings].filter(([, list]) => list.length >= least).map(([id, list]): Link => ({ id, connections: list.map(({ one }) => one), band: true, curve: curveBetween(hull(list.map(({ from, to }) => sideOf(list[0]!.from.region, from, to))), hull(list.map(({ from, to }) => sideOf(list[0]!.to.region, from, to))), 0.5, 0.5) })),
    ...single.map(({ one, from, to }): Link => ({ id: one.id, connections: [one], band: false, curve: curveBetween(from.box, to.box, ports.get(`${one.id} from`) ?? 0.5, ports.get(`${one.id} to`) ?? 0.5), ...(one.label === undefined ? {} : { label: one.label }) })),
  ];
}

export function bandKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Lines that leave a card on one side leave it at different heights, those to what lies higher above the others. */
function spread(ends: readonly { readonly one: GraphConnection; readonly from: End; readonly to: End }[]): ReadonlyMap<string, number> {
  const sides = new Map<string, { readonly key: string; readonly y: number }[]>();
  for (const { one, from, to } of ends) {
    for (const [end, own, other] of [['from', from, to], ['to', to, from]] as const) {
      const side = `${own.id} ${other.box.x > own.box.x + own.box.width / 2 ? 'right' : 'left'}`;
      const list = sides.get(side) ?? [];
      list.push({ key: `${one.id} ${end}`, y: other.box.y + other.box.height / 2 });
      sides.set(side, list);
    }
  }
  const ports = new Map<string, number>();
  for (const list of sides.values()) list.sort((a, b) => a.y - b.y).forEach(({ key }, index) => ports.set(key, (index + 1) / (list.length + 1)));
  return ports;
}

function sideOf(region: string, from: End, to: End): Box {
  return from.region === region ? from.box : to.box;
}

function hull(boxes: readonly Box[]): Box {
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  return { x: left, y: top, width: Math.max(...boxes.map(({ x, width }) => x + width)) - left, height: Math.max(...boxes.map(({ y, height }) => y + height)) - top };
}

/** What is drawn: the graph's data with a place for everything, and the lines between. Made anew when data or layout change, not to pan. */
import type { GraphAsset, GraphAttacker, GraphComponent, GraphConnection, GraphRegion, GraphScreen } from '../../../../src/protocol/screens/graph-screen.ts';
import { nowhere, type Box, type GraphLayout } from '../layout/graph-layout.ts';
import { region as measures } from '../layout/measures.ts';
import { withLabels } from './label-places.ts';
import { linksOf, type Link } from './links.ts';

export interface SceneRegion {
  readonly id: string;
  /** Missing for the region of what stands behind no boundary. */
  readonly data?: GraphRegion;
  readonly box: Box;
  readonly collapsed: boolean;
  readonly components: number;
  /** Components that stand behind it as well, and are drawn elsewhere. */
  readonly also: readonly string[];
}

export interface SceneCard {
  readonly id: string;
  readonly data: GraphComponent;
  readonly box: Box;
  readonly region: string;
  readonly assets: readonly GraphAsset[];
}

export interface SceneAttacker {
  readonly id: string;
  readonly data: GraphAttacker;
  readonly box: Box;
  readonly region: string;
  readonly enters: boolean;
}

export interface Scene {
  readonly regions: readonly SceneRegion[];
  readonly cards: readonly SceneCard[];
  readonly attackers: readonly SceneAttacker[];
  readonly links: readonly Link[];
  readonly connections: ReadonlyMap<string, GraphConnection>;
  readonly assets: ReadonlyMap<string, GraphAsset>;
  readonly cardOf: ReadonlyMap<string, SceneCard>;
  readonly regionOf: ReadonlyMap<string, SceneRegion>;
  /** The box that stands for a component: its card, or its region while that is collapsed. */
  readonly standsAt: (component: string) => { readonly id: string; readonly box: Box; readonly region: string } | undefined;
  readonly bounds: Box;
}

export const collapsedHeight = measures.head + 14;

/** @param apart Connections that are drawn one by one, however many there are between the same two regions. */
export function sceneOf(screen: GraphScreen, layout: GraphLayout, collapsed: ReadonlySet<string>, apart?: ReadonlySet<string>): Scene {
  const [regionData, componentData, attackerData] = [mapById(screen.regions), mapById(screen.components), mapById(screen.attackers)];
  const assets = mapById(screen.assets);
  const counts = new Map<string, number>();
  const also = new Map<string, string[]>();
  for (const { id, further } of screen.components) for (const region of further) also.set(region, [...(also.get(region) ?? []), id]);
  for (const { region } of layout.cards) counts.set(region, (counts.get(region) ?? 0) + 1);
  const regions = layout.regions.flatMap(({ id, box }): SceneRegion[] => {
    const data = regionData.get(id);
    if (!data && id !== nowhere) return [];
    const isCollapsed = collapsed.has(id);
    return [{ id, ...(data ? { data } : {}), box: isCollapsed ? { ...box, width: Math.min(box.width, 280), height: collapsedHeight } : box, collapsed: isCollapsed, components: counts.get(id) ?? 0, also: also.get(id) ?? [] }];
  });
  const regionOf = mapById(regions);
  const cards = layout.cards.flatMap(({ id, region, x, y, width, height }): SceneCard[] => {
    const data = componentData.get(id);
    return data ? [{ id, data, box: { x, y, width, height }, region, assets: data.assets.flatMap((asset) => assets.get(asset) ?? []) }] : [];
  });
  const cardOf = mapById(cards);
  const standsAt = (component: string): { readonly id: string; readonly box: Box; readonly region: string } | undefined => {
    const one = cardOf.get(component);
    if (!one) return undefined;
    const place = regionOf.get(one.region);
    return place?.collapsed ? { id: place.id, box: place.box, region: one.region } : one;
  };
  const shown = cards.filter(({ region }) => !regionOf.get(region)?.collapsed);
  return {
    regions,
    cards: shown,
    attackers: layout.attackers.flatMap(({ id, region, x, y, width, height }, index): SceneAttacker[] => {
      const data = attackerData.get(id);
      if (!data) return [];
      const isCollapsed = regionOf.get(region)?.collapsed ?? false;
      // A collapsed wall has room for one row; the others stand behind the first.
      const own = layout.attackers.slice(0, index).filter((one) => one.region === region).length;
      const top = isCollapsed ? regionOf.get(region)!.box.y + 18 : y;
      return isCollapsed && own > 0 ? [] : [{ id, data, box: { x, y: top, width, height }, region, enters: data.enters.includes(region) }];
    }),
    links: withLabels(linksOf(screen.connections, standsAt, apart), [...shown.map(({ box }) => box), ...layout.attackers]),
    connections: mapById(screen.connections),
    assets,
    cardOf,
    regionOf,
    standsAt,
    bounds: layout.bounds,
  };
}

function mapById<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}

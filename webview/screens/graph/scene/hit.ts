/** What lies under a point of the graph: the topmost thing, what a person means by pointing there. */
import { card, region as measures } from '../layout/measures.ts';
import type { Box, Point } from '../layout/graph-layout.ts';
import { distanceTo } from './curves.ts';
import type { Scene } from './scene.ts';

export type Hit =
  | { readonly of: 'component'; readonly id: string; readonly region: string }
  | { readonly of: 'asset'; readonly id: string; readonly component: string }
  | { readonly of: 'attacker'; readonly id: string; readonly region: string }
  /** `handle`: its head, by which it is dragged. */
  | { readonly of: 'region'; readonly id: string; readonly handle: boolean; readonly fold: boolean }
  | { readonly of: 'connection'; readonly id: string }
  | { readonly of: 'band'; readonly id: string };

/** @param near How far a line may be missed by, in units of the graph. */
export function hitAt(scene: Scene, point: Point, near: number): Hit | undefined {
  for (let index = scene.attackers.length - 1; index >= 0; index--) {
    const { id, box, region } = scene.attackers[index]!;
    if (contains(box, point)) return { of: 'attacker', id, region };
  }
  for (let index = scene.cards.length - 1; index >= 0; index--) {
    const { id, box, region, assets } = scene.cards[index]!;
    if (!contains(box, point)) continue;
    const row = Math.floor((point.y - box.y - card.head) / card.row);
    const asset = row >= 0 && row < Math.min(card.mostAssets, assets.length) ? assets[row] : undefined;
    return asset ? { of: 'asset', id: asset.id, component: id } : { of: 'component', id, region };
  }
  let best: { readonly hit: Hit; readonly away: number } | undefined;
  for (const link of scene.links) {
    if (!contains(grown(link.curve.bounds, near), point)) continue;
    const away = distanceTo(link.curve, point);
    if (away <= near && away < (best?.away ?? Infinity)) best = { hit: { of: link.band ? 'band' : 'connection', id: link.id }, away };
  }
  if (best) return best.hit;
  for (let index = scene.regions.length - 1; index >= 0; index--) {
    const { id, box } = scene.regions[index]!;
    if (contains(box, point)) return { of: 'region', id, handle: point.y < box.y + measures.head - 8, fold: point.y < box.y + 34 && point.x < box.x + 30 };
  }
  return undefined;
}

/** The region that a dragged thing is over. */
export function regionAt(scene: Scene, point: Point): string | undefined {
  return scene.regions.findLast(({ box }) => contains(box, point))?.id;
}

export function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

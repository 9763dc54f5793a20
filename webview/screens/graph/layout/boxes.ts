/** The boxes of regions: around their cards, with their attackers standing at the left wall. */
import type { AttackerPlace, Box, CardPlace, Point, RegionPlace } from './graph-layout.ts';
import { attacker, region } from './measures.ts';

/** @param cards With positions that count from the origin. */
export function regionBox(origin: Point, cards: readonly Box[]): Box {
  let [left, top, right, bottom]: [number, number, number, number] = [0, 0, region.leastWidth - 2 * region.side, region.leastHeight];
  for (const { x, y, width, height } of cards) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + width), Math.max(bottom, y + height)];
  return { x: origin.x + left - region.side, y: origin.y + top - region.head, width: right - left + 2 * region.side, height: bottom - top + region.head + region.foot };
}

/** Attackers stand in as many columns as the wall is too short for. */
export function lanes(height: number, attackers: number): { readonly columns: number; readonly rows: number } {
  const rows = Math.max(1, Math.floor((height - region.head + attacker.gap) / (attacker.height + attacker.gap)));
  const columns = Math.ceil(attackers / rows);
  return { columns, rows: columns > 1 ? rows : Math.max(attackers, 1) };
}

export function footprintOf(box: Box, attackers: number): Box {
  const { columns } = lanes(box.height, attackers);
  const beside = columns === 0 ? 0 : columns * (attacker.width + attacker.gap) - attacker.lane;
  return { x: box.x - beside, y: box.y, width: box.width + beside, height: box.height };
}

/** Each attacker reaches over the wall that it stands at; further columns stand in front of it. */
export function attackersBeside({ id, box }: RegionPlace, attackers: readonly string[]): readonly AttackerPlace[] {
  const { rows } = lanes(box.height, attackers.length);
  return attackers.map((one, index) => ({
    id: one,
    region: id,
    x: box.x + attacker.lane - attacker.width - Math.floor(index / rows) * (attacker.width + attacker.gap),
    y: box.y + region.head - 10 + (index % rows) * (attacker.height + attacker.gap),
    width: attacker.width,
    height: attacker.height,
  }));
}

export function around(cards: readonly CardPlace[]): { readonly width: number; readonly height: number } {
  return { width: Math.max(0, ...cards.map(({ x, width }) => x + width)), height: Math.max(0, ...cards.map(({ y, height }) => y + height)) };
}

/** Room for what is new, with as little moved as can be. */
import { region as measures, card, gap } from './measures.ts';
import { overlaps, type Box, type CardPlace, type Point, type RegionPlace } from './graph-layout.ts';

/** Where cards cover each other the lower one goes down, until none does. Those placed by hand stay. */
export function pushDown(cards: readonly CardPlace[], isPlaced: (id: string) => boolean): CardPlace[] {
  const settled: CardPlace[] = cards.filter(({ id }) => isPlaced(id)).map((one) => one);
  for (const one of cards.filter(({ id }) => !isPlaced(id)).sort((a, b) => a.y - b.y || a.x - b.x)) {
    let { y } = one;
    for (;;) {
      const below = settled.filter((other) => overlaps({ ...one, y }, other, 4));
      if (below.length === 0) break;
      y = Math.max(...below.map((other) => other.y + other.height + gap.row));
    }
    settled.push({ ...one, y });
  }
  // In the order in which they came.
  const order = new Map(cards.map(({ id }, index) => [id, index]));
  return settled.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
}

/** The free place in the columns of a region that is nearest to what pulls, and makes the region grow least. */
export function freePlaceOfCard(cards: readonly Box[], height: number, pull: Point | undefined): Point {
  const right = Math.max(0, ...cards.map(({ x, width }) => x + width));
  const bottom = Math.max(0, ...cards.map((one) => one.y + one.height));
  const step = card.width + gap.column;
  const columns = [...new Set([0, ...cards.map(({ x }) => x), ...(cards.length > 0 ? [Math.ceil(right / step) * step] : [])])].sort((a, b) => a - b);
  const rows = [...new Set([0, ...cards.map((one) => one.y), ...cards.map((one) => one.y + one.height + gap.row)])].sort((a, b) => a - b);
  let best: { readonly x: number; readonly y: number; readonly cost: number } = { x: 0, y: bottom + gap.row, cost: Infinity };
  for (const x of columns) {
    for (const y of rows) {
      const box = { x, y, width: card.width, height };
      if (cards.some((other) => overlaps(box, other, gap.row - 2))) continue;
      const growth = Math.max(0, x + card.width - right) * Math.max(bottom, height) + Math.max(0, y + height - bottom) * Math.max(right, card.width);
      const away = pull ? Math.hypot(x + card.width / 2 - pull.x, y + height / 2 - pull.y) : (x + y) / 4;
      const cost = away + growth / 200;
      if (cost < best.cost) best = { x, y, cost };
    }
  }
  return { x: best.x, y: best.y };
}

/** The origin that puts a region beside or below others, near to what pulls, and makes the graph grow least. */
export function freePlaceOfRegion(others: readonly Box[], { origin, footprint }: Pick<RegionPlace, 'origin' | 'footprint'>, pull: Point | undefined): Point {
  const offset = { x: origin.x - footprint.x, y: origin.y - footprint.y };
  if (others.length === 0) return offset;
  const right = Math.max(...others.map(({ x, width }) => x + width));
  const bottom = Math.max(...others.map(({ y, height }) => y + height));
  const [left, top] = [Math.min(...others.map(({ x }) => x)), Math.min(...others.map(({ y }) => y))];
  const columns = new Set([left, ...others.flatMap(({ x, width }) => [x, x + width + measures.across])]);
  const rows = new Set([top, ...others.flatMap(({ y, height }) => [y, y + height + measures.down])]);
  let best: { readonly x: number; readonly y: number; readonly cost: number } = { x: left, y: bottom + measures.down, cost: Infinity };
  for (const x of columns) {
    for (const y of rows) {
      const box = { ...footprint, x, y };
      if (others.some((other) => overlaps(box, other, measures.down - 2))) continue;
      const away = pull ? Math.hypot(x + box.width / 2 - pull.x, y + box.height / 2 - pull.y) : 0;
      const wide = Math.max(right, x + box.width) - left;
      const high = Math.max(bottom, y + box.height) - top;
      // Rather wide than high, as screens are.
      const cost = away + Math.max(wide, high * 1.6) / 2;
      if (cost < best.cost) best = { x, y, cost };
    }
  }
  return { x: best.x + offset.x, y: best.y + offset.y };
}

/** Moves regions that are covered to the right or down, whichever is less, until none is. Those placed by hand stay, come what may. */
export function moveAside(places: readonly RegionPlace[], isPlaced: (id: string) => boolean): readonly RegionPlace[] {
  const now = [...places];
  // What lies further left and up stays: a region grows to the right and down, and pushes what is there.
  const rank = (id: string): number => (isPlaced(id) ? 0 : 1);
  const order = now.map((_, index) => index).sort((a, b) => rank(now[a]!.id) - rank(now[b]!.id) || now[a]!.footprint.x + now[a]!.footprint.y - now[b]!.footprint.x - now[b]!.footprint.y || a - b);
  const settled: number[] = [];
  for (const index of order) {
    let tries = 0;
    for (;;) {
      const own = now[index]!;
      const cover = settled.map((one) => now[one]!).find((other) => overlaps(own.footprint, other.footprint, 8));
      if (!cover || isPlaced(own.id) || ++tries > 4 * now.length + 8) break;
      const [byX, byY] = [cover.footprint.x + cover.footprint.width + measures.across - own.footprint.x, cover.footprint.y + cover.footprint.height + measures.down - own.footprint.y];
      now[index] = byX < byY ? shifted(own, byX, 0) : shifted(own, 0, byY);
    }
    settled.push(index);
  }
  return now;
}

function shifted({ id, origin, box, footprint }: RegionPlace, x: number, y: number): RegionPlace {
  return { id, origin: { x: origin.x + x, y: origin.y + y }, box: { ...box, x: box.x + x, y: box.y + y }, footprint: { ...footprint, x: footprint.x + x, y: footprint.y + y } };
}

/** Where an arrow key goes from one thing of the graph: to the nearest that lies in that direction. */
import type { Box, Point } from '../layout/graph-layout.ts';
import type { Scene } from '../scene/scene.ts';

/** @param direction Of one step to the right, left, up or down. */
export function nextTo(scene: Scene, from: string | undefined, [dx, dy]: readonly [number, number]): string | undefined {
  const places: { readonly id: string; readonly at: Point }[] = [
    ...scene.regions.filter(({ id }) => id !== '').map(({ id, box }) => ({ id, at: { x: box.x + Math.min(60, box.width / 2), y: box.y + 19 } })),
    ...scene.cards.map(({ id, box }) => ({ id, at: middleOf(box) })),
    ...scene.attackers.map(({ id, box }) => ({ id, at: middleOf(box) })),
  ];
  const start = places.find(({ id }) => id === from)?.at;
  if (!start) return [...places].sort((a, b) => a.at.x + a.at.y - b.at.x - b.at.y)[0]?.id;
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, at } of places) {
    if (id === from) continue;
    const [along, across] = [(at.x - start.x) * dx + (at.y - start.y) * dy, Math.abs((at.x - start.x) * dy) + Math.abs((at.y - start.y) * dx)];
    if (along < 4) continue;
    const cost = along + 2.2 * across;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

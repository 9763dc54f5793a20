/** How large things are in the graph, in its own units, which are pixels at 100 %. */

export const card = { width: 196, head: 46, row: 20, foot: 8, mostAssets: 4 } as const;
export const gap = { column: 72, row: 22 } as const;
export const region = { side: 26, head: 52, foot: 24, leastWidth: 250, leastHeight: 58, across: 104, down: 60 } as const;
export const attacker = { width: 148, height: 30, gap: 8, lane: 16 } as const;

/** The height of a component's card with its assets in it; those that do not fit are counted in a last row. */
export function cardHeight(assets: number): number {
  const rows = Math.min(assets, card.mostAssets) + (assets > card.mostAssets ? 1 : 0);
  return card.head + (rows > 0 ? rows * card.row + card.foot : 0);
}

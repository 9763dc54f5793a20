/** The cards of one region in columns, in the order in which things flow. */
import { layersOf } from './flow-order.ts';
import { card, gap } from './measures.ts';

/** How much wider than high the inside of a region becomes, about. */
const shape = 1.5;

/** The columns, from left to right, each a list of places in `heights`. */
export function cardColumns(heights: readonly number[], links: readonly (readonly [from: number, to: number, weight: number])[]): number[][] {
  const layers = layersOf(heights.length, links, () => 0);
  const order = heights.map((_, index) => index).sort((a, b) => layers[a]! - layers[b]! || a - b);
  const total = heights.reduce((sum, height) => sum + height + gap.row, 0);
  const count = Math.max(1, Math.round(Math.sqrt((total * shape) / (card.width + gap.column))));
  const most = Math.max(total / count, ...heights);
  const columns: number[][] = [];
  let [column, filled]: [number[], number] = [[], 0];
  for (const index of order) {
    const height = heights[index]! + gap.row;
    // Half of a card may stand over, so that the last column is no leftover.
    if (column.length > 0 && filled + height / 2 > most) {
      columns.push(column);
      [column, filled] = [[], 0];
    }
    column.push(index);
    filled += height;
  }
  if (column.length > 0) columns.push(column);
  return columns;
}

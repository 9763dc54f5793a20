/** Room for the labels of lines: where no card, no attacker and no other label lies. */
import { overlaps, type Box, type Point } from '../layout/graph-layout.ts';
import { pointOn } from './curves.ts';
import type { Link } from './links.ts';

const cell = 320;
const height = 15;
/** A little more than the letters of most labels take. */
const letter = 5.6;
const tries = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/** The links, each label with its place. */
export function withLabels(links: readonly Link[], taken: readonly Box[]): readonly Link[] {
  const cells = new Map<string, Box[]>();
  const cellsOf = function* (box: Box): Generator<string> {
    for (let x = Math.floor(box.x / cell); x <= Math.floor((box.x + box.width) / cell); x++) for (let y = Math.floor(box.y / cell); y <= Math.floor((box.y + box.height) / cell); y++) yield `${x} ${y}`;
  };
  const take = (box: Box): void => {
    for (const key of cellsOf(box)) cells.set(key, [...(cells.get(key) ?? []), box]);
  };
  const isFree = (box: Box): boolean => {
    for (const key of cellsOf(box)) if (cells.get(key)?.some((other) => overlaps(box, other, 1))) return false;
    return true;
  };
  for (const box of taken) take(box);
  return links.map((link): Link => {
    if (link.label === undefined) return link;
    const width = Math.min(link.label.length, 30) * letter;
    for (const at of tries) {
      const point: Point = pointOn(link.curve, at);
      const box = { x: point.x - width / 2, y: point.y - height / 2, width, height };
      if (!isFree(box)) continue;
      take(box);
      return { ...link, labelAt: point };
    }
    return link;
  });
}

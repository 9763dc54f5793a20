/** Keys that look around in the graph: arrows go from one thing to the next, with Shift they pan; plus, minus and 0 zoom. */
import type { Scene } from '../scene/scene.ts';
import type { GraphView } from './graph-view.ts';
import { nextTo } from './next-to.ts';

/** The direction of an arrow key, in steps to the right and down; undefined for other keys. */
export function directionOf(key: string): readonly [number, number] | undefined {
  return ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const)[key];
}

/**
 * Does what a key asks for.
 *
 * @param from The thing that one is at.
 * @param go Called with the thing that an arrow leads to.
 * @returns Whether the key asks for anything.
 */
export function lookAround(event: KeyboardEvent, view: GraphView, scene: Scene, from: string | undefined, go: (id: string) => void): boolean {
  const direction = directionOf(event.key);
  if (direction && event.shiftKey) view.panBy({ x: -direction[0] * 60, y: -direction[1] * 60 });
  else if (direction) {
    const next = nextTo(scene, from, direction);
    if (next !== undefined) go(next);
  } else if (event.key === '+' || event.key === '=') view.zoomBy(1.3);
  else if (event.key === '-') view.zoomBy(1 / 1.3);
  else if (event.key === '0') view.fit();
  else return false;
  return true;
}

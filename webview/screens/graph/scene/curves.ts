/** Curves between two boxes: out of the side that faces the other, and into its side. */
import type { Box, Point } from '../layout/graph-layout.ts';

export interface Curve {
  readonly from: Point;
  readonly out: Point;
  readonly into: Point;
  readonly to: Point;
  readonly bounds: Box;
}

/** @param portFrom How far down its side it leaves, from 0 to 1; in the same way `portTo`. */
export function curveBetween(a: Box, b: Box, portFrom: number, portTo: number): Curve {
  const [ya, yb] = [a.y + a.height * portFrom, b.y + b.height * portTo];
  const clear = 24;
  if (b.x >= a.x + a.width + clear) return sideways({ x: a.x + a.width, y: ya }, { x: b.x, y: yb });
  if (a.x >= b.x + b.width + clear) return sideways({ x: a.x, y: ya }, { x: b.x + b.width, y: yb });
  const down = b.y >= a.y + a.height;
  const distance = down ? b.y - a.y - a.height : a.y - b.y - b.height;
  if (distance >= 0 && distance < 60) {
    const left = Math.max(a.x, b.x);
    const wide = Math.min(a.x + a.width, b.x + b.width) - left;
    const x = left + wide * portFrom;
    return made({ x, y: down ? a.y + a.height : a.y }, { x, y: down ? a.y + a.height + distance / 2 : a.y - distance / 2 }, { x, y: down ? b.y - distance / 2 : b.y + b.height + distance / 2 }, { x, y: down ? b.y : b.y + b.height });
  }
  // One above the other with something between: around it, through the gap on the right.
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bulge = right + 26 + Math.min(60, Math.abs(yb - ya) * 0.06);
  return made({ x: a.x + a.width, y: ya }, { x: bulge + 14, y: ya }, { x: bulge + 14, y: yb }, { x: b.x + b.width, y: yb });
}

function sideways(from: Point, to: Point): Curve {
  const reach = Math.max(24, Math.abs(to.x - from.x) * 0.5);
  const towards = to.x > from.x ? reach : -reach;
  return made(from, { x: from.x + towards, y: from.y }, { x: to.x - towards, y: to.y }, to);
}

function made(from: Point, out: Point, into: Point, to: Point): Curve {
  const [xs, ys] = [[from.x, out.x, into.x, to.x], [from.y, out.y, into.y, to.y]];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { from, out, into, to, bounds: { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y } };
}

/** A point of a curve, from 0 at its start to 1 at its end. */
export function pointOn({ from, out, into, to }: Curve, at: number): Point {
  const rest = 1 - at;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * at, 3 * rest * at ** 2, at ** 3];
  return { x: a * from.x + b * out.x + c * into.x + d * to.x, y: a * from.y + b * out.y + c * into.y + d * to.y };
}

/** The first part of a curve, up to a point of it. */
export function partOf(curve: Curve, until: number): Curve {
  const mix = (p: Point, q: Point): Point => ({ x: p.x + (q.x - p.x) * until, y: p.y + (q.y - p.y) * until });
  const [ab, bc, cd] = [mix(curve.from, curve.out), mix(curve.out, curve.into), mix(curve.into, curve.to)];
  const [abc, bcd] = [mix(ab, bc), mix(bc, cd)];
  return { from: curve.from, out: ab, into: abc, to: mix(abc, bcd), bounds: curve.bounds };
}

/** How far a point lies from a curve. */
export function distanceTo(curve: Curve, { x, y }: Point): number {
  let [least, before] = [Infinity, curve.from];
  for (let step = 1; step <= 16; step++) {
    const next = pointOn(curve, step / 16);
    const [dx, dy] = [next.x - before.x, next.y - before.y];
    const along = Math.max(0, Math.min(1, ((x - before.x) * dx + (y - before.y) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - before.x - along * dx, y - before.y - along * dy));
    before = next;
  }
  return least;
}

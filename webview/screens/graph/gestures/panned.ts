/** Panning moves what is painted already, so that only what comes into sight has to be painted. */
import type { Box, Point } from '../layout/graph-layout.ts';

/** What a painting was of. */
export interface PaintedPart {
  readonly scene: unknown;
  readonly state: unknown;
  readonly theme: unknown;
  readonly k: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether two paintings differ by where they look at alone, and share half of what they show. */
export function isPanned(before: PaintedPart, now: PaintedPart): boolean {
  const same = before.scene === now.scene && before.state === now.state && before.theme === now.theme && before.k === now.k && before.width === now.width && before.height === now.height;
  return same && Math.abs(now.x - before.x) < now.width / 2 && Math.abs(now.y - before.y) < now.height / 2;
}

/** The parts of a picture that are empty after it was moved: a strip at a side, one above or below. */
export function uncovered({ width, height }: Box, moved: Point): readonly Box[] {
  const parts: Box[] = [];
  if (moved.x !== 0) parts.push({ x: moved.x > 0 ? 0 : width + moved.x, y: 0, width: Math.abs(moved.x), height });
  if (moved.y !== 0) parts.push({ x: 0, y: moved.y > 0 ? 0 : height + moved.y, width, height: Math.abs(moved.y) });
  return parts;
}

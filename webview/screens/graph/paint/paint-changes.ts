/** How two sides differ, on top of the graph of both: what was added, removed or changed with an edge and a tag, and statuses that moved. */
import { statusCourses, type StatusMoves, type ThingChange } from '../../../../src/protocol/screens/change-overlay.ts';
import { lookOf } from '../../../design/marks.ts';
import { overlaps, type Box } from '../layout/graph-layout.ts';
import { pointOn, type Curve } from '../scene/curves.ts';
import { grown } from '../scene/hit.ts';
import type { Scene } from '../scene/scene.ts';
import type { Painting } from './paint-scene.ts';
import { paintTag, tagSize, tagText, tagWidth } from './paint-tag.ts';
import type { GraphTheme } from './theme.ts';
import type { ShownChanges } from './view-state.ts';

/** The colour of a change. What was removed has a broken line besides. */
export function colorOfChange(theme: GraphTheme, change: ThingChange): string {
  return theme[lookOf({ of: 'change', is: change }).tone];
}

export function dashOfChange(change: ThingChange | undefined, scale: number): { readonly dash?: readonly number[] } {
  const unit = Math.max(1, 0.6 / scale);
  return change === 'removed' ? { dash: [5 * unit, 5 * unit] } : {};
}

/** How the statuses in a card moved, from a place to the right; without words where there is no room for them. */
export function paintCourses({ surface, theme, detail, scale }: Painting, moves: StatusMoves | undefined, { x, y, room }: { readonly x: number; readonly y: number; readonly room: number }): void {
  const size = tagSize({ detail, scale });
  const tags = statusCourses.flatMap((is) => (moves && moves[is] > 0 ? [{ mark: { of: 'course', is } as const, count: moves[is] }] : []));
  const bare = tags.reduce((sum, { mark, count }) => sum + 4 + tagWidth(surface, tagText(mark, count, false), size), 0) > room;
  let left = x;
  for (const tag of tags) left += 4 + paintTag(surface, theme, { ...tag, x: left, y, align: 'left', size, bare });
}

/** Whether a line between two cards has room for its tag or for its label, not for both. */
export function isShort({ from, to }: Curve): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) < 60;
}

/** @param view The part of the graph that is seen. */
export function paintChanges(painting: Painting, scene: Scene, { things, statuses }: ShownChanges, view: Box): void {
  const { surface, theme, detail, scale } = painting;
  const size = tagSize(painting);
  const bare = detail === 'far';
  const isSeen = (box: Box): boolean => overlaps(box, view, 40 / scale);
  const edge = (box: Box, corner: number, change: ThingChange): void => surface.box(box, corner, { stroke: colorOfChange(theme, change), width: Math.max(2, 1.6 / scale), ...dashOfChange(change, scale) });

  for (const { id, curve, labelAt } of scene.links) {
    const change = things.get(id);
    if (!change || !isSeen(curve.bounds)) continue;
    const short = isShort(curve);
    const at = (short ? undefined : labelAt) ?? pointOn(curve, 0.5);
    // Between two cards the tag stands beside the line, where theirs do not.
    if (!short || detail === 'near') paintTag(surface, theme, { mark: { of: 'change', is: change }, x: short ? at.x - size : at.x, y: at.y + (detail === 'near' && labelAt && !short ? 15 : 0), align: short ? 'left' : 'center', size, bare });
  }
  for (const { id, box } of scene.regions) {
    const change = things.get(id);
    if (!change || !isSeen(box)) continue;
    const outer = grown(box, 9);
    edge(outer, 15, change);
    paintTag(surface, theme, { mark: { of: 'change', is: change }, x: outer.x + outer.width - 14, y: outer.y, align: 'right', size, bare });
  }
  for (const { id, box } of scene.cards) {
    if (!isSeen(box)) continue;
    const change = things.get(id);
    const outer = grown(box, 3);
    if (change) {
      edge(outer, 8, change);
      paintTag(surface, theme, { mark: { of: 'change', is: change }, x: outer.x + 8, y: outer.y, align: 'left', size, bare });
    }
    if (detail === 'far') paintCourses(painting, statuses.get(id), { x: outer.x + outer.width / 2, y: outer.y + outer.height / 2, room: 0 });
  }
  for (const { id, box, data } of scene.attackers) {
    const change = things.get(id);
    if (!change || !isSeen(box)) continue;
    // Where it stands at several walls, their number stands at its end.
    const taken = detail === 'near' && data.boundaries.length > 1 ? 36 : 15;
    paintTag(surface, theme, { mark: { of: 'change', is: change }, x: box.x + box.width - taken, y: detail === 'near' ? box.y + 9.5 : box.y + box.height / 2, align: 'right', size: detail === 'near' ? 9.5 : size, bare: detail !== 'near' });
  }
}

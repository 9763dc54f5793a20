/** What a person holds: its shadow, where it would go, and in words what letting go would do. */
import { grown } from '../scene/hit.ts';
import type { Scene } from '../scene/scene.ts';
import type { Painting } from './paint-scene.ts';
import type { Dragging } from './view-state.ts';

export function paintDragging({ surface, theme, scale }: Painting, scene: Scene, { label, box, target, from, at }: Dragging): void {
  const goal = target === undefined ? undefined : (scene.regionOf.get(target)?.box ?? scene.cardOf.get(target)?.box);
  if (goal) surface.box(grown(goal, 3), 12, { fill: theme.focus, fillAlpha: 0.1, stroke: theme.focus, width: Math.max(2.5, 2 / scale) });
  if (from) {
    surface.path((pen) => {
      pen.moveTo(from.x, from.y);
      pen.lineTo(at.x, at.y);
    }, { stroke: theme.focus, width: Math.max(2, 1.6 / scale), dash: [7, 5] });
  } else surface.box(box, 6, { fill: theme.focus, fillAlpha: 0.18, stroke: theme.focus, width: Math.max(1.5, 1.2 / scale) });
  if (label === '') return;
  const size = 12 / scale;
  const width = surface.widthOf(label, { size }) + 1.4 * size;
  const place = { x: at.x + 14 / scale, y: at.y + 16 / scale, width, height: 1.9 * size };
  surface.box(place, 0.3 * size, { fill: theme.raised, stroke: theme.contrast ?? theme.line, width: 1 / scale });
  surface.text(label, place.x + 0.7 * size, place.y + place.height / 2, { size, color: theme.text });
}

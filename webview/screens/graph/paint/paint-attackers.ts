/** An attacker at a wall: its point goes through where the boundary passes its vector, and is blunt where it does not. */
import type { SceneAttacker } from '../scene/scene.ts';
import { colorOfChange, dashOfChange } from './paint-changes.ts';
import type { Painting } from './paint-scene.ts';

export function paintAttacker({ surface, theme, detail, scale, light }: Painting, { id, data, box, enters, region }: SceneAttacker): void {
  const alpha = light.alphaOf(id);
  const isLit = light.isSelected(id) || light.isFocused(id);
  const tone = theme.contrast ?? (enters ? theme.bad : theme.soft);
  const change = light.changeOf(id);
  const edge = isLit ? theme.focus : change ? colorOfChange(theme, change) : tone;
  const { x, y, width, height } = box;
  const point = 11;
  const outline = (pen: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void; closePath(): void }): void => {
    pen.moveTo(x, y);
    pen.lineTo(x + width - point, y);
    if (enters) pen.lineTo(x + width, y + height / 2);
    pen.lineTo(x + width - point, y + height);
    pen.lineTo(x, y + height);
    pen.closePath();
  };
  surface.path(outline, { fill: theme.ground, fillAlpha: alpha < 1 ? 0.6 : 1, stroke: edge, strokeAlpha: alpha, width: Math.max(isLit || change ? 2 : 1.2, (change ? 1.6 : 0.8) / scale), ...dashOfChange(change, scale) });
  if (enters) surface.path(outline, { fill: tone, fillAlpha: 0.14 * alpha });
  if (light.isHovered(id) && !isLit) surface.path(outline, { stroke: theme.focus, strokeAlpha: 0.6, width: 2 });
  if (!enters && region !== '') surface.path((pen) => {
    pen.moveTo(x + width - point + 4, y + 3);
    pen.lineTo(x + width - point + 4, y + height - 3);
  }, { stroke: edge, strokeAlpha: alpha, width: 2.5 });
  if (detail === 'far') return;
  if (detail === 'middle') {
    surface.text(id, x + 8, y + height / 2, { size: 17, bold: true, color: theme.text, alpha, room: width - 24 });
    return;
  }
  const letter = data.vector?.[0] ?? '?';
  surface.text(id, x + 7, y + 9.5, { size: 10.5, bold: true, color: theme.text, alpha });
  surface.text(data.vector ?? letter, x + 11 + surface.widthOf(id, { size: 10.5, bold: true }), y + 9.5, { size: 10, color: theme.soft, alpha });
  surface.text(data.capability, x + 7, y + 21.5, { size: 10.5, color: theme.text, alpha, struck: change === 'removed', room: width - 26 });
  const walls = data.boundaries.length;
  if (walls > 1) surface.text(`×${walls}`, x + width - point - 6, y + 9.5, { size: 10, color: theme.soft, alpha, align: 'right' });
}

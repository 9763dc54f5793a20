/** A component as a card: its name, its further boundaries as marks, its assets in it; at its side how its objectives stand. */
import { standingOf, type GraphAsset, type GraphStatus } from '../../../../src/protocol/screens/graph-screen.ts';
import { lookOf } from '../../../design/marks.ts';
import { l10n } from '../../../l10n.ts';
import { card } from '../layout/measures.ts';
import type { Box } from '../layout/graph-layout.ts';
import { grown } from '../scene/hit.ts';
import type { SceneCard } from '../scene/scene.ts';
import { colorOfChange, paintCourses } from './paint-changes.ts';
import type { Painting } from './paint-scene.ts';
import { paintTag, tagText, tagWidth } from './paint-tag.ts';

export function paintCard(painting: Painting, one: SceneCard): void {
  const { surface, theme, detail, scale, light } = painting;
  const { id, box, data } = one;
  const alpha = light.alphaOf(id);
  const standing = standingOf(data.tally);
  const tone = standing === undefined ? theme.soft : theme[lookOf({ of: 'status', is: standing }).tone];
  const isLit = light.isSelected(id) || light.isFocused(id);
  const edge = light.isOffered(id) ? theme.link : isLit ? theme.focus : (theme.contrast ?? theme.soft);
  const change = light.changeOf(id);
  if (detail === 'far' && light.compares) {
    // Here the colours are those of what differs.
    surface.box(box, 6, { fill: change ? colorOfChange(theme, change) : theme.soft, fillAlpha: change ? 0.6 : 0.2, ...(isLit || theme.contrast ? { stroke: edge, width: 2 / scale } : {}) });
    return;
  }
  if (detail === 'far') {
    surface.box(box, 6, { fill: tone, fillAlpha: (standing === undefined ? 0.25 : standing === 'unassessed' ? 0.4 : 0.75) * alpha, ...(isLit || theme.contrast ? { stroke: edge, width: 2 / scale } : {}) });
    return;
  }
  surface.box(box, 6, { fill: theme.ground, fillAlpha: change === 'removed' ? 0.5 : alpha < 1 ? 0.7 : 1, stroke: edge, strokeAlpha: alpha * (isLit || theme.contrast || light.isOffered(id) ? 1 : 0.5), width: isLit || light.isOffered(id) ? 2 : 1 });
  if (light.isHovered(id) && !isLit) surface.box(grown(box, 2), 8, { stroke: theme.focus, strokeAlpha: 0.6, width: 1 });
  if (standing !== undefined) surface.box({ x: box.x + 1, y: box.y + 5, width: 3, height: box.height - 10 }, 1.5, { fill: tone, fillAlpha: alpha * (standing === 'unassessed' ? 0.45 : 1) });
  const left = box.x + 12;
  if (detail === 'middle') {
    const size = Math.min(13 / Math.max(scale, 0.42), 22);
    surface.text(data.name, left, box.y + Math.min(23, box.height / 2), { size, bold: true, color: theme.text, alpha, struck: change === 'removed', room: box.width - 20 });
    one.assets.slice(0, 6).forEach((asset, index) => paintSmall(painting, asset, left + index * 16, box.y + card.head + 6, alpha));
    paintCourses(painting, light.movesOf(id), { x: left + 6 * 16, y: box.y + card.head + 10, room: 0 });
    return;
  }
  paintStanding(painting, standing, box, alpha);
  surface.text(data.name, left, box.y + 15, { size: 13, bold: true, color: theme.text, alpha, struck: change === 'removed', room: box.width - 40 });
  const moves = light.movesOf(id);
  const further = data.further.length * 30;
  surface.text(data.bound || moves ? id : l10n.t('{0} · no code yet', id), left, box.y + 32, { size: 10.5, color: theme.soft, alpha, room: box.width - 22 - further });
  const behind = surface.widthOf(id, { size: 10.5 }) + 8;
  paintCourses(painting, moves, { x: left + behind, y: box.y + 32, room: box.width - 16 - behind - further });
  paintMarks(painting, one, alpha);
  const shown = one.assets.slice(0, card.mostAssets);
  shown.forEach((asset, index) => paintAsset(painting, asset, { x: box.x + 8, y: box.y + card.head + index * card.row, width: box.width - 16, height: card.row - 2 }, alpha));
  const more = one.assets.length - shown.length;
  const differ = one.assets.slice(shown.length).filter((asset) => light.changeOf(asset.id)).length;
  if (more > 0) surface.text(differ > 0 ? l10n.t('and {0} more, {1} of them differ', more, differ) : l10n.t('and {0} more', more), left, box.y + card.head + shown.length * card.row + 8, { size: 10.5, color: theme.soft, alpha });
}

/** The shape of the status. */
function paintStanding({ surface, theme }: Painting, standing: GraphStatus | undefined, box: Box, alpha: number): void {
  if (standing === undefined) return;
  const look = lookOf({ of: 'status', is: standing });
  const x = box.x + box.width - 22;
  surface.glyph(look.line, x, box.y + 7, 15, { stroke: theme[look.tone], strokeAlpha: alpha, width: 1.5, ...(look.fill === undefined ? {} : { fill: theme[look.tone], fillAlpha: 0.3 * alpha }), ...(look.dashed ? { dash: [2, 1.6] } : {}) });
}

/** Further boundaries that it stands behind: one mark each, as many as there is room for. */
function paintMarks({ surface, theme, light }: Painting, { data, box }: SceneCard, alpha: number): void {
  let right = box.x + box.width - 8;
  const shown = data.further.slice(0, 3);
  const marks = [...shown, ...(data.further.length > shown.length ? [`+${data.further.length - shown.length}`] : [])].reverse();
  for (const mark of marks) {
    const width = surface.widthOf(mark, { size: 10 }) + 9;
    right -= width;
    const isLit = light.isOffered(mark) || light.isSelected(mark) || light.isHovered(mark);
    surface.box({ x: right, y: box.y + 24.5, width, height: 15 }, 3, { stroke: isLit ? theme.focus : theme.soft, strokeAlpha: alpha, width: isLit ? 1.5 : 1, dash: [3, 2] });
    surface.text(mark, right + width / 2, box.y + 32, { size: 10, color: theme.text, alpha, align: 'center' });
    right -= 4;
  }
}

function paintAsset(painting: Painting, asset: GraphAsset, row: Box, alpha: number): void {
  const { surface, theme, light } = painting;
  const isLit = light.isSelected(asset.id) || light.isFocused(asset.id);
  if (isLit || light.isHovered(asset.id)) surface.box(row, 3, { fill: theme.focus, fillAlpha: isLit ? 0.28 : 0.12, ...(isLit ? { stroke: theme.focus, width: 1 } : {}) });
  const own = light.compares ? light.alphaOf(asset.id) : alpha;
  paintDot(painting, asset, row.x + 4, row.y + row.height / 2 - 4.5, own);
  const change = light.changeOf(asset.id);
  const properties = asset.properties.join('');
  const mark = change && ({ of: 'change', is: change } as const);
  const room = (mark ? tagWidth(surface, tagText(mark, 1, false), tagHeight) : surface.widthOf(properties, { size: 10 })) + 6;
  surface.text(asset.name, row.x + 18, row.y + row.height / 2, { size: 11.5, color: theme.text, alpha: own, struck: change === 'removed', room: row.width - 24 - room });
  if (mark) paintTag(surface, theme, { mark, x: row.x + row.width, y: row.y + row.height / 2, align: 'right', size: tagHeight });
  else surface.text(properties, row.x + row.width - 4, row.y + row.height / 2, { size: 10, color: theme.soft, alpha: own, align: 'right' });
}

const tagHeight = 9.5;

/** An asset where there is no room for its name. */
function paintSmall(painting: Painting, asset: GraphAsset, x: number, y: number, alpha: number): void {
  const change = painting.light.changeOf(asset.id);
  if (change) paintTag(painting.surface, painting.theme, { mark: { of: 'change', is: change }, x: x - 2, y: y + 4.5, align: 'left', size: 9.5, bare: true });
  else paintDot(painting, asset, x, y, alpha);
}

/** An asset's own shape, a lozenge: filled when mitigated, with a bar when at risk, empty when unassessed. */
function paintDot({ surface, theme }: Painting, asset: GraphAsset, x: number, y: number, alpha: number): void {
  const standing = standingOf(asset.tally);
  const tone = standing === undefined ? theme.soft : theme[lookOf({ of: 'status', is: standing }).tone];
  surface.path((pen) => {
    pen.moveTo(x + 4.5, y);
    pen.lineTo(x + 9, y + 4.5);
    pen.lineTo(x + 4.5, y + 9);
    pen.lineTo(x, y + 4.5);
    pen.closePath();
  }, { stroke: tone, strokeAlpha: alpha, width: 1.3, ...(standing === 'mitigated' ? { fill: tone, fillAlpha: 0.6 * alpha } : {}), ...(standing === 'unassessed' ? { dash: [2, 1.5] } : {}) });
  if (standing === 'at_risk') surface.path((pen) => {
    pen.moveTo(x + 4.5, y + 2.4);
    pen.lineTo(x + 4.5, y + 6.6);
  }, { stroke: tone, strokeAlpha: alpha, width: 1.5 });
}

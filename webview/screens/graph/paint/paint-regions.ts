/** A boundary as a region. Its wall says what it lets through: gaps for what passes, none when nothing does, double when it is sealed. */
import { attackVectors, standingOf, type GraphRegion } from '../../../../src/protocol/screens/graph-screen.ts';
import { lookOf } from '../../../design/marks.ts';
import { l10n } from '../../../l10n.ts';
import { grown } from '../scene/hit.ts';
import type { SceneRegion } from '../scene/scene.ts';
import type { Painting } from './paint-scene.ts';

const corner = 10;

export function paintRegion({ surface, theme, detail, scale, light }: Painting, region: SceneRegion): void {
  const { id, data, box } = region;
  const alpha = light.alphaOf(id);
  const isLit = light.isSelected(id) || light.isFocused(id);
  const isGone = light.changeOf(id) === 'removed';
  const wall = light.isOffered(id) ? theme.link : isLit ? theme.focus : data && !isGone ? wallColor(theme, data) : theme.faint;
  const width = Math.max(isLit || light.isOffered(id) ? 2.5 : 1.5, (isLit ? 2 : 1) / scale);
  surface.box(box, corner, { fill: theme.raised, fillAlpha: 0.55 * (alpha < 1 ? 0.5 : 1), stroke: wall, strokeAlpha: isGone ? 0.4 : alpha, width, ...dashOf(data, scale) });
  if (data?.seal === 'attested' && !isGone) surface.box(grown(box, Math.max(4, 3 / scale)), corner + 4, { stroke: wall, strokeAlpha: alpha, width: Math.max(1.5, 1 / scale) });
  if (light.isHovered(id) && !isLit) surface.box(grown(box, 2 / scale), corner, { stroke: theme.focus, strokeAlpha: 0.6, width: 1 / scale });

  if (detail === 'near' && !region.collapsed && region.also.length > 0) surface.text(l10n.t('{0} too, drawn elsewhere', region.also.join(', ')), box.x + 14, box.y + box.height - 12, { size: 10.5, color: theme.soft, alpha, room: box.width - 28 });
  if (detail === 'near' || region.collapsed) paintHead(surface, theme, region, { alpha, folds: !light.compares, isGone });
}

function wallColor(theme: Painting['theme'], { seal, passes }: GraphRegion): string {
  if (theme.contrast) return theme.contrast;
  return seal === 'attested' ? theme.good : seal === 'claimed' ? theme.warn : passes.length === 0 ? theme.text : theme.soft;
}

/** The more vectors pass, the wider the gaps. */
function dashOf(data: GraphRegion | undefined, scale: number): { readonly dash?: readonly number[] } {
  if (!data) return { dash: [2, 6] };
  if (data.seal !== 'open' || data.passes.length === 0) return {};
  const unit = Math.max(1, 0.6 / scale);
  return { dash: [9 * unit, (2 + 1.7 * data.passes.length) * unit] };
}

function paintHead(surface: Painting['surface'], theme: Painting['theme'], { data, box, collapsed, components }: SceneRegion, { alpha, folds, isGone }: { readonly alpha: number; readonly folds: boolean; readonly isGone: boolean }): void {
  const [x, y] = [box.x + 14, box.y + 19];
  const right = box.x + box.width - 14;
  // The mark that folds it.
  if (folds) surface.path((pen) => {
    if (collapsed) {
      pen.moveTo(x, y - 4);
      pen.lineTo(x + 5, y);
      pen.lineTo(x, y + 4);
    } else {
      pen.moveTo(x - 1.5, y - 2.5);
      pen.lineTo(x + 2.5, y + 2.5);
      pen.lineTo(x + 6.5, y - 2.5);
    }
  }, { stroke: theme.soft, strokeAlpha: alpha, width: 1.5 });
  const left = folds ? x + 15 : x;
  if (!data) {
    surface.text(l10n.t('Behind no boundary'), left, y, { size: 14, bold: true, color: theme.text, alpha, room: right - left });
    surface.text(l10n.t('Nobody can say where this is entered.'), left, y + 17, { size: 11, color: theme.soft, alpha, room: right - left });
    return;
  }
  const vectors = right - 4 * 19;
  surface.text(data.name, left, y, { size: 14, bold: true, color: theme.text, alpha, struck: isGone, room: right - left });
  const sealWord = data.seal === 'attested' ? l10n.t('sealed') : data.seal === 'claimed' ? l10n.t('seal not attested') : data.passes.length === 0 ? l10n.t('passes nothing') : '';
  let at = left;
  surface.text(data.id, at, y + 18, { size: 11, color: theme.soft, alpha });
  at += surface.widthOf(data.id, { size: 11 }) + 8;
  if (sealWord !== '') {
    if (data.seal !== 'open') {
      surface.glyph(lookOf({ of: 'force', is: data.seal === 'attested' ? 'sealed' : 'pending' }).line, at, y + 12, 12, { stroke: data.seal === 'attested' ? theme.good : theme.warn, strokeAlpha: alpha, width: 1.6 });
      at += 15;
    }
    surface.text(sealWord, at, y + 18, { size: 11, color: data.seal === 'claimed' ? theme.warn : theme.soft, alpha, room: Math.max(0, vectors - at - 4) });
    at += surface.widthOf(sealWord, { size: 11 }) + 8;
  }
  if (collapsed) surface.text(l10n.t('{0} components', components), at, y + 18, { size: 11, color: theme.soft, alpha, room: Math.max(0, vectors - at - 4) });
  attackVectors.forEach((vector, index) => {
    const passes = data.passes.includes(vector);
    const cell = { x: right - (4 - index) * 19, y: y + 10, width: 17, height: 16 };
    surface.box(cell, 3, passes ? { fill: theme.warn, fillAlpha: 0.18 * alpha, stroke: theme.warn, strokeAlpha: alpha, width: 1 } : { stroke: theme.line, strokeAlpha: 0.8 * alpha, width: 1 });
    surface.text(vector[0]!, cell.x + 8.5, y + 18, { size: 10, bold: passes, color: passes ? theme.text : theme.soft, alpha: passes ? alpha : 0.75 * alpha, align: 'center', struck: !passes });
  });
}

/** Far away the name keeps its size on the screen and lies over what stands there, with what it comes to beside it. */
export function paintFarHead({ surface, theme, scale, detail, light }: Painting, { id, data, box, collapsed }: SceneRegion): void {
  if (detail === 'near' || collapsed) return;
  const isLit = light.isSelected(id) || light.isFocused(id) || light.isHovered(id);
  const wide = box.width * scale;
  // Names that nobody could read are left out, until one is pointed at.
  if (wide < 34 && !isLit) return;
  const alpha = light.alphaOf(id);
  const size = Math.max(14, (wide < 90 ? 10.5 : 12.5) / scale);
  const y = box.y + Math.min(size * 0.9, 26);
  const standing = data ? standingOf(data.tally) : undefined;
  const mark = standing === undefined ? 0 : size * 1.2;
  surface.text(data?.name ?? l10n.t('Behind no boundary'), box.x + size * 0.4 + mark, y, { size, bold: true, color: theme.text, alpha, halo: theme.ground, ...(isLit ? {} : { room: Math.max(box.width - mark - size * 0.6, 0) + 70 }) });
  if (standing === undefined) return;
  const look = lookOf({ of: 'status', is: standing });
  surface.glyph(look.line, box.x + size * 0.3, y - size * 0.55, size * 1.1, { fill: theme.ground, stroke: theme[look.tone], strokeAlpha: alpha, width: 1.8 });
}

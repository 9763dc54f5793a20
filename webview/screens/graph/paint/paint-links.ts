/** Lines: a connection with its arrow and label, a band of many with their count. */
import { curveBetween, pointOn, type Curve } from '../scene/curves.ts';
import { l10n } from '../../../l10n.ts';
import type { Link } from '../scene/links.ts';
import type { Scene } from '../scene/scene.ts';
import { colorOfChange, dashOfChange, isShort } from './paint-changes.ts';
import type { Painting } from './paint-scene.ts';

export function paintLink(painting: Painting, link: Link, isLit: boolean): void {
  const { theme, light, detail, scale, surface } = painting;
  const alpha = light.linkAlpha(link.id);
  const isOffered = link.connections.some(({ id }) => light.isOffered(id));
  const isChosen = light.isSelected(link.id) || light.isFocused(link.id) || isOffered;
  const change = light.changeOf(link.id);
  const wrong = link.connections.some(({ throughSeal }) => throughSeal !== undefined);
  const color = isOffered ? theme.link : isChosen || isLit ? theme.focus : change ? colorOfChange(theme, change) : wrong ? theme.warn : (theme.contrast ?? theme.soft);
  const width = link.band ? Math.max(3 + Math.log2(link.connections.length) * 1.6, 1.5 / scale) : Math.max(isLit || isChosen || change ? 2 : 1.3, (change ? 1.4 : 0.7) / scale);
  const strength = (isLit || isChosen || change ? 1 : link.band ? 0.35 : detail === 'far' ? 0.35 : 0.7) * alpha;
  stroke(painting, link.curve, color, strength, width, dashOfChange(change, scale).dash ?? (wrong && !link.band && !change ? [6, 4] : undefined));
  if (!link.band && detail !== 'far') paintArrow(painting, link.curve, color, strength, isLit ? 8 : 7);
  const middle = pointOn(link.curve, 0.5);
  if (link.band) {
    const size = Math.max(11, Math.min(11 / scale, 30));
    const text = String(link.connections.length);
    const wide = surface.widthOf(text, { size, bold: true }) + size;
    surface.box({ x: middle.x - wide / 2, y: middle.y - size * 0.8, width: wide, height: size * 1.6 }, size * 0.8, { fill: theme.ground, stroke: color, strokeAlpha: alpha, width: 1 / Math.min(scale, 1) });
    surface.text(text, middle.x, middle.y, { size, bold: true, color: theme.text, align: 'center', alpha });
  } else if (detail === 'near' && !(change && isShort(link.curve)) && (link.labelAt || isLit || wrong) && (link.label !== undefined || wrong)) {
    const room = Math.max(60, Math.hypot(link.curve.to.x - link.curve.from.x, link.curve.to.y - link.curve.from.y) - 30);
    surface.text(wrong ? l10n.t('{0} (through a seal)', link.label ?? link.id) : link.label!, (link.labelAt ?? middle).x, (link.labelAt ?? middle).y, { size: 10.5, color: wrong ? theme.warn : isLit ? theme.text : theme.soft, alpha, align: 'center', halo: theme.ground, room: link.labelAt ? 180 : Math.min(room, 180) });
  }
}

/** A band in the light: those of its connections that are meant, one by one. */
export function paintOpenedBand(painting: Painting, scene: Scene, band: Link): void {
  paintLink(painting, band, false);
  for (const one of band.connections) {
    if (!painting.light.opened(band.id, one.id)) continue;
    const [from, to] = [scene.standsAt(one.from), scene.standsAt(one.to)];
    if (from && to) paintLink(painting, { id: one.id, connections: [one], band: false, curve: curveBetween(from.box, to.box, 0.5, 0.5), ...(one.label === undefined ? {} : { label: one.label }) }, true);
  }
}

export function stroke({ surface }: Painting, { from, out, into, to }: Curve, color: string, alpha: number, width: number, dash?: readonly number[]): void {
  surface.path((pen) => {
    pen.moveTo(from.x, from.y);
    pen.bezierCurveTo(out.x, out.y, into.x, into.y, to.x, to.y);
  }, { stroke: color, strokeAlpha: alpha, width, ...(dash ? { dash } : {}) });
}

export function paintArrow({ surface }: Painting, curve: Curve, color: string, alpha: number, size: number): void {
  const { to } = curve;
  const before = pointOn(curve, 0.96);
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const [dx, dy] = [(to.x - before.x) / length, (to.y - before.y) / length];
  surface.path((pen) => {
    pen.moveTo(to.x, to.y);
    pen.lineTo(to.x - dx * size - dy * size * 0.5, to.y - dy * size + dx * size * 0.5);
    pen.lineTo(to.x - dx * size + dy * size * 0.5, to.y - dy * size - dx * size * 0.5);
    pen.closePath();
  }, { fill: color, fillAlpha: alpha });
}

/** A certificate on the graph: the way in, hop by hop and numbered; the sealed walls; or what is missing. */
import { lookOf } from '../../../design/marks.ts';
import { curveBetween, partOf, pointOn, type Curve } from '../scene/curves.ts';
import { grown } from '../scene/hit.ts';
import type { Scene } from '../scene/scene.ts';
import { paintArrow, stroke } from './paint-links.ts';
import type { Painting } from './paint-scene.ts';
import type { PlayState } from './view-state.ts';

/** The way of a hop: from the attacker through its wall, along a connection, or within a boundary from one component to the next. */
export function curveOfHop(scene: Scene, { attacker, hops }: Pick<PlayState, 'attacker' | 'hops'>, index: number): Curve | undefined {
  const hop = hops[index];
  const to = hop && scene.standsAt(hop.component);
  if (!hop || !to) return undefined;
  if (hop.kind === 'enter') {
    const from = scene.attackers.find(({ id, region }) => id === attacker && region === hop.through) ?? scene.attackers.find(({ id }) => id === attacker);
    // From within the attacker: its point may reach nearly as far as a card behind the wall.
    return from && curveBetween({ ...from.box, width: from.box.width - 36 }, to.box, 0.5, 0.5);
  }
  const from = hop.from === undefined ? undefined : scene.standsAt(hop.from);
  if (!from || from.id === to.id) return undefined;
  const link = scene.links.find(({ id }) => id === hop.through);
  if (link && hop.kind === 'connection') {
    const along = scene.connections.get(hop.through)?.from === hop.from;
    const { curve } = link;
    return along ? curve : { from: curve.to, out: curve.into, into: curve.out, to: curve.from, bounds: curve.bounds };
  }
  return curveBetween(from.box, to.box, 0.5, 0.5);
}

export function paintPlay(painting: Painting, scene: Scene, play: PlayState): void {
  const { surface, theme, scale } = painting;
  const width = Math.max(3, 2.5 / scale);
  play.hops.slice(0, play.shown).forEach((_, index) => {
    const curve = curveOfHop(scene, play, index);
    if (!curve) return;
    const isLast = index === play.shown - 1;
    const shown = isLast && play.part < 1 ? partOf(curve, play.part) : curve;
    stroke(painting, shown, theme.ground, 0.9, width + 3);
    stroke(painting, shown, theme.bad, 1, width, play.hops[index]!.kind === 'boundary' ? [8, 5] : undefined);
    if (!isLast || play.part >= 1) paintArrow(painting, curve, theme.bad, 1, Math.max(11, 9 / scale));
    const size = Math.max(11, Math.min(10 / scale, 34));
    // A way in may be short: its number stands at the attacker's back, where it hides nothing.
    const at = play.hops[index]!.kind === 'enter' ? backOf(scene, play.attacker, play.hops[index]!.through, size) ?? pointOn(curve, 0.45) : pointOn(curve, 0.45);
    if (!isLast || play.part > 0.45) {
      surface.box({ x: at.x - size, y: at.y - size, width: 2 * size, height: 2 * size }, size, { fill: theme.bad, stroke: theme.ground, width: 2 });
      surface.text(String(index + 1), at.x, at.y, { size: size * 1.15, bold: true, color: theme.ground, align: 'center' });
    }
  });
  const [first] = play.hops;
  if (first && play.shown > 0) paintGate(painting, scene, play.attacker, first.through);
  for (const id of play.walls) {
    const region = scene.regionOf.get(id);
    if (!region) continue;
    surface.box(grown(region.box, 5), 14, { stroke: theme.good, width: Math.max(5, 4 / scale) });
    const size = Math.max(26, Math.min(22 / scale, 70));
    const place = { x: region.box.x - size / 2, y: region.box.y - size / 2 };
    surface.box(grown({ ...place, width: size, height: size }, 3), size, { fill: theme.ground, stroke: theme.good, width: 2 });
    surface.glyph(lookOf({ of: 'force', is: 'sealed' }).line, place.x + size * 0.15, place.y + size * 0.12, size * 0.7, { stroke: theme.good, width: 1.6 });
  }
  for (const id of play.gaps) {
    const box = scene.cardOf.get(id)?.box ?? scene.regionOf.get(id)?.box ?? scene.attackers.find((one) => one.id === id)?.box;
    if (box) surface.box(grown(box, 6), 10, { stroke: theme.warn, width: Math.max(2.5, 2 / scale), dash: [6, 5] });
  }
  const target = scene.assets.get(play.asset)?.components.flatMap((id) => scene.standsAt(id) ?? []) ?? [];
  const got = play.shown >= play.hops.length ? play.hops.at(-1)?.component : undefined;
  const gotAt = got === undefined ? undefined : scene.standsAt(got)?.id;
  for (const { id, box } of target) surface.box(grown(box, 4), 9, { stroke: id === gotAt ? theme.bad : theme.focus, width: Math.max(2.5, 2 / scale), ...(id === gotAt || got === undefined ? {} : { dash: [5, 4] }) });
}

/** The place of the wall that lets it in. */
function paintGate({ surface, theme, scale }: Painting, scene: Scene, attacker: string, boundary: string): void {
  const wall = scene.regionOf.get(boundary)?.box;
  const at = scene.attackers.find(({ id, region }) => id === attacker && region === boundary)?.box;
  if (!wall || !at) return;
  for (const y of [at.y - 6, at.y + at.height + 6]) surface.path((pen) => {
    pen.moveTo(wall.x - 6, y);
    pen.lineTo(wall.x + 6, y);
  }, { stroke: theme.bad, width: Math.max(3, 2.5 / scale) });
}

function backOf(scene: Scene, attacker: string, boundary: string, size: number): { readonly x: number; readonly y: number } | undefined {
  const box = scene.attackers.find(({ id, region }) => id === attacker && region === boundary)?.box;
  return box && { x: box.x - size * 0.8, y: box.y + box.height / 2 };
}

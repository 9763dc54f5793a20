/** Paints a scene: regions, lines, cards, attackers, and on top what is in the light. Far away little is drawn, near everything. */
import { overlaps, type Box } from '../layout/graph-layout.ts';
import type { Scene } from '../scene/scene.ts';
import { paintAttacker } from './paint-attackers.ts';
import { paintCard } from './paint-cards.ts';
import { paintChanges } from './paint-changes.ts';
import { paintDragging } from './paint-dragging.ts';
import { paintLink, paintOpenedBand } from './paint-links.ts';
import { paintPlay } from './paint-play.ts';
import { paintFarHead, paintRegion } from './paint-regions.ts';
import { lightOf, type Light } from './light.ts';
import type { Surface } from './surface.ts';
import type { GraphTheme } from './theme.ts';
import type { ViewState } from './view-state.ts';

/** How much is drawn: blocks, names, everything. */
export type Detail = 'far' | 'middle' | 'near';

export interface Painting {
  readonly surface: Surface;
  readonly theme: GraphTheme;
  readonly detail: Detail;
  /** Pixels of the screen per unit of the graph. */
  readonly scale: number;
  readonly light: Light;
}

export function detailAt(scale: number): Detail {
  return scale < 0.3 ? 'far' : scale < 0.6 ? 'middle' : 'near';
}

/** @param view The part of the graph that is seen; nothing else is painted. */
export function paintScene(surface: Surface, theme: GraphTheme, scene: Scene, state: ViewState, view: Box, scale: number): void {
  const painting: Painting = { surface, theme, detail: detailAt(scale), scale, light: lightOf(scene, state) };
  const isSeen = (box: Box): boolean => overlaps(box, view, 20);
  for (const region of scene.regions) if (isSeen(region.box)) paintRegion(painting, region);
  for (const link of scene.links) if (isSeen(link.curve.bounds) && !painting.light.links.has(link.id)) paintLink(painting, link, false);
  for (const link of scene.links) {
    if (!painting.light.links.has(link.id)) continue;
    if (link.band) paintOpenedBand(painting, scene, link);
    else if (isSeen(link.curve.bounds)) paintLink(painting, link, true);
  }
  for (const card of scene.cards) if (isSeen(card.box)) paintCard(painting, card);
  for (const attacker of scene.attackers) if (isSeen(attacker.box)) paintAttacker(painting, attacker);
  for (const region of scene.regions) if (isSeen(region.box)) paintFarHead(painting, region);
  if (state.changes) paintChanges(painting, scene, state.changes, view);
  if (state.play) paintPlay(painting, scene, state.play);
  if (state.dragging) paintDragging(painting, scene, state.dragging);
}

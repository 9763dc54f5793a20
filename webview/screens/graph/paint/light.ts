/** What is in the light, and what steps back. Worked out once a frame, so that painters only ask. */
import type { StatusMoves, ThingChange } from '../../../../src/protocol/screens/change-overlay.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewState } from './view-state.ts';

export interface Light {
  /** 1, or less for what steps back. */
  alphaOf(id: string): number;
  isSelected(id: string): boolean;
  isFocused(id: string): boolean;
  isHovered(id: string): boolean;
  isOffered(id: string): boolean;
  /** The links that belong to what is selected, and are drawn on top. */
  readonly links: ReadonlySet<string>;
  /** The connections of a band that are drawn one by one. */
  readonly opened: (band: string, connection: string) => boolean;
  linkAlpha(id: string): number;
  /** How it differs, where two sides are drawn as one. */
  changeOf(id: string): ThingChange | undefined;
  /** How the statuses of its objectives moved. */
  movesOf(id: string): StatusMoves | undefined;
  /** Whether two sides are drawn as one. */
  readonly compares: boolean;
}

const back = 0.22;
/** What is the same on both sides is still read, to see where one is. */
const same = 0.55;

export function lightOf(scene: Scene, { selected, focus, hover, found, play, offered, changes }: ViewState): Light {
  const links = new Set<string>();
  const chosen = new Set([...selected, ...(hover === undefined ? [] : [hover])]);
  const touches = (from: string, to: string, id: string): boolean => chosen.has(from) || chosen.has(to) || chosen.has(id);
  if (chosen.size > 0) {
    for (const { id, band, connections } of scene.links) {
      if (chosen.has(id) || (band ? connections.some((one) => touches(one.from, one.to, one.id)) : touches(connections[0]!.from, connections[0]!.to, connections[0]!.id))) links.add(id);
    }
  }
  const lit = play ? playedBy(scene, play) : (found ?? (changes && new Set([...changes.things.keys(), ...changes.statuses.keys(), ...chosen, ...links])));
  const pale = changes ? same : back;
  return {
    alphaOf: (id) => (lit === undefined || lit.has(id) ? 1 : pale),
    isSelected: (id) => selected.has(id),
    isFocused: (id) => focus === id,
    isHovered: (id) => hover === id,
    isOffered: (id) => offered.has(id),
    links,
    opened: (band, connection) => chosen.has(band) || ((one) => one !== undefined && touches(one.from, one.to, one.id))(scene.connections.get(connection)),
    linkAlpha: (id) => (lit === undefined || offered.has(id) ? 1 : lit.has(id) ? 1 : pale),
    changeOf: (id) => changes?.things.get(id),
    movesOf: (id) => changes?.statuses.get(id),
    compares: changes !== undefined,
  };
}

function playedBy(scene: Scene, play: NonNullable<ViewState['play']>): ReadonlySet<string> {
  const lit = new Set<string>([play.attacker, play.asset, ...play.walls, ...play.gaps]);
  for (const { through, component } of play.hops) {
    lit.add(through);
    lit.add(component);
    const card = scene.cardOf.get(component);
    if (card) lit.add(card.region);
  }
  for (const component of scene.assets.get(play.asset)?.components ?? []) {
    lit.add(component);
    const card = scene.cardOf.get(component);
    if (card) lit.add(card.region);
  }
  return lit;
}

/**
 * Lays a graph out: boundaries as regions, from where attackers come in on the left to what lies deepest on the right, with the
 * cards of their components in columns. The same input gives the same layout.
 *
 * With the memory of an earlier layout everything stays where it was: what is new goes to the nearest free place, and only what
 * it would cover moves aside. Positions given by hand always win.
 */
import { arrangeAll } from './arrange-all.ts';
import { attackersBeside, footprintOf, regionBox } from './boxes.ts';
import { freePlaceOfCard, freePlaceOfRegion, moveAside, pushDown } from './free-places.ts';
import { nowhere, type Box, type CardPlace, type GraphLayout, type LayoutInput, type LayoutMemory, type Point, type RegionPlace } from './graph-layout.ts';
import { attacker, card, cardHeight } from './measures.ts';

export function layOut(given: LayoutInput, earlier?: LayoutMemory): GraphLayout {
  const input = withNowhere(given);
  const known = earlier && input.regions.some(({ id }) => Object.hasOwn(earlier.regions, id)) ? earlier : undefined;
  const memory = known ?? arrangeAll(input);
  const members = membersOf(input);
  const centers = new Map<string, Point>();
  const inRegion = new Map<string, CardPlace[]>();

  // Inside of each region: what is placed and what was there first, then what is new.
  const fresh: { readonly id: string; readonly region: string; readonly height: number }[] = [];
  for (const { id: region } of input.regions) {
    const cards: CardPlace[] = [];
    for (const { id, assets } of members.get(region) ?? []) {
      const height = cardHeight(assets);
      const before = memory.components[id];
      const at = input.placed[id] ?? (before?.region === region ? before : undefined);
      if (at) cards.push({ id, region, x: at.x, y: at.y, width: card.width, height });
      else fresh.push({ id, region, height });
    }
    inRegion.set(region, pushDown(cards, (id) => Object.hasOwn(input.placed, id)));
  }
  const origins = new Map<string, Point>();
  for (const { id } of input.regions) {
    const at = input.placed[id] ?? memory.regions[id];
    if (at) origins.set(id, { x: at.x, y: at.y });
  }
  const noteCenters = (region: string): void => {
    const origin = origins.get(region);
    if (origin) for (const one of inRegion.get(region)!) centers.set(one.id, { x: origin.x + one.x + one.width / 2, y: origin.y + one.y + one.height / 2 });
  };
  for (const { id } of input.regions) noteCenters(id);
  const neighbours = neighboursOf(input);
  const pullOn = (id: string): Point | undefined => middle((neighbours.get(id) ?? []).flatMap((other) => centers.get(other) ?? []));
  for (const { id, region, height } of fresh) {
    const origin = origins.get(region);
    const pull = pullOn(id);
    const cards = inRegion.get(region)!;
    cards.push({ id, region, width: card.width, height, ...freePlaceOfCard(cards, height, pull && origin ? { x: pull.x - origin.x, y: pull.y - origin.y } : undefined) });
    noteCenters(region);
  }

  // The regions themselves: new ones go where there is room, grown ones move others aside.
  const placeOf = (id: string, origin: Point): RegionPlace => {
    const own = input.regions.find((one) => one.id === id)!;
    const box = regionBox(origin, inRegion.get(id)!);
    return { id, origin, box, footprint: footprintOf(box, own.attackers.length) };
  };
  const places: RegionPlace[] = [];
  const unplaced: string[] = [];
  for (const { id } of input.regions) {
    const origin = origins.get(id);
    if (origin) places.push(placeOf(id, origin));
    else unplaced.push(id);
  }
  for (const id of unplaced) {
    const at = placeOf(id, { x: 0, y: 0 });
    const pull = middle((members.get(id) ?? []).flatMap((one) => pullOn(one.id) ?? []));
    places.push(placeOf(id, freePlaceOfRegion(places.map(({ footprint }) => footprint), at, pull)));
  }
  const isPlaced = (id: string): boolean => Object.hasOwn(input.placed, id);
  const settled = moveAside(places, isPlaced);
  return finish(input, settled, inRegion);
}

function finish(input: LayoutInput, regions: readonly RegionPlace[], inRegion: ReadonlyMap<string, readonly CardPlace[]>): GraphLayout {
  const cards = regions.flatMap(({ id, origin }) => inRegion.get(id)!.map((one) => ({ ...one, x: origin.x + one.x, y: origin.y + one.y })));
  const attackers = regions.flatMap((place) => attackersBeside(place, input.regions.find(({ id }) => id === place.id)!.attackers));
  return { regions, cards, attackers, bounds: boundsOf([...regions.map(({ footprint }) => footprint), ...cards, ...attackers]) };
}

/** What stands behind no boundary has a region of its own, and so have attackers that stand nowhere; it is there only when needed. */
function withNowhere(input: LayoutInput): LayoutInput {
  const known = new Set(input.regions.map(({ id }) => id));
  const components = input.components.map((one) => (known.has(one.region) ? one : { ...one, region: nowhere }));
  const isNeeded = (components.some(({ region }) => region === nowhere) || input.unpositioned.length > 0) && !known.has(nowhere);
  return { ...input, components, regions: isNeeded ? [...input.regions, { id: nowhere, attackers: input.unpositioned, entered: false }] : input.regions };
}

function membersOf({ components }: LayoutInput): ReadonlyMap<string, LayoutInput['components']> {
  const members = new Map<string, LayoutInput['components'][number][]>();
  for (const one of components) {
    const list = members.get(one.region);
    if (list) list.push(one);
    else members.set(one.region, [one]);
  }
  return members;
}

function neighboursOf({ connections }: LayoutInput): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { from, to } of connections) {
    for (const [one, other] of [[from, to], [to, from]] as const) {
      const list = found.get(one);
      if (list) list.push(other);
      else found.set(one, [other]);
    }
  }
  return found;
}

function middle(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  return { x: points.reduce((sum, { x }) => sum + x, 0) / points.length, y: points.reduce((sum, { y }) => sum + y, 0) / points.length };
}

function boundsOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: attacker.width, height: attacker.height };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + width), Math.max(bottom, y + height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

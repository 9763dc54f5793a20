/** What a layout is made of, and what comes of it: plain data, so that it crosses to a worker and back. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** What there is to lay out, each list in the order of identifiers. */
export interface LayoutInput {
  readonly regions: readonly { readonly id: string; readonly attackers: readonly string[]; readonly entered: boolean }[];
  readonly components: readonly { readonly id: string; readonly region: string; readonly further: readonly string[]; readonly assets: number }[];
  readonly connections: readonly { readonly from: string; readonly to: string }[];
  /** Attackers that stand at no boundary. */
  readonly unpositioned: readonly string[];
  /** Positions given by hand: of a region, and of a component in its region. */
  readonly placed: Readonly<Record<string, Point>>;
}

/** The region of what stands behind no boundary. */
export const nowhere = '';

/** Where everything was: what a next layout keeps. */
export interface LayoutMemory {
  readonly regions: Readonly<Record<string, Point>>;
  readonly components: Readonly<Record<string, Point & { readonly region: string }>>;
}

export interface RegionPlace {
  readonly id: string;
  /** The corner that positions of its components count from. */
  readonly origin: Point;
  readonly box: Box;
  /** The box with its attackers beside it. */
  readonly footprint: Box;
}

export interface CardPlace extends Box {
  readonly id: string;
  readonly region: string;
}

export interface AttackerPlace extends Box {
  readonly id: string;
  readonly region: string;
}

export interface GraphLayout {
  readonly regions: readonly RegionPlace[];
  readonly cards: readonly CardPlace[];
  /** One for each boundary at which an attacker stands; those that stand at none are at the region of what stands behind none. */
  readonly attackers: readonly AttackerPlace[];
  readonly bounds: Box;
}

export function memoryOf({ regions, cards }: Pick<GraphLayout, 'regions' | 'cards'>): LayoutMemory {
  const origins = new Map(regions.map(({ id, origin }) => [id, origin]));
  return {
    regions: Object.fromEntries(regions.map(({ id, origin }) => [id, { x: origin.x, y: origin.y }])),
    components: Object.fromEntries(cards.map(({ id, region, x, y }) => [id, { region, x: x - origins.get(region)!.x, y: y - origins.get(region)!.y }])),
  };
}

export function overlaps(a: Box, b: Box, gap = 0): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
}

/** A memory without some nodes: they are placed as if they were new. */
export function forgetting({ regions, components }: LayoutMemory, ids: readonly string[]): LayoutMemory {
  const rest = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id)));
  return { regions: rest(regions), components: rest(components) };
}

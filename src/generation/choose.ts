/** Chooses the items of a library that a description or a repository calls for, each with the reason. */
import type { Library } from './library.ts';
import type { AssetItem, AttackerItem, BoundaryItem, ComponentItem, ConnectionItem, ControlItem } from './library-schema.ts';
import type { Signal, Signals } from './signals.ts';

export interface Chosen<T> {
  readonly key: string;
  readonly item: T;
  /** What called for it, in the order of the description; empty where it belongs to every model or something chosen needs it. */
  readonly signals: readonly Signal[];
}

export interface Choice {
  readonly boundaries: readonly Chosen<BoundaryItem>[];
  readonly components: readonly Chosen<ComponentItem>[];
  readonly connections: readonly Chosen<ConnectionItem>[];
  readonly assets: readonly Chosen<AssetItem>[];
  readonly attackers: readonly Chosen<AttackerItem>[];
  readonly controls: readonly Chosen<ControlItem>[];
  /** The key of the component that the feature consists of. */
  readonly primary: string;
}

interface Conditional {
  readonly when: readonly string[];
  readonly unless: readonly string[];
}

/** Chooses. `unless` wins over `when`; what a description denies is not there, so an item that only it calls for is not chosen. */
export function choose(library: Library, given: Signals): Choice {
  const signals = withService(library, given);
  const pick = <T extends Conditional>(items: ReadonlyMap<string, T>): Chosen<T>[] =>
    [...items].flatMap(([key, item]) => {
      if (item.unless.some((condition) => met(condition, signals))) return [];
      const because = item.when.length === 0 ? [] : item.when.filter((condition) => met(condition, signals)).flatMap((condition) => signalsOf(condition, signals));
      return item.when.length > 0 && !item.when.some((condition) => met(condition, signals)) ? [] : [{ key, item, signals: inOrder(because) }];
    });

  const candidates = pick(library.components);
  const hasPrimary = candidates.some(({ item }) => item.primary && !item.fallback);
  const components = candidates.filter(({ item }) => !item.fallback || !hasPrimary);
  const primary = components.find(({ item }) => item.primary)?.key ?? components[0]?.key ?? '';
  const has = new Set(components.map(({ key }) => key));

  const reached = new Set(components.flatMap(({ item }) => item.boundaries));

  const assetCandidates = pick(library.assets);
  const tagsTaken = new Set(assetCandidates.filter(({ item }) => !item.fallback).flatMap(({ item }) => item.tags));
  const assets = assetCandidates.filter(({ item }) => (!item.fallback || !item.tags.some((tag) => tagsTaken.has(tag))) && (item.components.includes('primary') || item.components.some((key) => has.has(key))));
  const attackers = pick(library.attackers).filter(({ item }) => item.boundaries.some((key) => reached.has(key)));
  // One at which nobody stands says something only where it is all that a component has.
  const stoodAt = new Set([...attackers, ...components.filter(({ item }) => !item.boundaries.some((key) => attackers.some((attacker) => attacker.item.boundaries.includes(key))))].flatMap(({ item }) => item.boundaries));
  const boundaries = [...library.boundaries].filter(([key]) => reached.has(key) && stoodAt.has(key)).map(([key, item]) => ({ key, item, signals: [] }));

  const end = (key: string): string => (key === 'primary' ? primary : key);
  const pairs = new Set<string>();
  const connections = pick(library.connections).filter(({ item }) => {
    const [from, to] = [end(item.from), end(item.to)];
    const pair = [from, to].sort().join(' ');
    if (from === to || !has.has(from) || !has.has(to) || pairs.has(pair)) return false;
    pairs.add(pair);
    return true;
  });
  const controls = pick(library.controls).filter(({ item }) => item.mitigates.some((row) => assets.some((asset) => selects(row.assets, asset.key, asset.item.tags)) && attackers.some((attacker) => selects(row.attackers, attacker.key, attacker.item.tags))));
  return { boundaries, components: byPlace(components), connections, assets: byPlace(assets), attackers: byPlace(attackers), controls, primary };
}

/** Where nothing says what the feature is built of, it counts as a service: most are, and what protects one does no harm elsewhere. */
function withService(library: Library, signals: Signals): Signals {
  const service = 'online-service';
  const isBuilt = [...library.components.values()].some(({ primary, fallback, when }) => primary && !fallback && when.some((condition) => met(condition, signals)));
  const first = [...signals.present.values()].flat()[0];
  if (isBuilt || !first || signals.denied.has(service) || !library.concepts.has(service)) return signals;
  return { ...signals, present: new Map([...signals.present, [service, [{ concept: service, place: first.place }]]]) };
}

/** Whether one of the selectors names the item, and none with `!` does. */
export function selects(selectors: readonly string[], key: string, tags: readonly string[]): boolean {
  const names = (selector: string): boolean => selector === '*' || (selector.startsWith('tag:') ? tags.includes(selector.slice(4)) : selector === key);
  const wanted = selectors.filter((selector) => !selector.startsWith('!'));
  return wanted.some(names) && !selectors.some((selector) => selector.startsWith('!') && names(selector.slice(1)));
}

function met(condition: string, signals: Signals): boolean {
  return condition.split(' & ').every((part) => (part.startsWith('!') ? !signals.present.has(part.slice(1)) : signals.present.has(part)));
}

function signalsOf(condition: string, signals: Signals): Signal[] {
  return condition.split(' & ').flatMap((part) => signals.present.get(part)?.slice(0, 2) ?? []);
}

function inOrder(signals: readonly Signal[]): readonly Signal[] {
  const seen = new Set<string>();
  return [...signals]
    .sort((a, b) => placeOf(a) - placeOf(b))
    .filter(({ place }) => {
      const key = place.in === 'description' ? `${place.start}` : `${place.file}:${place.line}:${place.text}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, 4);
}

/** What the description names comes first, in its order; then what files show, then what nearly every model has. */
function byPlace<T extends object>(chosen: readonly Chosen<T>[]): Chosen<T>[] {
  return chosen
    .map((one, index) => ({ one, index, at: ('usual' in one.item && one.item.usual === true) || !one.signals[0] ? Infinity : placeOf(one.signals[0]) }))
    .sort((a, b) => (a.at === b.at ? a.index - b.index : a.at - b.at))
    .map(({ one }) => one);
}

const afterDescription = 1e9;

function placeOf({ place }: Signal): number {
  return place.in === 'description' ? place.start : afterDescription;
}

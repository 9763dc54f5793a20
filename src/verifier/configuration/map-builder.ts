/** Builds nested maps from keys that come one after the other, as line-based formats have them. */
import type { Span } from '../code/code.ts';
import type { ConfigurationMap, ConfigurationMember, ConfigurationNode } from './configuration.ts';

export interface GrowingMap extends ConfigurationMap {
  readonly members: ConfigurationMember[];
}

/** Members by key beside the maps they belong to, so that large files take no quadratic time. */
export interface MapBuilder {
  readonly root: GrowingMap;
  /** A map that stands nowhere yet. */
  empty(place: Span): GrowingMap;
  /** Adds a member. With `last`, an earlier one of the name is replaced, as the format has it. */
  add(map: GrowingMap, key: string, at: Span, value: ConfigurationNode, more?: { readonly last?: boolean; readonly repeatable?: true; readonly conditional?: string }): void;
  /** The map under the key, made where there is none. */
  inside(map: GrowingMap, key: string, at: Span): GrowingMap;
}

export function mapBuilder(whole: Span): MapBuilder {
  const places = new Map<ConfigurationMap, Map<string, number>>();
  const newMap = ({ start, end }: Span): GrowingMap => {
    const map: GrowingMap = { kind: 'map', members: [], start, end };
    places.set(map, new Map());
    return map;
  };
  const add: MapBuilder['add'] = (map, key, { start, end }, value, { last = false, ...more } = {}) => {
    const known = places.get(map);
    const before = known?.get(key);
    const member: ConfigurationMember = { key, at: { start, end }, value, ...more };
    if (last && before !== undefined) map.members[before] = member;
    else {
      if (before === undefined) known?.set(key, map.members.length);
      map.members.push(member);
    }
  };
  return {
    root: newMap(whole),
    empty: newMap,
    add,
    inside(map, key, at) {
      const before = places.get(map)?.get(key);
      const value = before === undefined ? undefined : map.members[before]!.value;
      if (value?.kind === 'map' && places.has(value)) return value as GrowingMap;
      const made = newMap(at);
      add(map, key, at, made);
      return made;
    },
  };
}

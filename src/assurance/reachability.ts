/**
 * Whether an attacker can get at an asset: a verdict with a certificate that a reader replays by hand.
 *
 * Enter: an attacker enters a component through a boundary that both list and that passes its vector. Step: from where it
 * stands it goes on to every component that shares a boundary or a connection, in either direction, with any vector.
 */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { Attacker, Boundary, ThreatModel } from '../model/schema.ts';
import type { Reachability, ReachabilityHop, ReachabilityReason } from './assessment.ts';
import { isSealed } from './attestations.ts';

/** Answers for every pair of one model at one moment. Attackers and assets are named by identifier; both must exist. */
export interface ReachabilityMap {
  verdict(asset: string, attacker: string): Reachability;
}

interface Territory {
  readonly boundaries: readonly string[];
  readonly reached: readonly string[];
  readonly hops: ReadonlyMap<string, ReachabilityHop>;
  readonly paths: Map<string, readonly ReachabilityHop[]>;
  /** The verdicts on what lies in the same components, which many assets do. */
  readonly verdicts: Map<string, Reachability>;
}

interface Holding {
  /** The same for assets in the same components. */
  readonly key: string;
  readonly components: readonly string[];
  readonly boundaries: readonly string[];
  /** Whether every component exists and lists a boundary that exists. */
  readonly bounded: boolean;
  readonly allSealed: boolean;
  readonly sealed: readonly string[];
}

/** Prepares the verdicts of a model: one walk an attacker, so that all pairs cost little more than their number. */
export function mapReachability(model: ThreatModel, at: string): ReachabilityMap {
  const graph = readGraph(model);
  const sealed = new Set(Object.keys(model.boundaries).filter((id) => isSealed(model.boundaries[id], at)));
  const territories = new Map(Object.entries(model.attackers).map(([id, attacker]) => [id, walk(graph, model, attacker)]));
  const holdings = new Map(Object.keys(model.assets).map((id) => [id, holdingOf(graph, model, id, sealed)]));

  const verdictOn = (holding: Holding, territory: Territory): Reachability => {
    const entered = holding.components.find((component) => territory.hops.has(component));
    const answer = (verdict: Reachability['verdict'], reason: ReachabilityReason, path: readonly ReachabilityHop[] = []): Reachability => ({
      verdict,
      reason,
      certificate: {
        path,
        attackerBoundaries: territory.boundaries,
        assetComponents: holding.components,
        assetBoundaries: holding.boundaries,
        reached: territory.reached,
        sealed: verdict === 'unreachable' ? holding.sealed : [],
      },
    });
    if (entered !== undefined) return answer('reachable', 'path', shortestPath(territory, holding.components));
    if (territory.boundaries.length === 0) return answer('indeterminate', 'attacker_unpositioned');
    if (holding.components.length === 0) return answer('indeterminate', 'asset_without_component');
    if (!holding.bounded) return answer('indeterminate', 'component_without_boundary');
    if (holding.allSealed) return answer('unreachable', 'sealed');
    const claimed = holding.boundaries.some((id) => model.boundaries[id]?.sealed !== undefined);
    return answer('indeterminate', claimed ? 'seal_not_attested' : 'no_path');
  };
  return {
    verdict(asset, attacker) {
      const [holding, territory] = [holdings.get(asset)!, territories.get(attacker)!];
      let verdict = territory.verdicts.get(holding.key);
      if (verdict === undefined) territory.verdicts.set(holding.key, (verdict = verdictOn(holding, territory)));
      return verdict;
    },
  };
}

interface Graph {
  /** The boundaries of each component, those that exist, sorted. */
  readonly boundariesOf: ReadonlyMap<string, readonly string[]>;
  readonly componentsBehind: ReadonlyMap<string, readonly string[]>;
  readonly connectionsOf: ReadonlyMap<string, readonly { readonly connection: string; readonly other: string }[]>;
}

function readGraph(model: ThreatModel): Graph {
  const boundariesOf = new Map<string, string[]>();
  const componentsBehind = new Map<string, string[]>();
  const connectionsOf = new Map<string, { connection: string; other: string }[]>();
  for (const id of Object.keys(model.components).sort(compareIdentifiers)) {
    const boundaries = known(model.components[id]!.boundaries, model.boundaries);
    boundariesOf.set(id, boundaries);
    for (const boundary of boundaries) push(componentsBehind, boundary, id);
  }
  for (const connection of Object.keys(model.connections).sort(compareIdentifiers)) {
    const { from, to } = model.connections[connection]!;
    if (!boundariesOf.has(from) || !boundariesOf.has(to)) continue;
    push(connectionsOf, from, { connection, other: to });
    push(connectionsOf, to, { connection, other: from });
  }
  return { boundariesOf, componentsBehind, connectionsOf };
}

/** Breadth first, in the order of identifiers, so that every path is a shortest one and always the same. */
function walk(graph: Graph, model: ThreatModel, attacker: Attacker): Territory {
  const boundaries = known(attacker.boundaries, model.boundaries);
  const hops = new Map<string, ReachabilityHop>();
  const queue: string[] = [];
  const visit = (hop: ReachabilityHop): void => {
    if (hops.has(hop.component)) return;
    hops.set(hop.component, hop);
    queue.push(hop.component);
  };
  for (const through of boundaries) {
    const vector = passing(model.boundaries[through]!, attacker);
    if (vector === undefined) continue;
    for (const component of graph.componentsBehind.get(through) ?? []) visit({ kind: 'enter', through, component, vector });
  }
  const crossed = new Set<string>();
  for (let next = 0; next < queue.length; next++) {
    const from = queue[next]!;
    for (const through of graph.boundariesOf.get(from) ?? []) {
      if (crossed.has(through)) continue;
      crossed.add(through);
      for (const component of graph.componentsBehind.get(through) ?? []) visit({ kind: 'boundary', through, from, component });
    }
    for (const { connection, other } of graph.connectionsOf.get(from) ?? []) visit({ kind: 'connection', through: connection, from, component: other });
  }
  return { boundaries, reached: [...queue].sort(compareIdentifiers), hops, paths: new Map(), verdicts: new Map() };
}

/** The vector by which an attacker passes a boundary; `any` for one whose vector is not rated, which has the worst. */
function passing(boundary: Boundary, attacker: Attacker): string | undefined {
  const { passes } = boundary;
  if (attacker.vector === undefined) return passes === undefined || passes.length > 0 ? 'any' : undefined;
  return passes === undefined || passes.includes(attacker.vector) ? attacker.vector : undefined;
}

function shortestPath(territory: Territory, components: readonly string[]): readonly ReachabilityHop[] {
  let best: readonly ReachabilityHop[] | undefined;
  for (const component of components) {
    if (!territory.hops.has(component)) continue;
    let path = territory.paths.get(component);
    if (!path) {
      const hops: ReachabilityHop[] = [];
      for (let at: string | undefined = component; at !== undefined; at = hops[0]!.from) hops.unshift(territory.hops.get(at)!);
      territory.paths.set(component, (path = hops));
    }
    if (!best || path.length < best.length) best = path;
  }
  return best ?? [];
}

function holdingOf(graph: Graph, model: ThreatModel, asset: string, sealed: ReadonlySet<string>): Holding {
  const listed = [...new Set(model.assets[asset]!.components)].sort(compareIdentifiers);
  const boundaries = [...new Set(listed.flatMap((id) => graph.boundariesOf.get(id) ?? []))].sort(compareIdentifiers);
  // A component that is not there, or lists a boundary that is not there, hides where the asset stands: never unreachable.
  const bounded = listed.every((id) => {
    const component = model.components[id];
    return component !== undefined && component.boundaries.length > 0 && component.boundaries.every((boundary) => Object.hasOwn(model.boundaries, boundary));
  });
  return { key: listed.join('\u0000'), components: listed, boundaries, bounded, allSealed: boundaries.every((id) => sealed.has(id)), sealed: boundaries.filter((id) => sealed.has(id)) };
}

function known(ids: readonly string[], map: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(ids)].filter((id) => Object.hasOwn(map, id)).sort(compareIdentifiers);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The graph of two sides of a model in one: the newer side, with what only the older one had joined in as it was there. Pure. */
import { compareIdentifiers } from '../../model/identifiers.ts';
import { thingChanges, type ChangeOverlay, type StatusCourse, type StatusMoves, type ThingChange } from '../../protocol/screens/change-overlay.ts';
import { signOfPair, type GraphScreen } from '../../protocol/screens/graph-screen.ts';
import type { ComparedModels, ModelState, StatusChange } from '../model-changes.ts';
import { graphScreen } from './graph-screen.ts';

export interface OverlaySource {
  readonly before: ModelState;
  readonly after: ModelState;
  readonly compared: ComparedModels;
  /** The moment that seals are judged by, as ISO 8601. */
  readonly at: string;
  /** The text of the file of positions. */
  readonly placements?: string;
}

/** Positions given by hand count for what the newer side has; what was removed goes where there is room. */
export function changeOverlay({ before, after, compared, at, placements = '' }: OverlaySource): ChangeOverlay {
  const differs = new Map(thingChanges.flatMap((change) => compared[change].map((id) => [id, change] as const)));
  const graph = joined(graphScreen({ snapshot: before, at }), graphScreen({ snapshot: after, at, placements }), (id) => differs.has(id));
  const things: Record<string, ThingChange> = {};
  for (const { id } of [...graph.regions, ...graph.components, ...graph.connections, ...graph.assets, ...graph.attackers]) {
    const change = differs.get(id);
    if (change) things[id] = change;
  }
  return { graph, things, statuses: movesOf(compared.objectives, graph) };
}

/** In a component, what differs stands before what does not: a card has room for a few assets only. */
function joined(older: GraphScreen, newer: GraphScreen, differs: (id: string) => boolean): GraphScreen {
  const assets = withGone(older.assets, newer.assets);
  const attackers = withGone(older.attackers, newer.attackers);
  const inComponent = new Map<string, string[]>();
  for (const { id, components } of [...assets].sort((a, b) => Number(differs(b.id)) - Number(differs(a.id)))) {
    for (const component of components) inComponent.set(component, [...(inComponent.get(component) ?? []), id]);
  }
  const signs = [signsOf(newer), signsOf(older)];
  return {
    model: newer.model,
    title: newer.title,
    regions: withGone(older.regions, newer.regions),
    components: withGone(older.components, newer.components).map((one) => ({ ...one, assets: inComponent.get(one.id) ?? [] })),
    connections: withGone(older.connections, newer.connections),
    assets,
    attackers,
    // A removed asset and a new attacker never were a pair.
    pairs: assets.map((asset) => attackers.map((attacker) => signs.map((sign) => sign(asset.id, attacker.id)).find((sign) => sign !== undefined) ?? signOfPair('unassessed', 'indeterminate', 'low')).join('')).join(''),
    placed: newer.placed,
    placementProblems: [],
  };
}

function withGone<Thing extends { readonly id: string }>(older: readonly Thing[], newer: readonly Thing[]): readonly Thing[] {
  const present = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !present.has(id))].sort((a, b) => compareIdentifiers(a.id, b.id));
}

function signsOf({ assets, attackers, pairs }: GraphScreen): (asset: string, attacker: string) => string | undefined {
  const [rows, columns] = [assets, attackers].map((list) => new Map(list.map(({ id }, index) => [id, index]))) as [Map<string, number>, Map<string, number>];
  return (asset, attacker) => {
    const [row, column] = [rows.get(asset), columns.get(attacker)];
    return row === undefined || column === undefined ? undefined : pairs[row * attackers.length + column];
  };
}

function movesOf(objectives: readonly StatusChange[], graph: GraphScreen): Readonly<Record<string, StatusMoves>> {
  const components = new Map(graph.assets.map((asset) => [asset.id, asset.components]));
  const moves: Record<string, Record<StatusCourse, number>> = {};
  for (const { before, after } of objectives) {
    // What came or went with its asset or attacker is told by these.
    if (!before || !after) continue;
    const course = after.status === before.status ? 'differs' : before.status === 'mitigated' ? 'fell' : after.status === 'mitigated' ? 'rose' : 'differs';
    for (const id of [after.asset, ...(components.get(after.asset) ?? [])]) (moves[id] ??= { fell: 0, rose: 0, differs: 0 })[course]++;
  }
  return moves;
}

/** The data of the trust-boundary graph, from a snapshot of a model and the file of its hand-placed positions. Pure. */
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import { isSealed } from '../../assurance/attestations.ts';
import { rateImpact, rateLikelihood } from '../../assurance/ratings.ts';
import { passesOf } from '../../assurance/stops/stopping-edit.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { graphTiers, signOfPair, type GraphConnection, type GraphScreen, type GraphTier, type Tally } from '../../protocol/screens/graph-screen.ts';
import { printable } from '../printable.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { placementsOf, readPlacements } from './placements.ts';
import type { ScreenSource } from './screen-source.ts';

/** As other screens, of less: verdicts and evidence are in the assessment. */
export type GraphSource = Omit<ScreenSource, 'snapshot'> & { readonly snapshot: Pick<ModelSnapshot, 'model' | 'assessment'> };


export function graphScreen({ snapshot: { model, assessment }, placements = '', at }: GraphSource): GraphScreen {
  const ids = (map: Readonly<Record<string, unknown>>): string[] => Object.keys(map).sort(compareIdentifiers);
  const [assets, attackers] = [ids(model.assets), ids(model.attackers)];
  const tallies = new Tallies(model, assessment.objectives);
  const byPair = new Map(assessment.objectives.map((objective) => [`${objective.asset} ${objective.attacker}`, objective]));
  const known = (list: readonly string[]): string[] => [...new Set(list)].filter((id) => Object.hasOwn(model.boundaries, id));
  const assetsIn = new Map<string, string[]>();
  for (const id of assets) for (const component of new Set(model.assets[id]!.components)) assetsIn.set(component, [...(assetsIn.get(component) ?? []), id]);
  const read = readPlacements(placements);
  return {
    model: model.id,
    title: printable(model.title),
    regions: ids(model.boundaries).map((id) => {
      const boundary = model.boundaries[id]!;
      return {
        id,
        name: printable(boundary.name),
        ...optional('description', boundary.description),
        passes: passesOf(model, id),
        passesUnset: boundary.passes === undefined,
        seal: boundary.sealed === undefined ? ('open' as const) : isSealed(boundary, at) ? ('attested' as const) : ('claimed' as const),
        ...optional('sealWhy', boundary.sealed?.why),
        tally: tallies.of(id),
      };
    }),
    components: ids(model.components).map((id) => {
      const component = model.components[id]!;
      const [home, ...further] = known(component.boundaries);
      return {
        id,
        name: printable(component.name),
        ...optional('description', component.description),
        ...optional('home', home),
        further,
        assets: assetsIn.get(id) ?? [],
        bound: component.paths.length > 0 || component.repository !== undefined,
        tally: tallies.of(id),
      };
    }),
    connections: connectionsOf(model),
    assets: assets.map((id) => {
      const asset = model.assets[id]!;
      return { id, name: printable(asset.name), properties: asset.properties, components: [...new Set(asset.components)].filter((component) => Object.hasOwn(model.components, component)), impact: rateImpact(asset).rating, tally: tallies.ofAsset(id) };
    }),
    attackers: attackers.map((id) => {
      const attacker = model.attackers[id]!;
      const boundaries = known(attacker.boundaries);
      return {
        id,
        capability: printable(attacker.capability),
        ...optional('position', attacker.position),
        boundaries,
        enters: boundaries.filter((boundary) => (attacker.vector === undefined ? passesOf(model, boundary).length > 0 : passesOf(model, boundary).includes(attacker.vector))),
        ...optional('vector', attacker.vector),
        likelihood: rateLikelihood(attacker).rating,
      };
    }),
    pairs: assets.map((asset) => attackers.map((attacker) => signOf(byPair.get(`${asset} ${attacker}`))).join('')).join(''),
    placed: placementsOf(read, (id) => Object.hasOwn(model.boundaries, id) || Object.hasOwn(model.components, id)),
    placementProblems: read.problems,
  };
}

/** Connections whose two ends exist; one that leads out of a sealed boundary says so. */
function connectionsOf(model: ThreatModel): readonly GraphConnection[] {
  const sealed = Object.keys(model.boundaries).filter((id) => model.boundaries[id]!.sealed !== undefined).sort(compareIdentifiers);
  return Object.keys(model.connections)
    .sort(compareIdentifiers)
    .flatMap((id) => {
      const { from, to, label, description } = model.connections[id]!;
      const [source, target] = [model.components[from], model.components[to]];
      if (!source || !target) return [];
      const through = sealed.find((boundary) => source.boundaries.includes(boundary) !== target.boundaries.includes(boundary));
      return [{ id, from, to, ...optional('label', label), ...optional('description', description), ...optional('throughSeal', through) }];
    });
}

function signOf(objective: ObjectivePosture | undefined): string {
  return objective ? signOfPair(objective.status, objective.reachability.verdict, objective.tier) : signOfPair('unassessed', 'indeterminate', 'low');
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: typeof value === 'string' ? printable(value) : value }) as { readonly [P in K]?: V };
}

type Counting = { -readonly [Key in keyof Tally]: Tally[Key] };

const counted = ['at_risk', 'unassessed', 'mitigated', 'reachable', 'indeterminate', 'unreachable'] as const;
const nothing = (): Counting => ({ at_risk: 0, unassessed: 0, mitigated: 0, reachable: 0, indeterminate: 0, unreachable: 0 });

/** Counts once for each asset; a component has what its assets have, a region what stands behind it has, each asset once. */
class Tallies {
  readonly #byAsset = new Map<string, Counting>();
  readonly #assetsOf = new Map<string, Set<string>>();

  constructor(model: ThreatModel, objectives: readonly ObjectivePosture[]) {
    for (const { asset, status, tier, reachability } of objectives) {
      let tally = this.#byAsset.get(asset);
      if (!tally) this.#byAsset.set(asset, (tally = nothing()));
      tally[status]++;
      tally[reachability.verdict]++;
      if (status !== 'mitigated') raise(tally, tier);
    }
    for (const [asset, { components }] of Object.entries(model.assets)) {
      for (const component of components) {
        this.#note(component, asset);
        for (const boundary of model.components[component]?.boundaries ?? []) this.#note(boundary, asset);
      }
    }
  }

  ofAsset(id: string): Tally {
    return this.#byAsset.get(id) ?? nothing();
  }

  /** Of a component or of a region: their identifiers are never the same. */
  of(id: string): Tally {
    const sum = nothing();
    for (const asset of this.#assetsOf.get(id) ?? []) {
      const tally = this.#byAsset.get(asset);
      if (!tally) continue;
      for (const key of counted) sum[key] += tally[key];
      if (tally.tier) raise(sum, tally.tier);
    }
    return sum;
  }

  #note(place: string, asset: string): void {
    const assets = this.#assetsOf.get(place);
    if (assets) assets.add(asset);
    else this.#assetsOf.set(place, new Set([asset]));
  }
}

function raise(tally: Counting, tier: GraphTier): void {
  if (tally.tier === undefined || graphTiers.indexOf(tier) < graphTiers.indexOf(tally.tier)) tally.tier = tier;
}

/** From a description and facts of a repository to a proposal. Same input, same proposal. */
import { objectiveId } from '../model/identifiers.ts';
import { modelIdOf } from '../model/template.ts';
import { choose, type Choice, type Chosen } from './choose.ts';
import { groupPairs, type PairOfItems } from './groups.ts';
import { isOtherLanguage } from './language-of.ts';
import type { Library } from './library.ts';
import { itemKinds, type ItemKind } from './library-schema.ts';
import type { Proposal, ProposalRefusal, ProposedItem, Reason } from './proposal.ts';
import { lineOf, lineStarts, readSignals, type RepositoryFact, type Signal, type Signals } from './signals.ts';
import { fillSlots, fillText, slotPlaces, type Slots } from './slots.ts';
import { titleOf, withCapital } from './text/names.ts';
import { wordsOf } from './text/words.ts';

/** A part of a repository that is built by itself: where its code lies. */
export interface CodeUnit {
  /** The folder, relative to the repository, `''` for the root. */
  readonly folder: string;
  readonly paths: readonly string[];
}

export interface ProposalInput {
  readonly library: Library;
  /** May be empty where facts say enough. */
  readonly description: string;
  readonly facts?: readonly RepositoryFact[];
  readonly units?: readonly CodeUnit[];
  /** The file that the description stands in, where it is no text that somebody typed. */
  readonly descriptionFile?: string;
  /** The line there of each line of the description; the same where it is not given. */
  readonly descriptionLines?: readonly number[];
  /** Instead of the title that the description gives. */
  readonly title?: string;
  /** The assertion types that can be claimed in the languages of the repository; all when it is not given. */
  readonly claimable?: ReadonlySet<string>;
  /** Gives the identifier of a chosen item, by its kind, its key and its number among those of its kind; those of a new model count from 1. */
  readonly allocate?: (kind: ItemKind, number: number, key: string) => string;
  /** Whether an item stays, by its kind and identifier; all do when it is not given. Groups and references are those of what stays. */
  readonly accepts?: (kind: ItemKind, id: string) => boolean;
}

/** In UTF-16 units. */
export const maximumDescription = 200_000;
/** Of a description that long, a model keeps the beginning. */
const keptDescription = 4000;

const prefixes: Readonly<Record<ItemKind, string>> = { boundaries: 'TB', components: 'CMP', connections: 'CN', assets: 'A', attackers: 'T', controls: 'CTRL-' };

/** The identifiers of a new model. */
function firstIdentifier(kind: ItemKind, number: number): string {
  return prefixes[kind] + (kind === 'controls' ? String(number).padStart(2, '0') : String(number));
}

/** Proposes a model, or says why not. */
export function propose(input: ProposalInput): Proposal | ProposalRefusal {
  const { library, description, facts = [] } = input;
  if (description.length > maximumDescription) return { refused: 'too_long', characters: description.length, limit: maximumDescription };
  const words = wordsOf(description).length;
  if (words === 0 && facts.length === 0) return { refused: 'empty' };
  const signals = readSignals(library, { description, facts, lineIn: (line) => input.descriptionLines?.[line - 1] ?? line });
  if (facts.length === 0 && isOtherLanguage(description)) return { refused: 'other_language' };
  if (signals.present.size === 0) return signals.denied.size > 0 ? { refused: 'all_denied', concepts: [...signals.denied.keys()] } : { refused: 'nothing_recognised', words };
  const choice = choose(library, signals);
  const slots = fillSlots(library, signals, description);
  const title = input.title ?? titleOf(description) ?? titleOfChoice(choice, slots);
  return compose(input, choice, signals, slots, {
    title,
    modelId: modelIdOf(title),
    description: keptPart(description),
    ...(input.descriptionFile === undefined ? {} : { descriptionFile: input.descriptionFile }),
    denied: [...signals.denied.values()].map(({ concept, place }) => ({ concept, place })),
  });
}

function keptPart(description: string): string {
  const plain = description.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu, '').replace(/[ \t]+$/gm, '').replaceAll('\t', '  ').trim();
  return plain.length <= keptDescription ? plain : `${plain.slice(0, keptDescription).replace(/\s+\S*$/, '')} …`;
}

type Known = { readonly [Kind in ItemKind]: ReadonlyMap<string, string> };

function compose(input: ProposalInput, whole: Choice, signals: Signals, slots: Slots, head: Pick<Proposal, 'title' | 'modelId' | 'description' | 'descriptionFile' | 'denied'>): Proposal {
  const allocate = input.allocate ?? firstIdentifier;
  const all = Object.fromEntries(itemKinds.map((kind) => [kind, new Map(whole[kind].map(({ key }, index) => [key, allocate(kind, index + 1, key)]))])) as unknown as Known;
  const choice = keep(whole, all, input.accepts ?? (() => true));
  const ids = Object.fromEntries(itemKinds.map((kind) => [kind, new Map(choice[kind].map(({ key }) => [key, all[kind].get(key)!]))])) as unknown as Known;
  const pairs = groupPairs(choice.assets, choice.attackers, choice.controls);
  const lines = lineStarts(input.description);
  const lineIn = (line: number): number => input.descriptionLines?.[line - 1] ?? line;
  const fill = (text: string): string => fillText(text, slots);
  const because = ({ signals }: Chosen<unknown>, texts: readonly string[], otherwise: readonly Reason[]): Reason[] => {
    const named = signals.map(({ concept, place }: Signal): Reason => ({ because: 'named', concept, place }));
    const words = texts.flatMap((text) => slotPlaces(text, slots)).map((range): Reason => ({ because: 'word', place: { in: 'description', ...range, line: lineIn(lineOf(lines, range.start)), text: input.description.slice(range.start, range.end).replace(/\s+/g, ' ') } }));
    const own = words.filter((word) => !named.some((reason) => samePlace(reason, word)));
    return own.length + named.length > 0 ? [...own, ...named] : [...otherwise];
  };
  const componentOf = (key: string): string => (key === 'primary' ? choice.primary : key);
  const componentsOf = (keys: readonly string[]): string[] => present(keys.map(componentOf), ids.components);
  const items: ProposedItem[] = [];

  for (const { key, item } of choice.boundaries) {
    const id = ids.boundaries.get(key)!;
    const behind = choice.components.filter((component) => component.item.boundaries.includes(key)).map((component) => ids.components.get(component.key)!);
    const name = fill(item.name);
    items.push({ id, kind: 'boundaries', key, title: name, entity: { name, description: fill(item.description), passes: item.passes }, reasons: [{ because: 'needed_by', ids: behind }] });
  }
  const paths = pathsOf(choice, input.units ?? [], signals);
  for (const chosen of choice.components) {
    const { key, item } = chosen;
    const name = fill(item.name);
    const own = paths.get(key) ?? [];
    items.push({ id: ids.components.get(key)!, kind: 'components', key, title: name, entity: { name, description: fill(item.description), ...(own.length > 0 ? { paths: own } : {}), boundaries: present(item.boundaries, ids.boundaries) }, reasons: because(chosen, [item.name], [{ because: 'usual' }]) });
  }
  for (const { key, item } of choice.connections) {
    const ends = [ids.components.get(componentOf(item.from))!, ids.components.get(componentOf(item.to))!] as const;
    items.push({ id: ids.connections.get(key)!, kind: 'connections', key, title: `${ends[0]} ${item.label} ${ends[1]}`, entity: { from: ends[0], to: ends[1], label: item.label }, reasons: [{ because: 'needed_by', ids: ends }] });
  }
  for (const chosen of choice.assets) {
    const { key, item } = chosen;
    const name = fill(item.name);
    const components = componentsOf(item.components);
    items.push({ id: ids.assets.get(key)!, kind: 'assets', key, title: name, entity: { name, description: fill(item.description), properties: item.properties, components, impact: item.impact }, reasons: because(chosen, [item.name], [{ because: 'usual' }]) });
  }
  for (const chosen of choice.attackers) {
    const { key, item } = chosen;
    const archetype = fill(item.archetype);
    const entity = { archetype, capability: fill(item.capability), position: fill(item.position), boundaries: present(item.boundaries, ids.boundaries), vector: item.vector, likelihood: item.likelihood };
    items.push({ id: ids.attackers.get(key)!, kind: 'attackers', key, title: archetype, entity, reasons: because(chosen, [item.archetype], [{ because: 'usual' }]) });
  }
  for (const chosen of choice.controls) {
    const { key, item } = chosen;
    const mitigates = mitigationsOf(key, pairs, ids);
    const description = fill(item.description);
    const clauses = Object.fromEntries(Object.entries(item.clauses).map(([name, clause]) => [name, { shows: fillText(clause.shows, slots), types: claimableOf(clause.types, input.claimable), ...(clause.least ? { least: clause.least } : {}) }]));
    const served = pairs.filter(({ groups }) => groups.some(({ controls }) => controls.includes(key)));
    const mitigating: Reason[] = served[0] ? [{ because: 'mitigates', objectives: served.length, first: objectiveId(ids.assets.get(served[0].asset)!, ids.attackers.get(served[0].attacker)!) }] : [];
    const components = componentsOf(item.components);
    items.push({
      id: ids.controls.get(key)!,
      kind: 'controls',
      key,
      title: description,
      entity: { description, mitigates, clauses, ...(components.length > 0 ? { components } : {}), source: librarySource, source_label: key, ...(item.asvs.length > 0 ? { framework_refs: item.asvs.map((id) => `asvs-5.0:${id}`) } : {}) },
      reasons: [...because(chosen, [], []), ...mitigating],
    });
  }
  const uncovered = pairs.filter((pair) => pair.uncovered.length > 0).map((pair) => ({ objective: objectiveId(ids.assets.get(pair.asset)!, ids.attackers.get(pair.attacker)!), properties: pair.uncovered }));
  return { ...head, items, uncovered };
}

/** What stays, and what can stay without what is left out: a connection needs both its ends, a control something to mitigate. */
function keep(whole: Choice, ids: Known, accepts: (kind: ItemKind, id: string) => boolean): Choice {
  const stay = <T>(kind: ItemKind, items: readonly Chosen<T>[]): Chosen<T>[] => items.filter(({ key }) => accepts(kind, ids[kind].get(key)!));
  const components = stay('components', whole.components);
  const has = (key: string): boolean => components.some((component) => component.key === (key === 'primary' ? whole.primary : key));
  const [assets, attackers, controls] = [stay('assets', whole.assets), stay('attackers', whole.attackers), stay('controls', whole.controls)];
  const needed = new Set(groupPairs(assets, attackers, controls).flatMap(({ groups }) => groups.flatMap((group) => group.controls)));
  return {
    boundaries: stay('boundaries', whole.boundaries),
    components,
    connections: stay('connections', whole.connections).filter(({ item }) => has(item.from) && has(item.to)),
    assets,
    attackers,
    controls: controls.filter(({ key }) => needed.has(key)),
    primary: whole.primary,
  };
}

/** How the controls of a library say where they come from. */
export const librarySource = 'mipiti-library';

/** One entry for the attackers that a control serves in the same groups. */
function mitigationsOf(control: string, pairs: readonly PairOfItems[], ids: Known): Record<string, unknown>[] {
  const byPlace = new Map<string, { asset: string; group: string | undefined; attackers: string[] }>();
  for (const { asset, attacker, groups } of pairs) {
    for (const { name, controls } of groups) {
      if (!controls.includes(control)) continue;
      const key = `${asset} ${name ?? ''}`;
      const entry = byPlace.get(key) ?? { asset: ids.assets.get(asset)!, group: name, attackers: [] };
      entry.attackers.push(ids.attackers.get(attacker)!);
      byPlace.set(key, entry);
    }
  }
  return [...byPlace.values()].map(({ asset, group, attackers }) => ({ asset, attackers, ...(group === undefined ? {} : { group }) }));
}

/** What can be claimed in the languages at hand; where that is nothing, what the library says. */
function claimableOf(types: readonly string[], claimable: ReadonlySet<string> | undefined): readonly string[] {
  const possible = claimable ? types.filter((type) => claimable.has(type)) : types;
  return possible.length > 0 ? possible : types;
}

/** Where the code of components lies: a unit that shows no service belongs to the component whose concepts it shows, all others to the primary one. */
function pathsOf({ components, primary }: Choice, units: readonly CodeUnit[], signals: Signals): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const { folder, paths: own } of units) {
    const isInside = (file: string): boolean => units.filter((unit) => unit.folder === '' || file.startsWith(`${unit.folder}/`)).sort((a, b) => b.folder.length - a.folder.length)[0]?.folder === folder;
    const shows = (concept: string): boolean => (signals.present.get(concept) ?? []).some(({ place }) => place.in === 'repository' && isInside(place.file));
    const owner = shows('online-service') ? primary : (components.find(({ item }) => item.code.some(shows))?.key ?? primary);
    paths.set(owner, [...(paths.get(owner) ?? []), ...own]);
  }
  return paths;
}

function present(keys: readonly string[], ids: ReadonlyMap<string, string>): string[] {
  return [...new Set(keys)].flatMap((key) => ids.get(key) ?? []);
}

function samePlace(a: Reason, b: Reason): boolean {
  return 'place' in a && 'place' in b && a.place.in === 'description' && b.place.in === 'description' && a.place.start === b.place.start;
}

/** Where the description gives no title: what is kept, and where. */
function titleOfChoice({ assets, components, primary }: Choice, slots: Slots): string {
  const asset = assets.find(({ item }) => item.tags.includes('data')) ?? assets[0];
  const component = components.find(({ key }) => key === primary);
  const parts = [...(asset ? [fillText(asset.item.name, slots)] : []), ...(component && slotPlaces(component.item.name, slots).length > 0 ? [fillText(component.item.name, slots)] : [])];
  return withCapital(parts.length === 0 ? 'Threat model' : parts.join(' in the ')).slice(0, 120);
}

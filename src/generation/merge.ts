/** Puts what was accepted of a proposal into a model that is there, as small edits in one step. */
import { indexGroups } from '../assurance/groups.ts';
import { allocateIdentifier } from '../model/allocate.ts';
import { appendValue, type EditResult } from '../model/edit.ts';
import { addEntity } from '../model/edit-entities.ts';
import { editInSteps, type EditStep } from '../model/edit-in-steps.ts';
import { objectiveId } from '../model/identifiers.ts';
import type { ParsedModel } from '../model/parse.ts';
import type { Mitigation, ThreatModel } from '../model/schema.ts';
import type { ItemKind } from './library-schema.ts';
import { librarySource, propose, type ProposalInput } from './propose.ts';
import type { Proposal, ProposalRefusal, ProposedItem } from './proposal.ts';
import { samePhrase } from './text/matcher.ts';

export interface MergeProposal {
  /** Only what the model does not have; identifiers that are free, and those of entities that are there where items refer to them. */
  readonly proposal: Proposal;
  /** The whole proposal's items that the model has already, by the identifiers they have there. */
  readonly there: readonly { readonly id: string; readonly title: string }[];
  /** The edits that add what was accepted. */
  readonly result: EditResult;
}

/**
 * Proposes what a model lacks. An entity is there when one of its kind has the same name but for the forms of its words; a control, when it
 * came from the same item of a library. What is there stays as it is, except that a library's control serves objectives that are new.
 */
export function proposeFor(parsed: ParsedModel, input: Omit<ProposalInput, 'allocate'>): MergeProposal | ProposalRefusal {
  const { model } = parsed;
  const whole = propose({ ...input, accepts: () => true });
  if ('refused' in whole) return whole;
  const ids = identifiersFor(model, whole.items);
  const known = new Set<string>([...ids].flatMap(([, { id, isThere }]) => (isThere ? [id] : [])));
  const accepts = (kind: ItemKind, id: string): boolean => known.has(id) || (input.accepts?.(kind, id) ?? true);
  const proposal = propose({ ...input, accepts, allocate: (kind, _number, key) => ids.get(`${kind}/${key}`)!.id });
  if ('refused' in proposal) return proposal;
  const fresh = proposal.items.filter(({ id }) => !known.has(id));
  const steps: EditStep[] = [];
  const isNewPair = (asset: string, attacker: string): boolean => !Object.hasOwn(model.assets, asset) || !Object.hasOwn(model.attackers, attacker);
  for (const { kind, id, entity } of fresh) steps.push((now) => addEntity(now, kind, id, kind === 'controls' ? { ...entity, mitigates: amongGroups(model, entity.mitigates as Mitigation[], isNewPair) } : entity));
  for (const { kind, id, entity } of proposal.items) {
    if (kind !== 'controls' || !known.has(id)) continue;
    for (const row of entity.mitigates as Mitigation[]) {
      const attackers = row.attackers.filter((attacker) => isNewPair(row.asset, attacker));
      if (attackers.length > 0) steps.push((now) => appendValue(now, ['controls', id, 'mitigates'], { ...row, attackers }));
    }
  }
  return { proposal: { ...proposal, items: fresh }, there: whole.items.flatMap(({ kind, key, title }) => (ids.get(`${kind}/${key}`)!.isThere ? [{ id: ids.get(`${kind}/${key}`)!.id, title }] : [])), result: editInSteps(parsed, steps) };
}

interface GivenId {
  readonly id: string;
  readonly isThere: boolean;
}

function identifiersFor(model: ThreatModel, items: readonly ProposedItem[]): ReadonlyMap<string, GivenId> {
  const ids = new Map<string, GivenId>();
  const taken: string[] = [];
  const used = new Set<string>();
  // By the identifier that the item has in a model of its own, which is how connections name their ends.
  const became = new Map<string, string>();
  for (const item of items) {
    const existing = existingOf(model, item, became);
    const isThere = existing !== undefined && !used.has(existing);
    const id = isThere ? existing : allocateIdentifier(item.kind, model, () => 0, taken);
    if (isThere) used.add(id);
    else taken.push(id);
    ids.set(`${item.kind}/${item.key}`, { id, isThere });
    became.set(item.id, id);
  }
  return ids;
}

function existingOf(model: ThreatModel, { kind, key, title, entity }: ProposedItem, became: ReadonlyMap<string, string>): string | undefined {
  if (kind === 'controls') return Object.entries(model.controls).find(([, control]) => control.source === librarySource && control.source_label === key)?.[0];
  if (kind === 'connections') {
    const ends = [became.get(String(entity.from)), became.get(String(entity.to))].sort().join();
    return Object.entries(model.connections).find(([, { from, to }]) => [from, to].sort().join() === ends)?.[0];
  }
  const named = kind === 'attackers' ? Object.entries(model.attackers).map(([id, { archetype, capability }]) => [id, archetype ?? capability] as const) : Object.entries(model[kind] as Readonly<Record<string, { readonly name: string }>>).map(([id, { name }]) => [id, name] as const);
  return named.find(([, name]) => samePhrase(name, title))?.[0];
}

/** A control that joins an objective with groups stands in each of them: alone in a group of its own it would be a way around the others. */
function amongGroups(model: ThreatModel, rows: readonly Mitigation[], isNewPair: (asset: string, attacker: string) => boolean): Mitigation[] {
  const { byObjective } = indexGroups(model);
  const placed = new Map<string, { asset: string; attackers: string[]; group?: string }>();
  const add = (asset: string, attacker: string, group: string | undefined): void => {
    const key = `${asset} ${group ?? ''}`;
    const row = placed.get(key) ?? { asset, attackers: [], ...(group === undefined ? {} : { group }) };
    if (!row.attackers.includes(attacker)) row.attackers.push(attacker);
    placed.set(key, row);
  };
  for (const { asset, attackers, group } of rows) {
    for (const attacker of attackers) {
      const groups = isNewPair(asset, attacker) ? undefined : byObjective.get(objectiveId(asset, attacker));
      if (!groups || groups.size === 0) add(asset, attacker, group);
      else for (const name of groups.keys()) add(asset, attacker, name === '' ? undefined : name);
    }
  }
  return [...placed.values()];
}

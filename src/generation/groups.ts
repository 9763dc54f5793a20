/** Which controls an objective needs: the mitigation groups of each pair of a chosen asset and attacker, and what nothing covers. */
import type { SecurityProperty } from '../model/vocabulary.ts';
import { selects, type Chosen } from './choose.ts';
import type { AssetItem, AttackerItem, ControlItem } from './library-schema.ts';

export interface PairOfItems {
  readonly asset: string;
  readonly attacker: string;
  /** The groups, each a set of controls that together cover every property; one without a name where there is one way only. */
  readonly groups: readonly { readonly name: string | undefined; readonly controls: readonly string[] }[];
  /** Properties that no chosen control protects against this attacker. */
  readonly uncovered: readonly SecurityProperty[];
}

/** The groups of every pair, from controls in the order of the library. An alternative stands in a group of its own, beside what it does not replace. */
export function groupPairs(assets: readonly Chosen<AssetItem>[], attackers: readonly Chosen<AttackerItem>[], controls: readonly Chosen<ControlItem>[]): PairOfItems[] {
  return assets.flatMap((asset) => attackers.map((attacker) => groupsOf(asset, attacker, controls)));
}

function groupsOf(asset: Chosen<AssetItem>, attacker: Chosen<AttackerItem>, controls: readonly Chosen<ControlItem>[]): PairOfItems {
  const serving = controls.flatMap(({ key, item }) => {
    const protects = new Set(item.mitigates.filter((row) => selects(row.assets, asset.key, asset.item.tags) && selects(row.attackers, attacker.key, attacker.item.tags)).flatMap((row) => row.protects));
    const helps = asset.item.properties.filter((property) => protects.has(property));
    return helps.length > 0 ? [{ key, instead: item.instead_of, helps }] : [];
  });
  const keys = new Set(serving.map(({ key }) => key));
  const isAlternative = ({ instead }: { readonly instead: readonly string[] }): boolean => instead.some((key) => keys.has(key));
  const base = serving.filter((one) => !isAlternative(one));
  const alternatives = serving.filter(isAlternative);
  const covered = new Set(base.flatMap(({ helps }) => helps));
  const uncovered = asset.item.properties.filter((property) => !covered.has(property));
  const ways = [base, ...alternatives.map((one) => [...base.filter(({ key }) => !one.instead.includes(key)), one])].filter((way) => {
    const protects = new Set(way.flatMap(({ helps }) => helps));
    // A group that is easier to complete and protects less would be a way around.
    return way.length > 0 && [...covered].every((property) => protects.has(property));
  });
  const groups = ways.map((way, index) => ({ name: ways.length > 1 ? groupNames[index] : undefined, controls: way.map(({ key }) => key) }));
  return { asset: asset.key, attacker: attacker.key, groups, uncovered };
}

const groupNames = 'abcdefghijklmnopqrstuvwxyz';

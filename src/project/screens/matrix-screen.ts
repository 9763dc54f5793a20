/** Builds the matrix: one number a cell, so that a hundred thousand of them are small and soon there. */
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import { rateImpact, rateLikelihood } from '../../assurance/ratings.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import { cellKinds, numberOfCell, writeCells, type CellStatus } from '../../protocol/screens/matrix-cell.ts';
import type { MatrixScreen } from '../../protocol/screens/matrix-screen.ts';
import { printable } from '../printable.ts';
import type { ScreenSource } from './screen-source.ts';

export function matrixScreen({ snapshot }: ScreenSource): MatrixScreen {
  // The objectives are those of the newest text that could be read without an error, so rows and columns are its too.
  const { model, assessment } = snapshot;
  const assets = Object.keys(model.assets).sort(compareIdentifiers);
  const attackers = Object.keys(model.attackers).sort(compareIdentifiers);
  const [rows, columns] = [indexOf(assets), indexOf(attackers)];
  const numbers = new Uint8Array(assets.length * attackers.length).fill(cellKinds - 1);
  for (const objective of assessment.objectives) {
    const [row, column] = [rows.get(objective.asset), columns.get(objective.attacker)];
    if (row !== undefined && column !== undefined) numbers[row * attackers.length + column] = numberOf(objective);
  }
  const named = (map: Readonly<Record<string, { readonly name: string }>>): [string, string][] => Object.entries(map).map(([id, { name }]) => [id, printable(name)]);
  return {
    assets: assets.map((id) => {
      const asset = model.assets[id]!;
      return { id, title: printable(asset.name), impact: rateImpact(asset).rating, components: [...new Set(asset.components)] };
    }),
    attackers: attackers.map((id) => {
      const attacker = model.attackers[id]!;
      return { id, title: printable(attacker.capability), likelihood: rateLikelihood(attacker).rating, boundaries: [...new Set(attacker.boundaries)], ...(attacker.position === undefined ? {} : { position: printable(attacker.position) }) };
    }),
    cells: writeCells(numbers),
    names: Object.fromEntries([...named(model.components), ...named(model.boundaries)]),
  };
}

function numberOf({ status, by, tier, reachability, accepted }: ObjectivePosture): number {
  const of: CellStatus = status === 'mitigated' ? (by === 'assumption' ? 'mitigated_by_assumption' : 'mitigated_by_controls') : status;
  return numberOfCell({ status: of, tier, reach: reachability.verdict, accepted: accepted !== undefined });
}

function indexOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

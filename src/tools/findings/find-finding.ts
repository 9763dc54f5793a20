/** Finds a finding by its identifier alone: recorded ones in their models, derived ones where they are derived. */
import { structuralFindings, type StructuralFinding } from '../../project/review/structural-findings.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { allModels, type FoundModel } from '../find.ts';

export type FoundFinding = FoundModel & ({ readonly recorded: string } | { readonly derived: StructuralFinding });

/** @param named `fnd_x4q2`, `str_0123456789ab`, or with the model before it: `upload/fnd_x4q2`. */
export async function findFinding(desk: Desk, named: string): Promise<FoundFinding> {
  const slash = named.lastIndexOf('/');
  const [within, id] = slash < 0 ? [undefined, named] : [named.slice(0, slash), named.slice(slash + 1)];
  const models = (await allModels(desk)).filter(({ model }) => within === undefined || model.model.id === within || model.path === within);
  const found = models.flatMap((each): FoundFinding[] => {
    if (Object.hasOwn(each.model.model.findings, id)) return [{ ...each, recorded: id }];
    const derived = structuralFindings(each.model).find((one) => one.id === id);
    return derived ? [{ ...each, derived }] : [];
  });
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw new ToolRefusal('ambiguous_finding', `Several models have a finding ${printable(id)}.`, `Name it with its model, such as ${printable(found[0]!.model.model.id)}/${printable(id)}.`);
  const removed = models.some(({ model }) => Object.hasOwn(model.model.removed, id));
  throw new ToolRefusal('unknown_finding', removed ? `${printable(id)} was removed.` : `There is no finding ${printable(named)}. A derived one is gone once its cause is.`, 'list_findings lists those that there are.');
}

/** A dependency as a requirement of the model that upholds it. */
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { dependencyName } from '../../project/systems/dependencies.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { allModels } from '../find.ts';

/** @throws ToolRefusal unless `named`, such as `upload/AS2`, is an assumption that is linked to the model. */
export async function checkDependency(desk: Desk, { model }: ModelSnapshot, named: string): Promise<void> {
  const linked = (await allModels(desk)).flatMap(({ model: other }) => Object.entries(other.model.assumptions).filter(([, { target_model }]) => target_model === model.id).map(([id]) => dependencyName(other.model.id, id)));
  if (!linked.includes(named)) throw new ToolRefusal('unknown_dependency', `${printable(named)} is no assumption that is linked to ${printable(model.id)}.`, linked.length === 0 ? 'link_dependency links one first.' : `Name one of ${linked.map(printable).join(', ')}.`, { known: linked });
}

/** The objective that a tool's input names. */
import type { ObjectivePosture } from '../../assurance/assessment.ts';
import { pairOfObjective } from '../../model/identifiers.ts';
import { wasRemoved } from '../../model/references.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';

/** @throws ToolRefusal `unknown_objective`, or `removed_objective` when its asset or attacker was removed. */
export function requireObjective({ model, assessment }: ModelSnapshot, id: string): ObjectivePosture {
  const found = assessment.objectives.find((one) => one.id === id);
  if (found) return found;
  const pair = pairOfObjective(id);
  if (pair && wasRemoved(model, id)) {
    const gone = [pair.asset, pair.attacker].filter((one) => Object.hasOwn(model.removed, one));
    throw new ToolRefusal('removed_objective', `${id} is gone with ${gone.join(' and ')}, which was removed.`, 'Restore it, or name another objective.', { removed: gone });
  }
  const known = assessment.objectives.slice(0, 20).map((one) => one.id);
  throw new ToolRefusal('unknown_objective', `${printable(id)} is no objective of ${printable(model.id)}: each is CO-, an asset, and an attacker.`, known.length > 0 ? `Name one such as ${known.slice(0, 5).join(', ')}; get_control_objectives lists them.` : 'Add an asset and an attacker first.', { known });
}

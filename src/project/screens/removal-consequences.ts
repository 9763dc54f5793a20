/** What a removal takes along, in words, for a choice of what goes with it. */
import type { Question } from '../../protocol/asks.ts';
import type { RemovalConsequences } from '../../protocol/screens/removal.ts';
import { entityTitle } from '../language/entity-words.ts';
import { effectOf, planRemoval } from '../modelling/plan-removal.ts';
import { printable } from '../printable.ts';
import { describeEffect } from '../sentences/modelling.ts';
import type { ScreenSource } from './screen-source.ts';

export function removalConsequences({ snapshot, at }: ScreenSource, { ids, choice }: Question<'removal'>): RemovalConsequences {
  const { parsed, assessment } = snapshot;
  const grounds = { assessment, at };
  const plan = planRemoval(parsed, ids, grounds);
  const chosen = choice ?? { along: plan.along.map(({ id }) => id), takeOut: plan.takesOut, leaveGroups: false };
  const effect = effectOf(parsed, plan, chosen, grounds);
  const titled = (id: string) => ({ id, title: printable(entityTitle(parsed.model, id) ?? '') });
  return {
    removed: plan.removed.map(titled),
    along: plan.along.map(({ id, with: owner }) => ({ ...titled(id), with: owner })),
    usedBy: plan.usedBy,
    staysIn: plan.staysIn,
    groupMembers: plan.groupMembers,
    choice: chosen,
    facts: effect ? describeEffect(effect) : ['The model file cannot be changed this way: mend its problems first'],
  };
}

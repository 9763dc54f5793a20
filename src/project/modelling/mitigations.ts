/** Which objectives a control serves, and in which group: each change as small edits inside its list `mitigates`. */
import { appendValue, removeValue, setValue } from '../../model/edit.ts';
import type { EditStep } from '../../model/edit-in-steps.ts';
import { pairOfObjective } from '../../model/identifiers.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { noGroup } from './control-form.ts';

export interface Membership {
  readonly control: string;
  readonly objective: string;
  readonly group: string;
}

/** Every objective that a control serves, with its group there. */
export function membershipsOf(model: ThreatModel, control: string): readonly Membership[] {
  return (model.controls[control]?.mitigates ?? []).flatMap(({ asset, attackers, group = noGroup }) => attackers.map((attacker) => ({ control, objective: `CO-${asset}-${attacker}`, group })));
}

/** Lets a control serve an objective in a group. Where the asset stands in that group already, the attacker joins it. */
export function joinGroup({ control, objective, group }: Membership): EditStep {
  return (parsed) => {
    const pair = pairOfObjective(objective);
    const list = parsed.model.controls[control]?.mitigates;
    const path = ['controls', control, 'mitigates'];
    if (!pair || !list) return { refused: 'not_there', path };
    const same = list.findIndex((one) => one.asset === pair.asset && (one.group ?? noGroup) === group);
    if (same < 0) return appendValue(parsed, path, { asset: pair.asset, attackers: [pair.attacker], ...(group === noGroup ? {} : { group }) });
    return list[same]!.attackers.includes(pair.attacker) ? { edits: [] } : appendValue(parsed, [...path, same, 'attackers'], pair.attacker);
  };
}

/** Takes a control out of a group of an objective. */
export function leaveGroup({ control, objective, group }: Membership): EditStep {
  return (parsed) => {
    const pair = pairOfObjective(objective);
    const path = ['controls', control, 'mitigates'];
    const list = parsed.model.controls[control]?.mitigates ?? [];
    const index = list.findIndex((one) => one.asset === pair?.asset && (one.group ?? noGroup) === group && one.attackers.includes(pair.attacker));
    if (!pair || index < 0) return { refused: 'not_there', path };
    const { attackers } = list[index]!;
    return attackers.every((attacker) => attacker === pair.attacker) ? removeValue(parsed, [...path, index]) : removeValue(parsed, [...path, index, 'attackers', attackers.indexOf(pair.attacker)]);
  };
}

/** Moves controls from one group of an objective to another; the objective may be another one of the same model. */
export function moveBetweenGroups(from: Membership, to: Pick<Membership, 'objective' | 'group'>): readonly EditStep[] {
  const target = { ...to, control: from.control };
  if (from.objective === to.objective && from.group === to.group) return [];
  return [
    (parsed) => {
      const path = ['controls', from.control, 'mitigates'];
      const pair = pairOfObjective(from.objective);
      const list = parsed.model.controls[from.control]?.mitigates ?? [];
      const alone = list.findIndex((one) => one.asset === pair?.asset && (one.group ?? noGroup) === from.group && one.attackers.length === 1 && one.attackers[0] === pair.attacker);
      const joins = list.some((one) => one.asset === pair?.asset && (one.group ?? noGroup) === to.group);
      // An entry for this objective alone changes its group, and keeps its place and its comments.
      if (alone < 0 || joins || from.objective !== to.objective) return leaveGroup(from)(parsed);
      return to.group === noGroup ? removeValue(parsed, [...path, alone, 'group']) : setValue(parsed, [...path, alone, 'group'], to.group);
    },
    (parsed) => (membershipsOf(parsed.model, target.control).some((one) => one.objective === target.objective && one.group === target.group) ? { edits: [] } : joinGroup(target)(parsed)),
  ];
}

/** Lets a control serve exactly these objectives; those that are new join no group. */
export function serveExactly(model: ThreatModel, control: string, objectives: readonly string[]): readonly EditStep[] {
  const now = membershipsOf(model, control);
  return [
    ...now.filter(({ objective }) => !objectives.includes(objective)).map(leaveGroup),
    ...objectives.filter((objective) => !now.some((one) => one.objective === objective)).map((objective) => joinGroup({ control, objective, group: noGroup })),
  ];
}

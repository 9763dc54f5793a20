/** The mitigation groups of one objective as a whole: what is wrong with a wanted set of them, and the edit that makes it so. */
import type { EditResult } from '../../model/edit.ts';
import { editInSteps, type EditStep } from '../../model/edit-in-steps.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import { groupsOf, noGroup } from './control-form.ts';
import { joinGroup, leaveGroup, membershipsOf, moveBetweenGroups } from './mitigations.ts';

/** Group, then its controls. */
export type WantedGroups = Readonly<Record<string, readonly string[]>>;

/** The live controls that serve an objective, in whatever group. */
export function serving(model: ThreatModel, objective: string): readonly string[] {
  return [...new Set(groupsOf(model, [objective]).flatMap(({ members }) => members))].sort(compareIdentifiers);
}

/** What is wrong with wanted groups, a sentence each. `apart`: the controls that are to be in none. */
export function problemsOfGroups(model: ThreatModel, objective: string, groups: WantedGroups, apart: readonly string[]): readonly { readonly place: string; readonly message: string }[] {
  const problems: { place: string; message: string }[] = [];
  for (const [name, members] of Object.entries(groups)) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) problems.push({ place: `groups.${name}`, message: 'A group has a short name of letters, digits, - and _.' });
    if (members.length === 0) problems.push({ place: `groups.${name}`, message: 'An empty group is never complete: name its controls, or leave it out.' });
    for (const id of members) if (!Object.hasOwn(model.controls, id)) problems.push({ place: `groups.${name}`, message: Object.hasOwn(model.removed, id) ? `${id} was removed.` : `There is no control ${id}.` });
  }
  const grouped = new Set(Object.values(groups).flat());
  for (const id of apart) {
    if (!Object.hasOwn(model.controls, id)) problems.push({ place: 'defense_in_depth', message: `There is no control ${id}.` });
    if (grouped.has(id)) problems.push({ place: 'defense_in_depth', message: `${id} stands in a group as well.` });
  }
  // Left alone it would form a group of its own, and could mitigate the objective by itself.
  for (const id of serving(model, objective)) if (!grouped.has(id) && !apart.includes(id)) problems.push({ place: 'groups', message: `${id} serves ${objective} and is in no group: put it in one, or name it in defense_in_depth.` });
  return problems;
}

/** Puts the controls of an objective into exactly these groups. Those that are in none serve the objective no more. */
export function regroup(parsed: ParsedModel, objective: string, groups: WantedGroups): EditResult {
  const { model } = parsed;
  const controls = [...new Set([...serving(model, objective), ...Object.values(groups).flat()])].sort(compareIdentifiers);
  return editInSteps(
    parsed,
    controls.flatMap((control): readonly EditStep[] => {
      const before = membershipsOf(model, control).filter((one) => one.objective === objective).map(({ group }) => group);
      const after = Object.keys(groups).filter((name) => groups[name]!.includes(control));
      const [gone, come] = [before.filter((group) => !after.includes(group)), after.filter((group) => !before.includes(group))];
      // One group for another keeps the entry, with its place and its comments.
      if (gone.length === 1 && come.length === 1) return moveBetweenGroups({ control, objective, group: gone[0]! }, { objective, group: come[0]! });
      return [...gone.map((group) => leaveGroup({ control, objective, group })), ...come.map((group) => joinGroup({ control, objective, group }))];
    }),
  );
}

/** The groups of an objective as they are, named ones and the unnamed one apart. */
export function groupsNow(model: ThreatModel, objective: string): { readonly groups: Record<string, string[]>; readonly unnamed: string[] } {
  const all = groupsOf(model, [objective]);
  return { groups: Object.fromEntries(all.filter(({ name }) => name !== noGroup).map(({ name, members }) => [name, [...members].sort(compareIdentifiers)])), unnamed: [...(all.find(({ name }) => name === noGroup)?.members ?? [])].sort(compareIdentifiers) };
}

/** Moving what is selected: to another boundary or component, or to another mitigation group. */
import * as vscode from 'vscode';
import { editInSteps } from '../../model/edit-in-steps.ts';
import { compareIdentifiers, kindOfIdentifier } from '../../model/identifiers.ts';
import { entityTitle } from '../../project/language/entity-words.ts';
import { groupField } from '../../project/modelling/control-form.ts';
import { membershipsOf, moveBetweenGroups, joinGroup, type Membership } from '../../project/modelling/mitigations.ts';
import { moveEntities, standsIn, type Move } from '../../project/modelling/move-entities.ts';
import { listed } from '../../project/sentences/modelling.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';
import { changeEntities } from './change.ts';
import { editModel, type WorkingModel } from './edit-model.ts';
import { askQuickly, plain } from './quick-questions.ts';
import { pickEntities, targetModel } from './targets.ts';

/** The command: asks where to. */
export async function moveRows(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const inGroups = membershipsIn(rows);
  if (inGroups.length > 0) {
    await askGroup(model, inGroups);
    return;
  }
  const controls = rows.filter(({ subject }) => subject && Object.hasOwn(model.parsed.model.controls, subject.entity));
  if (controls.length > 0) {
    await askMembership(model, controls.map(({ subject }) => subject!.entity));
    return;
  }
  const moves = movesOf(rows);
  const [first] = moves;
  if (!first) {
    const [id] = await pickEntities(model, vscode.l10n.t('Move what?'), { kinds: ['components', 'attackers', 'assets', 'controls'], several: false });
    if (id !== undefined) await moveRows(workspace, [{ id, label: id, subject: { folder: model.folder.uri.toString(), model: model.snapshot.path, entity: id } }]);
    return;
  }
  const place = standsIn[kindOfIdentifier(first.id) as keyof typeof standsIn];
  if (!place) return;
  // Called where it does not stand in one place, the question is which places it stands in at all.
  if (first.from === undefined) {
    await changeEntities(workspace, rows, place.key);
    return;
  }
  const places = model.parsed.model[place.kind];
  const items: (vscode.QuickPickItem & { readonly to: string | undefined })[] = Object.keys(places).filter((id) => id !== first.from).sort(compareIdentifiers).map((id) => ({ label: `${id} ${plain(entityTitle(model.parsed.model, id) ?? '')}`, to: id }));
  items.push({ label: vscode.l10n.t('Out of {0}, to none', first.from), to: undefined });
  const picked = await vscode.window.showQuickPick(items, { ignoreFocusOut: true, placeHolder: vscode.l10n.t('Move {0} to where?', listed(moves.map(({ id }) => id))) });
  if (picked) await moveTo(model, moves, picked.to);
}

/** The moves of rows that stand in a boundary or a component, or in none. */
export function movesOf(rows: readonly TreeNode[]): readonly Move[] {
  return rows.flatMap(({ subject, within }) => {
    const kind = subject && kindOfIdentifier(subject.entity);
    return kind && kind in standsIn ? [{ id: subject.entity, ...(within?.place === undefined ? {} : { from: within.place }) }] : [];
  });
}

export function moveTo(model: WorkingModel, moves: readonly Move[], to: string | undefined): Promise<boolean> {
  const [first] = moves;
  const ids = [...new Set(moves.map(({ id }) => id))];
  return editModel(model, (parsed) => moveEntities(parsed, moves, to), () => ({ said: vscode.l10n.t('Moved {0} to {1}', listed(ids), to ?? vscode.l10n.t('none')), ...(first ? { path: [kindOfIdentifier(first.id) ?? '', first.id] } : {}) }));
}

/** The memberships of rows that stand in a group of an objective. */
export function membershipsIn(rows: readonly TreeNode[]): readonly Membership[] {
  return rows.flatMap(({ subject, within }) => (subject && within?.objective !== undefined ? [{ control: subject.entity, objective: within.objective, group: within.group ?? '' }] : []));
}

/** Moves controls to a group of an objective; those that stand in none yet join it. */
export function moveToGroup(model: WorkingModel, memberships: readonly Membership[], controls: readonly string[], to: { readonly objective: string; readonly group: string }): Promise<boolean> {
  const moved = [...new Set([...memberships.map(({ control }) => control), ...controls])];
  return editModel(
    model,
    (parsed) => editInSteps(parsed, [...memberships.flatMap((from) => moveBetweenGroups(from, to)), ...controls.map((control) => joinGroup({ control, ...to }))]),
    () => ({ said: vscode.l10n.t('Moved {0} to {1} of {2}', listed(moved), to.group === '' ? vscode.l10n.t('no group') : vscode.l10n.t('group {0}', to.group), to.objective), path: ['controls', moved[0] ?? '', 'mitigates'] }),
  );
}

async function askGroup(model: WorkingModel, memberships: readonly Membership[]): Promise<void> {
  const objectives = [...new Set(memberships.map(({ objective }) => objective))];
  const reply = await askQuickly({ title: vscode.l10n.t('Move {0}', listed(memberships.map(({ control }) => control))), field: groupField(model.parsed.model, objectives), present: memberships[0]!.group, step: 1, total: 1 });
  if (typeof reply === 'string') return;
  const group = String(reply.answer);
  await editModel(
    model,
    (parsed) => editInSteps(parsed, memberships.flatMap((from) => moveBetweenGroups(from, { objective: from.objective, group }))),
    () => ({ said: vscode.l10n.t('Moved {0} to {1}', listed(memberships.map(({ control }) => control)), group === '' ? vscode.l10n.t('no group') : vscode.l10n.t('group {0}', group)), path: ['controls', memberships[0]!.control, 'mitigates'] }),
  );
}

/** Of controls that are not shown in a group: at which of their objectives they change it. */
async function askMembership(model: WorkingModel, controls: readonly string[]): Promise<void> {
  const all = controls.flatMap((control) => membershipsOf(model.parsed.model, control));
  if (all.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} serves no objective yet. Edit its objectives first.', listed(controls)));
    return;
  }
  const items = all.map((one) => ({ label: `${one.objective} ${plain(entityTitle(model.parsed.model, one.objective) ?? '')}`, description: `${one.control} · ${one.group === '' ? vscode.l10n.t('no group') : vscode.l10n.t('group {0}', one.group)}`, one, picked: true }));
  const picked = all.length === 1 ? items : await vscode.window.showQuickPick(items, { canPickMany: true, ignoreFocusOut: true, placeHolder: vscode.l10n.t('For which objectives does it change its mitigation group?') });
  if (picked && picked.length > 0) await askGroup(model, picked.map(({ one }) => one));
}

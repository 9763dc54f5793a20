/** Removing and restoring: what goes along is told before it is done, and each is one step to undo. */
import * as vscode from 'vscode';
import { compareIdentifiers } from '../../model/identifiers.ts';
import { entityTitle } from '../../project/language/entity-words.ts';
import { effectOf, planRemoval, type RemovalChoice, type RemovalGrounds, type RemovalPlan } from '../../project/modelling/plan-removal.ts';
import { coversOfClause, removeClause, removeEntities, restoreEntities, restoredWith } from '../../project/modelling/remove-entities.ts';
import { describeEffect, listed, namedEntity } from '../../project/sentences/modelling.ts';
import { itemKinds } from '../ids.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';
import { editModel, type WorkingModel } from './edit-model.ts';
import { plain } from './quick-questions.ts';
import { entitiesOf, pickEntities, targetModel } from './targets.ts';

export async function removeRows(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const [row] = rows;
  if (row?.subject?.clause !== undefined) {
    await takeClauseOut(model, row.subject.entity, row.subject.clause);
    return;
  }
  const named = entitiesOf(model, rows);
  const ids = named.length > 0 ? named : await pickEntities(model, vscode.l10n.t('Remove which entities?'), { several: true });
  if (ids.length === 0) return;
  const grounds: RemovalGrounds = { assessment: model.snapshot.assessment, at: new Date().toISOString() };
  const plan = planRemoval(model.parsed, ids, grounds);
  const choice = await confirm(model, plan, grounds);
  if (!choice) return;
  await editModel(
    model,
    (parsed) => removeEntities(parsed, plan, choice, { on: grounds.at.slice(0, 10) }),
    () => ({ said: vscode.l10n.t('Removed {0}', listed([...plan.removed, ...choice.along])), path: ['removed', plan.removed[0]!] }),
  );
}

/** Tells what follows and asks; nothing is asked where nothing else changes, since undo takes it back. */
async function confirm(model: WorkingModel, plan: RemovalPlan, grounds: RemovalGrounds): Promise<RemovalChoice | undefined> {
  const usual: RemovalChoice = { along: plan.along.map(({ id }) => id), takeOut: plan.takesOut, leaveGroups: false };
  const facts = factsOf(model, plan, usual, grounds);
  if (facts.length === 0) return usual;
  const names = plan.removed.length === 1 ? namedEntity(model.parsed.model, plan.removed[0]!) : listed(plan.removed);
  const [remove, choose] = [vscode.l10n.t('Remove'), vscode.l10n.t('Choose What Goes Along…')];
  const canChoose = plan.along.length > 0 || plan.usedBy.length > 0 || plan.groupMembers.length > 0;
  const answer = await vscode.window.showWarningMessage(vscode.l10n.t('Remove {0}?', plain(names)), { modal: true, detail: facts.map((fact) => `• ${fact}`).join('\n') }, remove, ...(canChoose ? [choose] : []));
  if (answer === remove) return usual;
  return answer === choose ? chooseAlong(model, plan, usual, grounds) : undefined;
}

function factsOf({ parsed }: WorkingModel, plan: RemovalPlan, choice: RemovalChoice, grounds: RemovalGrounds): readonly string[] {
  const effect = effectOf(parsed, plan, choice, grounds);
  const along = plan.along.filter(({ id }) => choice.along.includes(id));
  return [
    ...(effect ? describeEffect(effect).map((line) => `${line}.`) : []),
    ...(along.length > 0 ? [vscode.l10n.t('Removed along with it: {0}.', listed(along.map(({ id }) => `${id} ${plain(entityTitle(parsed.model, id) ?? '')}`)))] : []),
    ...(plan.usedBy.length > 0 ? [choice.takeOut ? vscode.l10n.t('Used by {0}: taken out there.', listed(plan.usedBy)) : vscode.l10n.t('Used by {0}: still named there, as a problem to decide on.', listed(plan.usedBy))] : []),
    ...(plan.staysIn.length > 0 ? [vscode.l10n.t('Still named by {0}: only a person can decide what they mean without it.', listed(plan.staysIn))] : []),
    ...(plan.groupMembers.length > 0 && !choice.leaveGroups ? [vscode.l10n.t('{0} keeps its mitigation groups incomplete until somebody takes it out of them.', listed(plan.groupMembers))] : []),
  ];
}

interface AlongItem extends vscode.QuickPickItem {
  readonly along?: string;
  readonly is?: 'takeOut' | 'leaveGroups';
}

/** Lets a person pick what goes along; what follows from the picks stands above them and follows them. */
function chooseAlong(model: WorkingModel, plan: RemovalPlan, usual: RemovalChoice, grounds: RemovalGrounds): Promise<RemovalChoice | undefined> {
  const { model: threatModel } = model.parsed;
  const items: AlongItem[] = [
    ...plan.along.map(({ id, with: owner }) => ({ label: vscode.l10n.t('Also remove {0}', plain(namedEntity(threatModel, id))), detail: vscode.l10n.t('It means nothing without {0}, and comes back with it.', owner), along: id, picked: true })),
    ...(plan.usedBy.length > 0 ? [{ label: vscode.l10n.t('Take it out of what names it'), detail: listed(plan.usedBy), is: 'takeOut' as const }] : []),
    ...(plan.groupMembers.length > 0 ? [{ label: vscode.l10n.t('Let its mitigation groups count without it'), detail: vscode.l10n.t('This asks for less than before, and is listed as a weakening.'), is: 'leaveGroups' as const }] : []),
  ];
  const pick = vscode.window.createQuickPick<AlongItem>();
  pick.title = vscode.l10n.t('Remove {0}', listed(plan.removed));
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = items;
  pick.selectedItems = items.filter(({ along, is }) => along !== undefined || (is === 'takeOut' && usual.takeOut));
  const chosen = (): RemovalChoice => ({ along: pick.selectedItems.flatMap(({ along }) => along ?? []), takeOut: pick.selectedItems.some(({ is }) => is === 'takeOut'), leaveGroups: pick.selectedItems.some(({ is }) => is === 'leaveGroups') });
  const tell = (): void => {
    const effect = effectOf(model.parsed, plan, chosen(), grounds);
    pick.placeholder = (effect ? describeEffect(effect).join('; ') : '') || vscode.l10n.t('No status changes.');
  };
  tell();
  return new Promise((resolve) => {
    let choice: RemovalChoice | undefined;
    pick.onDidChangeSelection(tell);
    pick.onDidAccept(() => {
      choice = chosen();
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(choice);
    });
    pick.show();
  });
}

async function takeClauseOut(model: WorkingModel, control: string, clause: string): Promise<void> {
  const covers = coversOfClause(model.parsed.model, control, clause);
  const remove = vscode.l10n.t('Remove');
  const detail = [vscode.l10n.t('{0} need not show it any more, which is listed as a weakening.', control), ...(covers.length > 0 ? [vscode.l10n.t('Covered by {0}: taken out there.', listed(covers))] : [])].map((fact) => `• ${fact}`).join('\n');
  if ((await vscode.window.showWarningMessage(vscode.l10n.t('Remove clause {0} of {1}?', clause, control), { modal: true, detail }, remove)) !== remove) return;
  await editModel(model, (parsed) => removeClause(parsed, control, clause), () => ({ said: vscode.l10n.t('Removed clause {0} of {1}', clause, control), path: ['controls', control] }));
}

/** Brings back what was removed, with what went along with it. */
export async function restoreRows(workspace: Workspace, rows: readonly TreeNode[]): Promise<void> {
  const model = await targetModel(workspace, rows);
  if (!model) return;
  const { removed } = model.parsed.model;
  let ids: readonly string[] = rows.filter(({ kind, subject }) => kind === itemKinds.removed && subject !== undefined && Object.hasOwn(removed, subject.entity)).map(({ subject }) => subject!.entity);
  if (ids.length === 0) {
    const items = Object.keys(removed).sort(compareIdentifiers).map((id) => ({ label: plain(namedEntity(model.parsed.model, id).replace(/removed: /, '')), description: `${removed[id]!.on}${removed[id]!.why === undefined ? '' : ` · ${plain(removed[id]!.why)}`}`, id }));
    if (items.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Nothing was removed from this model.'));
      return;
    }
    ids = ((await vscode.window.showQuickPick(items, { ignoreFocusOut: true, placeHolder: vscode.l10n.t('Restore which entities?'), canPickMany: true })) ?? []).map(({ id }) => id);
  }
  if (ids.length === 0) return;
  const all = restoredWith(model.parsed.model, ids);
  await editModel(model, (parsed) => restoreEntities(parsed, ids), () => ({ said: vscode.l10n.t('Restored {0}', listed(all)), path: [] }));
}

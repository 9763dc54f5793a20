/** What a modelling command acts on: the rows that it was called on, what is selected, or what a person picks. */
import * as vscode from 'vscode';
import { compareIdentifiers, entityKinds, type EntityKind } from '../../model/identifiers.ts';
import { entityTitle, kindNouns } from '../../project/language/entity-words.ts';
import type { TreeNode } from '../tree-node.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import { openModel, type WorkingModel } from './edit-model.ts';
import { plain } from './quick-questions.ts';

/** The model that rows belong to; without rows the one in the active editor, the only one, or one that is picked. */
export async function targetModel(workspace: Workspace, rows: readonly TreeNode[]): Promise<WorkingModel | undefined> {
  const { models } = workspace;
  const subject = rows.find((row) => row.subject)?.subject;
  const named = subject && models.find(({ folder, snapshot }) => folder.uri.toString() === subject.folder && snapshot.path === subject.model);
  if (named) return openModel(workspace, named);
  if (models.length === 0) {
    const create = vscode.l10n.t('New Model');
    if ((await vscode.window.showInformationMessage(vscode.l10n.t('There is no threat model in this workspace yet.'), create)) === create) await vscode.commands.executeCommand('mipiti.newModel');
    return undefined;
  }
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const inEditor = models.find(({ folder, snapshot }) => workspace.uriOf(folder, snapshot.path).toString() === active);
  const chosen = models.length === 1 ? models[0] : (inEditor ?? (await pickModel(models)));
  return chosen && openModel(workspace, chosen);
}

async function pickModel(models: readonly FolderModel[]): Promise<FolderModel | undefined> {
  const items = models.map((model) => ({ label: plain(model.snapshot.model.title), description: `${model.folder.name}/${model.snapshot.path}`, model }));
  return (await vscode.window.showQuickPick(items, { ignoreFocusOut: true, placeHolder: vscode.l10n.t('In which model?') }))?.model;
}

/** The entities of rows that are of one of these kinds, each once. */
export function entitiesOf(model: WorkingModel, rows: readonly TreeNode[], kinds: readonly EntityKind[] = entityKinds): readonly string[] {
  const ids = rows.flatMap(({ subject }) => (subject?.folder === model.folder.uri.toString() && subject.model === model.snapshot.path && subject.clause === undefined ? [subject.entity] : []));
  return [...new Set(ids)].filter((id) => kinds.some((kind) => Object.hasOwn(model.parsed.model[kind], id)));
}

/** Lets a person pick one entity, or several. */
export async function pickEntities(model: WorkingModel, placeHolder: string, options: { readonly kinds?: readonly EntityKind[]; readonly several: boolean }): Promise<readonly string[]> {
  const { parsed } = model;
  const items = (options.kinds ?? entityKinds).flatMap((kind) => {
    const ids = Object.keys(parsed.model[kind]).sort(compareIdentifiers);
    if (ids.length === 0) return [];
    return [{ label: kindNouns[kind], kind: vscode.QuickPickItemKind.Separator, id: '' }, ...ids.map((id) => ({ label: `${id} ${plain(entityTitle(parsed.model, id) ?? '')}`, description: kindNouns[kind], id }))];
  });
  if (items.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is nothing of that kind in this model yet.'));
    return [];
  }
  const shared = { placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  if (options.several) return ((await vscode.window.showQuickPick(items, { ...shared, canPickMany: true })) ?? []).map(({ id }) => id).filter((id) => id !== '');
  const picked = await vscode.window.showQuickPick(items, shared);
  return picked ? [picked.id] : [];
}

export function kindOf({ parsed }: WorkingModel, id: string): EntityKind | undefined {
  return entityKinds.find((kind) => Object.hasOwn(parsed.model[kind], id));
}

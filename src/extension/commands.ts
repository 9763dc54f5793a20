/** The commands of the palette and of the views' menus. Each calls the project and shows the answer. */
import * as vscode from 'vscode';
import { entityKinds } from '../model/identifiers.ts';
import { commands, internalCommands, views } from './ids.ts';
import { explanationUri, type Subject } from './explanation-document.ts';
import { rangeOf } from './ranges.ts';
import { registerCommand } from './register-command.ts';
import type { RowPlace, TreeNode } from './tree-node.ts';
import type { FolderModel, Workspace } from './workspace.ts';

/** Registers every command. A failure is told with a way to the log, and logged once. */
export function registerCommands(workspace: Workspace, log: vscode.LogOutputChannel): vscode.Disposable {
  const handlers: Readonly<Record<string, (argument?: unknown, further?: unknown) => unknown>> = {
    [commands.verify]: () => verify(workspace),
    [commands.verifyFile]: () => verifyFile(workspace),
    [commands.explain]: (argument) => explain(workspace, argument),
    [commands.newModel]: () => newModel(workspace),
    [commands.goToEntity]: () => goToEntity(workspace),
    [commands.goToModel]: (argument) => goToModel(workspace, argument),
    [commands.showModel]: () => vscode.commands.executeCommand(`${views.model}.focus`),
    [commands.showObjectives]: () => vscode.commands.executeCommand(`${views.objectives}.focus`),
    [commands.showOutput]: () => log.show(),
    [commands.claimThis]: async () => (await import('./in-code/claim-command.ts')).claimThis(workspace),
    [commands.showChange]: () => vscode.commands.executeCommand(`${views.change}.focus`),
    [internalCommands.openPlace]: (argument, keepFocus) => openPlace(argument as RowPlace, keepFocus === true),
  };
  return vscode.Disposable.from(...Object.entries(handlers).map(([id, run]) => registerCommand(log, id, (...given) => run(...given))));
}

async function verify(workspace: Workspace, files?: readonly string[]): Promise<void> {
  await workspace.open();
  if (workspace.models.length === 0) {
    await offerModel(workspace);
    return;
  }
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Verifying'), cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
    for (const project of workspace.projects) {
      let reported = 0;
      await project.verify({
        signal: abort.signal,
        ...(files ? { files } : {}),
        prove: true,
        onProgress: ({ step, done, total, file }) => {
          // Checking and proving are half of the way each.
          const so = ((done / Math.max(total, 1) + (step === 'proving' ? 1 : 0)) / 2) * 100;
          progress.report({ increment: Math.max(0, so - reported), message: `${step === 'proving' ? 'trying what claims notice, ' : ''}${done} of ${total}${file === undefined ? '' : ` · ${file}`}` });
          reported = Math.max(reported, so);
        },
      });
    }
  });
}

async function verifyFile(workspace: Workspace): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && workspace.locate(editor.document.uri);
  if (!place) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a file of this workspace first; its assertions are checked then.'));
    return;
  }
  await verify(workspace, [place.path]);
}

async function explain(workspace: Workspace, argument: unknown): Promise<void> {
  const subject = subjectOf(argument) ?? (await pickEntity(workspace, vscode.l10n.t('Explain which objective, control or assumption?'), true));
  if (!subject) return;
  const document = await vscode.workspace.openTextDocument(explanationUri(subject));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: false });
}

async function newModel(workspace: Workspace): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('New threat model'),
    prompt: vscode.l10n.t('What is the feature called? One model a feature.'),
    placeHolder: vscode.l10n.t('File upload'),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A model needs a title.') : value.length > 120 ? vscode.l10n.t('At most 120 characters.') : undefined),
  });
  if (title === undefined) return;
  await vscode.window.showTextDocument(await workspace.newModel(folder, title.trim()));
}

/** The folder that a new model goes into; undefined when there is none, or somebody left. */
export async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    const open = vscode.l10n.t('Open folder');
    if ((await vscode.window.showInformationMessage(vscode.l10n.t('A threat model lives in a folder with the code. Open one first.'), open)) === open) await vscode.commands.executeCommand('vscode.openFolder');
    return undefined;
  }
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('In which folder?') });
}

async function offerModel(workspace: Workspace): Promise<void> {
  const create = vscode.l10n.t('New model');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('There is no threat model in this workspace yet.'), create)) === create) await newModel(workspace);
}

async function goToEntity(workspace: Workspace): Promise<void> {
  const subject = await pickEntity(workspace, vscode.l10n.t('Go to which entity?'), false);
  if (subject) await goToModel(workspace, subject);
}

async function goToModel(workspace: Workspace, argument: unknown): Promise<void> {
  const subject = subjectOf(argument);
  const found = subject && findModel(workspace, subject);
  if (!found) {
    await goToEntity(workspace);
    return;
  }
  const { placeInModel } = await import('../project/explanation.ts');
  const { entity } = subject;
  const path = pathOfEntity(found, entity);
  await openPlace({ folder: subject.folder, ...placeInModel(found.snapshot, path) });
}

/** Where an entity of any kind stands; an objective stands at its asset. */
function pathOfEntity({ snapshot }: FolderModel, entity: string): readonly string[] {
  const kind = entityKinds.find((one) => Object.hasOwn(snapshot.model[one], entity));
  if (kind) return [kind, entity];
  const objective = snapshot.assessment.objectives.find((one) => one.id === entity);
  return objective ? ['assets', objective.asset] : ['removed', entity];
}

interface EntityPick extends vscode.QuickPickItem {
  readonly subject?: Subject;
}

async function pickEntity(workspace: Workspace, placeHolder: string, explainable: boolean): Promise<Subject | undefined> {
  if (workspace.models.length === 0) {
    await offerModel(workspace);
    return undefined;
  }
  const items: EntityPick[] = [];
  for (const { folder, snapshot } of workspace.models) {
    const subject = (entity: string): Subject => ({ folder: folder.uri.toString(), model: snapshot.path, entity });
    items.push({ label: snapshot.model.title, kind: vscode.QuickPickItemKind.Separator });
    for (const objective of snapshot.assessment.objectives) items.push({ label: objective.id, description: `${objective.status.replace('_', ' ')} · ${objective.tier}`, detail: objective.statement, subject: subject(objective.id) });
    for (const kind of explainable ? (['controls', 'assumptions'] as const) : entityKinds) {
      for (const [id, entity] of Object.entries(snapshot.model[kind] as Record<string, Record<string, unknown>>)) {
        const name = [entity.name, entity.description, entity.capability, entity.title, entity.label, entity.type].find((word) => typeof word === 'string' && word !== '');
        items.push({ label: id, description: kind.replace(/ies$/, 'y').replace(/s$/, ''), detail: typeof name === 'string' ? name : '', subject: subject(id) });
      }
    }
  }
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.subject;
}

/** A subject, given by a lens as it is, by a tree as its row. */
function subjectOf(argument: unknown): Subject | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('subject' in argument) return (argument as TreeNode).subject;
  return 'entity' in argument ? (argument as Subject) : undefined;
}

function findModel(workspace: Workspace, subject: Subject): FolderModel | undefined {
  return workspace.models.find(({ folder, snapshot }) => folder.uri.toString() === subject.folder && snapshot.path === subject.model);
}

async function openPlace(place: RowPlace, keepFocus = false): Promise<void> {
  const uri = vscode.Uri.joinPath(vscode.Uri.parse(place.folder), ...place.file.split('/'));
  const selection = place.range ? rangeOf(place.range).start : new vscode.Position(0, 0);
  const editor = await vscode.window.showTextDocument(uri, { selection: new vscode.Range(selection, selection), preserveFocus: keepFocus });
  editor.revealRange(new vscode.Range(selection, selection), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

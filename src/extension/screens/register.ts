/** Registers the threat-model editor. What runs it is loaded with the first one that is opened. */
import * as vscode from 'vscode';
import { isModelFile } from '../../project/model-names.ts';
import { commands, editors } from '../ids.ts';
import { registerCommand } from '../register-command.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';

export function registerScreens(workspace: Workspace, extensionUri: vscode.Uri, log: vscode.LogOutputChannel): vscode.Disposable {
  const provider: vscode.CustomTextEditorProvider = {
    async resolveCustomTextEditor(document, panel) {
      (await import('./on-demand.ts')).openModelEditor({ workspace, extensionUri, log, document, panel });
    },
  };
  // A hidden page is thrown away and made again: its state is little, its data comes with a message.
  const options = { supportsMultipleEditorsPerDocument: true, webviewOptions: { retainContextWhenHidden: false } };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(editors.model, provider, options),
    registerCommand(log, commands.openScreens, (given) => openAs(workspace, given, editors.model)),
    registerCommand(log, commands.openText, (given) => openAs(workspace, given, 'default')),
    vscode.workspace.onWillRenameFiles((event) => {
      const models = event.files.filter(({ oldUri, newUri }) => isModelFile(oldUri.path) && isModelFile(newUri.path));
      if (models.length > 0) event.waitUntil(import('./on-demand.ts').then(({ editOfMovedModels }) => editOfMovedModels(models)));
    }),
  );
}

/** Opens the model that a button or a row names, the active one, the only one, or one that is picked. */
async function openAs(workspace: Workspace, given: unknown, editor: string): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : (ofRow(workspace, given) ?? activeModel() ?? (await pickModel(workspace)));
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, editor);
}

function ofRow(workspace: Workspace, given: unknown): vscode.Uri | undefined {
  const subject = typeof given === 'object' && given !== null && 'subject' in given ? (given as TreeNode).subject : undefined;
  const found = subject && workspace.models.find(({ folder, snapshot }) => folder.uri.toString() === subject.folder && snapshot.path === subject.model);
  return found && workspace.uriOf(found.folder, found.snapshot.path);
}

function activeModel(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri && isModelFile(uri.path) ? uri : undefined;
}

async function pickModel(workspace: Workspace): Promise<vscode.Uri | undefined> {
  const { models } = workspace;
  if (models.length === 0) await vscode.commands.executeCommand(commands.newModel);
  const items = models.map(({ folder, snapshot }) => ({ label: snapshot.model.title.replaceAll('$(', '$ ('), description: `${folder.name}/${snapshot.path}`, uri: workspace.uriOf(folder, snapshot.path) }));
  return items.length === 1 ? items[0]!.uri : (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Open which model?') }))?.uri;
}

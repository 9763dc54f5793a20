/** *Open the Sample*: the service that the walkthrough breaks and mends, copied to where it may be changed. */
import * as vscode from 'vscode';
import { isThere } from '../is-there.ts';
import { walkthroughId } from './walkthrough-id.ts';

const reopen = 'mipiti.openWalkthroughIn';

/** Copies the sample into the extension's own storage, unless it is there, and opens it; the walkthrough goes on there. */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const target = sampleFolder(context);
  if (!(await isThere(target))) {
    await vscode.workspace.fs.createDirectory(context.globalStorageUri);
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'dist', 'sample'), target, { overwrite: false });
  }
  await context.globalState.update(reopen, target.toString());
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: (vscode.workspace.workspaceFolders ?? []).length > 0 });
}

/** Opens the walkthrough again in the window that the sample was opened in. */
export async function continueWalkthrough(context: vscode.ExtensionContext): Promise<void> {
  const target = context.globalState.get<string>(reopen);
  if (target === undefined || !vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === target)) return;
  await context.globalState.update(reopen, undefined);
  await openWalkthrough(context.extension.id);
}

export function openWalkthrough(extension: string): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension}#${walkthroughId}`, false);
}

function sampleFolder({ globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(globalStorageUri, 'upload-service');
}

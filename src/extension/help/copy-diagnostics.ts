/** *Copy Diagnostics*: what somebody who is asked for help needs to know, copied and shown, and nothing that is nobody's business. */
import * as vscode from 'vscode';
import { diagnosticsScheme, settings } from '../ids.ts';
import type { Timings } from '../timings.ts';
import type { Workspace } from '../workspace.ts';
import { diagnosticsText, type ChangedSetting } from './diagnostics-text.ts';

/** Copies the diagnostics and gives the document that shows them; see `registerDiagnosticsDocument`. */
export async function copyDiagnostics(workspace: Workspace, timings: Timings, context: vscode.ExtensionContext): Promise<string> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const text = diagnosticsText({
    host: hostWords(context),
    settings: Object.values(settings).flatMap(changedSetting),
    models: workspace.models.map(({ folder, snapshot }) => ({ folder: folders.indexOf(folder) + 1, snapshot })),
    checker: workspace.checkerState,
    timings: timings.all,
  });
  await vscode.env.clipboard.writeText(text);
  return text;
}

/** Shows what was copied, to be read before it is sent to anybody. */
export async function showDiagnostics(): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: diagnosticsScheme, path: '/Mipiti diagnostics.md' })), { preview: true });
  void vscode.window.showInformationMessage(vscode.l10n.t('The diagnostics are on the clipboard. This is all that was copied.'));
}

function hostWords({ extension }: vscode.ExtensionContext): Readonly<Record<string, string>> {
  const host = (globalThis as { readonly process?: { readonly platform?: string; readonly arch?: string; readonly versions?: { readonly node?: string } } }).process;
  return {
    Mipiti: String((extension.packageJSON as { readonly version?: unknown }).version),
    Editor: `${vscode.env.appName} ${vscode.version}, ${vscode.env.appHost}, ${vscode.env.uiKind === vscode.UIKind.Web ? 'in a browser' : 'on a desktop'}`,
    // In a browser the remote's name is its address, which is nobody's business.
    Remote: vscode.env.remoteName === undefined ? 'no' : /^[a-z-]+$/.test(vscode.env.remoteName) ? vscode.env.remoteName : 'yes',
    Host: host?.versions?.node === undefined ? 'web worker' : `Node ${host.versions.node}, ${host.platform ?? ''} ${host.arch ?? ''}`,
    Language: vscode.env.language,
    'Trusted workspace': vscode.workspace.isTrusted ? 'yes' : 'no',
    'Folders open': String(vscode.workspace.workspaceFolders?.length ?? 0),
  };
}

function changedSetting(id: string): readonly ChangedSetting[] {
  const found = vscode.workspace.getConfiguration().inspect(id);
  const values = [['user', found?.globalValue], ['workspace', found?.workspaceValue], ['folder', found?.workspaceFolderValue]] as const;
  return values.flatMap(([where, value]) => (value === undefined || value === found?.defaultValue ? [] : [{ id, value, where }]));
}

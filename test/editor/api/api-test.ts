/** What API tests are made of. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MipitiApi } from '../../../src/extension/extension.ts';

export interface ApiTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

export const extensionId = 'mipiti.mipiti';
export async function api(): Promise<MipitiApi> {
  const extension = vscode.extensions.getExtension<MipitiApi>(extensionId);
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

export async function eventually<T>(what: string, look: () => Promise<T> | T, holds: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come; there was ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export async function handler(folder = 0): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![folder]!.uri, 'upload.py'));
}

export async function lensTitles(document: vscode.TextDocument): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  return lenses.map((lens) => lens.command?.title ?? '').filter((title) => title.includes('CTRL-'));
}

export const diagnosticsOf = (document: vscode.TextDocument): vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'Mipiti');

export async function replace(document: vscode.TextDocument, part: string, by: string): Promise<void> {
  const at = document.getText().indexOf(part);
  assert.ok(at >= 0, `${part} is in the file`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + part.length)), by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

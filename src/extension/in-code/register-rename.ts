/** Offers the rename that takes assertions along, while the cursor stands on a name that assertions speak of, and only then. */
import * as vscode from 'vscode';
import { isModelDocument } from '../model-language/documents.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Of providers that fit a document equally well the editor asks the newest first, so that a fresh registration stands before the
 * language's own; where the cursor is on anything else, nothing of ours is in the way of a rename.
 */
export function registerRename(workspace: Workspace): vscode.Disposable {
  let offered: { readonly name: string; readonly uri: string; readonly registration: vscode.Disposable } | undefined;
  let asked = 0;
  const withdraw = (): void => {
    offered?.registration.dispose();
    offered = undefined;
  };
  const follow = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    const ticket = ++asked;
    const found = editor && workspace.models.length > 0 ? wordAt(editor) : undefined;
    if (!editor || !found || !workspace.locate(editor.document.uri)?.project) {
      withdraw();
      return;
    }
    const [{ namesSpokenOf }, { RenameWithClaims }] = await Promise.all([import('../../project/claims/claims-on-code.ts'), import('./rename-with-claims.ts')]);
    if (ticket !== asked) return;
    const uri = editor.document.uri.toString();
    if (!workspace.models.some(({ snapshot }) => namesSpokenOf(snapshot.model).has(found))) withdraw();
    else if (offered?.name !== found || offered.uri !== uri) {
      withdraw();
      offered = { name: found, uri, registration: vscode.languages.registerRenameProvider({ scheme: 'file', language: editor.document.languageId }, new RenameWithClaims(workspace)) };
    }
  };
  void follow(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    { dispose: withdraw },
    vscode.window.onDidChangeActiveTextEditor((editor) => void follow(editor)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void (textEditor === vscode.window.activeTextEditor ? follow(textEditor) : undefined)),
    workspace.onDidChange(() => void follow(vscode.window.activeTextEditor)),
  );
}

function wordAt({ document, selection }: vscode.TextEditor): string | undefined {
  if (document.uri.scheme !== 'file' || isModelDocument(document)) return undefined;
  const range = document.getWordRangeAtPosition(selection.active);
  return range && document.getText(range).replace(/^#/, '');
}

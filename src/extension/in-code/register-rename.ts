/** Offers the rename that takes assertions along: in files that assertions are about, and elsewhere while the cursor stands on a name that they speak of. */
import * as vscode from 'vscode';
import { isModelDocument } from '../model-language/selectors.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Of providers that fit a document equally well the editor asks the newest first, so that a registration made when the cursor comes
 * to a claimed name stands before the language's own. In claimed files it is there before the cursor is: no rename is too quick for it.
 */
export function registerRename(workspace: Workspace): vscode.Disposable {
  let key: string | undefined;
  let registrations: readonly vscode.Disposable[] = [];
  let provider: vscode.RenameProvider | undefined;
  let asked = 0;
  const withdraw = (): void => {
    key = undefined;
    for (const registration of registrations) registration.dispose();
    registrations = [];
  };
  const offer = (next: string, selector: vscode.DocumentSelector, answers: vscode.RenameProvider): void => {
    if (key === next) return;
    key = next;
    // A rename that has begun may still ask the one before.
    const [last, ...older] = registrations;
    for (const registration of older) registration.dispose();
    registrations = [vscode.languages.registerRenameProvider(selector, answers), ...(last ? [last] : [])];
  };
  const follow = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    const ticket = ++asked;
    const place = editor && !isModelDocument(editor.document) && workspace.models.length > 0 ? workspace.locate(editor.document.uri) : undefined;
    if (!editor || !place?.project) {
      withdraw();
      return;
    }
    const [{ isSpokenOf, namesSpokenOf }, { RenameWithClaims }] = await Promise.all([import('../../project/claims/claims-on-code.ts'), import('./rename-with-claims.ts')]);
    if (ticket !== asked) return;
    const word = wordAt(editor);
    const named = word !== undefined && workspace.models.some(({ snapshot }) => namesSpokenOf(snapshot.model).has(word));
    const claimed = workspace.models.some(({ folder, snapshot }) => folder === place.folder && isSpokenOf(snapshot, place.path));
    provider ??= new RenameWithClaims(workspace);
    if (named || claimed) offer(`${editor.document.uri.toString()} ${named ? word : ''}`, { scheme: editor.document.uri.scheme, language: editor.document.languageId }, provider);
    else withdraw();
  };
  void follow(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    new vscode.Disposable(withdraw),
    vscode.window.onDidChangeActiveTextEditor((editor) => void follow(editor)),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void (textEditor === vscode.window.activeTextEditor ? follow(textEditor) : undefined)),
    workspace.onDidChange(() => void follow(vscode.window.activeTextEditor)),
  );
}

function wordAt({ document, selection }: vscode.TextEditor): string | undefined {
  const range = document.getWordRangeAtPosition(selection.active);
  return range && document.getText(range).replace(/^#/, '');
}

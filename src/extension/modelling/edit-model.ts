/** Makes an edit of a model on its open document: unsaved text counts, and one undo takes all of it back. */
import * as vscode from 'vscode';
import type { EditResult } from '../../model/edit.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import type { ModelPath } from '../../model/problem.ts';
import { describeRefusal } from '../../project/sentences/modelling.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { editorEdits, editorRange } from '../model-language/documents.ts';
import type { FolderModel, Workspace } from '../workspace.ts';

/** A model that is worked on: its document, the text of which is newer than any snapshot. */
export interface WorkingModel {
  readonly folder: vscode.WorkspaceFolder;
  readonly snapshot: ModelSnapshot;
  readonly document: vscode.TextDocument;
  readonly parsed: ParsedModel;
}

export async function openModel(workspace: Workspace, { folder, snapshot }: FolderModel): Promise<WorkingModel> {
  const document = await vscode.workspace.openTextDocument(workspace.uriOf(folder, snapshot.path));
  return { folder, snapshot, document, parsed: parseModel(document.getText(), snapshot.parsed) };
}

/**
 * Makes an edit of the document as it is now, and shows the place that it was about without taking the focus.
 *
 * @returns Whether it was made. A refusal is told with what to do.
 */
export async function editModel({ document, parsed }: WorkingModel, make: (parsed: ParsedModel) => EditResult, done: () => { readonly said: string; readonly path?: ModelPath }): Promise<boolean> {
  // Between question and edit the text may have changed: the edit is made of what stands there now.
  const result = make(parseModel(document.getText(), parsed));
  if ('refused' in result) {
    await vscode.window.showWarningMessage(`Mipiti: ${describeRefusal(result)}`);
    return false;
  }
  if (result.edits.length === 0) return true;
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, editorEdits(document, result.edits));
  if (!(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showWarningMessage(vscode.l10n.t('Mipiti: the editor did not take the change. Is {0} read-only?', document.fileName));
    return false;
  }
  const { said, path } = done();
  vscode.window.setStatusBarMessage(`$(check) ${said.replaceAll('$(', '$ (')}`, 5000);
  await reveal(document, path);
  return true;
}

/** The model stands in an editor, so that one sees what was written and can take it back there. */
async function reveal(document: vscode.TextDocument, path: ModelPath | undefined): Promise<void> {
  const { source } = parseModel(document.getText());
  const range = path === undefined ? undefined : source.keyRangeOf(path);
  const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: true, preview: false, ...(column === undefined ? {} : { viewColumn: column }) });
  if (!range) return;
  const { start } = editorRange(document, range);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

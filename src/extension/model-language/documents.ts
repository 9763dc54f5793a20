/** Model files as documents of the editor. */
import * as vscode from 'vscode';
import type { TextEdit } from '../../model/text-edit.ts';
import type { TextRange } from '../../model/problem.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import type { Workspace } from '../workspace.ts';

export { allFiles, modelFiles } from './selectors.ts';

/** The snapshot of a model document; its text may be a keystroke older than the document's. */
export function snapshotOf(workspace: Workspace, document: vscode.TextDocument): { readonly folder: vscode.WorkspaceFolder; readonly snapshot: ModelSnapshot } | undefined {
  const place = workspace.locate(document.uri);
  return place && workspace.models.find(({ folder, snapshot }) => folder === place.folder && snapshot.path === place.path);
}

export function editorRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function editorEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ range, text }) => vscode.TextEdit.replace(editorRange(document, range), text));
}

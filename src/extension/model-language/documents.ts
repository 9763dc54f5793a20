/** Model files as documents of the editor. */
import * as vscode from 'vscode';
import type { TextEdit } from '../../model/text-edit.ts';
import { parseModel, type ParsedModel } from '../../model/parse.ts';
import type { TextRange } from '../../model/problem.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import type { Workspace } from '../workspace.ts';

export { allFiles, modelFiles } from './selectors.ts';

/** The snapshot of a model document; its text may be a keystroke older than the document's. */
export function snapshotOf(workspace: Workspace, document: vscode.TextDocument): { readonly folder: vscode.WorkspaceFolder; readonly snapshot: ModelSnapshot } | undefined {
  const place = workspace.locate(document.uri);
  return place && workspace.models.find(({ folder, snapshot }) => folder === place.folder && snapshot.path === place.path);
}

/** What was read last of a document that is newer than its snapshot. */
const readings = new WeakMap<vscode.TextDocument, ParsedModel>();

/** The reading of a model document as it stands there now; what an edit did not touch is not read again. */
export function readDocument(workspace: Workspace, document: vscode.TextDocument): ParsedModel {
  const text = document.getText();
  const known = snapshotOf(workspace, document)?.snapshot.parsed;
  if (known?.source.text === text) return known;
  const last = readings.get(document);
  if (last?.source.text === text) return last;
  const before = [last, known].find((one) => one?.document.errors.length === 0);
  const read = parseModel(text, before);
  // A text that cannot be read helps nobody to read the next one.
  if (read.document.errors.length === 0 || !before) readings.set(document, read);
  return read;
}

export function editorRange(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function editorEdits(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ range, text }) => vscode.TextEdit.replace(editorRange(document, range), text));
}

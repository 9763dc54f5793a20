/** Quick fixes on a claim that no longer holds because what it names has another name now. */
import * as vscode from 'vscode';
import { setValue } from '../../model/edit.ts';
import { parseModel } from '../../model/parse.ts';
import { claimedFailures } from '../lenses.ts';
import { editorEdits } from '../model-language/documents.ts';
import type { Workspace } from '../workspace.ts';

/** What the assertions of the file that fail could name instead; each was verified. None where the cursor is on no broken claim. */
export async function rebindFixes(workspace: Workspace, document: vscode.TextDocument, range: vscode.Range, context: vscode.CodeActionContext, token: vscode.CancellationToken): Promise<vscode.CodeAction[]> {
  const place = workspace.locate(document.uri);
  const broken = context.diagnostics.some(({ source, code, range: marked }) => source === 'Mipiti' && code === 'assertion_failed' && marked.intersection(range));
  const project = place?.project;
  if (!project || !broken) return [];
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
  const actions: vscode.CodeAction[] = [];
  for (const { folder, snapshot } of workspace.models) {
    if (folder !== place.folder) continue;
    for (const assertion of claimedFailures(snapshot, place.path)) {
      const uri = workspace.uriOf(folder, snapshot.path);
      const model = await vscode.workspace.openTextDocument(uri);
      for (const { parameter, from, to, verdict } of (await project.rebindings(snapshot.path, assertion, abort.signal)).slice(0, 5)) {
        const result = setValue(parseModel(model.getText()), ['assertions', assertion, 'params', parameter], to);
        if ('refused' in result) continue;
        const action = new vscode.CodeAction(vscode.l10n.t('Re-bind {0} from {1} to {2} ({3})', assertion, from, to, verdict.strength ?? ''), vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.set(uri, editorEdits(model, result.edits));
        action.diagnostics = context.diagnostics.filter(({ source }) => source === 'Mipiti');
        actions.push(action);
      }
    }
  }
  return actions;
}

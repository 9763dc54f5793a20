/** Quick fixes for the problems of a model's text, and the source action that sorts it. */
import * as vscode from 'vscode';
import { sortEdits } from '../../model/tidy.ts';
import { quickFixesFor } from '../../project/language/quick-fixes.ts';
import { coherenceFixes, findingFixes } from '../review/fixes.ts';
import type { Workspace } from '../workspace.ts';
import { editorEdits, editorRange, readDocument, snapshotOf } from './documents.ts';

const sortKind = vscode.CodeActionKind.Source.append('sort.mipiti');

export const quickFixProvider = (workspace: Workspace): vscode.CodeActionProvider => ({
  provideCodeActions(document, range, { only, diagnostics }) {
    const parsed = readDocument(workspace, document);
    const actions: vscode.CodeAction[] = [];
    if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
      for (const problem of parsed.problems) {
        if (!editorRange(document, problem.range).intersection(range)) continue;
        for (const fix of quickFixesFor(parsed, problem, Math.random)) {
          const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
          action.edit = editOf(document, fix.edits);
          action.isPreferred = fix.preferred === true;
          action.diagnostics = diagnostics.filter(({ source, code, range: marked }) => source === 'Mipiti' && code === problem.code && marked.intersection(editorRange(document, problem.range)));
          actions.push(action);
        }
      }
    }
    if (!only || only.contains(vscode.CodeActionKind.QuickFix)) {
      const model = snapshotOf(workspace, document);
      if (model) actions.push(...coherenceFixes(model, document, range, diagnostics), ...findingFixes(workspace, document, range, diagnostics));
    }
    const sorted = only?.intersects(sortKind) ? sortEdits(parsed) : [];
    if (sorted.length > 0) {
      const action = new vscode.CodeAction(vscode.l10n.t('Sort entities by identifier'), sortKind);
      action.edit = editOf(document, sorted);
      actions.push(action);
    }
    return actions;
  },
});

function editOf(document: vscode.TextDocument, edits: Parameters<typeof editorEdits>[1]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, editorEdits(document, edits));
  return edit;
}

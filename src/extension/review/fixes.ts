/** Quick fixes for contradictions of a model and for open findings: an edit at once, or the question that leads to one. */
import * as vscode from 'vscode';
import type { TextRange } from '../../model/problem.ts';
import { coherenceToTell, rangeOfCoherence } from '../../project/collect-problems.ts';
import { coherenceRemedies, type Remedy } from '../../project/review/remedies.ts';
import { findingRemedies } from '../../project/review/review.ts';
import { internalCommands } from '../ids.ts';
import { editorEdits, editorRange } from '../model-language/documents.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import type { RemedyTarget } from './review-view.ts';

/** The fixes of what is contradictory at a place of a model file. None while its text is newer than what is known of it. */
export function coherenceFixes(model: FolderModel, document: vscode.TextDocument, range: vscode.Range, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const { snapshot } = model;
  if (snapshot.text !== document.getText()) return [];
  const here = (marked: TextRange): boolean => editorRange(document, marked).intersection(range) !== undefined;
  const today = new Date().toISOString().slice(0, 10);
  return coherenceToTell(snapshot.assessment, snapshot.parsed)
    .filter((problem) => here(rangeOfCoherence(problem, snapshot.parsed)))
    .flatMap((problem) => actionsOf(model, coherenceRemedies(snapshot.model, problem, today), diagnostics.filter(({ source, code }) => source === 'Mipiti' && code === problem.code), document));
}

/** The steps of the findings that are marked at a place of code or of a model. */
export function findingFixes(workspace: Workspace, document: vscode.TextDocument, range: vscode.Range, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const marked = diagnostics.filter((one) => one.source === 'Mipiti' && one.code === 'finding_open' && one.range.intersection(range));
  const place = marked.length > 0 ? workspace.locate(document.uri) : undefined;
  if (!place) return [];
  return workspace.models
    .filter(({ folder }) => folder === place.folder)
    .flatMap((model) =>
      model.snapshot.problems
        .filter(({ code, place: where, message }) => code === 'finding_open' && where.file === place.path && marked.some((one) => one.message.startsWith(message)))
        .flatMap(({ subject = '', message }) => {
          const finding = model.snapshot.model.findings[subject];
          return finding ? actionsOf(model, findingRemedies(model.snapshot, subject, finding).map((remedy) => ({ ...remedy, title: `${subject}: ${remedy.title}` })), marked.filter((one) => one.message.startsWith(message))) : [];
        }),
    );
}

function actionsOf({ folder, snapshot }: FolderModel, remedies: readonly Remedy[], diagnostics: vscode.Diagnostic[], document?: vscode.TextDocument): vscode.CodeAction[] {
  return remedies.flatMap((remedy, index) => {
    const action = new vscode.CodeAction(remedy.title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics;
    if ('asks' in remedy) {
      const target: RemedyTarget = { folder: folder.uri.toString(), model: snapshot.path, question: remedy.asks };
      action.command = { command: internalCommands.remedy, title: remedy.title, arguments: [target] };
      return [action];
    }
    const result = document ? remedy.edit(snapshot.parsed) : undefined;
    if (!document || !result || 'refused' in result || result.edits.length === 0) return [];
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, editorEdits(document, result.edits));
    action.isPreferred = index === 0;
    return [action];
  });
}

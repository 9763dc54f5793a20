/** Records a finding at the code that is selected: against which control, what, how bad; written into the model with its place. */
import * as vscode from 'vscode';
import { parseModel } from '../../model/parse.ts';
import { toRepository } from '../../project/collect-problems.ts';
import { digestOfLine, type FindingPlace } from '../../project/review/finding-places.ts';
import { findingForm, recordFinding } from '../../project/review/record-finding.ts';
import { describeRefusal } from '../../project/sentences/modelling.ts';
import type { Project } from '../../project/snapshot.ts';
import { editorEdits } from '../model-language/documents.ts';
import { today } from '../modelling/add.ts';
import { openModel } from '../modelling/edit-model.ts';
import { askQuickly, plain } from '../modelling/quick-questions.ts';
import { askSteps } from '../modelling/steps.ts';
import type { FolderModel, Workspace } from '../workspace.ts';

/** Asks in steps and makes one edit of the model; the code stays in the editor. */
export async function recordFindingHere(workspace: Workspace): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const located = editor && workspace.locate(editor.document.uri);
  const models = workspace.models.filter(({ folder }) => folder === located?.folder);
  if (!editor || !located || models.length === 0 || models.some(({ snapshot }) => snapshot.path === located.path)) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a file of code in a folder that has a threat model, and put the cursor where the finding is.'));
    return;
  }
  const { selection } = editor;
  // A selection that ends before the first character of a line does not reach that line.
  const last = selection.end.character === 0 && !selection.isSingleLine ? selection.end.line : selection.end.line + 1;
  const first = selection.start.line + 1;
  // What it says now: the text may change while questions are answered.
  const line = editor.document.lineAt(selection.start.line).text;
  const chosen = models.length === 1 ? models[0] : await pickModel(models);
  if (!chosen) return;
  const model = await openModel(workspace, chosen);
  if (Object.keys(model.parsed.model.controls).length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('A finding speaks against a control, and the model has none yet: add the control that is missing first.'));
    return;
  }
  const roots = { projectRoot: model.snapshot.projectRoot, repositoryRoot: model.snapshot.repository.root };
  const symbol = located.project && (await symbolAt(located.project, located.path, first, last));
  const digest = digestOfLine(line);
  const place: FindingPlace = { file: toRepository(located.path, roots), first, last, ...(symbol === undefined ? {} : { symbol }), ...(digest === undefined ? {} : { digest }) };
  const answers = await askSteps(findingForm({ model: model.parsed.model, today: today() }, place), {}, askQuickly);
  if (!answers) return;
  const { id, result } = recordFinding(parseModel(model.document.getText()), answers, place, today(), Math.random);
  if ('refused' in result) {
    await vscode.window.showWarningMessage(`Mipiti: ${describeRefusal(result)}`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(model.document.uri, editorEdits(model.document, result.edits));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} changed meanwhile. Try again.', model.snapshot.path));
  const open = vscode.l10n.t('Go to It');
  // Nobody has to answer.
  void vscode.window.showInformationMessage(vscode.l10n.t('{0} is recorded against {1}; save {2} to keep it.', id, String(answers.control), model.snapshot.path), open).then(async (picked) => {
    if (picked !== open) return;
    const at = model.document.positionAt(model.document.getText().indexOf(`${id}:`));
    await vscode.window.showTextDocument(model.document, { selection: new vscode.Range(at, at) });
  });
}

/** The function or class at the lines: the one that is declared there, or in which a call there is written. */
async function symbolAt(project: Project, file: string, first: number, last: number): Promise<string | undefined> {
  const found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking at the code') }, () => project.candidateClaims({ file, line: first, lines: { first, last } }).catch(() => []));
  const names = found.map(({ claim: { type, params } }) => (type === 'function_calls' ? params['caller'] : type === 'function_exists' || type === 'class_exists' ? params['name'] : undefined));
  return names.find((name): name is string => typeof name === 'string' && !/\s/.test(name));
}

async function pickModel(models: readonly FolderModel[]): Promise<FolderModel | undefined> {
  const items = models.map((model) => ({ label: plain(model.snapshot.model.title), description: model.snapshot.path, model }));
  return (await vscode.window.showQuickPick(items, { ignoreFocusOut: true, placeHolder: vscode.l10n.t('A finding against a control of which model?') }))?.model;
}

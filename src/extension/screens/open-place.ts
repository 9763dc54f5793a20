/** Opens what a screen points at: an entity in the text of its model, the code of an assertion, a file of the folder. */
import * as vscode from 'vscode';
import { mapOf } from '../../model/references.ts';
import { placeInModel } from '../../project/explanation.ts';
import { fromRepository } from '../../project/collect-problems.ts';
import type { Place } from '../../protocol/messages.ts';
import { rangeOf } from '../ranges.ts';
import type { CodeRange } from '../../verifier/verdict.ts';
import type { ModelEditorPlace } from './model-editor.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';

/** Opens a place. A page can name what it wants; where it lies is looked up here, and nothing outside of the folder is opened. */
export async function openPlace(editor: ModelEditorPlace, model: { readonly folder: vscode.WorkspaceFolder; readonly snapshot: ModelSnapshot } | undefined, place: Place): Promise<void> {
  if (!model) return;
  const { snapshot, folder } = model;
  switch (place.of) {
    case 'entity': {
      const kind = mapOf(snapshot.parsed.model, place.id) ?? 'removed';
      const { range } = placeInModel(snapshot, [kind, place.id, ...(place.field?.split('.') ?? [])]);
      await openText(editor, range ?? placeInModel(snapshot, [kind, place.id]).range);
      return;
    }
    case 'assertion': {
      const verdict = snapshot.verdicts.get(place.id);
      if (verdict?.file === undefined ) return;
      const file = fromRepository(verdict.file, { projectRoot: snapshot.projectRoot, repositoryRoot: snapshot.repository.root });
      await show(vscode.Uri.joinPath(folder.uri, ...file.split('/')), verdict.range);
      return;
    }
    case 'file': {
      const steps = place.file.split(/[\\/]/);
      if (steps.includes('..') || steps.some((step) => step.includes(':'))) return;
      await show(vscode.Uri.joinPath(folder.uri, ...steps), place.line === undefined ? undefined : { start: { line: place.line, column: 1 }, end: { line: place.line, column: 1 } });
      return;
    }
  }
}

/** Shows the text of the model beside the screens. */
export async function openText({ document, panel }: Pick<ModelEditorPlace, 'document' | 'panel'>, range?: CodeRange): Promise<void> {
  const open = vscode.window.visibleTextEditors.find((one) => one.document === document)?.viewColumn;
  await show(document.uri, range, open ?? (panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One));
}

async function show(uri: vscode.Uri, range: CodeRange | undefined, viewColumn: vscode.ViewColumn = vscode.ViewColumn.Beside): Promise<void> {
  const selection = range ? rangeOf(range).start : new vscode.Position(0, 0);
  const editor = await vscode.window.showTextDocument(uri, { viewColumn, selection: new vscode.Range(selection, selection), preview: false });
  editor.revealRange(new vscode.Range(selection, selection), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A model that is renamed or moved takes the positions on its graph along. */
import * as vscode from 'vscode';
import { placementFileOf } from '../../project/screens/placements.ts';
import { isThere } from '../is-there.ts';

export interface MovedFile {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/** The edit, to be part of the same step. A file of positions that lies at the new place already stays as it is, and so does the old one. */
export async function editOfMovedModels(models: readonly MovedFile[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { oldUri, newUri } of models) {
    const [from, to] = [placementsOf(oldUri), placementsOf(newUri)];
    if ((await isThere(from)) && !(await isThere(to))) edit.renameFile(from, to, { overwrite: false }, { label: vscode.l10n.t('Positions follow the model'), needsConfirmation: false });
  }
  return edit;
}

/** Where the positions of a model stand. */
export function placementsOf(model: vscode.Uri): vscode.Uri {
  return model.with({ path: placementFileOf(model.path) });
}

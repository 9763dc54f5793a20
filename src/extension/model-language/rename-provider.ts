/** Rename: an identifier stays for good; what people call the entity is what changes. */
import * as vscode from 'vscode';
import { renamableAt, renameTo, type Renamable } from '../../project/language/rename.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import type { Workspace } from '../workspace.ts';
import { editorEdits, editorRange, snapshotOf } from './documents.ts';

export function renameProvider(workspace: Workspace): vscode.RenameProvider {
  const target = (document: vscode.TextDocument, position: vscode.Position): { readonly snapshot: ModelSnapshot; readonly renamable: Renamable } => {
    const found = snapshotOf(workspace, document);
    if (!found || found.snapshot.text !== document.getText()) throw new Error(vscode.l10n.t('The model is being read; try again in a moment.'));
    const renamable = renamableAt(found.snapshot, document.offsetAt(position));
    if (!renamable) throw new Error(vscode.l10n.t('Only what has an identifier has a name that can change. Identifiers are given out once and stay.'));
    return { snapshot: found.snapshot, renamable };
  };
  return {
    prepareRename(document, position) {
      const { renamable } = target(document, position);
      return { range: editorRange(document, renamable.range), placeholder: renamable.name };
    },
    provideRenameEdits(document, position, name) {
      if (name.trim() === '') throw new Error(vscode.l10n.t('A name has at least one character.'));
      const { snapshot, renamable } = target(document, position);
      const result = renameTo(snapshot, renamable, name);
      if ('refused' in result) throw new Error(vscode.l10n.t('This layout cannot be changed by a small edit; change the name by hand.'));
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, editorEdits(document, result.edits));
      return edit;
    },
  };
}

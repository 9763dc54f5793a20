/** Rename: an identifier stays for good; what people call the entity is what changes. */
import * as vscode from 'vscode';
import { renamableAt, renameTo, whyNotRenamable, type NotRenamable, type Renamable } from '../../project/language/rename.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import type { Workspace } from '../workspace.ts';
import { editorEdits, editorRange, snapshotOf } from './documents.ts';

export function renameProvider(workspace: Workspace): vscode.RenameProvider {
  const target = (document: vscode.TextDocument, position: vscode.Position): { readonly snapshot: ModelSnapshot; readonly renamable: Renamable } => {
    const found = snapshotOf(workspace, document);
    if (!found || found.snapshot.text !== document.getText()) throw new Error(vscode.l10n.t('The model is being read; try again in a moment.'));
    const renamable = renamableAt(found.snapshot, document.offsetAt(position));
    if (!renamable) throw new Error(sayWhyNot(whyNotRenamable(found.snapshot, document.offsetAt(position))));
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

/** Why a place has no name that could change, in one sentence that says what to do instead. */
function sayWhyNot({ why, word }: NotRenamable): string {
  switch (why) {
    case 'objective': return vscode.l10n.t('{0} is computed and reads as its asset and its attacker do: rename one of these.', word);
    case 'removed': return vscode.l10n.t('{0} was removed, and a tombstone keeps the name that it had: restore it first.', word);
    case 'unknown': return vscode.l10n.t('There is no {0} in this model, so it has no name to change.', word);
    case 'clause': return vscode.l10n.t('{0} names a clause by its key: write another one where it stands and in covers.', word);
    case 'word': return vscode.l10n.t('{0} is a word of the format and means the same in every model: write another one instead.', word);
    case 'key': return vscode.l10n.t('{0} is a key of the format and stays: change what stands behind it.', word);
    case 'text': return vscode.l10n.t('Only what has an identifier has a name that can change, and the identifier stays: put the cursor on one.');
  }
}

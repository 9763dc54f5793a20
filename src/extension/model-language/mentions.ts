/** References to models in code, `mipiti: CTRL-01`, as the editor sees them. */
import * as vscode from 'vscode';
import { mentionsIn, type Mention } from '../../model/identifier-at.ts';
import { definitionsOf } from '../../project/language/places.ts';
import { settings } from '../ids.ts';
import { rangeOf } from '../ranges.ts';
import type { FolderModel, Workspace } from '../workspace.ts';
import { editorRange } from './documents.ts';

/** A longer text is no code that somebody reads. */
const longestText = 1_000_000;

/** The mentions of a document that a model of its folder knows. */
function knownMentions(workspace: Workspace, document: vscode.TextDocument): readonly { readonly mention: Mention; readonly models: readonly FolderModel[] }[] {
  const place = workspace.locate(document.uri);
  const text = document.getText();
  if (!place || text.length > longestText || !text.includes('mipiti:')) return [];
  const models = workspace.models.filter(({ folder }) => folder === place.folder);
  return mentionsIn(text).flatMap((mention) => {
    const meant = models.filter(({ snapshot }) => (mention.model === undefined || snapshot.model.id === mention.model) && definitionsOf(snapshot, mention.id).length > 0);
    return meant.length > 0 ? [{ mention, models: meant }] : [];
  });
}

export function mentionAt(workspace: Workspace, document: vscode.TextDocument, position: vscode.Position): { readonly mention: Mention; readonly models: readonly FolderModel[] } | undefined {
  const offset = document.offsetAt(position);
  return knownMentions(workspace, document).find(({ mention: { range } }) => range.start <= offset && offset <= range.end);
}

/** Mentions are links to the entity that they name. */
export function mentionLinks(workspace: Workspace): vscode.DocumentLinkProvider {
  return {
    provideDocumentLinks(document) {
      if (!vscode.workspace.getConfiguration(undefined, document.uri).get<boolean>(settings.links, true)) return [];
      return knownMentions(workspace, document).map(({ mention, models }) => {
        const { folder, snapshot } = models[0]!;
        const { file, range } = definitionsOf(snapshot, mention.id)[0]!;
        const { start } = rangeOf(range);
        const link = new vscode.DocumentLink(editorRange(document, mention.range), workspace.uriOf(folder, file).with({ fragment: `L${start.line + 1},${start.character + 1}` }));
        link.tooltip = vscode.l10n.t('Go to {0} in {1}', mention.id, file);
        return link;
      });
    },
  };
}

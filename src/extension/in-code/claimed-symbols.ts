/** What rests on the code under the cursor: hovers on claimed symbols, and assertions that go along when files move. */
import * as vscode from 'vscode';
import { claimsOnWord, describeClaimOnCode } from '../../project/claims/claims-on-code.ts';
import { followMoves } from '../../project/claims/follow-code.ts';
import { settings } from '../ids.ts';
import { letLinesBreak } from '../markdown-text.ts';
import type { Workspace } from '../workspace.ts';

/** At most so many claims are told on one hover. */
const mostClaims = 8;

/** What rests on a function, class, module or variable, and at what strength. Text of the workspace stays text. */
export function claimHover(workspace: Workspace, document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  const place = workspace.locate(document.uri);
  const range = document.getWordRangeAtPosition(position);
  if (!place || !range || !vscode.workspace.getConfiguration(undefined, document.uri).get<boolean>(settings.hovers, true)) return undefined;
  const word = document.getText(range);
  const lines = workspace.models
    .filter(({ folder }) => folder === place.folder)
    .flatMap(({ snapshot }) => claimsOnWord(snapshot, place.path, word).map((claim) => describeClaimOnCode(snapshot, claim)));
  if (lines.length === 0) return undefined;
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(vscode.l10n.t('What rests on this')).appendMarkdown('**');
  for (const line of lines.slice(0, mostClaims)) text.appendMarkdown('\n\n').appendText(line);
  if (lines.length > mostClaims) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('and {0} more', lines.length - mostClaims));
  return new vscode.Hover(letLinesBreak(text), range);
}

/** The edit of all models after files moved, to be part of the same step; undefined when no assertion speaks of one. */
export function editOfMoves(workspace: Workspace, moved: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[], textOf: (uri: vscode.Uri) => string | undefined): vscode.WorkspaceEdit | undefined {
  const edit = new vscode.WorkspaceEdit();
  for (const { folder, snapshot } of workspace.models) {
    const uri = workspace.uriOf(folder, snapshot.path);
    // An edit of another text than was read would land somewhere else.
    const text = textOf(uri);
    if (text !== undefined && text !== snapshot.text) continue;
    const moves = moved.flatMap(({ oldUri, newUri }) => {
      const [from, to] = [workspace.locate(oldUri), workspace.locate(newUri)];
      return from?.folder === folder && to?.folder === folder ? [{ from: from.path, to: to.path }] : [];
    });
    const following = moves.length > 0 ? followMoves(snapshot, moves) : undefined;
    if (!following || 'refused' in following.result) continue;
    for (const { range, text: by } of following.result.edits) {
      const lines = snapshot.linesOf(range);
      edit.replace(uri, new vscode.Range(lines.start.line - 1, lines.start.column - 1, lines.end.line - 1, lines.end.column - 1), by, { label: vscode.l10n.t('Assertions follow the file'), needsConfirmation: false });
    }
  }
  return edit.size > 0 ? edit : undefined;
}

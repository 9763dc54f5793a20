/** Hovers: what an identifier, a key or a word of a model means, and how it stands; in models and wherever code mentions one. */
import * as vscode from 'vscode';
import { hoverInModel, describeIdentifier, type HoverText } from '../../project/language/hover.ts';
import { settings } from '../ids.ts';
import { letLinesBreak } from '../markdown-text.ts';
import type { Workspace } from '../workspace.ts';
import { editorRange, snapshotOf } from './documents.ts';
import { mentionAt } from './mentions.ts';

export function modelHovers(workspace: Workspace): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      if (!enabled(document)) return undefined;
      const found = snapshotOf(workspace, document);
      const said = found && found.snapshot.text === document.getText() ? hoverInModel(found.snapshot, document.offsetAt(position)) : undefined;
      return said && new vscode.Hover(shown(said), editorRange(document, said.range));
    },
  };
}

export function mentionHovers(workspace: Workspace): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const found = enabled(document) ? mentionAt(workspace, document, position) : undefined;
      const texts = (found?.models ?? []).flatMap(({ snapshot }) => describeIdentifier(snapshot, found!.mention.id) ?? []);
      return texts.length === 0 ? undefined : new vscode.Hover(texts.map(shown), editorRange(document, found!.mention.range));
    },
  };
}

function enabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(undefined, document.uri).get<boolean>(settings.hovers, true);
}

/** Text of the workspace is set as text: nothing in it becomes a link, an image or markup. */
function shown({ title, lines }: HoverText): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(title).appendMarkdown('**');
  for (const line of lines) text.appendMarkdown('\n\n').appendText(line);
  return letLinesBreak(text);
}

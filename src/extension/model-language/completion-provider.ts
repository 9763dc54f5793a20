/** Completion in model files. */
import * as vscode from 'vscode';
import { parseModel } from '../../model/parse.ts';
import { completionsAt, type Completion } from '../../project/language/completion.ts';
import type { Workspace } from '../workspace.ts';
import { editorRange, snapshotOf } from './documents.ts';

const itemKinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  word: vscode.CompletionItemKind.EnumMember,
  reference: vscode.CompletionItemKind.Reference,
  new_entity: vscode.CompletionItemKind.Snippet,
  assertion_type: vscode.CompletionItemKind.Function,
};

export function completionProvider(workspace: Workspace): vscode.CompletionItemProvider {
  return {
    provideCompletionItems(document, position, _token, { triggerCharacter }) {
      // A blank alone is no question, unless it stands behind a colon, a comma, a bracket or a dash.
      const before = document.lineAt(position.line).text.slice(0, position.character);
      if (triggerCharacter === ' ' && !/[:,[{-] $/.test(before)) return [];
      const text = document.getText();
      const model = snapshotOf(workspace, document)?.snapshot.model ?? parseModel(text).model;
      return completionsAt(text, document.offsetAt(position), model, Math.random).map((completion) => {
        const item = new vscode.CompletionItem({ label: completion.label, ...(completion.detail === undefined ? {} : { description: completion.detail }) }, itemKinds[completion.kind]);
        item.insertText = new vscode.SnippetString(completion.insert);
        item.range = editorRange(document, completion.replaces);
        if (completion.documentation !== undefined) item.documentation = completion.documentation;
        item.sortText = `${completion.first ? 0 : 1}${completion.label}`;
        return item;
      });
    },
  };
}

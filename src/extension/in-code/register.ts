/** What the code itself offers: hovers, quick fixes, claims, and edits that follow moves. Loaded when it is first asked. */
import * as vscode from 'vscode';
import { commands } from '../ids.ts';
import { allFiles, isModelDocument } from '../model-language/selectors.ts';
import type { Workspace } from '../workspace.ts';
import { registerRename } from './register-rename.ts';

const claimKind = vscode.CodeActionKind.Refactor.append('claim.mipiti');

export function registerInCode(workspace: Workspace): vscode.Disposable {
  return vscode.Disposable.from(
    registerRename(workspace),
    vscode.languages.registerHoverProvider(allFiles, { provideHover: async (document, position) => (await import('./claimed-symbols.ts')).claimHover(workspace, document, position) }),
    vscode.languages.registerCodeActionsProvider(
      allFiles,
      {
        async provideCodeActions(document, range, context, token) {
          if (workspace.models.length === 0 || isModelDocument(document)) return [];
          const wanted = (kind: vscode.CodeActionKind): boolean => !context.only || context.only.contains(kind);
          const fixes = wanted(vscode.CodeActionKind.QuickFix) ? await (await import('./rebind-fixes.ts')).rebindFixes(workspace, document, range, context, token) : [];
          if (wanted(vscode.CodeActionKind.QuickFix)) fixes.push(...(await import('../review/fixes.ts')).findingFixes(workspace, document, range, context.diagnostics));
          if (!wanted(claimKind) || !workspace.locate(document.uri)?.project) return fixes;
          const claim = new vscode.CodeAction(vscode.l10n.t('Claim this for a control…'), claimKind);
          claim.command = { command: commands.claimThis, title: claim.title };
          return [...fixes, claim];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, claimKind] },
    ),
    vscode.workspace.onWillRenameFiles((event) => {
      if (workspace.models.length === 0) return;
      const textOf = (uri: vscode.Uri): string | undefined => vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.getText();
      event.waitUntil(import('./claimed-symbols.ts').then(({ editOfMoves }) => editOfMoves(workspace, event.files, textOf) ?? new vscode.WorkspaceEdit()));
    }),
  );
}

/** What the code itself offers, through the editor's own commands. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, diagnosticsOf, eventually, handler, replace, type ApiTest } from './api-test.ts';

export const inCodeTests: readonly ApiTest[] = [
  {
    name: 'a hover on a claimed function tells what rests on it, and at what strength',
    run: async () => {
      await eventually('verdicts', async () => (await api()).workspace.models[0]?.snapshot.assessment.counts.mitigated, (count) => count === 9);
      const document = await handler();
      await vscode.window.showTextDocument(document);
      const at = document.positionAt(document.getText().indexOf('def scan_upload') + 6);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const text = hovers.flatMap(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value.replaceAll('&nbsp;', ' ').replaceAll('\\', ''))).join('\n');
      assert.match(text, /What rests on this[\s\S]*CTRL-01 Scan uploads before accepting them[\s\S]*passes, unconditional/);
    },
  },
  {
    name: 'a renamed function is offered to its claim, and one step binds it again',
    run: async () => {
      const document = await handler();
      await vscode.window.showTextDocument(document);
      const model = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'upload.threatmodel.yaml'));
      const before = model.getText();
      await replace(document, '    scan_upload(data, settings.scanner)', '    scan_file(data, settings.scanner)');
      await replace(document, 'def scan_upload(', 'def scan_file(');
      const [diagnostic] = await eventually('the diagnostic', () => diagnosticsOf(document), (seen) => seen.length > 0);
      const actions = await eventually(
        'the quick fix',
        async () => vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic!.range, vscode.CodeActionKind.QuickFix.value),
        (seen) => seen.some(({ title }) => title.startsWith('Re-bind asrt_7k2m from scan_upload to scan_file')),
      );
      const fix = actions.find(({ title }) => title.startsWith('Re-bind asrt_7k2m'))!;
      assert.ok(await vscode.workspace.applyEdit(fix.edit!));
      assert.equal(model.getText(), before.replace('callee: scan_upload}', 'callee: scan_file}'));
      const { workspace } = await api();
      await eventually('the verdict', () => workspace.models[0]?.snapshot.verdicts.get('asrt_7k2m')?.verdict, (verdict) => verdict === 'pass');
      await vscode.window.showTextDocument(model);
      await vscode.commands.executeCommand('undo');
      assert.equal(model.getText(), before);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      await vscode.commands.executeCommand('undo');
      await eventually('recovery', () => diagnosticsOf(document), (seen) => seen.length === 0);
    },
  },
];

/** Promises in the editor: what turns red, and recovers. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, diagnosticsOf, eventually, extensionId, handler, lensTitles, replace, type ApiTest } from './api-test.ts';

const call = '    scan_upload(data, settings.scanner)\n';

export const promiseTests: readonly ApiTest[] = [
  {
    name: 'every command of the manifest is registered',
    run: async () => {
      await api();
      const manifest = vscode.extensions.getExtension(extensionId)!.packageJSON as { contributes: { commands: { command: string }[] } };
      const registered = new Set(await vscode.commands.getCommands(true));
      assert.deepEqual(manifest.contributes.commands.filter(({ command }) => !registered.has(command)), []);
    },
  },
  {
    name: 'both folders of a workspace have their model, verified',
    run: async () => {
      const { workspace } = await api();
      const folders = vscode.workspace.workspaceFolders?.length ?? 0;
      await eventually('the posture', () => workspace.models.map(({ snapshot }) => snapshot.assessment.counts.mitigated), (seen) => seen.length === folders && seen.every((count) => count === 9));
    },
  },
  {
    name: 'unsaved text breaks a promise in its own folder only, and undoing it mends it',
    run: async () => {
      const { workspace } = await api();
      const document = await handler();
      await vscode.window.showTextDocument(document);
      await eventually('the lenses', () => lensTitles(document), (titles) => titles.some((title) => title.includes('CTRL-01') && title.includes('verified')));
      assert.deepEqual(diagnosticsOf(document), []);
      await replace(document, call, '');
      await eventually('the broken lens', () => lensTitles(document), (titles) => titles.some((title) => title.includes('CTRL-01 broken')));
      const [diagnostic] = await eventually('the diagnostic', () => diagnosticsOf(document), (seen) => seen.length === 1);
      assert.equal(diagnostic?.code, 'assertion_failed');
      assert.match(diagnostic.message, /handle_upload calls scan_upload/);
      assert.equal(document.lineAt(diagnostic.range.start.line).text.startsWith('def handle_upload'), true, 'it stands at the caller');
      assert.equal(diagnostic.relatedInformation?.[0]?.location.uri.path.endsWith('upload.threatmodel.yaml'), true);
      assert.deepEqual(workspace.models.map(({ snapshot }) => snapshot.assessment.counts.mitigated), [8, ...workspace.models.slice(1).map(() => 9)]);
      await vscode.commands.executeCommand('undo');
      await eventually('recovery', () => diagnosticsOf(document), (seen) => seen.length === 0);
      await eventually('the lens recovers', () => lensTitles(document), (titles) => titles.some((title) => title.includes('CTRL-01') && title.includes('verified')));
    },
  },
  {
    name: 'lenses never vanish while a person types, and move along with the text',
    run: async () => {
      const document = await handler();
      await vscode.window.showTextDocument(document);
      const subjects = (titles: readonly string[]): string => [...new Set(titles.map((title) => /CTRL-\d+/.exec(title)![0]))].sort().join();
      const before = await eventually('the lenses', () => lensTitles(document), (titles) => titles.length > 4);
      let at = document.getText().indexOf('MAXIMUM_SIZE = ');
      for (const text of ['\n', 'y', ' ', '=', ' (']) {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, document.positionAt(at), text);
        at += text.length;
        await vscode.workspace.applyEdit(edit);
        // At once, before any fresh verdict can be there.
        assert.equal(subjects(await lensTitles(document)), subjects(before), `after ${JSON.stringify(text)}`);
      }
      for (let i = 0; i < 5; i++) await vscode.commands.executeCommand('undo');
      await eventually('the old lenses', () => lensTitles(document), (titles) => JSON.stringify(titles) === JSON.stringify(before));
    },
  },
  {
    name: 'a claim whose function is gone shows at the top of its file',
    run: async () => {
      const document = await handler();
      await vscode.window.showTextDocument(document);
      await replace(document, 'def check_size(', 'def check_length(');
      await replace(document, 'def scan_upload(', 'def scan_file(');
      await eventually('the lens at the top', async () => (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100)).filter((lens) => lens.range.start.line === 0).map((lens) => lens.command?.title ?? ''), (titles) => titles.some((title) => title.includes('CTRL-01 broken')));
      await vscode.commands.executeCommand('undo');
      await vscode.commands.executeCommand('undo');
      await eventually('recovery', () => diagnosticsOf(document), (seen) => seen.length === 0);
    },
  },
  {
    name: 'a broken model keeps its last posture and says what is wrong where',
    run: async () => {
      const { workspace } = await api();
      const model = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'upload.threatmodel.yaml'));
      await vscode.window.showTextDocument(model);
      await replace(model, 'components: [CMP4]', 'components: [CMP44]');
      const [diagnostic] = await eventually('the diagnostic', () => diagnosticsOf(model).filter((one) => one.severity === vscode.DiagnosticSeverity.Error), (seen) => seen.length > 0);
      assert.match(diagnostic!.message, /There is no CMP44 in this model\. Did you mean CMP4\?/);
      assert.equal(model.getText(diagnostic!.range), 'CMP44');
      assert.equal(workspace.models[0]?.snapshot.assessment.counts.mitigated, 9);
      await vscode.commands.executeCommand('undo');
      await eventually('recovery', () => diagnosticsOf(model).filter((one) => one.severity === vscode.DiagnosticSeverity.Error), (seen) => seen.length === 0);
    },
  },
  {
    name: 'an explanation is a document with links to the code, and follows it',
    run: async () => {
      const { workspace } = await api();
      const { folder, snapshot } = workspace.models[0]!;
      await vscode.commands.executeCommand('mipiti.explain', { folder: folder.uri.toString(), model: snapshot.path, entity: 'CO-A1-T2' });
      const document = await eventually('the explanation', () => vscode.window.activeTextEditor?.document, (seen) => seen?.uri.scheme === 'mipiti-explanation');
      assert.match(document!.getText(), /CO-A1-T2 is mitigated by controls[\s\S]*asrt_7k2m passes, unconditional: handle_upload calls scan_upload {2}upload\.py:\d+/);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document!.uri);
      assert.ok(links.some((link) => link.target?.path.endsWith('upload.py')));
      const code = await handler();
      await vscode.window.showTextDocument(code, vscode.ViewColumn.One);
      await replace(code, call, '');
      await eventually('the explanation follows', () => document!.getText(), (text) => text.includes('CO-A1-T2 is at risk'));
      await vscode.commands.executeCommand('undo');
      await eventually('and recovers', () => document!.getText(), (text) => text.includes('CO-A1-T2 is mitigated'));
    },
  },
];

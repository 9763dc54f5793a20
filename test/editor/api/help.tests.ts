/** Help in the editor: switches that switch off, diagnostics that are copied, pages that open. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { api, diagnosticsOf, eventually, handler, lensTitles, replace, type ApiTest } from './api-test.ts';

async function whileOff(setting: string, look: () => Promise<void>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update(setting, false, vscode.ConfigurationTarget.Global);
  try {
    await look();
  } finally {
    await vscode.workspace.getConfiguration().update(setting, undefined, vscode.ConfigurationTarget.Global);
  }
}

async function hoverTexts(document: vscode.TextDocument, part: string): Promise<string[]> {
  const position = document.positionAt(document.getText().indexOf(part) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((content) => JSON.stringify(content)));
}

export const helpTests: readonly ApiTest[] = [
  {
    name: 'each family of marks goes when it is switched off, and comes back',
    run: async () => {
      await api();
      const code = await handler();
      await vscode.window.showTextDocument(code);
      const lenses = () => lensTitles(code);
      await eventually('the lenses', lenses, (titles) => titles.length > 0);
      await whileOff('mipiti.codeLens.enabled', async () => void (await eventually('no lens', lenses, (titles) => titles.length === 0)));
      await eventually('the lenses again', lenses, (titles) => titles.length > 0);

      await replace(code, '    scan_upload(data, settings.scanner)\n', '');
      const problems = () => diagnosticsOf(code);
      await eventually('the problem', problems, (seen) => seen.length === 1);
      await whileOff('mipiti.diagnostics.enabled', async () => void (await eventually('no problem', problems, (seen) => seen.length === 0)));
      await eventually('the problem again', problems, (seen) => seen.length === 1);
      await vscode.commands.executeCommand('undo');

      const model = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'upload.threatmodel.yaml'));
      for (const [document, part] of [[model, 'CTRL-01:'], [code, 'scan_upload(']] as const) {
        const hovers = () => hoverTexts(document, part);
        await eventually(`the hover on ${part}`, hovers, (texts) => texts.length > 0);
        await whileOff('mipiti.hovers.enabled', async () => void (await eventually(`no hover on ${part}`, hovers, (texts) => texts.length === 0)));
      }

      await vscode.window.showTextDocument(code);
      await replace(code, 'MAXIMUM_SIZE = ', '# mipiti: CTRL-01\nMAXIMUM_SIZE = ');
      const links = async () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', code.uri);
      await eventually('the link', links, (seen) => seen.some(({ target }) => target?.path.endsWith('upload.threatmodel.yaml')));
      await whileOff('mipiti.links.enabled', async () => void (await eventually('no link', links, (seen) => !seen.some(({ target }) => target?.path.endsWith('upload.threatmodel.yaml')))));
      await vscode.commands.executeCommand('undo');
      await eventually('recovery', problems, (seen) => seen.length === 0);
    },
  },
  {
    name: 'diagnostics are copied and shown, whole, without a path or a word of a file',
    run: async () => {
      await api();
      await whileOff('mipiti.links.enabled', async () => {
        await vscode.commands.executeCommand('mipiti.copyDiagnostics');
        const copied = await vscode.env.clipboard.readText();
        assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'mipiti-diagnostics');
        await eventually('what was copied', () => vscode.window.activeTextEditor?.document.getText(), (shown) => shown === copied);
        assert.match(copied, /^- mipiti\.links\.enabled: false \(user\)$/m);
        assert.match(copied, /^- folder 1, upload\.threatmodel\.yaml: \d+ bytes;/m);
        assert.match(copied, /^- folder 1: first verification done: [\d.]+ ms$/m);
        for (const { uri } of vscode.workspace.workspaceFolders ?? []) assert.ok(!copied.includes(uri.path), uri.path);
        assert.doesNotMatch(copied, /scan_upload|\/tmp\/|\/home\/|127\.0\.0\.1/);
      });
    },
  },
  {
    name: 'the pages of the reference open, rendered',
    run: async () => {
      await api();
      for (const page of ['assertion-types', 'model-file']) {
        await vscode.commands.executeCommand('mipiti.openReference', page);
        await eventually(`the page ${page}`, () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)), (labels) => labels.some((label) => label.includes(`${page}.md`)));
      }
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    },
  },
];

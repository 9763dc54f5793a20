/** What agents in the editor get: tools that see unsaved text, and marks that keep other programs from writing under it. */
import * as assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { api, eventually, handler, replace, type ApiTest } from './api-test.ts';

async function invoke(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

const first = (): string => vscode.workspace.workspaceFolders![0]!.uri.fsPath;

export const agentTests: readonly ApiTest[] = [
  {
    name: 'tools of the editor are there, and see what nobody saved yet',
    run: async () => {
      await api();
      assert.ok(vscode.lm.tools.some(({ name }) => name === 'mipiti_verify_assertions'));
      const model = join(first(), 'upload.threatmodel.yaml');
      const ask = { model_id: 'upload.threatmodel.yaml', prove: false, limit: 1 };
      // Two folders hold the same model, so it is named by its path; which is the same in both.
      assert.match(await invoke('mipiti_verify_assertions', ask), /^ambiguous_model/);
      const code = await handler();
      const weakenings = await invoke('mipiti_list_weakenings', {});
      assert.match(weakenings, /Nothing is weaker/);
      await replace(code, '    scan_upload(data, settings.scanner)\n', '');
      await eventually('the failure', () => invoke('mipiti_verify_assertions', { only_failing: true, prove: false }), (text) => /asrt_7k2m/.test(text) && /25 of 26 assertions pass, 1 fail/.test(text));
      await vscode.window.showTextDocument(code);
      await vscode.commands.executeCommand('undo');
      assert.ok(existsSync(model));
    },
  },
  {
    name: 'a model with unsaved text is marked for other programs until it is saved',
    run: async () => {
      await api();
      const model = await vscode.workspace.openTextDocument(join(first(), 'upload.threatmodel.yaml'));
      const cache = join(first(), '.mipiti', 'cache');
      const marks = (): string[] => (existsSync(cache) ? readdirSync(cache).filter((name) => /^editor-\d+\.json$/.test(name)) : []);
      assert.deepEqual(marks(), []);
      await replace(model, 'title: File upload', 'title: File uploads');
      const [mark] = await eventually('the mark', marks, (found) => found.length === 1);
      assert.deepEqual((JSON.parse(readFileSync(join(cache, mark!), 'utf8')) as { files: string[] }).files, ['upload.threatmodel.yaml']);
      await vscode.window.showTextDocument(model);
      await vscode.commands.executeCommand('undo');
      if (model.isDirty) await model.save();
      await eventually('no mark', marks, (found) => found.length === 0);
    },
  },
  {
    name: 'the server that is offered starts in the host of servers of the editor itself, and its tools answer',
    run: async () => {
      await api();
      const names = await eventually('the tools of the server', async () => {
        await vscode.commands.executeCommand('workbench.mcp.startServer', '*');
        return vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('mcp_'));
      }, (found) => found.length >= 10);
      const list = names.find((name) => name.endsWith('list_threat_models'));
      assert.ok(list, names.join());
      assert.match(await invoke(list, {}), /2 models: upload \(\d+ of 12 objectives mitigated\)/);
    },
  },
];

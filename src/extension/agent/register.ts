/** What agents in the editor get: tools of its own, and the server for whatever else speaks the protocol. Each only where the editor has the means. */
import * as vscode from 'vscode';
import { agentServer, settings } from '../ids.ts';
import type { Workspace } from '../workspace.ts';

/** What the manifest says of a tool. */
interface ContributedTool {
  readonly name: string;
  readonly displayName: string;
  readonly tags: readonly string[];
}

/** Older editors, and those in a browser, lack some of it. */
type Means = Partial<Pick<typeof vscode.lm, 'registerTool' | 'registerMcpServerDefinitionProvider'>>;

export function registerAgent(workspace: Workspace, context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  const { extension } = context;
  const { contributes, version } = extension.packageJSON as { readonly version: string; readonly contributes: { readonly languageModelTools?: readonly ContributedTool[] } };
  const contributed = contributes.languageModelTools ?? [];
  const means: Means = (vscode as { readonly lm?: Means }).lm ?? {};
  const registered: vscode.Disposable[] = [];
  for (const tool of means.registerTool ? contributed : []) registered.push(vscode.lm.registerTool(tool.name, languageTool(workspace, tool, version, log)));
  if (means.registerMcpServerDefinitionProvider) registered.push(registerServer(context, contributed, version));
  return vscode.Disposable.from(...registered);
}

function languageTool(workspace: Workspace, { name, displayName, tags }: ContributedTool, version: string, log: vscode.LogOutputChannel): vscode.LanguageModelTool<object> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: vscode.l10n.t('Mipiti: {0}', displayName),
      ...(tags.includes('edits') ? { confirmationMessages: { title: vscode.l10n.t('Mipiti: {0}', displayName), message: vscode.l10n.t('This edits a threat model; one undo takes it back. {0}', JSON.stringify(input).slice(0, 2_000)) } } : {}),
    }),
    async invoke({ input }, token) {
      // The tools are a bundle of their own: it is loaded with the first call.
      const { runTool } = await import('./run-tool.ts');
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await runTool(name, input, workspace, { version, token, log }))]);
    },
  };
}

/** The server as the editor starts it: by its own Node, over the folders that are open, where the workspace is trusted. */
function registerServer({ extensionUri }: vscode.ExtensionContext, contributed: readonly ContributedTool[], version: string): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.agentToolsets)) changed.fire();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.lm.registerMcpServerDefinitionProvider(agentServer, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
        const [section, key] = splitSetting(settings.agentToolsets);
        const toolsets = vscode.workspace.getConfiguration(section).get<readonly string[]>(key, []);
        if (!vscode.workspace.isTrusted || folders.length === 0 || toolsets.length === 0) return [];
        const except = contributed.map(({ name }) => name.slice(name.indexOf('_') + 1));
        const words = [vscode.Uri.joinPath(extensionUri, 'dist', 'mcp.cjs').fsPath, ...folders, '--toolsets', toolsets.join(','), ...(except.length > 0 ? ['--except', except.join(',')] : [])];
        // On a desktop the host's program is the editor itself, which is told to be Node.
        return [new vscode.McpStdioServerDefinition('Mipiti', process.execPath, words, { ELECTRON_RUN_AS_NODE: '1' }, version)];
      },
    }),
  );
}

function splitSetting(setting: string): readonly [string, string] {
  const at = setting.indexOf('.');
  return [setting.slice(0, at), setting.slice(at + 1)];
}

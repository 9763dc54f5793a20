/** *New Model from Description…* and *New Model from This Repository*. What they need is loaded with the first of them. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { commands } from '../ids.ts';
import { registerCommand } from '../register-command.ts';
import type { Workspace } from '../workspace.ts';

export function registerGenerate(workspace: Workspace, host: Host, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(log, commands.newModelFromDescription, async () => (await import('./new-model.ts')).newModelFromDescription(workspace, host, log)),
    registerCommand(log, commands.newModelFromRepository, async () => (await import('./new-model.ts')).newModelFromRepository(workspace, host, log)),
  );
}

/** Help: the walkthrough and its sample, the reference, and what to send along with a question. Loaded when it is first asked. */
import * as vscode from 'vscode';
import { commands, contextKeys, diagnosticsScheme } from '../ids.ts';
import { registerCommand } from '../register-command.ts';
import type { Timings } from '../timings.ts';
import type { Workspace } from '../workspace.ts';
import { continueWalkthrough, openSample, openWalkthrough } from './sample.ts';

/** A step of the walkthrough is done a moment after a promise breaks; nothing else waits for it, in milliseconds. */
const brokenPause = 200;

export function registerHelp(workspace: Workspace, timings: Timings, context: vscode.ExtensionContext, log: vscode.LogOutputChannel): vscode.Disposable {
  let copied = '';
  const renewed = new vscode.EventEmitter<vscode.Uri>();
  void continueWalkthrough(context).catch((error: unknown) => log.warn(`the walkthrough was not opened: ${String(error)}`));
  return vscode.Disposable.from(
    renewed,
    tellWhenBroken(workspace),
    vscode.workspace.registerTextDocumentContentProvider(diagnosticsScheme, { onDidChange: renewed.event, provideTextDocumentContent: () => copied }),
    registerCommand(log, commands.openWalkthrough, () => openWalkthrough(context.extension.id)),
    registerCommand(log, commands.openSample, () => openSample(context)),
    registerCommand(log, commands.openReference, async (page) => (await import('./reference.ts')).openReference(context.extensionUri, page)),
    registerCommand(log, commands.copyDiagnostics, async () => {
      const { copyDiagnostics, showDiagnostics } = await import('./copy-diagnostics.ts');
      copied = await copyDiagnostics(workspace, timings, context);
      for (const document of vscode.workspace.textDocuments) if (document.uri.scheme === diagnosticsScheme) renewed.fire(document.uri);
      await showDiagnostics();
    }),
  );
}

/** Keeps the context key that says whether a claim about the code fails. */
function tellWhenBroken(workspace: Workspace): vscode.Disposable {
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    const broken = workspace.models.some(({ snapshot }) => [...snapshot.verdicts.values()].some(({ verdict }) => verdict === 'fail'));
    if (broken !== told) void vscode.commands.executeCommand('setContext', contextKeys.broken, (told = broken));
  };
  return vscode.Disposable.from(
    workspace.onDidChange(() => {
      timer ??= setTimeout(tell, brokenPause);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

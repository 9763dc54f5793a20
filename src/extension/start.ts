/** Registers what the extension contributes, and returns. Nothing heavy is loaded before a folder turns out to have a model. */
import * as vscode from 'vscode';
import { registerChangeView } from './change-view.ts';
import { registerCommands } from './commands.ts';
import { registerCodeLenses } from './code-lens-provider.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerExplanations } from './explanation-document.ts';
import type { Host } from './host.ts';
import { registerGenerate } from './generate/register.ts';
import { registerHelp } from './help/register.ts';
import { contextKeys } from './ids.ts';
import { registerGutterMarks } from './in-code/gutter-marks.ts';
import { registerInCode } from './in-code/register.ts';
import { registerModelLanguage } from './model-language/register.ts';
import { modellingOptions, registerModelling } from './modelling/register.ts';
import { registerReview } from './review/review-view.ts';
import { registerScreens } from './screens/register.ts';
import { startParts } from './start-parts.ts';
import { registerStatusBar } from './status-bar.ts';
import { registerTestExplorer } from './test-explorer.ts';
import { Timings } from './timings.ts';
import { registerTrees } from './trees.ts';
import { registerUnsavedModels } from './unsaved-models.ts';
import { Workspace } from './workspace.ts';

/** What the extension offers to tests in the same host. */
export interface MipitiApi {
  readonly workspace: Workspace;
  /** Fires when lenses have changed. */
  readonly onDidRenewLenses: vscode.Event<void>;
}

/** Starts every part, in whichever host: called once, when a folder has a model or a view or command is used. */
export function start(context: vscode.ExtensionContext, host: Host): MipitiApi {
  const began = performance.now();
  const timings = new Timings();
  const log = vscode.window.createOutputChannel('Mipiti', { log: true });
  const workspace = new Workspace(host, log, timings);
  const lensesRenewed = new vscode.EventEmitter<void>();
  context.subscriptions.push(log, workspace, lensesRenewed);

  // What needs a process is hidden where there is none.
  if (!host.hasProcesses) void vscode.commands.executeCommand('setContext', contextKeys.inBrowser, true);
  const modelling = modellingOptions(workspace);

  // Those beside the code come first and hear first.
  const parts: Readonly<Record<string, () => vscode.Disposable>> = {
    lenses: () => registerCodeLenses(workspace, lensesRenewed),
    diagnostics: () => registerDiagnostics(workspace),
    trees: () => registerTrees(workspace, modelling),
    ...(host.hasProcesses ? { change: () => registerChangeView(workspace, log) } : {}),
    review: () => registerReview(workspace, modelling, log),
    'status bar': () => registerStatusBar(workspace),
    explanations: () => registerExplanations(workspace),
    'in code': () => registerInCode(workspace),
    'gutter marks': () => registerGutterMarks(workspace, vscode.Uri.joinPath(context.extensionUri, 'media')),
    'test explorer': () => registerTestExplorer(workspace, log, context.workspaceState, host.testPorts),
    'model language': () => registerModelLanguage(workspace),
    commands: () => registerCommands(workspace, log),
    screens: () => registerScreens(workspace, context.extensionUri, log),
    modelling: () => registerModelling(workspace, modelling, log),
    generate: () => registerGenerate(workspace, host, log),
    ...(host.markUnsaved ? { 'unsaved models': () => registerUnsavedModels(workspace, host.markUnsaved!, log) } : {}),
    ...(host.registerAgent ? { agent: () => host.registerAgent!(workspace, context, log) } : {}),
    help: () => registerHelp(workspace, timings, context, log),
  };
  context.subscriptions.push(...startParts(parts, log, timings));
  timings.note('activated', performance.now() - began);
  void workspace.open();
  return { workspace, onDidRenewLenses: lensesRenewed.event };
}

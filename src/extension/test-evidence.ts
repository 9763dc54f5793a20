/** Tests as evidence: they run code of the workspace, so only when somebody asks, where it is trusted, and after a yes that is asked for once. */
import * as vscode from 'vscode';
import type { CheckPorts } from '../verifier/ports.ts';
import type { Host } from './host.ts';
import { settings, stateKeys } from './ids.ts';
import { printedLines } from './printed-lines.ts';

const defaultSeconds = 300;

/** Whether tests may run in this workspace: asked for once, and remembered for it. Without trust nobody is asked: the run itself says why it does not run. */
export async function mayRunTests(memory: vscode.Memento): Promise<boolean> {
  if (!vscode.workspace.isTrusted || memory.get<boolean>(stateKeys.testsAllowed) === true) return true;
  const run = vscode.l10n.t('Run Tests');
  const detail = vscode.l10n.t('Assertions of the type test_passes are shown by running the tests that they name, with the runner of this workspace. That executes code of this workspace on your machine. You are asked once for this workspace.');
  if ((await vscode.window.showInformationMessage(vscode.l10n.t('Run tests of this workspace as evidence?'), { modal: true, detail }, run)) !== run) return false;
  await memory.update(stateKeys.testsAllowed, true);
  return true;
}

/** The ports of one run, as the command line has them. What runners print is said as it comes; `end` says the rest. */
export async function portsForTests(testPorts: NonNullable<Host['testPorts']>, signal: AbortSignal, say: (line: string) => void): Promise<{ readonly ports: (repositoryRoot: string) => CheckPorts; readonly end: () => void }> {
  const seconds = vscode.workspace.getConfiguration().get<number>(settings.testTimeout, defaultSeconds);
  const lines = printedLines(say);
  const timeoutMs = (Number.isFinite(seconds) && seconds > 0 ? seconds : defaultSeconds) * 1000;
  return { ports: await testPorts({ trusted: vscode.workspace.isTrusted, timeoutMs, signal, onOutput: lines.hear }), end: lines.end };
}

/** Commands whose failure is told with a way to the log, and logged once. */
import * as vscode from 'vscode';

export function registerCommand(log: vscode.LogOutputChannel, id: string, run: (...given: readonly unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...given: readonly unknown[]) => {
    try {
      await run(...given);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      log.error(id, error instanceof Error ? error : String(error));
      const show = vscode.l10n.t('Show log');
      if ((await vscode.window.showErrorMessage(`Mipiti: ${error instanceof Error ? error.message : String(error)}`, show)) === show) log.show();
    }
  });
}

/** The posture in the status bar. */
import * as vscode from 'vscode';
import { commands, settings } from './ids.ts';
import { statusText } from './status-text.ts';
import type { Workspace } from './workspace.ts';

/** Registers the item; it hides where no folder has a model. */
export function registerStatusBar(workspace: Workspace): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('mipiti.posture', vscode.StatusBarAlignment.Left, 20);
  item.name = 'Mipiti posture';
  item.command = commands.showObjectives;
  const renew = (): void => {
    const status = statusText(workspace.models.map(({ snapshot }) => snapshot));
    if (!status || !vscode.workspace.getConfiguration().get<boolean>(settings.statusBar, true)) {
      item.hide();
      return;
    }
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.spoken };
    item.backgroundColor = status.broken ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };
  return vscode.Disposable.from(
    item,
    workspace.onDidChange(renew),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.statusBar)) renew();
    }),
  );
}

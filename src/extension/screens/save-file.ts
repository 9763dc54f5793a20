/** Keeps a file that a screen made, where a person says. */
import * as vscode from 'vscode';

/** Asks where to. Resolves with false when nobody says where. */
export async function saveFile(name: string, base64: string): Promise<boolean> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {});
  if (!target) return false;
  await vscode.workspace.fs.writeFile(target, Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  return true;
}

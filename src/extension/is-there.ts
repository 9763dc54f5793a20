/** Whether a file or a folder is there, asked of the editor's file systems. */
import * as vscode from 'vscode';

export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

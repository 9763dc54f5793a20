/** Tells programs beside the editor which models hold unsaved text, so that none writes under it. */
import * as vscode from 'vscode';
import type { Host } from './host.ts';
import { isModelDocument } from './model-language/selectors.ts';
import type { Workspace } from './workspace.ts';

export function registerUnsavedModels(workspace: Workspace, mark: NonNullable<Host['markUnsaved']>, log: vscode.LogOutputChannel): vscode.Disposable {
  const told = new Map<string, string>();
  let telling: Promise<void> = Promise.resolve();

  /** Only what became otherwise is told, and in the order in which it did. */
  const tell = (): void => {
    const now = new Map<string, { readonly folder: vscode.Uri; readonly files: string[] }>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) now.set(folder.uri.toString(), { folder: folder.uri, files: [] });
    for (const document of vscode.workspace.textDocuments) {
      const place = document.isDirty && isModelDocument(document) ? workspace.locate(document.uri) : undefined;
      if (place) now.get(place.folder.uri.toString())?.files.push(place.path);
    }
    for (const [key, { folder, files }] of now) {
      const names = files.sort().join('\n');
      if ((told.get(key) ?? '') === names) continue;
      told.set(key, names);
      telling = telling.then(() => mark(folder, files)).catch((error: unknown) => log.warn(`unsaved models could not be marked: ${error instanceof Error ? error.message : String(error)}`));
    }
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isModelDocument(document)) tell();
    }),
    vscode.workspace.onDidSaveTextDocument(tell),
    vscode.workspace.onDidCloseTextDocument(tell),
    new vscode.Disposable(() => {
      for (const folder of vscode.workspace.workspaceFolders ?? []) if (told.get(folder.uri.toString())) void mark(folder.uri, []);
    }),
  );
}

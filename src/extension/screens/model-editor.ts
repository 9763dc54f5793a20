/** One threat-model editor: a session of the screens over a document and a panel of the editor. */
import * as vscode from 'vscode';
import { ScreenSession } from '../../project/screens/session.ts';
import { editorEdits, snapshotOf } from '../model-language/documents.ts';
import { suggestionsIn } from '../modelling/suggestions.ts';
import type { Workspace } from '../workspace.ts';
import { openPlace, openText } from './open-place.ts';
import { PlacementFile } from './placement-file.ts';
import { saveFile } from './save-file.ts';
import { screenFiles, screenPage } from './screen-page.ts';

export interface ModelEditorPlace {
  readonly workspace: Workspace;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly document: vscode.TextDocument;
  readonly panel: vscode.WebviewPanel;
}

/** Takes a panel of the editor and runs the screens in it until it is closed. */
export function openModelEditor(place: ModelEditorPlace): void {
  const { workspace, extensionUri, log, document, panel } = place;
  const { webview } = panel;
  const path = vscode.workspace.asRelativePath(document.uri);
  const placements = new PlacementFile(document.uri, () => session.changed());
  const session: ScreenSession = new ScreenSession({
    bundle: bundleOf(),
    path,
    canBeWritten: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false,
    post: (message) => void webview.postMessage(message),
    model: () => {
      const found = snapshotOf(workspace, document);
      if (!found) return undefined;
      const { folder, snapshot } = found;
      const project = workspace.projectOf(folder.uri.toString());
      return { snapshot, save: saveFile, suggest: suggestionsIn({ folder, snapshot, document, parsed: snapshot.parsed }), ...(project ? { project } : {}) };
    },
    gone: () => (workspace.ready ? vscode.l10n.t('{0} is no model of an open folder. Is it still there, and does its folder stand in the workspace?', path) : undefined),
    document: () => ({ text: document.getText(), version: document.version }),
    apply: (edits) => {
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, editorEdits(document, edits));
      return Promise.resolve(vscode.workspace.applyEdit(edit));
    },
    placements: { text: () => placements.text, change: (edit) => placements.change(edit) },
    open: (wanted) => openPlace(place, snapshotOf(workspace, document), wanted),
    openText: () => openText(place),
    now: () => new Date(),
    chance: Math.random,
    failed: (what, error) => log.error(what, error instanceof Error ? error : String(error)),
  });
  webview.options = { enableScripts: true, localResourceRoots: [screenFiles(extensionUri)] };
  const subscriptions = vscode.Disposable.from(
    placements,
    webview.onDidReceiveMessage((message: unknown) => session.hear(message)),
    workspace.onDidChange(() => session.changed()),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) session.changed();
    }),
    panel.onDidChangeViewState(() => {
      if (!panel.visible) session.hidden();
    }),
  );
  panel.onDidDispose(() => {
    subscriptions.dispose();
    session.dispose();
  });
  webview.html = screenPage(webview, extensionUri);
}

function bundleOf(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(vscode.l10n.bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Marks beside the line numbers of code that carries promises. Off by default: the lens says it in words. */
import * as vscode from 'vscode';
import { settings } from '../ids.ts';
import { assertionsIn, lensesOf, type Lens } from '../lenses.ts';
import type { Workspace } from '../workspace.ts';

type Standing = Lens['standing'];

/** The worst first: a line has one mark. */
const standings: readonly Standing[] = ['broken', 'undecidable', 'holds', 'verified'];

/** Registers the marks; nothing listens while they are off. `media` is the folder of the icons. */
export function registerGutterMarks(workspace: Workspace, media: vscode.Uri): vscode.Disposable {
  let marks: vscode.Disposable | undefined;
  const turn = (): void => {
    const on = vscode.workspace.getConfiguration().get<boolean>(settings.gutter, false);
    if (on) marks ??= showMarks(workspace, media);
    else {
      marks?.dispose();
      marks = undefined;
    }
  };
  turn();
  const configuration = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(settings.gutter)) turn();
  });
  return vscode.Disposable.from(configuration, new vscode.Disposable(() => void marks?.dispose()));
}

function showMarks(workspace: Workspace, media: vscode.Uri): vscode.Disposable {
  const icon = (standing: Standing, theme: string): vscode.DecorationRenderOptions => ({ gutterIconPath: vscode.Uri.joinPath(media, `gutter-${standing}-${theme}.svg`), gutterIconSize: '80%' });
  // High contrast themes take the icons of the theme that they are dark or light like.
  const types = new Map(standings.map((standing) => [standing, vscode.window.createTextEditorDecorationType({ light: icon(standing, 'light'), dark: icon(standing, 'dark') })] as const));
  const shown = new WeakMap<vscode.TextEditor, string>();
  const renew = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      const place = workspace.locate(editor.document.uri);
      if (!place?.project) continue;
      const models = workspace.models.filter(({ folder }) => folder === place.folder);
      // While verdicts are on their way the marks stay; the editor moves them along with what is typed.
      if (shown.has(editor) && models.some(({ snapshot }) => assertionsIn(snapshot, place.path).some((id) => snapshot.checking.has(id)))) continue;
      const folder = place.folder.uri.toString();
      const byLine = worstByLine(lensesOf(models.map(({ snapshot }) => ({ folder, snapshot })), folder, place.path));
      const key = JSON.stringify([editor.document.version, [...byLine]]);
      if (shown.get(editor) === key) continue;
      shown.set(editor, key);
      for (const [standing, type] of types) editor.setDecorations(type, [...byLine].filter(([, one]) => one === standing).map(([line]) => new vscode.Range(line, 0, line, 0)));
    }
  };
  renew();
  return vscode.Disposable.from(...types.values(), workspace.onDidChange(renew), vscode.window.onDidChangeVisibleTextEditors(renew));
}

/** One standing for each line: the worst of what rests on it. */
function worstByLine(lenses: readonly Lens[]): ReadonlyMap<number, Standing> {
  const byLine = new Map<number, Standing>();
  for (const { line, standing } of lenses) {
    const known = byLine.get(line);
    if (known === undefined || standings.indexOf(standing) < standings.indexOf(known)) byLine.set(line, standing);
  }
  return byLine;
}

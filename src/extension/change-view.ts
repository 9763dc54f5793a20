/** Source Control: what the pending change does to the posture, before the commit. The last commit is verified when somebody looks, or when nothing else is to be done. */
import * as vscode from 'vscode';
import { brokenFiles, changeRows } from './change-rows.ts';
import { settings, views } from './ids.ts';
import { RowProvider } from './trees.ts';
import type { Workspace } from './workspace.ts';

/** How long nothing must have happened before the last commit is verified for the marks on files alone, in milliseconds. */
const quietBefore = 1500;

/** Registers the view below Source Control, and the marks on files that break what held. */
export function registerChangeView(workspace: Workspace, log: vscode.LogOutputChannel): vscode.Disposable {
  const provider = new RowProvider(workspace, changeRows);
  const tree = vscode.window.createTreeView(views.change, { treeDataProvider: provider, showCollapseAll: true });
  let comparing: Promise<void> | undefined;
  let quiet: NodeJS.Timeout | undefined;
  let failed = false;
  const compare = (): void => {
    clearTimeout(quiet);
    if (!vscode.workspace.isTrusted) return;
    comparing ??= Promise.all(workspace.projects.map((project) => project.comparePast())).then(
      () => undefined,
      (error: unknown) => {
        failed = true;
        log.error('the last commit could not be verified', error instanceof Error ? error : String(error));
      },
    ).finally(() => {
      comparing = undefined;
      tell();
    });
    tell();
  };
  // Who looks at the view does not wait. The marks on files do: for the first verification, and for a pause of who types.
  const compareIfWanted = (): void => {
    if (comparing || !workspace.models.some(({ snapshot }) => 'commit' in snapshot.base && !snapshot.past)) return;
    if (tree.visible) compare();
    else if (marksAreOn() && !failed) {
      clearTimeout(quiet);
      quiet = setTimeout(() => (workspace.models.some(({ snapshot }) => snapshot.checking.size > 0) ? compareIfWanted() : compare()), quietBefore);
    }
  };
  const tell = (): void => {
    const { models } = workspace;
    const compared = models.filter(({ snapshot }) => snapshot.past);
    // Without trust the view says itself what it needs.
    if (!vscode.workspace.isTrusted || models.length === 0) tree.message = '';
    else if (compared.length === 0) tree.message = comparing ? vscode.l10n.t('Verifying the last commit…') : models.every(({ snapshot }) => 'none' in snapshot.base) ? vscode.l10n.t('The models of this workspace are not committed yet, so there is nothing to compare with.') : '';
    else tree.message = provider.rows().length === 0 ? vscode.l10n.t('This change leaves the posture as it was.') : '';
    const broken = compared.length === 0 ? 0 : provider.rows().filter(({ id }) => id !== 'change:improved').reduce((sum, { children }) => sum + (children?.length ?? 0), 0);
    tree.badge = broken > 0 ? { value: broken, tooltip: vscode.l10n.t('{0} weakened, broken, put at risk or drifted', broken) } : undefined;
  };
  return vscode.Disposable.from(
    provider,
    tree,
    new vscode.Disposable(() => clearTimeout(quiet)),
    tree.onDidChangeVisibility(() => {
      if (tree.visible) compare();
    }),
    workspace.onDidChange(() => {
      compareIfWanted();
      tell();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.decorations)) compareIfWanted();
    }),
    registerMarks(workspace),
  );
}

function marksAreOn(): boolean {
  return vscode.workspace.getConfiguration().get<boolean>(settings.decorations, true);
}

/** Marks files in the explorer and in Source Control. The word stands in the tooltip; the mark is never the only carrier. */
function registerMarks(workspace: Workspace): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  let marked = new Map<string, string[]>();
  const renew = (): void => {
    const next = new Map<string, string[]>();
    for (const { folder, file, sentence } of marksAreOn() ? brokenFiles(workspace.models.map((model) => ({ folder: model.folder.uri.toString(), snapshot: model.snapshot }))) : []) {
      const key = vscode.Uri.joinPath(vscode.Uri.parse(folder), ...file.split('/')).toString();
      next.set(key, [...(next.get(key) ?? []), sentence]);
    }
    const touched = [...new Set([...marked.keys(), ...next.keys()])].filter((key) => marked.get(key)?.join('\n') !== next.get(key)?.join('\n'));
    marked = next;
    if (touched.length > 0) changed.fire(touched.map((key) => vscode.Uri.parse(key)));
  };
  return vscode.Disposable.from(
    changed,
    workspace.onDidChange(renew),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.decorations)) renew();
    }),
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration(uri) {
        const sentences = marked.get(uri.toString());
        return sentences && new vscode.FileDecoration('!', sentences.slice(0, 5).join('\n'), new vscode.ThemeColor('list.warningForeground'));
      },
    }),
  );
}

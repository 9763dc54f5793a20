/** The view of what waits for review, and its commands. What acts is loaded when it is first used. */
import * as vscode from 'vscode';
import { recordedRunsOf } from '../../project/on-record.ts';
import type { RemedyQuestion } from '../../project/review/remedies.ts';
import type { Project } from '../../project/snapshot.ts';
import { reviewOf } from '../../project/review/review.ts';
import { commands, internalCommands, views } from '../ids.ts';
import { rowsGiven, type ViewOptions } from '../modelling/register.ts';
import { registerCommand } from '../register-command.ts';
import type { TreeNode } from '../tree-node.ts';
import { RowProvider } from '../trees.ts';
import type { Workspace } from '../workspace.ts';
import { calmSentence, reviewRows } from './review-rows.ts';

/** How long after the first verification git is asked who last wrote what, in milliseconds: nothing waits for it. */
const historyPause = 1500;

/** What a quick fix asks for: a question about a model. */
export interface RemedyTarget {
  readonly folder: string;
  readonly model: string;
  readonly question: RemedyQuestion;
}

export function registerReview(workspace: Workspace, options: ViewOptions, log: vscode.LogOutputChannel): vscode.Disposable {
  const now = (): string => new Date().toISOString();
  const provider = new RowProvider(workspace, (models) => reviewRows(models, now()));
  const tree = vscode.window.createTreeView(views.review, { treeDataProvider: provider, showCollapseAll: true });
  options.watch(tree);
  let day = now().slice(0, 10);
  const tell = (): void => {
    if (!workspace.ready || workspace.models.length === 0) return;
    const review = reviewOf(workspace.models.map(({ snapshot }) => snapshot), now(), recordedRunsOf);
    const blind = vscode.workspace.isTrusted ? '' : vscode.l10n.t('Trust this workspace to see which controls nobody checked for 90 days: git is asked.');
    tree.message = [calmSentence(review), blind].filter((sentence) => sentence !== '').join(' ');
    tree.badge = review.waiting > 0 ? { value: review.waiting, tooltip: review.waiting === 1 ? vscode.l10n.t('1 waits for review') : vscode.l10n.t('{0} wait for review', review.waiting) } : undefined;
  };
  const histories = askForHistories(workspace, log);
  let pause: NodeJS.Timeout | undefined;
  const soon = (): void => {
    // The sentence and the number follow the rows where somebody sees them, and else at leisure: they must not delay what is typed.
    pause ??= setTimeout(() => {
      pause = undefined;
      tell();
    }, tree.visible ? 100 : 1000);
  };
  const load = () => import('./remedies.ts');
  const handlers: Readonly<Record<string, (rows: readonly TreeNode[]) => Promise<unknown>>> = {
    [commands.resolve]: async (rows) => (await load()).resolve(workspace, rows),
    [commands.extend]: async (rows) => (await load()).extendRow(workspace, rows),
    [commands.renewAttestation]: async (rows) => (await load()).renewRow(workspace, rows),
    [commands.noteCheck]: async (rows) => (await load()).noteRow(workspace, rows),
    [commands.dismissFinding]: async (rows) => (await load()).moveRow(workspace, rows, 'dismissed'),
    [commands.reopenFinding]: async (rows) => (await load()).moveRow(workspace, rows, 'acknowledged'),
  };
  return vscode.Disposable.from(
    provider,
    tree,
    histories,
    workspace.onDidChange(soon),
    tree.onDidChangeVisibility(({ visible }) => (visible ? tell() : undefined)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // Days end while nobody types.
      if (!focused || day === now().slice(0, 10)) return;
      day = now().slice(0, 10);
      provider.refresh();
      tell();
    }),
    { dispose: () => clearTimeout(pause) },
    ...Object.entries(handlers).map(([id, run]) => registerCommand(log, id, (...given) => run(rowsGiven(options, given)))),
    registerCommand(log, commands.showReview, () => vscode.commands.executeCommand(`${views.review}.focus`)),
    registerCommand(log, commands.recordFindingHere, async () => (await import('./record-here.ts')).recordFindingHere(workspace)),
    registerCommand(log, internalCommands.remedy, async (given) => {
      const { folder, model, question } = given as RemedyTarget;
      const found = workspace.models.find((one) => one.folder.uri.toString() === folder && one.snapshot.path === model);
      if (found) await (await load()).answer(workspace, found, question);
    }),
  );
}

/** Asks git once for each project, when it has been read and the workspace is trusted; after a commit the project asks itself. */
function askForHistories(workspace: Workspace, log: vscode.LogOutputChannel): vscode.Disposable {
  const asked = new WeakSet<Project>();
  let timer: NodeJS.Timeout | undefined;
  const ask = (): void => {
    timer = undefined;
    for (const project of workspace.projects) {
      if (asked.has(project)) continue;
      asked.add(project);
      project.readHistory().catch((error: unknown) => log.error('the history of the models could not be read', error instanceof Error ? error : String(error)));
    }
  };
  return vscode.Disposable.from(
    workspace.onDidChange(() => {
      if (vscode.workspace.isTrusted && workspace.projects.some((project) => !asked.has(project))) timer ??= setTimeout(ask, historyPause);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

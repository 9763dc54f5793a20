/** The views of the side bar: rows from snapshots, shown as the editor shows trees. */
import * as vscode from 'vscode';
import { assumptionRows } from './assumption-rows.ts';
import { controlRows } from './control-rows.ts';
import { internalCommands, views } from './ids.ts';
import { modelRows } from './model-rows.ts';
import type { ViewOptions } from './modelling/register.ts';
import { objectiveRows, type FolderSnapshot } from './objective-rows.ts';
import { problemRows } from './problem-rows.ts';
import { spokenOf, type TreeNode } from './tree-node.ts';
import type { Workspace } from './workspace.ts';

const rowsOf: Readonly<Record<string, (models: readonly FolderSnapshot[]) => readonly TreeNode[]>> = {
  [views.objectives]: objectiveRows,
  [views.model]: modelRows,
  [views.controls]: controlRows,
  [views.assumptions]: assumptionRows,
  [views.problems]: problemRows,
};

/** Registers the views. They are rebuilt from the snapshots after each change; ids keep open what was open. */
export function registerTrees(workspace: Workspace, options: ViewOptions): vscode.Disposable {
  const disposables = Object.entries(rowsOf).map(([view, rows]) => {
    const provider = new RowProvider(workspace, rows);
    const tree = vscode.window.createTreeView(view, { treeDataProvider: provider, showCollapseAll: true, ...options.of(view) });
    options.watch(tree);
    const subscription = workspace.onDidChange(() => {
      const problems = workspace.models.flatMap(({ snapshot }) => snapshot.problems).filter((problem) => problem.severity === 'error').length;
      if (view === views.problems) tree.badge = problems > 0 ? { value: problems, tooltip: `${problems} broken` } : undefined;
    });
    return vscode.Disposable.from(tree, provider, subscription);
  });
  return vscode.Disposable.from(...disposables);
}

/** Rows follow the code at a calmer pace than lenses do, in milliseconds: reading them anew must not delay those. */
const rowPause = 60;

export class RowProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #workspace: Workspace;
  readonly #rows: (models: readonly FolderSnapshot[]) => readonly TreeNode[];
  readonly #subscription: vscode.Disposable;
  #waiting: NodeJS.Timeout | undefined;
  /** What the view shows; undefined while it has not asked since it was told to. */
  #given: readonly TreeNode[] | undefined;

  constructor(workspace: Workspace, rows: (models: readonly FolderSnapshot[]) => readonly TreeNode[]) {
    this.#workspace = workspace;
    this.#rows = rows;
    this.#subscription = workspace.onDidChange(() => {
      this.#waiting ??= setTimeout(() => {
        this.#waiting = undefined;
        this.refresh();
      }, rowPause);
    });
  }

  /** Shows the rows as they are now. */
  refresh(): void {
    // Rows that stay as they are stay under the pointer: an action on a row that is just being read anew would lose it.
    if (this.#given !== undefined && JSON.stringify(this.#given) === JSON.stringify(this.rows())) return;
    this.#given = undefined;
    this.#changed.fire();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node) return [...(node.children ?? [])];
    this.#given = this.rows();
    return [...this.#given];
  }

  /** What the view would show now. */
  rows(): readonly TreeNode[] {
    return this.#rows(this.#workspace.models.map(({ folder, snapshot }) => ({ folder: folder.uri.toString(), snapshot })));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const state = node.children && node.children.length > 0 ? (node.open === 'expanded' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed) : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.label, state);
    item.id = node.id;
    if (node.description !== undefined) item.description = node.description;
    item.tooltip = node.tooltip ?? node.label;
    if (node.icon !== undefined) item.iconPath = new vscode.ThemeIcon(node.icon, node.color === undefined ? undefined : new vscode.ThemeColor(node.color));
    if (node.kind !== undefined) item.contextValue = node.kind;
    item.accessibilityInformation = { label: spokenOf(node) };
    if (node.place) item.command = { command: internalCommands.openPlace, title: 'Open', arguments: [node.place, node.keepsFocus === true] };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    clearTimeout(this.#waiting);
    this.#changed.dispose();
  }
}

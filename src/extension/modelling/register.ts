/** Registers modelling in the side bar. What does it is loaded when it is first used. */
import * as vscode from 'vscode';
import type { EntityKind } from '../../model/identifiers.ts';
import { commands, views } from '../ids.ts';
import { registerCommand } from '../register-command.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';
import { dragAndDropOf } from './drag-and-drop.ts';

/** What modelling adds to the trees: several rows at once, dragging, and what is selected for commands of the keyboard. */
export interface ViewOptions {
  of(view: string): Partial<vscode.TreeViewOptions<TreeNode>>;
  watch(tree: vscode.TreeView<TreeNode>): void;
  /** What is selected in the tree that was used last. */
  selected(): readonly TreeNode[];
}

const modelled: readonly string[] = [views.model, views.objectives, views.controls, views.assumptions];
const dragged: readonly string[] = [views.model, views.objectives, views.controls];

export function modellingOptions(workspace: Workspace): ViewOptions {
  let last: vscode.TreeView<TreeNode> | undefined;
  return {
    of: (view) => ({ ...(modelled.includes(view) ? { canSelectMany: true } : {}), ...(dragged.includes(view) ? { dragAndDropController: dragAndDropOf(workspace, view) } : {}) }),
    watch: (tree) => {
      tree.onDidChangeSelection(({ selection }) => {
        // A row that vanishes from another tree ends a selection there, and says nothing of this one.
        if (selection.length > 0) last = tree;
      });
    },
    selected: () => last?.selection ?? [],
  };
}

const kinds: Readonly<Record<string, EntityKind>> = {
  [commands.addBoundary]: 'boundaries',
  [commands.addComponent]: 'components',
  [commands.addConnection]: 'connections',
  [commands.addAsset]: 'assets',
  [commands.addAttacker]: 'attackers',
  [commands.addAssumption]: 'assumptions',
  [commands.addControl]: 'controls',
  [commands.addAssertion]: 'assertions',
  [commands.recordFinding]: 'findings',
  [commands.acceptRisk]: 'acceptances',
};

/** A key in a tree acts on what is selected there; its binding says so. */
const onSelection = 'selection';

/** The rows that a command was called on: by a key, by a menu with what is selected besides, by a button; none from the palette. */
export function rowsGiven(options: ViewOptions, given: readonly unknown[]): readonly TreeNode[] {
  const [one, several] = given;
  if (one === onSelection) return options.selected();
  if (Array.isArray(several) && several.length > 0) return several as TreeNode[];
  return typeof one === 'object' && one !== null && 'label' in one ? [one as TreeNode] : [];
}

export function registerModelling(workspace: Workspace, options: ViewOptions, log: vscode.LogOutputChannel): vscode.Disposable {
  const add = () => import('./add.ts');
  const handlers: Readonly<Record<string, (rows: readonly TreeNode[]) => Promise<void>>> = {
    ...Object.fromEntries(Object.entries(kinds).map(([command, kind]) => [command, async (rows: readonly TreeNode[]) => (await add()).addEntity(workspace, kind, rows)])),
    [commands.add]: async (rows) => (await add()).addAnything(workspace, rows),
    [commands.addClause]: async (rows) => (await add()).addClause(workspace, rows),
    [commands.attest]: async (rows) => (await add()).attest(workspace, rows),
    [commands.edit]: async (rows) => (await import('./change.ts')).changeEntities(workspace, rows),
    [commands.changeStatus]: async (rows) => (await import('./change.ts')).changeEntities(workspace, rows, 'status'),
    [commands.move]: async (rows) => (await import('./move.ts')).moveRows(workspace, rows),
    [commands.remove]: async (rows) => (await import('./remove.ts')).removeRows(workspace, rows),
    [commands.restore]: async (rows) => (await import('./remove.ts')).restoreRows(workspace, rows),
  };
  return vscode.Disposable.from(...Object.entries(handlers).map(([id, run]) => registerCommand(log, id, (...given) => run(rowsGiven(options, given)))));
}

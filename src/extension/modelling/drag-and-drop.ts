/** Dragging rows: components, attackers and assets to where they stand, controls between mitigation groups. */
import * as vscode from 'vscode';
import { itemKinds, views } from '../ids.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Workspace } from '../workspace.ts';

/** The editor's own kind of data for what is dragged from a tree. */
const dataOf = (view: string): string => `application/vnd.code.tree.${view.toLowerCase()}`;
const sources = [views.model, views.objectives, views.controls].map(dataOf);

/** The controller of a view. Nothing is moved where it cannot stand; every drop is one edit. */
export function dragAndDropOf(workspace: Workspace, view: string): vscode.TreeDragAndDropController<TreeNode> {
  return {
    dragMimeTypes: [dataOf(view)],
    dropMimeTypes: view === views.model ? [dataOf(views.model)] : [dataOf(views.objectives), dataOf(views.controls)],
    handleDrag(rows, data) {
      data.set(dataOf(view), new vscode.DataTransferItem(rows));
    },
    async handleDrop(target, data) {
      const rows = sources.flatMap((type) => {
        const value: unknown = data.get(type)?.value;
        return Array.isArray(value) ? (value as TreeNode[]) : [];
      });
      if (!target || rows.length === 0) return;
      const [{ moveTo, moveToGroup, movesOf, membershipsIn }, { targetModel }] = await Promise.all([import('./move.ts'), import('./targets.ts')]);
      const inModel = rows.filter(({ subject }) => subject?.folder === target.subject?.folder && subject?.model === target.subject?.model);
      if (inModel.length === 0) return;
      const model = await targetModel(workspace, inModel);
      if (!model) return;
      if (view === views.model) {
        const place = placeOf(target);
        const moves = movesOf(inModel).filter(({ id }) => !place || canStand(id, place.id));
        if (place && moves.length > 0) await moveTo(model, moves, place.id);
        return;
      }
      const group = groupOf(target);
      if (!group) return;
      const controls = inModel.filter(({ kind }) => kind === itemKinds.control);
      await moveToGroup(model, membershipsIn(controls), controls.filter(({ within }) => within?.objective === undefined).map(({ subject }) => subject!.entity), group);
    },
  };
}

/** Where a drop on a row leads: the boundary or component itself, where the row stands, or out of all of them. */
function placeOf({ kind, subject, within }: TreeNode): { readonly id: string | undefined } | undefined {
  if (kind === itemKinds.boundary || kind === itemKinds.component) return { id: subject?.entity };
  if (kind === itemKinds.componentSection || kind === itemKinds.attackerSection) return { id: undefined };
  return within?.place === undefined ? undefined : { id: within.place };
}

/** Components and attackers stand at boundaries, assets in components. */
function canStand(id: string, place: string | undefined): boolean {
  return place === undefined || (/^A\d/.test(id) ? place.startsWith('CMP') : place.startsWith('TB'));
}

function groupOf({ kind, subject, within }: TreeNode): { readonly objective: string; readonly group: string } | undefined {
  if (within?.objective !== undefined) return { objective: within.objective, group: within.group ?? '' };
  return kind === itemKinds.objective && subject ? { objective: subject.entity, group: '' } : undefined;
}

/** A row of a tree as data, so that trees are built and tested without an editor. */
import type { CodeRange } from '../verifier/verdict.ts';

/** A file relative to its folder, and the place in it. */
export interface RowPlace {
  readonly folder: string;
  readonly file: string;
  readonly range?: CodeRange;
}

export interface TreeNode {
  /** The same across refreshes, so that what is open stays open. */
  readonly id: string;
  readonly label: string;
  /** Shown dimmed behind the label. */
  readonly description?: string;
  /** Plain text; it may hold text of the workspace. */
  readonly tooltip?: string;
  /** A codicon, and the theme colour it has. Never the only carrier of a meaning: label or description say it too. */
  readonly icon?: string;
  readonly color?: string;
  readonly kind?: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
  readonly open?: 'expanded' | 'collapsed';
  readonly children?: readonly TreeNode[];
  /** Where a click leads. */
  readonly place?: RowPlace;
  /** A click shows the place and leaves the focus in the tree, so that keys act on the row: Delete must not reach the text. */
  readonly keepsFocus?: boolean;
  /** What the item's menu acts on: the folder's address, the model's path and the entity; of a clause, its control and its name. */
  readonly subject?: { readonly folder: string; readonly model: string; readonly entity: string; readonly clause?: string };
  /** Where the entity stands in this row, so that it can be moved from there: a boundary or a component, or a group of an objective. */
  readonly within?: { readonly place?: string; readonly objective?: string; readonly group?: string };
}

/** What a screen reader says of a row: its own words, or what stands there. An icon is never read, so the words say what it does. */
export function spokenOf({ spoken, label, description }: TreeNode): string {
  return (spoken ?? (description === undefined ? label : `${label}, ${description}`)).replaceAll(' · ', ', ');
}

/**
 * The rows that an editor offers to its own agents and in its chat by `#`: those that gain from the text that nobody saved yet, and from an
 * edit that one undo takes back. The server that an editor starts leaves them out, so that no agent has a tool twice.
 */
import { tools } from './table.ts';
import type { Tool } from './tool.ts';

/** The names by which people refer to them. */
const references: Readonly<Record<string, string>> = {
  get_control_work_order: 'mipitiWorkOrder',
  begin_change: 'mipitiBeginChange',
  complete_change: 'mipitiCompleteChange',
  suggest_assertions: 'mipitiSuggest',
  submit_assertions: 'mipitiClaim',
  update_control_status: 'mipitiControlStatus',
  verify_assertions: 'mipitiVerify',
  explain_objective: 'mipitiExplain',
  assess_model: 'mipitiPosture',
  list_weakenings: 'mipitiWeakenings',
  get_drift: 'mipitiDrift',
};

export interface EditorTool {
  /** What the editor calls it. */
  readonly id: string;
  readonly reference: string;
  readonly tool: Tool;
}

const editorToolPrefix = 'mipiti_';

/** In the order of the table. */
export const editorTools: readonly EditorTool[] = tools.flatMap((tool) => (Object.hasOwn(references, tool.name) ? [{ id: `${editorToolPrefix}${tool.name}`, reference: references[tool.name]!, tool }] : []));

/** The one table of tools, in the order in which clients list them. */
import { listThreatModels } from './models/list-models.ts';
import type { Tool, Toolset } from './tool.ts';

export const tools: readonly Tool[] = [listThreatModels];

/** The tools of some sets; those that take away or decide only where `removing` is allowed. */
export function toolsOf(sets: readonly (Toolset | 'all')[], { removing }: { readonly removing: boolean }): readonly Tool[] {
  return tools.filter((one) => (sets.includes('all') || one.toolsets.some((set) => sets.includes(set))) && (removing || one.effect !== 'removes'));
}

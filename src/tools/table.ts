/** The one table of tools, in the order in which clients list them. */
import { assumptionTools } from './assumptions/all.ts';
import { entityTools } from './entities/all.ts';
import { modelTools } from './models/all.ts';
import { objectiveTools } from './objectives/all.ts';
import { structureTools } from './structure/all.ts';
import type { Tool, Toolset } from './tool.ts';

export const tools: readonly Tool[] = [...modelTools, ...entityTools, ...structureTools, ...objectiveTools, ...assumptionTools];

/** The tools of some sets; those that take something away only where `removing` is allowed. */
export function toolsOf(sets: readonly (Toolset | 'all')[], { removing }: { readonly removing: boolean }): readonly Tool[] {
  return tools.filter((one) => (sets.includes('all') || one.toolsets.some((set) => sets.includes(set))) && (removing || one.effect !== 'removes'));
}

/** The product as it is served: its tools, resources, prompts and completions over one workbench. */
import { tools as all } from '../tools/table.ts';
import type { Tool } from '../tools/tool.ts';
import { completions } from './completions.ts';
import { instructions } from './instructions.ts';
import { WrongWords, type McpOptions } from './options.ts';
import { prompts } from './prompts.ts';
import { modelResources } from './resources.ts';
import type { Served } from './served.ts';
import { toolCalls } from './tool-calls.ts';
import type { Workbench } from './workbench.ts';
import { nearestTools } from '../tools/nearest-tools.ts';

export type ToolChoice = Pick<McpOptions, 'toolsets' | 'tools' | 'except' | 'readOnly' | 'allowRemoval'>;

/** The tools that a choice switches on, in the order of the table. @throws WrongWords for a name that there is not. */
export function chosenTools({ toolsets, tools, except, readOnly, allowRemoval }: ToolChoice): readonly Tool[] {
  for (const name of [...tools, ...except]) {
    if (all.some((tool) => tool.name === name)) continue;
    const near = nearestTools(name, all, 2).map((tool) => tool.name);
    throw new WrongWords(`There is no tool ${name}.${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''}`);
  }
  return all.filter((tool) => !except.includes(tool.name) && (toolsets.includes('all') || tool.toolsets.some((set) => toolsets.includes(set)) || tools.includes(tool.name)) && (allowRemoval || tool.effect !== 'removes') && (!readOnly || tool.effect === 'reads'));
}

export function product(workbench: Workbench, choice: ToolChoice, version: string, log: (line: string) => void): Served {
  return {
    name: 'mipiti',
    title: 'Mipiti',
    version,
    instructions,
    tools: toolCalls({ workbench, all, on: chosenTools(choice), version, log }),
    resources: modelResources(workbench),
    prompts,
    complete: completions(workbench),
  };
}

/** A row of the table as the protocol lists it. */
import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import { descriptionOf, inputSchema, outputSchema } from '../tools/listed-schemas.ts';
import type { Tool } from '../tools/tool.ts';

export function listedTool(tool: Tool): ListedTool {
  const { name, title } = tool;
  return { name, title, description: descriptionOf(tool), inputSchema: inputSchema(tool), outputSchema: outputSchema(tool), annotations: annotationsOf(tool) };
}

export function annotationsOf({ effect, idempotent }: Tool): NonNullable<ListedTool['annotations']> {
  if (effect === 'reads') return { readOnlyHint: true, openWorldHint: false };
  return { destructiveHint: effect === 'removes' || effect === 'decides', ...(idempotent ? { idempotentHint: true } : {}), openWorldHint: effect === 'runs' };
}

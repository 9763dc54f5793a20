/** A row of the table as clients list it. What a list costs is paid in every conversation, so schemas are as short as they can be. */
import type { Tool as ListedTool } from '@modelcontextprotocol/server';
import * as z from 'zod/mini';
import type { Tool } from '../tools/tool.ts';

type Json = Readonly<Record<string, unknown>>;

/** The tool with its schemas in JSON Schema 2020-12, which the protocol takes for granted. */
export function listedTool(tool: Tool): ListedTool {
  const { name, title } = tool;
  return { name, title, description: descriptionOf(tool), inputSchema: inputSchema(tool) as ListedTool['inputSchema'], outputSchema: outputSchema(tool), annotations: annotationsOf(tool) };
}

/** When to use it and when not. */
export function descriptionOf({ use, not }: Tool): string {
  return not === undefined ? use : `${use} ${not}`;
}

export function inputSchema({ input }: Tool): Json {
  return tidied(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
}

/**
 * What structured content holds: the summary, the next step where there is one, and the data. Only names and types of the first level stand
 * in a list; the whole is on the reference page.
 */
export function outputSchema({ output }: Tool): Json {
  const { properties = {} } = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }) as { properties?: Readonly<Record<string, Json>> };
  const shallow = Object.entries(properties).map(([name, { type }]) => [name, type === undefined ? {} : { type }] as const);
  return { type: 'object', properties: { summary: { type: 'string' }, ...Object.fromEntries(shallow) }, required: ['summary'] };
}

export function annotationsOf({ effect, idempotent }: Tool): NonNullable<ListedTool['annotations']> {
  if (effect === 'reads') return { readOnlyHint: true, openWorldHint: false };
  return { readOnlyHint: false, destructiveHint: effect === 'removes' || effect === 'decides', ...(idempotent ? { idempotentHint: true } : {}), openWorldHint: effect === 'runs' };
}

/** Without what says nothing: the dialect, the bounds of every integer. */
function tidied(schema: unknown): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key, one]) => !(key === '$schema' || ((key === 'minimum' || key === 'maximum') && Math.abs(one as number) === Number.MAX_SAFE_INTEGER) || (key === 'minimum' && one === 0)));
    return Object.fromEntries(entries.map(([key, one]) => [key, walk(one)]));
  };
  return walk(schema) as Json;
}

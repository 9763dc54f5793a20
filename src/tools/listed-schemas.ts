/** The schemas and words of a row as clients list them. What a list costs is paid in every conversation, so they are as short as they can be. */
import * as z from 'zod/mini';
import { pageOutput } from './page.ts';
import type { Tool } from './tool.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** When to use it and when not. */
export function descriptionOf({ use, not }: Tool): string {
  return not === undefined ? use : `${use} ${not}`;
}

/** JSON Schema 2020-12. */
export function inputSchema({ input }: Tool): JsonSchema & { readonly type: 'object' } {
  return { type: 'object', ...tidied(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })) };
}

/** The whole shape of the answer's data. */
export function wholeOutputSchema({ output }: Tool): JsonSchema {
  return tidied(z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }));
}

/** Of the answer's data only the names of the first level and which of them hold more, with the summary that comes before them; the whole is on the reference page. */
export function outputSchema(tool: Tool): JsonSchema & { readonly type: 'object' } {
  const { properties = {} } = wholeOutputSchema(tool) as { properties?: Readonly<Record<string, JsonSchema>> };
  const shallow = Object.entries(properties).filter(([name]) => !Object.hasOwn(pageOutput, name)).map(([name, { type }]) => [name, type === 'array' || type === 'object' ? { type } : {}] as const);
  return { type: 'object', properties: { summary: { type: 'string' }, ...Object.fromEntries(shallow) } };
}

/** Without what says nothing: the dialect, the bounds of every integer. */
function tidied(schema: unknown): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key, one]) => !(key === '$schema' || ((key === 'minimum' || key === 'maximum') && Math.abs(one as number) === Number.MAX_SAFE_INTEGER) || (key === 'minimum' && one === 0)));
    return Object.fromEntries(entries.map(([key, one]) => [key, walk(one)]));
  };
  return walk(schema) as JsonSchema;
}

/** What can be claimed about code: the catalogue, short, or one type in full. */
import * as z from 'zod/mini';
import { assertionTypes, findAssertionType, paramsJsonSchema, suggestAssertionType } from '../../verifier/catalogue.ts';
import { printable } from '../../project/printable.ts';
import { ToolRefusal } from '../answer.ts';
import { tool } from '../tool.ts';

const row = z.object({
  type: z.string(),
  shows: z.string(),
  params: z.array(z.string()).check(z.describe('Those with ? may be left out.')),
  least: z.string(),
  most: z.string(),
  schema: z.optional(z.record(z.string(), z.unknown())),
  example: z.optional(z.record(z.string(), z.unknown())),
});

export const getAssertionTypes = tool({
  name: 'get_assertion_types',
  title: 'Get assertion types',
  toolsets: ['core', 'evidence'],
  use: 'To see what can be claimed about code: every type with its parameters, or some in full with schema and example.',
  not: 'To find claims that hold for code you know, use suggest_assertions.',
  effect: 'reads',
  input: z.object({ types: z.optional(z.array(z.string()).check(z.describe('These in full.'))) }),
  output: z.object({ types: z.array(row) }),
  run({ types }) {
    for (const type of types ?? []) {
      if (findAssertionType(type)) continue;
      const near = suggestAssertionType(type);
      throw new ToolRefusal('unknown_type', `There is no assertion type ${printable(type)}.`, near === undefined ? 'Call it without types for the catalogue.' : `Did you mean ${near}?`, { known: assertionTypes.map(({ id }) => id) });
    }
    const chosen = assertionTypes.filter(({ id }) => types?.includes(id) ?? true);
    const rows = chosen.map(({ id, shows, params, least, most }) => ({
      type: id,
      shows,
      params: params.map(({ name, required }) => `${name}${required ? '' : '?'}`),
      least,
      most,
      ...(types === undefined ? {} : { schema: { ...paramsJsonSchema(id) }, example: Object.fromEntries(params.filter(({ required }) => required).map(({ name, example }) => [name, example])) }),
    }));
    return Promise.resolve({ summary: types === undefined ? `${rows.length} types. A pass states its strength: text < declared for what is there, chained < called < unconditional for calls.` : rows.map(({ type, shows }) => `${type}: ${shows}`).join('\n'), data: { types: rows } });
  },
});

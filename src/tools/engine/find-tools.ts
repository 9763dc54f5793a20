/** Tools that a client was not given, found by words. It lists them and runs none: what is switched off was switched off by somebody. */
import * as z from 'zod/mini';
import { ToolRefusal } from '../answer.ts';
import { nearestTools } from '../nearest-tools.ts';
import { tool } from '../tool.ts';

export const findTools = tool({
  name: 'find_tools',
  title: 'Find tools',
  toolsets: ['core'],
  use: 'To find a tool by words when none of those listed fits; says how a person switches it on.',
  effect: 'reads',
  input: z.object({
    words: z.string().check(z.describe('What you want to do, such as "map control to requirement".')),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(20)), 5),
  }),
  output: z.object({ tools: z.array(z.object({ name: z.string(), title: z.string(), use: z.string(), on: z.boolean(), switched_on_by: z.optional(z.string()) })) }),
  run({ words, limit }, { tools }) {
    const on = new Map(tools.map((known) => [known.tool, known.on]));
    const found = nearestTools(words, tools.map((known) => known.tool), limit);
    if (found.length === 0) throw new ToolRefusal('nothing_found', 'No tool fits these words.', 'Try other words, such as those of the model: asset, control, assertion, finding, requirement.');
    const rows = found.map((one) => ({ name: one.name, title: one.title, use: one.use, on: on.get(one) ?? false, ...(on.get(one) ? {} : { switched_on_by: `--tools ${one.name}${one.effect === 'removes' ? ' --allow-removal' : ''}, or --toolsets ${one.toolsets.join(' or ')}` }) }));
    const off = rows.filter((row) => !row.on);
    return Promise.resolve({
      summary: rows.map((row) => `${row.name}: ${row.use}${row.on ? '' : ' (switched off)'}`).join('\n'),
      data: { tools: rows },
      ...(off.length > 0 ? { next: 'For a tool that is switched off, ask the person to start this server with the option that its row names.' } : {}),
    });
  },
});

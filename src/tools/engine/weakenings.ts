/** What became easier to satisfy against the base commit. */
import * as z from 'zod/mini';
import { printable } from '../../project/printable.ts';
import { describeWeakening } from '../../project/sentences/weakenings.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const row = z.object({ model_id: z.string(), kind: z.string(), subject: z.string(), sentence: z.string(), path: z.string() });

export const listWeakenings = tool({
  name: 'list_weakenings',
  title: 'List weakenings',
  toolsets: ['core', 'evidence'],
  use: 'To see what the pending change makes easier to satisfy; reviewers see these first.',
  not: 'For claims that no longer hold, use get_drift or verify_assertions.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...pageInput }),
  output: z.object({ base: z.array(z.object({ model_id: z.string(), commit: z.optional(z.string()), none: z.optional(z.string()) })), weakenings: z.array(row), ...pageOutput }),
  async run({ model_id, ...range }, desk) {
    const models = model_id === undefined ? await allModels(desk) : [await findModel(desk, model_id)];
    const rows = models.flatMap(({ model }) => model.weakenings.map((weakening) => ({ model_id: model.model.id, kind: weakening.kind, subject: String(weakening.path[1] ?? weakening.path[0]), sentence: printable(describeWeakening(weakening)), path: printable(weakening.path.join('.')) })));
    const { items, ...page } = pageOf(rows, range);
    const blind = models.filter(({ model }) => 'none' in model.base);
    return {
      summary: [
        rows.length === 0 ? 'Nothing is weaker than at the base commit.' : `${rows.length} ${rows.length === 1 ? 'weakening' : 'weakenings'} against the base commit: ${items.slice(0, 5).map(({ sentence }) => sentence).join('; ')}.`,
        ...(blind.length > 0 ? [`Not compared, for want of a base commit: ${blind.map(({ model }) => printable(model.model.id)).join(', ')}.`] : []),
      ].join('\n'),
      data: { base: models.map(({ model }) => ({ model_id: model.model.id, ...model.base })), weakenings: [...items], ...page },
      ...(rows.length > 0 ? { next: 'Give each a reason that a person accepts, or take it back.' } : {}),
    };
  },
});


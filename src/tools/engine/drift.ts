/** What passed on record and does not hold now, and what was recorded of something. */
import * as z from 'zod/mini';
import { driftChanges, type DriftChange } from '../../project/drift-changes.ts';
import { driftOf } from '../../project/drift.ts';
import { assertionsAbout, historyOf } from '../../project/history.ts';
import { onRecord } from '../../project/on-record.ts';
import { printable } from '../../project/printable.ts';
import { describeClaim } from '../../project/sentences/posture.ts';
import { describeFlapping, describeRecordedVerdict } from '../../project/sentences/recorded.ts';
import { ToolRefusal } from '../answer.ts';
import { again } from '../basis.ts';
import { allModels, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const item = z.object({
  model_id: z.string(),
  assertion: z.string(),
  claim: z.string(),
  subject: z.string(),
  objectives: z.array(z.string()),
  passed: z.string(),
  now: z.enum(['fail', 'undecidable']),
  details: z.string(),
  known_gap: z.boolean(),
  changed: z.array(z.object({ path: z.string(), definitions: z.array(z.string()) })),
});

export const getDrift = tool({
  name: 'get_drift',
  title: 'Get drift',
  toolsets: ['core', 'evidence'],
  use: 'To see what signed runs proved and the code does not hold any more, with what changed since.',
  not: 'For what the model asks less of, use list_weakenings.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...pageInput }),
  output: z.object({ on_record: z.boolean(), drift: z.array(item), not_looked_at: z.array(z.string()), ...pageOutput }),
  async run({ model_id, ...range }, desk) {
    const models = model_id === undefined ? await allModels(desk) : [await findModel(desk, model_id)];
    const at = desk.now().toISOString();
    const rows: z.input<typeof item>[] = [];
    const blind: string[] = [];
    let recorded = false;
    for (const { project, model } of models) {
      await project.readRecorded();
      const now = again(project, model);
      recorded ||= onRecord(now) !== undefined;
      const { items, notLookedAt } = driftOf(now, at);
      blind.push(...notLookedAt);
      const changes = await driftChanges(now, items, desk.checker, desk.signal);
      rows.push(...items.map(({ assertion, control, assumption, objectives, from, to, knownGap }) => ({
        model_id: now.model.id,
        assertion,
        claim: printable(describeClaim(now.model.assertions[assertion]!)),
        subject: control ?? assumption ?? '',
        objectives: [...objectives],
        passed: printable(describeRecordedVerdict(from)),
        now: to.verdict,
        details: printable(to.details),
        known_gap: knownGap,
        changed: (changes.get(assertion) ?? []).map(({ path, definitions }) => ({ path, definitions: namesOf(definitions) })),
      })));
    }
    const { items, ...page } = pageOf(rows, range);
    return {
      summary: !recorded
        ? 'Nothing is recorded of these models yet, so there is nothing that they could drift from.'
        : rows.length === 0
          ? 'What is on record still holds.'
          : [`${rows.length} ${rows.length === 1 ? 'claim' : 'claims'} passed on record and ${rows.length === 1 ? 'does' : 'do'} not hold now.`, ...items.slice(0, 4).map(({ assertion, claim, subject, objectives, details, changed }) => `${assertion} (${subject}, ${objectives.join(', ')}): ${claim}. ${details}${changed.length > 0 ? ` Changed: ${changed.map(({ path, definitions }) => `${printable(path)}${definitions.length > 0 ? ` (${definitions.join(', ')})` : ''}`).join(', ')}.` : ''}`)].join('\n'),
      data: { on_record: recorded, drift: [...items], not_looked_at: blind, ...page },
      ...(rows.length > 0 ? { next: 'Mend the code; where it moved, claim the new place with suggest_assertions.' } : {}),
    };
  },
});

function namesOf(definitions: DriftChange['definitions']): string[] {
  return definitions ? [...definitions.names.map((name) => printable(name)).slice(0, 20), ...(definitions.outside ? ['outside of definitions'] : [])] : [];
}

export const getHistory = tool({
  name: 'get_history',
  title: 'Get history',
  toolsets: ['evidence'],
  use: 'To see what signed runs said of an assertion, or of all behind a control, an objective or an assumption, oldest first.',
  effect: 'reads',
  input: z.object({ ...modelInput, id: z.string().check(z.describe('An assertion, control, objective or assumption.')), ...pageInput }),
  output: z.object({ id: z.string(), on_record: z.boolean(), assertions: z.array(z.object({ assertion: z.string(), claim: z.string(), flapping: z.optional(z.string()), verdicts: z.array(z.object({ verdict: z.string(), said: z.string(), same_claim: z.boolean() })) })), ...pageOutput }),
  async run({ model_id, id, ...range }, desk) {
    const { project, model } = await findModel(desk, model_id);
    await project.readRecorded();
    const now = again(project, model);
    if (assertionsAbout(now, id).length === 0) throw new ToolRefusal('unknown_entity', `No assertion of ${printable(now.model.id)} is about ${printable(id)}.`, 'Name an assertion, or a control, objective or assumption that has some.');
    const rows = historyOf(now, id).map(({ assertion, verdicts, flapping }) => ({
      assertion,
      claim: printable(describeClaim(now.model.assertions[assertion]!)),
      ...(flapping ? { flapping: printable(describeFlapping(flapping)) } : {}),
      verdicts: verdicts.map((one) => ({ verdict: one.entry.verdict, said: printable(describeRecordedVerdict(one)), same_claim: one.sameAssertion })),
    }));
    const { items, ...page } = pageOf(rows, range);
    const recorded = onRecord(now) !== undefined;
    return {
      summary: recorded ? items.slice(0, 5).map(({ assertion, claim, verdicts }) => `${assertion} ${claim}: ${verdicts.at(-1)?.said ?? 'no run speaks of it'}`).join('\n') : 'Nothing is recorded here yet.',
      data: { id, on_record: recorded, assertions: [...items], ...page },
    };
  },
});

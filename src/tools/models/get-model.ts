/** One model in full, now or as an earlier commit has it. */
import * as z from 'zod/mini';
import { assess } from '../../assurance/assess.ts';
import { entityKinds } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { plainOf } from '../../model/plain.ts';
import { modelAtCommit } from '../../project/model-at-commit.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';

const sections = [...entityKinds, 'known_gaps', 'cal', 'compliance', 'removed'] as const;

export const getThreatModel = tool({
  name: 'get_threat_model',
  title: 'Read a model',
  toolsets: ['core', 'model'],
  use: 'To read a model as its file has it, all of it or some sections, now or at an earlier commit.',
  not: 'For its posture, assess_model; for one entity, get_asset and the like.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    version: z.optional(z.string().check(z.describe('A commit, branch or tag. Left out: as it is now.'))),
    include_cos: z._default(z.boolean().check(z.describe('Also the control objectives.')), false),
    sections: z.optional(z.array(z.enum(sections)).check(z.describe('Left out: all.'))),
    offset: z._default(z.int().check(z.nonnegative()), 0),
    limit: z._default(z.int().check(z.nonnegative(), z.maximum(500)), 100),
  }),
  output: z.object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    path: z.string(),
    version: z.string().check(z.describe('The commit, or worktree.')),
    current: z.boolean().check(z.describe('False when the file has errors now.')),
    counts: z.record(z.string(), z.int()),
    entities: z.record(z.string(), z.record(z.string(), z.unknown())),
    objectives: z.optional(z.array(z.object({ id: z.string(), statement: z.string(), status: z.optional(z.string()), tier: z.string(), reachability: z.string() }))),
    ...pageOutput,
  }),
  async run({ model_id, version, include_cos, sections: wanted = sections, ...range }, desk) {
    const { model: snapshot } = await findModel(desk, model_id);
    const then = version === undefined ? undefined : await atCommit(snapshot, version);
    const parsed = then?.parsed ?? snapshot.parsed;
    const plain = (plainOf(parsed.document, []) ?? {}) as Readonly<Record<string, unknown>>;
    const mapAt = (section: string): Readonly<Record<string, unknown>> => (typeof plain[section] === 'object' && plain[section] !== null && !Array.isArray(plain[section]) ? (plain[section] as Readonly<Record<string, unknown>>) : {});
    const rows = sections.filter((section) => wanted.includes(section)).flatMap((section) => Object.entries(mapAt(section)).map(([id, entity]) => ({ section, id, entity })));
    const { items, ...page } = pageOf(rows, range);
    const entities: Record<string, Record<string, unknown>> = {};
    for (const { section, id, entity } of items) (entities[section] ??= {})[id] = entity;
    const { id, title, description = '' } = parsed.model;
    const counts = Object.fromEntries(sections.map((section) => [section, Object.keys(mapAt(section)).length] as const).filter(([, count]) => count > 0));
    const objectives = include_cos ? objectivesOf(snapshot, parsed, then !== undefined, desk.now().toISOString()) : undefined;
    return {
      summary: `${printable(title)} (${printable(id)})${then ? ` at commit ${then.commit.slice(0, 10)}` : ''}: ${Object.entries(counts).map(([section, count]) => `${count} ${section}`).join(', ') || 'nothing in it yet'}.${snapshot.current || then ? '' : ' The file has errors now; what can be read of it is given.'}`,
      data: { id, title, description, path: snapshot.path, version: then?.commit ?? 'worktree', current: then ? then.parsed.usable : snapshot.current, counts, entities, ...(objectives ? { objectives } : {}), ...page },
      ...(page.more ? { next: `Call it again with offset ${page.offset + items.length}.` } : {}),
    };
  },
});

/** At an earlier commit nothing is known of the evidence of then, and no status is given. */
function objectivesOf(snapshot: ModelSnapshot, { model }: ParsedModel, past: boolean, at: string): { id: string; statement: string; status?: string; tier: string; reachability: string }[] {
  const { objectives } = past ? assess(model, { basis: 'worktree', assertions: {} }, at) : snapshot.assessment;
  return objectives.map(({ id, statement, status, tier, reachability }) => ({ id, statement, ...(past ? {} : { status }), tier, reachability: reachability.verdict }));
}

/** @throws ToolRefusal `no_such_version`, `no_history`. */
async function atCommit(snapshot: ModelSnapshot, version: string): Promise<{ readonly commit: string; readonly parsed: ParsedModel }> {
  const found = await modelAtCommit(snapshot, version);
  if ('commit' in found) return found;
  if (found.none === 'not_trusted' || found.none === 'no_repository') throw new ToolRefusal('no_history', found.none === 'not_trusted' ? 'This workspace is not trusted, so git is not asked.' : `${printable(snapshot.path)} lies in no git repository.`, 'Leave version out.');
  throw new ToolRefusal('no_such_version', found.none === 'not_in_base' ? `${printable(snapshot.path)} was not there at ${printable(version)}.` : `There is no commit ${printable(version)}.`, 'Name a commit, branch or tag that git knows.');
}

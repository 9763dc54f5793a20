/** Reading controls: a list that can be asked, and one in full. */
import * as z from 'zod/mini';
import { listControls } from '../../project/controls/control-list.ts';
import { modelAtCommit } from '../../project/model-at-commit.ts';
import { printable } from '../../project/printable.ts';
import { standingWords } from '../../project/sentences/posture.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { basisOf, basisOutput, withRecord } from '../basis.ts';
import { findEntity, findModel } from '../find.ts';
import { controlInput, modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { assertionRow, assertionsOf, clauseRow, clausesOf, controlRow, requireObjectives, rowOfAssertion, rowOfControl } from './control-rows.ts';

export const getControls = tool({
  name: 'get_controls',
  title: 'List controls',
  toolsets: ['core', 'controls'],
  use: 'To see controls with their standing and what keeps each from being verified; filter by status, objective or component.',
  not: 'For one control in full, use get_control.',
  effect: 'reads',
  input: z.object({
    ...modelInput,
    control_id: z.optional(z.string()),
    status: z.optional(z.enum(['not_implemented', 'implemented', 'verified', 'assumed']).check(z.describe('implemented: claimed. verified, assumed: derived.'))),
    co_id: z.optional(z.string().check(z.describe('Those that serve this objective.'))),
    component_id: z.optional(z.string()),
    include_deleted: z._default(z.boolean(), false),
    include_orphaned: z._default(z.boolean().check(z.describe('Also those whose objectives are all gone.')), false),
    summary_only: z._default(z.boolean(), false),
    ...pageInput,
  }),
  output: z.object({ model_id: z.string(), ...basisOutput, counts: z.record(z.string(), z.int()), controls: z.array(controlRow), ...pageOutput }),
  async run({ model_id, control_id, status, co_id, component_id, include_deleted, include_orphaned, summary_only, offset, limit }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    if (control_id !== undefined && !Object.hasOwn(model.model.removed, control_id)) findEntity(model, 'controls', control_id);
    if (component_id !== undefined) findEntity(model, 'components', component_id);
    if (co_id !== undefined) requireObjectives(model, [co_id]);
    const found = listControls(model, { id: control_id, status, objective: co_id, component: component_id, removed: include_deleted || control_id !== undefined, orphaned: include_orphaned });
    const counts: Record<string, number> = {};
    for (const one of found) counts[one.removed ? 'removed' : one.state.standing] = (counts[one.removed ? 'removed' : one.state.standing] ?? 0) + 1;
    const { items, ...page } = pageOf(found, { offset, limit: summary_only ? 0 : limit });
    const words = Object.entries(counts).map(([standing, number]) => `${number} ${standingWords[standing as keyof typeof standingWords]}`);
    const open = found.find((one) => !one.removed && !one.state.counts);
    return {
      summary: found.length === 0 ? `No control of ${printable(model.model.id)} fits.` : `${found.length} ${found.length === 1 ? 'control' : 'controls'} of ${printable(model.model.id)}: ${words.join(', ')}, by the work tree.`,
      data: { model_id: model.model.id, ...basisOf(model), counts, controls: items.map((one) => rowOfControl(model, one)), ...page },
      ...(open ? { next: `get_sufficiency says what ${open.id} lacks.` } : {}),
    };
  },
});

const mitigation = z.object({ asset: z.string(), attackers: z.array(z.string()), group: z.optional(z.string()) });
const evidenceRow = z.object({ index: z.int(), type: z.string(), label: z.string(), url: z.optional(z.string()), collected_at: z.optional(z.string()), collected_by: z.optional(z.string()) });

export const getControl = tool({
  name: 'get_control',
  title: 'Read a control',
  toolsets: ['core', 'controls'],
  use: 'To read one control in full before working on it: clauses, assertions with verdicts and places, groups, findings.',
  not: 'For what is still missing, get_sufficiency is shorter.',
  effect: 'reads',
  input: z.object({ ...modelInput, ...controlInput, version: z.optional(z.string().check(z.describe('A commit, branch or tag: the control as it was there. Left out: as it is now.'))) }),
  output: z.object({
    model_id: z.string(),
    ...basisOutput,
    control: controlRow,
    mitigates: z.array(mitigation),
    clauses: z.array(clauseRow),
    assertions: z.array(assertionRow),
    assumed_by: z.record(z.string(), z.array(z.string())),
    evidence: z.array(evidenceRow).check(z.describe('Material for readers; it proves nothing.')),
    judge: z.optional(z.string()),
    notes: z.optional(z.string()),
    source: z.optional(z.string()),
    source_label: z.optional(z.string()),
    framework_refs: z.array(z.string()),
    as_of: z.optional(z.object({ commit: z.string(), same: z.boolean(), description: z.string(), status: z.string(), clauses: z.record(z.string(), z.string()) })),
  }),
  async run({ model_id, control_id, version }, desk) {
    const model = await withRecord(await findModel(desk, model_id));
    const control = findEntity(model, 'controls', control_id);
    const [listed] = listControls(model, { id: control_id, removed: false, orphaned: true });
    if (!listed || listed.removed) throw new ToolRefusal('unknown_entity', `${printable(control_id)} cannot be read now.`, 'Mend the model file first.');
    const asOf = version === undefined ? undefined : await controlAt(model, control_id, version);
    const { state } = listed;
    const { notes, source, source_label, judge } = control;
    return {
      summary: [
        `${control_id} is ${standingWords[state.standing]} by the work tree: ${printable(control.description)}`,
        `${state.clauses.filter(({ met }) => met).length} of ${state.clauses.length} clauses are met; ${state.objectives.length === 0 ? 'it serves no objective' : `it serves ${state.objectives.join(', ')}`}.`,
        ...(asOf ? [`At ${asOf.commit.slice(0, 10)} it said ${asOf.same ? 'the same' : `something else: ${printable(asOf.description)}`}`] : []),
      ].join('\n'),
      data: {
        model_id: model.model.id,
        ...basisOf(model),
        control: rowOfControl(model, listed),
        mitigates: control.mitigates.map(({ asset, attackers, group }) => ({ asset, attackers, ...(group === undefined ? {} : { group }) })),
        clauses: clausesOf(model, control_id),
        assertions: assertionsOf(model, control_id).map((id) => rowOfAssertion(model, id)),
        assumed_by: control.assumed_by,
        evidence: control.evidence.map((item, index) => ({ index, ...item })),
        ...(judge === undefined ? {} : { judge }),
        ...(notes === undefined ? {} : { notes }),
        ...(source === undefined ? {} : { source }),
        ...(source_label === undefined ? {} : { source_label }),
        framework_refs: control.framework_refs,
        ...(asOf ? { as_of: asOf } : {}),
      },
      ...(state.counts ? {} : { next: `get_sufficiency says what it lacks; get_scan_prompt helps to find it in the code.` }),
    };
  },
});

async function controlAt(model: ModelSnapshot, id: string, version: string): Promise<{ commit: string; same: boolean; description: string; status: string; clauses: Record<string, string> }> {
  const found = await modelAtCommit(model, version);
  if ('none' in found) throw new ToolRefusal('unknown_version', `${printable(version)} cannot be read: ${found.none.replaceAll('_', ' ')}.`, 'Name a commit, branch or tag that has the model, in a trusted workspace with git.');
  const was = found.parsed.model.controls[id];
  if (!was) throw new ToolRefusal('not_in_version', `There was no ${id} at ${found.commit.slice(0, 10)}.`, 'Name a later commit.');
  const now = model.model.controls[id];
  return { commit: found.commit, same: JSON.stringify(was) === JSON.stringify(now), description: was.description, status: was.status, clauses: Object.fromEntries(Object.entries(was.clauses).map(([name, { shows }]) => [name, shows])) };
}

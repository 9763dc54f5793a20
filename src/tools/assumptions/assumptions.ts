/** Assumptions: what is taken for granted, attested by an outside party or shown not to apply. */
import * as z from 'zod/mini';
import { objectivesNamed } from '../../assurance/assumptions.ts';
import { assumptionTypes } from '../../model/vocabulary.ts';
import { assumedControls, restoreAssumption } from '../../project/modelling/assumption-edits.ts';
import { putChanges, putNew } from '../../project/modelling/put-entity.ts';
import { printable } from '../../project/printable.ts';
import { listed } from '../../project/sentences/modelling.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput } from '../change-output.ts';
import { makeDecision, makeEdit } from '../edit-model.ts';
import { addedOutput, editedOutput, notAdded } from '../entities/answers.ts';
import { alreadyThere, changed, entityValue, given, idsOf, needChange, valueOf } from '../entities/common.ts';
import { refuseAnother } from '../entities/identity.ts';
import { restorable } from '../entities/removals.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { assumptionId, attestationIn, attestationInput, decision, decisionOf, editOrDecide, type DecidedOrEdited, exclusionIn, exclusionInput, namesExclusion, standingOf } from './common.ts';

const force = z._default(z.boolean(), false);

export const addAssumption = tool({
  name: 'add_assumption',
  title: 'Add assumption',
  toolsets: ['model'],
  use: 'To write down what an outside party must uphold, or what does not apply here. It counts only once attested or shown.',
  not: 'For what this code can prove, add a control instead.',
  effect: 'edits',
  input: z.object({ ...modelInput, description: z.string().check(z.minLength(1)), linked_co_ids: z.optional(idsOf('objectives')), assumption_type: z._default(z.enum(assumptionTypes), 'external'), ...exclusionInput, force }),
  output: z.object({ ...addedOutput, assumption_id: z.optional(z.string()), objectives: z.array(z.string()) }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const there = input.force ? undefined : alreadyThere(model, 'assumptions', input.description, { edit: 'edit_assumption', restore: 'restore_assumption' });
    if (there) {
      const { data, ...rest } = notAdded(there);
      return { ...rest, data: { ...data, objectives: [] } };
    }
    const { id, result } = putNew(model.parsed, 'assumptions', given({ type: input.assumption_type, description: input.description, objectives: input.linked_co_ids, exclusion: exclusionIn(input) }), () => desk.chance());
    const { model: after, said, words } = await makeEdit(desk, model, result);
    const objectives = namedBy(after, id);
    return {
      summary: `Added assumption ${id}. It names ${objectives.length === 0 ? 'no objective' : listed(objectives)}, and is ${standingOf(after, id)}.${contradiction(after, id)}${words}`,
      data: { accepted: true, assumption_id: id, candidates: [], objectives, ...said },
      next: input.assumption_type === 'external' ? `It counts once it is attested: submit_attestation ${id}.` : `It counts once assertions show it: submit_assertions with assumption_id ${id}.`,
    };
  },
});

export const editAssumption = tool({
  name: 'edit_assumption',
  title: 'Edit assumption',
  toolsets: ['model'],
  use: 'To change an assumption. Any exclusion field given rewrites the whole predicate. What widens one that is in force, a person decides.',
  not: 'To make it count, submit_attestation; for another assumption, add_assumption.',
  effect: 'decides',
  idempotent: true,
  input: z.object({
    ...modelInput,
    assumption_id: assumptionId,
    description: z.optional(z.string().check(z.minLength(1))),
    linked_co_ids: z.optional(idsOf('objectives')),
    status: z.optional(z.enum(['violated', 'retired']).check(z.describe('It turned out not to hold, or is no longer taken for granted.'))),
    ...exclusionInput,
    clear_exclusion: z._default(z.boolean(), false),
    force,
  }),
  output: z.object({ ...editedOutput, assumption_id: z.string(), objectives: z.array(z.string()), ...decision }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const id = input.assumption_id;
    const before = findEntity(model, 'assumptions', id);
    const changes = {
      ...changed({ description: input.description, objectives: input.linked_co_ids, status: input.status }),
      ...(input.clear_exclusion ? { exclusion: null } : namesExclusion(input) ? { exclusion: exclusionIn(input) ?? null } : {}),
    };
    needChange(changes);
    if (!input.force) refuseAnother(model, 'assumptions', id, before.description, input.description, 'add_assumption and remove_assumption');
    const edit = putChanges(model.parsed, 'assumptions', id, changes);
    const question = `Change assumption ${id}, which is ${standingOf(model, id)}: ${Object.keys(changes).join(', ')}?`;
    // Other words under an old attestation would be attested by nobody.
    const reworded = input.description !== undefined && input.description.trim() !== before.description.trim() && standingOf(model, id).startsWith('in force');
    const made = reworded ? await makeDecision(desk, model, question, edit) : await editOrDecide(desk, model, question, edit, ({ assessment }) => assessment.assumptions.some((one) => one.id === id && one.inForce));
    const objectives = namedBy(made.model, id);
    return {
      summary: `Changed ${id}: ${Object.keys(changes).join(', ')}. It names ${objectives.length === 0 ? 'no objective' : listed(objectives)}.${contradiction(made.model, id)}${made.words}`,
      data: { assumption_id: id, changed: Object.keys(changes), objectives, ...made.said, ...decisionOf(made) },
      ...(reworded ? { next: `Have the new words attested: submit_attestation ${id}.` } : {}),
    };
  },
});

const fresh = { attested_by: z.optional(attestationInput.attested_by), statement: z.optional(attestationInput.statement), expires_at: z.optional(attestationInput.expires_at), evidence_url: attestationInput.evidence_url };

export const restoreAssumptionTool = tool({
  name: 'restore_assumption',
  title: 'Restore assumption',
  toolsets: ['model'],
  use: 'To bring a removed assumption back. Earlier attestations do not count on: give a fresh one, else it stays retired until attested.',
  effect: 'decides',
  input: z.object({ ...modelInput, assumption_id: assumptionId, ...fresh }),
  output: z.object({ ...changeOutput, restored: z.array(z.string()), in_force: z.boolean(), ...decision }),
  async run(input, desk) {
    const { model } = await findModel(desk, input.model_id);
    const id = input.assumption_id;
    const restored = restorable(model.parsed.model, 'assumptions', id);
    const { attested_by, statement, expires_at } = input;
    const missing = Object.entries({ attested_by, statement, expires_at }).filter(([, value]) => value === undefined).map(([key]) => key);
    if (missing.length > 0 && missing.length < 3) throw new ToolRefusal('attestation_incomplete', `A fresh attestation lacks ${missing.join(' and ')}. Nothing was changed.`, 'Give attested_by, statement and expires_at, or none of them.');
    const attestation = attested_by !== undefined && statement !== undefined && expires_at !== undefined ? attestationIn({ attested_by, statement, expires_at, evidence_url: input.evidence_url }, desk.now()) : undefined;
    const edit = restoreAssumption(model.parsed, id, attestation);
    const made: DecidedOrEdited = attestation ? await makeDecision(desk, model, `Restore assumption ${id}, attested by ${printable(attestation.by)} until ${attestation.expires_at}: ${printable(attestation.statement)}?`, edit) : await makeEdit(desk, model, edit);
    const inForce = made.model.assessment.assumptions.some((one) => one.id === id && one.inForce);
    return {
      summary: `Restored assumption ${id}; it is ${standingOf(made.model, id)}.${made.words}`,
      data: { restored: [...restored], in_force: inForce, ...made.said, ...decisionOf(made) },
      ...(inForce ? {} : { next: `It counts once it is attested anew: submit_attestation ${id}.` }),
    };
  },
});

export const getAssumption = tool({
  name: 'get_assumption',
  title: 'Look at an assumption',
  toolsets: ['model'],
  use: 'To read one assumption: whether it is in force, which objectives it names, and which controls rest on it.',
  not: 'For its history, list_attestations.',
  effect: 'reads',
  input: z.object({ ...modelInput, assumption_id: assumptionId }),
  output: z.object({ assumption_id: z.string(), assumption: entityValue, in_force: z.boolean(), attestation: z.string(), expires: z.optional(z.string()), objectives: z.array(z.string()), controls: z.array(z.string()), assertions: z.array(z.object({ id: z.string(), verdict: z.string() })) }),
  async run({ model_id, assumption_id: id }, desk) {
    const { model } = await findModel(desk, model_id);
    const { description } = findEntity(model, 'assumptions', id);
    const state = model.assessment.assumptions.find((one) => one.id === id);
    return {
      summary: `${id} (${printable(description)}) is ${standingOf(model, id)}.${contradiction(model, id)}`,
      data: {
        assumption_id: id,
        assumption: valueOf(model, 'assumptions', id),
        in_force: state?.inForce ?? false,
        attestation: state?.attestation ?? 'none',
        ...(state?.expires === undefined ? {} : { expires: state.expires }),
        objectives: [...(state?.objectives ?? [])],
        controls: [...assumedControls(model.model, id)],
        assertions: (state?.assertions ?? []).map((one) => ({ id: one.id, verdict: one.verdict })),
      },
    };
  },
});

function namedBy({ model }: ModelSnapshot, id: string): string[] {
  const assumption = model.assumptions[id];
  return assumption ? [...objectivesNamed(model, assumption)] : [];
}

/** What the structure says against an assumption that takes objectives out of reach. */
function contradiction({ model, assessment }: ModelSnapshot, id: string): string {
  if (!model.assumptions[id]?.exclusion) return '';
  const named = new Set(objectivesNamed(model, model.assumptions[id]));
  const reachable = assessment.objectives.filter((one) => named.has(one.id) && one.reachability.verdict === 'reachable').map((one) => one.id);
  if (named.size === 0) return ' Its exclusion matches no objective.';
  return reachable.length > 0 ? ` The structure says that ${listed(reachable)} ${reachable.length === 1 ? 'is' : 'are'} reachable all the same.` : '';
}

/** Attestations: who upholds an assumption or a seal, until when. To attest is a person's own. */
import * as z from 'zod/mini';
import { countsAt } from '../../model/dates.ts';
import type { Attestation } from '../../model/schema.ts';
import { attestAnew } from '../../project/modelling/assumption-edits.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeOutput } from '../change-output.ts';
import { makeDecision } from '../edit-model.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { pageInput, pageOf, pageOutput } from '../page.ts';
import { tool } from '../tool.ts';
import { attestationIn, attestationInput, standingOf } from './common.ts';

const subject = z.string().check(z.describe('An assumption such as AS1, or a boundary that is claimed to be sealed.'));

export const submitAttestation = tool({
  name: 'submit_attestation',
  title: 'Attest an assumption or a seal',
  toolsets: ['model'],
  use: 'To record that somebody attests an assumption or a seal until a day. The person is asked; an agent never attests by itself.',
  not: 'For an assumption of type non_applicability, submit_assertions.',
  effect: 'decides',
  input: z.object({ ...modelInput, assumption_id: subject, ...attestationInput }),
  output: z.object({ ...changeOutput, assumption_id: z.string(), in_force: z.boolean(), decision: z.enum(['agreed', 'proposed']) }),
  async run({ model_id, assumption_id: id, ...input }, desk) {
    const { model } = await findModel(desk, model_id);
    const { what, attestable } = subjectOf(model, id);
    if (attestable !== undefined) throw attestable;
    const attestation = attestationIn(input, desk.now());
    const made = await makeDecision(desk, model, `Attest ${what}, by ${printable(attestation.by)} until ${attestation.expires_at}: ${printable(attestation.statement)}?`, attestAnew(model.parsed, id, attestation));
    const inForce = Object.hasOwn(made.model.model.boundaries, id) || made.model.assessment.assumptions.some((one) => one.id === id && one.inForce);
    return { summary: `${id} is attested by ${printable(attestation.by)} until ${attestation.expires_at}.${made.words}`, data: { assumption_id: id, in_force: inForce, decision: made.decision, ...made.said } };
  },
});

const row = z.object({ attested_by: z.string(), statement: z.string(), attested_at: z.optional(z.string()), expires_at: z.string(), evidence_url: z.optional(z.string()), live: z.boolean() });

export const listAttestations = tool({
  name: 'list_attestations',
  title: 'List attestations',
  toolsets: ['model'],
  use: 'To read who attested an assumption or a seal, until when, the newest first.',
  effect: 'reads',
  input: z.object({ ...modelInput, assumption_id: subject, ...pageInput }),
  output: z.object({ assumption_id: z.string(), attestations: z.array(row), ...pageOutput }),
  async run({ model_id, assumption_id: id, ...range }, desk) {
    const { model } = await findModel(desk, model_id);
    const { attestations, standing } = subjectOf(model, id);
    const at = desk.now().toISOString();
    const { items, ...page } = pageOf(attestations.toReversed(), range);
    const rows = items.map(({ by, statement, attested_at, expires_at, evidence }) => ({ attested_by: by, statement, ...(attested_at === undefined ? {} : { attested_at }), expires_at, ...(evidence === undefined ? {} : { evidence_url: evidence }), live: countsAt(expires_at, at) }));
    return { summary: `${id} has ${page.total} ${page.total === 1 ? 'attestation' : 'attestations'}; it is ${standing}.`, data: { assumption_id: id, attestations: rows, ...page } };
  },
});

interface Subject {
  /** For a question. */
  readonly what: string;
  readonly attestations: readonly Attestation[];
  readonly standing: string;
  /** Why it cannot be attested. */
  readonly attestable?: ToolRefusal;
}

/** @throws ToolRefusal when the model has neither. */
function subjectOf(model: ModelSnapshot, id: string): Subject {
  const boundary = Object.hasOwn(model.model.boundaries, id) ? model.model.boundaries[id] : undefined;
  if (boundary) {
    const attestations = boundary.sealed?.attestations ?? [];
    return {
      what: `that boundary ${id} ${printable(boundary.name)} is sealed`,
      attestations,
      standing: boundary.sealed === undefined ? 'not claimed to be sealed' : 'claimed to be sealed',
      ...(boundary.sealed === undefined ? { attestable: new ToolRefusal('not_sealed', `Boundary ${id} is not claimed to be sealed, so there is nothing to attest.`, 'Claim the seal first: edit_trust_boundary with sealed and change_reason.') } : {}),
    };
  }
  const assumption = findEntity(model, 'assumptions', id);
  const shown = assumption.type === 'non_applicability';
  return {
    what: `assumption ${id} (${printable(assumption.description)})`,
    attestations: assumption.attestations,
    standing: standingOf(model, id),
    ...(shown ? { attestable: new ToolRefusal('not_attestable', `${id} says that something does not apply here: that is shown by assertions, and an attestation would count for nothing.`, `Call submit_assertions with assumption_id ${id}.`) } : {}),
  };
}

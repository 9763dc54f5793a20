/** What the tools for assumptions have in common: states, exclusions, attestations, and which change is a person's to decide. */
import * as z from 'zod/mini';
import { isRealDay, utcDayOf } from '../../model/dates.ts';
import type { EditResult } from '../../model/edit.ts';
import { attackVectors, securityProperties, wildcard } from '../../model/vocabulary.ts';
import { exclusionOf, type NewAttestation } from '../../project/modelling/assumption-edits.ts';
import { printable } from '../../project/printable.ts';
import { simulateEdit, type SimulatedEdit } from '../../project/simulate-edit.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import type { Desk } from '../desk.ts';
import { makeDecision, makeEdit, refuseUnsound, type Edited } from '../edit-model.ts';
import { given, idOf, idsOf } from '../entities/common.ts';

export const assumptionId = idOf('assumptions');

export const exclusionInput = {
  exclusion_attacker_id: z.optional(z.string().check(z.describe('Each exclusion field: a value, or * for any. All must match.'))),
  exclusion_attacker_vector: z.optional(z.enum([wildcard, ...attackVectors])),
  exclusion_asset_id: z.optional(z.string()),
  exclusion_asset_component_id: z.optional(z.string()),
  exclusion_property_match: z.optional(z.enum([wildcard, ...securityProperties])),
  exclusion_co_ids: z.optional(idsOf('objectives')),
};
type ExclusionInput = z.output<z.ZodMiniObject<typeof exclusionInput>>;

/** The predicate that the fields of an input make; undefined when none was given. */
export function exclusionIn(input: ExclusionInput): Readonly<Record<string, unknown>> | undefined {
  return exclusionOf({ attacker: input.exclusion_attacker_id, vector: input.exclusion_attacker_vector, asset: input.exclusion_asset_id, component: input.exclusion_asset_component_id, property: input.exclusion_property_match, objectives: input.exclusion_co_ids });
}

/** Whether any field of an exclusion was given: then it rewrites the whole predicate. */
export function namesExclusion(input: ExclusionInput): boolean {
  return Object.keys(exclusionInput).some((key) => input[key as keyof ExclusionInput] !== undefined);
}

export const attestationInput = {
  attested_by: z.string().check(z.minLength(1), z.describe('A person or an organisation that can be asked.')),
  statement: z.string().check(z.minLength(1)),
  expires_at: z.string().check(z.describe('The last day on which it counts, such as 2027-01-31.')),
  evidence_url: z.optional(z.string()),
};

/** @throws ToolRefusal `invalid_day`, `already_ended`. */
export function attestationIn(input: z.output<z.ZodMiniObject<typeof attestationInput>>, now: Date): NewAttestation {
  const today = now.toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(input.expires_at) || !isRealDay(input.expires_at)) throw new ToolRefusal('invalid_day', `${printable(input.expires_at)} is no day of the calendar.`, 'Write expires_at as a day such as 2027-01-31.');
  const ends = utcDayOf(input.expires_at) ?? '';
  if (ends < today) throw new ToolRefusal('already_ended', `An attestation until ${ends} has ended already and would count for nothing.`, `Ask for one that lasts beyond ${today}.`);
  const evidence = given({ evidence: input.evidence_url === '' ? undefined : input.evidence_url }) as { readonly evidence?: string };
  return { by: input.attested_by.trim(), statement: input.statement.trim(), attested_at: today, expires_at: input.expires_at, ...evidence };
}

export type DecidedOrEdited = Edited & { readonly decision?: 'agreed' | 'proposed' };

/**
 * Makes an edit; where something counts for more by it and counts now, without evidence of its own, a person decides.
 *
 * @param counts Whether what is edited counts after the edit: an assumption that is in force, a control that completes its part.
 */
export async function editOrDecide(desk: Desk, model: ModelSnapshot, question: string, edit: EditResult, counts: (after: SimulatedEdit) => boolean): Promise<DecidedOrEdited> {
  refuseUnsound(model, edit);
  const after = simulateEdit(model, edit, desk.now().toISOString());
  const decides = !('refused' in after) && counts(after) && after.changes.some(({ effect }) => effect === 'weakened');
  return decides ? await makeDecision(desk, model, question, edit) : await makeEdit(desk, model, edit);
}

export const decision = { decision: z.optional(z.enum(['agreed', 'proposed'])) };

/** For an answer's data. */
export function decisionOf({ decision: made }: DecidedOrEdited): { decision?: 'agreed' | 'proposed' } {
  return made === undefined ? {} : { decision: made };
}

/** How an assumption stands, in a few words. */
export function standingOf({ assessment }: ModelSnapshot, id: string): string {
  const state = assessment.assumptions.find((one) => one.id === id);
  if (!state) return 'not there';
  if (state.inForce) return state.expires === undefined ? 'in force' : `in force until ${state.expires}`;
  if (!state.active) return 'not active';
  if (state.type === 'non_applicability') return state.assertions.length === 0 ? 'not shown by any assertion' : 'not shown: its assertions do not all pass';
  return state.attestation === 'expired' ? 'expired' : 'not attested';
}

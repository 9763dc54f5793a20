/** What a screen may want of a model: each names a use case of `src/project/modelling`. Read here, since a page is not to be believed. */
import * as z from 'zod/mini';
import { entityKinds } from '../model/identifiers.ts';

/** Longer than anything that a person types; the file itself has a limit too. */
const text = z.string().check(z.maxLength(100_000));
const name = z.string().check(z.maxLength(200));
const names = z.array(name).check(z.maxLength(10_000));
const kind = z.enum(entityKinds);
const answer = z.union([text, z.array(text).check(z.maxLength(10_000))]);
const answers = z.record(name, answer);
/** An entity, or one clause of a control. */
export const targetSchema = z.object({ kind, id: name, clause: z.optional(name) });
const removal = z.object({ along: names, takeOut: z.boolean(), leaveGroups: z.boolean() });
const membership = z.object({ control: name, objective: name, group: name });

export const intentSchema = z.discriminatedUnion('use', [
  /** Title or description of the model. */
  z.object({ use: z.literal('describe'), key: z.enum(['title', 'description']), answer: text }),
  /** One field of one entity, or of several of a kind. */
  z.object({ use: z.literal('set'), targets: z.array(targetSchema).check(z.minLength(1), z.maxLength(10_000)), key: name, answer }),
  z.object({ use: z.literal('add'), kind, answers }),
  z.object({ use: z.literal('add_clause'), control: name, answers }),
  z.object({ use: z.literal('attest'), id: name, answers }),
  z.object({ use: z.literal('remove'), ids: names, choice: removal, why: z.optional(text) }),
  z.object({ use: z.literal('remove_clause'), control: name, clause: name }),
  z.object({ use: z.literal('restore'), ids: names }),
  /** Into a boundary or a component, or out of it. */
  z.object({ use: z.literal('move'), moves: z.array(z.object({ id: name, from: z.optional(name) })).check(z.maxLength(10_000)), to: z.optional(name) }),
  /** Controls into a mitigation group of an objective; those of `joining` serve it in no group yet. */
  z.object({ use: z.literal('regroup'), memberships: z.array(membership).check(z.maxLength(10_000)), joining: z.optional(names), to: z.object({ objective: name, group: name }) }),
]);
export type Intent = z.output<typeof intentSchema>;
export type IntentName = Intent['use'];
export type IntentTarget = z.output<typeof targetSchema>;

/** What a screen may want of a model: each names a use case of `src/project/modelling`. Read here, since a page is not to be believed. */
import * as z from 'zod/mini';
import { entityKinds } from '../model/identifiers.ts';
import { attackVectors, mappingConfidences } from '../model/vocabulary.ts';

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

const vector = z.enum(attackVectors);
/** An edit that could stop an attacker; what each means stands in `src/assurance/stops`. */
const stoppingEditSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('narrow'), boundary: name, vectors: z.array(vector).check(z.maxLength(4)) }),
  z.object({ kind: z.literal('seal'), boundary: name }),
  z.object({ kind: z.literal('cut'), connection: name }),
  z.object({ kind: z.literal('leave'), component: name, boundary: name }),
  z.object({ kind: z.literal('verify'), control: name }),
]);
/** One of them, or two. */
export const stoppingEditsSchema = z.array(stoppingEditSchema).check(z.minLength(1), z.maxLength(2));
const coordinate = z.number().check(z.minimum(-1_000_000), z.maximum(1_000_000));
const position = z.nullable(z.object({ x: coordinate, y: coordinate }));

export const intentSchema = z.discriminatedUnion('use', [
  /** Title or description of the model. */
  z.object({ use: z.literal('describe'), key: z.enum(['title', 'description']), answer: text }),
  /** One field of one entity, or of several of a kind. */
  z.object({ use: z.literal('set'), targets: z.array(targetSchema).check(z.minLength(1), z.maxLength(10_000)), key: name, answer }),
  /** A list of several entities, of which only some items change: what each has besides stays. */
  z.object({ use: z.literal('change'), targets: z.array(targetSchema).check(z.minLength(1), z.maxLength(10_000)), key: name, add: names, takeOut: names }),
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
  /** What would stop an attacker, as one edit. The answers say who attests a seal, and why. */
  z.object({ use: z.literal('stop'), edits: stoppingEditsSchema, answers }),
  /** Positions in the graph: an edit of the file of positions, never of the model. Null gives a node back to the layout. */
  z.object({ use: z.literal('place'), positions: z.record(name, position) }),
  /** Entities, or clauses of a control, to stand before another one, or last. */
  z.object({ use: z.literal('reorder'), kind, control: z.optional(name), keys: names, before: z.optional(name) }),
  /** Text that was copied from a model, here or elsewhere. */
  z.object({ use: z.literal('paste'), text }),
  /** An assertion or a control that may fail verification until a day; without a reason the gap is closed. */
  z.object({ use: z.literal('gap'), id: name, gap: z.optional(z.object({ reason: text, until: name })) }),
  /** A framework chosen, with its target level, or not chosen any more. */
  z.object({ use: z.literal('framework'), name, chosen: z.boolean(), level: z.optional(z.int()) }),
  /** A requirement that does not apply, for a reason; without one it applies again. */
  z.object({ use: z.literal('exclude'), framework: name, requirement: name, why: z.optional(text) }),
  /** A control that answers a requirement; without a confidence it does not any more. */
  z.object({ use: z.literal('map'), framework: name, requirement: name, control: name, confidence: z.optional(z.enum(mappingConfidences)) }),
]);
export type Intent = z.output<typeof intentSchema>;
export type StopEdit = z.output<typeof stoppingEditSchema>;
export type IntentTarget = z.output<typeof targetSchema>;

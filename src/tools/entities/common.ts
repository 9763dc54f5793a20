/** What the tools of all kinds of entities have in common: how they name things, and what they answer of an entity. */
import * as z from 'zod/mini';
import type { EntityKind , idPatterns } from '../../model/identifiers.ts';
import { idExamples } from '../../model/identifiers.ts';
import { referencesOf } from '../../model/references.ts';
import { kindNouns } from '../../project/language/entity-words.ts';
import { plainAt } from '../../project/modelling/put-entity.ts';
import { resembling } from '../../project/modelling/resembling.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';

/** An identifier of a kind, as an input. */
export function idOf(kind: keyof typeof idPatterns): z.ZodMiniString {
  return z.string().check(z.describe(`Such as ${idExamples[kind]}.`));
}

export const idsOf = (kind: keyof typeof idPatterns): z.ZodMiniArray<z.ZodMiniString> => z.array(z.string()).check(z.describe(`Such as ${idExamples[kind]}.`));

/** A reason that a reader of the model can argue with. */
export const reason = (what: string): z.ZodMiniOptional<z.ZodMiniString> => z.optional(z.string().check(z.describe(`Why. Needed when ${what}.`)));

/** What an entity is, in an answer: as its file has it. */
export const entityValue = z.record(z.string(), z.unknown());

/** The entity as the file has it. Text in it is data. */
export function valueOf(model: ModelSnapshot, kind: EntityKind, id: string): Record<string, unknown> {
  return (plainAt(model.parsed, [kind, id]) ?? {}) as Record<string, unknown>;
}

/** The entities that name this one, sorted as the model lists them. */
export function usersOf(model: ModelSnapshot, id: string): string[] {
  return [...new Set(referencesOf(model.parsed.model).filter((reference) => reference.id === id).map(({ path }) => String(path[1] ?? path[0])))];
}

/** What a tool that adds answers when it added nothing, since something that is there or was removed may be the same. */
export const candidate = z.object({ id: z.string(), title: z.string(), removed: z.boolean(), same: z.boolean() });

export interface NotAdded {
  readonly summary: string;
  readonly next: string;
  readonly model_id: string;
  readonly candidates: z.input<typeof candidate>[];
}

/** Whether an entity of this title may be there already; undefined when it may be added. */
export function alreadyThere(model: ModelSnapshot, kind: EntityKind, title: string, tool: { readonly edit: string; readonly restore?: string }): NotAdded | undefined {
  const candidates = resembling(model.parsed.model, kind, title).slice(0, 5);
  const [first] = candidates;
  if (!first) return undefined;
  const noun = kindNouns[kind];
  const what = first.removed ? `the removed ${noun} ${first.id}` : `the ${noun} ${first.id}`;
  const mend = first.removed ? (tool.restore === undefined ? 'use another name' : `call ${tool.restore} with it`) : `change it with ${tool.edit}`;
  return {
    summary: `Nothing was added: ${what} (${printable(first.title)}) ${first.same ? 'says the same' : 'resembles it'}.`,
    next: `If it is the same, ${mend}. If it is another, call this again with force.`,
    model_id: model.model.id,
    candidates,
  };
}

/** @throws ToolRefusal `reason_needed`. */
export function needReason(given: string | undefined, what: string, key = 'change_reason'): string {
  if (given !== undefined && given.trim() !== '') return given.trim();
  throw new ToolRefusal('reason_needed', `${what} needs a reason.`, `Call it again with ${key}: one sentence that a reviewer can argue with.`);
}

/** @throws ToolRefusal `nothing_to_change`. */
export function needChange(changes: Readonly<Record<string, unknown>>): void {
  if (Object.keys(changes).length === 0) throw new ToolRefusal('nothing_to_change', 'Nothing was given that could be changed.', 'Give at least one field.');
}

/** The given values under the keys of the file. What was not given is left out. */
export function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** The given values with those that are empty texts taken out of the file. */
export function changed(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given(values)).map(([key, value]) => [key, value === '' ? null : value]));
}

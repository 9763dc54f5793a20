/** What a screen may ask besides: what is worked out when it is wanted. Each with its question, read here, and its answer. A further ask adds a line in both. */
import * as z from 'zod/mini';
import { entityKinds } from '../model/identifiers.ts';
import type { FieldChoice, FormField } from './form-field.ts';
import type { OfferedStops, PlayedObjective, StopPreview } from './screens/graph-reach.ts';
import type { EntityHistory, ModelChanges, ModelCommits } from './screens/changes-screen.ts';
import type { ObjectiveExplanation } from './screens/matrix-screen.ts';
import type { Trend } from './screens/posture-screen.ts';
import type { EntityDetails, FrameworkDetails } from './screens/model-details.ts';
import { stoppingEditsSchema, targetSchema } from './intents.ts';
import type { RemovalConsequences } from './screens/removal.ts';

const name = z.string().check(z.maxLength(200));
const text = z.string().check(z.maxLength(100_000));
const names = z.array(name).check(z.maxLength(10_000));
const answer = z.union([text, z.array(text).check(z.maxLength(10_000))]);
const answers = z.record(name, answer);
/** The work tree, or a full commit name with the path that the model had there. */
const side = z.union([z.literal('worktree'), z.object({ commit: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)), path: z.string().check(z.maxLength(4_000)) })]);
const form = z.union([z.object({ kind: z.enum(entityKinds) }), z.object({ clauseOf: name }), z.object({ attest: name })]);

export const questionSchemas = {
  /** What rows open to. */
  details: z.object({ ids: names }),
  /** The questions of a new entity, clause or attestation, as they are after these answers. */
  form: z.object({ of: form, answers }),
  /** What is wrong with an answer, before it is given. */
  check: z.object({ of: z.union([form, z.object({ target: targetSchema })]), answers, key: name, answer }),
  /** Further choices of a field: files, and names in a file. */
  suggestions: z.object({ of: z.union([form, z.object({ target: targetSchema })]), answers, key: name }),
  /** What a removal takes along. Without a choice it is the usual one. */
  removal: z.object({ ids: names, choice: z.optional(z.object({ along: names, takeOut: z.boolean(), leaveGroups: z.boolean() })) }),
  /** An objective's reachability, to be played on the graph. */
  play: z.object({ objective: name }),
  /** What would stop its attacker. A search that the budget ends can be asked for again with a larger one. */
  stops: z.object({ objective: name, budget: z.int().check(z.minimum(1), z.maximum(50_000)) }),
  /** All that such edits would change. */
  stop_preview: z.object({ objective: name, edits: stoppingEditsSchema }),
  /** Why an objective has its status. */
  explain: z.object({ objective: name }),
  /** What the model came to over recorded runs. */
  trend: z.object({}),
  /** The commits that changed the model. */
  commits: z.object({}),
  /** What differs between two states of the model; with the graph of both where it is drawn. */
  changes: z.object({ from: side, to: side, overlay: z.boolean() }),
  /** What happened to an entity. */
  history: z.object({ id: name }),
  /** Entities as text for the clipboard. */
  copy: z.object({ ids: names }),
  /** What a chosen framework says: exclusions and mappings. */
  framework: z.object({ name }),
  /** Keeps a file that the page made where a person says. */
  save: z.object({ name: z.string().check(z.maxLength(120), z.regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)), base64: z.string().check(z.maxLength(60_000_000)) }),
};
export type ChangesSide = z.output<typeof side>;
export type AskName = keyof typeof questionSchemas;
export type Question<Name extends AskName> = z.output<(typeof questionSchemas)[Name]>;
export type FormSubject = z.output<typeof form>;

/** The answer to each ask. */
export interface Answers {
  readonly details: readonly EntityDetails[];
  readonly form: { readonly title: string; readonly fields: readonly FormField[] };
  /** One sentence; undefined when nothing is wrong. */
  readonly check: { readonly wrong?: string };
  readonly suggestions: readonly FieldChoice[];
  readonly removal: RemovalConsequences;
  readonly play: PlayedObjective;
  readonly stops: OfferedStops;
  readonly stop_preview: StopPreview;
  readonly save: { readonly said: string };
  readonly explain: ObjectiveExplanation;
  readonly trend: Trend;
  readonly commits: ModelCommits;
  readonly changes: ModelChanges;
  readonly history: EntityHistory;
  readonly copy: { readonly text: string; readonly count: number };
  readonly framework: FrameworkDetails | undefined;
}

export function isAskName(name: unknown): name is AskName {
  return typeof name === 'string' && Object.hasOwn(questionSchemas, name);
}

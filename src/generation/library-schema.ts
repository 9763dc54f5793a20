/**
 * What a file of the library may say: concepts with the words that name them, and items that they call for. The one schema
 * from which come the types of this folder and the validation of the built-in files and of a team's own.
 */
import * as z from 'zod/mini';
import { impactSchema, likelihoodSchema } from '../model/schema.ts';
import { attackVectors, securityProperties, strengths } from '../model/vocabulary.ts';

const key = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), z.maxLength(60));
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const texts = (longest: number) => z._default(z.array(text(longest)), () => []);
const mapOf = <T extends z.ZodMiniType>(entry: T) => z._default(z.record(key, entry), () => ({}));
/** Concepts joined by `&`, each perhaps denied by `!`. One of the list is enough; an empty list is always true. */
const when = z._default(z.array(z.string().check(z.regex(/^!?[a-z][a-z0-9-]*( & !?[a-z][a-z0-9-]*)*$/))), () => []);
/** An item by its key, `tag:name` for all that have the tag, or `*` for all. */
const selectors = z.array(z.string().check(z.regex(/^(\*|!?[a-z][a-z0-9-]*|!?tag:[a-z][a-z0-9-]*)$/))).check(z.minLength(1));

export const conceptSchema = z.strictObject({
  /** Words and phrases that name it, in any inflection; `=PIN` and `=booking` only in exactly this form. */
  terms: texts(80),
  /** Phrases in which a term does not count. */
  except: texts(80),
  /** What is there as well where this is. */
  implies: z._default(z.array(key), () => []),
  /** What a repository shows of it: `kind:name`, with `*` for anything in the name. */
  facts: texts(120),
});

/** A gap in the texts of items, `{name}`: filled with the description's own word for a concept. */
export const slotSchema = z.strictObject({
  /** The first of these that the description names gives the word: in this order, and by its first place. */
  of: z._default(z.array(key), () => []),
  /** Or the names of what a repository shows of these, up to three. */
  shown: z._default(z.boolean(), false),
  /** Or what follows one of these verbs. */
  object_of: texts(30),
  form: z._default(z.enum(['as_written', 'one', 'many']), 'as_written'),
  else: text(80),
});

const shared = { when, unless: when };
/** Nearly every model has it, so it stands behind what is particular to this one. */
const usual = z._default(z.boolean(), false);

export const boundaryItemSchema = z.strictObject({ name: text(80), description: text(400), passes: z.array(z.enum(attackVectors)) });

export const componentItemSchema = z.strictObject({
  ...shared,
  name: text(80),
  description: text(400),
  boundaries: z.array(key).check(z.minLength(1)),
  /** It may be what the feature consists of; the first chosen one is, and others refer to it as `primary`. */
  primary: z._default(z.boolean(), false),
  /** Code of a repository belongs to it where one of these is shown and no service is. */
  code: z._default(z.array(key), () => []),
  /** Chosen where nothing else is primary. */
  fallback: z._default(z.boolean(), false),
});

export const connectionItemSchema = z.strictObject({ ...shared, from: key, to: key, label: text(80) });

export const assetItemSchema = z.strictObject({
  ...shared,
  name: text(80),
  description: text(400),
  tags: z.array(key).check(z.minLength(1)),
  properties: z.array(z.enum(securityProperties)).check(z.minLength(1)),
  /** Those that are chosen hold it; `primary` for the one that the feature consists of. */
  components: z.array(key).check(z.minLength(1)),
  impact: impactSchema,
  usual,
  /** Chosen where no other asset with a tag of it is. */
  fallback: z._default(z.boolean(), false),
});

export const attackerItemSchema = z.strictObject({
  ...shared,
  archetype: text(80),
  capability: text(400),
  position: text(200),
  tags: z.array(key).check(z.minLength(1)),
  boundaries: z.array(key).check(z.minLength(1)),
  vector: z.enum(attackVectors),
  likelihood: likelihoodSchema,
  usual,
});

export const clauseItemSchema = z.strictObject({
  shows: text(300),
  types: z.array(z.string()).check(z.minLength(1)),
  least: z.optional(z.enum(strengths)),
});

export const controlItemSchema = z.strictObject({
  ...shared,
  description: text(400),
  mitigates: z
    .array(z.strictObject({ assets: selectors, attackers: selectors, protects: z.array(z.enum(securityProperties)).check(z.minLength(1)) }))
    .check(z.minLength(1)),
  clauses: z.record(z.string().check(z.regex(/^[a-z][a-z0-9_-]*$/)), clauseItemSchema),
  /** Requirements of ASVS 5.0 that it answers, by their identifiers. */
  asvs: z._default(z.array(z.string().check(z.regex(/^V\d+\.\d+\.\d+$/))), () => []),
  components: z._default(z.array(key), () => []),
  /** Another way for these: it stands in a group of its own, in their place. */
  instead_of: z._default(z.array(key), () => []),
});

export const libraryFileSchema = z.strictObject({
  library: z.literal(1),
  title: text(120),
  concepts: mapOf(conceptSchema),
  slots: mapOf(slotSchema),
  boundaries: mapOf(boundaryItemSchema),
  components: mapOf(componentItemSchema),
  connections: mapOf(connectionItemSchema),
  assets: mapOf(assetItemSchema),
  attackers: mapOf(attackerItemSchema),
  controls: mapOf(controlItemSchema),
  /** Items of files before this one that are not wanted, as `controls/rate-limit`. */
  leave_out: z._default(z.array(z.string().check(z.regex(/^[a-z]+\/[a-z0-9-]+$/))), () => []),
});

export type LibraryFile = z.output<typeof libraryFileSchema>;
export type Concept = z.output<typeof conceptSchema>;
export type Slot = z.output<typeof slotSchema>;
export type BoundaryItem = z.output<typeof boundaryItemSchema>;
export type ComponentItem = z.output<typeof componentItemSchema>;
export type ConnectionItem = z.output<typeof connectionItemSchema>;
export type AssetItem = z.output<typeof assetItemSchema>;
export type AttackerItem = z.output<typeof attackerItemSchema>;
export type ControlItem = z.output<typeof controlItemSchema>;

/** The maps of a library, in the order in which a model lists what they give. */
export const itemKinds = ['boundaries', 'components', 'connections', 'assets', 'attackers', 'controls'] as const;
export type ItemKind = (typeof itemKinds)[number];

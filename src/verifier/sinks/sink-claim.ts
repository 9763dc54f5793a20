/** What is claimed about sinks: which, where, and what may reach them. */
import * as z from 'zod/mini';

/** How a value gets into a sink. All but `assign` are calls to the common form, whatever their language calls them. */
export const sinkKinds = ['call', 'constructor', 'macro', 'instantiate', 'assign'] as const;

/**
 * literal: written there, also as a list of literals. named_constant: a name bound once to one. literal_concat: joined
 * from these. parameter_binding: a literal text with placeholders, whose values are arguments of their own.
 */
export const safeForms = ['literal', 'named_constant', 'literal_concat', 'parameter_binding'] as const;
export type SafeForm = (typeof safeForms)[number];

const words = z.string().check(z.trim(), z.minLength(1));

export const sinkSchema = z.strictObject({
  callee: words,
  kind: z.optional(z.enum(sinkKinds)),
  positions: z.optional(z.array(z.union([z.int().check(z.nonnegative()), words])).check(z.minLength(1))),
});
export const sinksSchema = z.array(sinkSchema).check(z.minLength(1));
export type Sink = z.output<typeof sinkSchema>;

export const safeFormsSchema = z.array(z.enum(safeForms)).check(z.minLength(1));

export const allowedSchema = z
  .strictObject({
    file: words,
    line: z.optional(z.int().check(z.positive())),
    anchor: z.optional(words),
    callee: words,
    reason: words,
    reviewed_by: words,
  })
  .check(z.refine(({ line, anchor }) => (line === undefined) !== (anchor === undefined), 'it needs either line or anchor'));
export const allowlistSchema = z.array(allowedSchema);
export type Allowed = z.output<typeof allowedSchema>;

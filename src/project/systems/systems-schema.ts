/** What `.mipiti/systems.yaml` may say: which models belong together, and what the organisation aims at. None of it alters a posture. */
import * as z from 'zod/mini';
import { idPatterns } from '../../model/identifiers.ts';

const text = z.string().check(z.minLength(1), z.maxLength(300));
const level = z.int().check(z.minimum(1), z.maximum(9));

export const systemsSchema = z.strictObject({
  /** The version of this file format. */
  schema: z.literal(1),
  organization: z.optional(
    z.strictObject({
      id: z.optional(text),
      /** Target maturity level of IEC 62443-4-1. */
      target_ml: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
      /** Tier of NIST CSF. */
      csf_tier: z.optional(z.int().check(z.minimum(1), z.maximum(4))),
    }),
  ),
  systems: z._default(
    z.record(
      z.string().check(z.regex(idPatterns.models)),
      z.strictObject({
        name: text,
        description: z.optional(z.string().check(z.maxLength(4000))),
        /** Identifiers of models; each belongs to one system at most. */
        models: z._default(z.array(z.string().check(z.regex(idPatterns.models))), () => []),
        frameworks: z._default(z.record(z.string(), z.strictObject({ level: z.optional(level) })), () => ({})),
      }),
    ),
    () => ({}),
  ),
});

export type SystemsFile = z.output<typeof systemsSchema>;
export type System = SystemsFile['systems'][string];

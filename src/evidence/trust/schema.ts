/** What a trust policy may say: who signs runs that count. Every word of it is checked; one that is not known spoils the whole. */
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const repositories = z.array(z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/)));

/** What a key and an identity have in common. */
const standing = {
  /** owner/name of the repositories that it may speak for; left out: the one that holds the policy. */
  repositories: z.optional(repositories),
  /** First and last day, in UTC, on which it signs. What it signed then stands afterwards: so a key is replaced. */
  from: z.optional(day),
  until: z.optional(day),
  /** It is in wrong hands, and nothing that it signed counts any more. */
  revoked: z.optional(z.strictObject({ on: day, why: text })),
};

const name = z.string().check(z.regex(/^[A-Za-z][\w.-]{0,63}$/));

export const trustSchema = z.strictObject({
  schema: z.literal(1),
  /** Public keys, by a name for people. */
  keys: z._default(z.record(name, z.strictObject({ public_key: text, ...standing })), {}),
  /** Identities that Sigstore vouches for. `*` in a subject stands for anything without a slash. */
  identities: z._default(z.record(name, z.strictObject({ issuer: z.string().check(z.regex(/^https:\/\/\S+$/)), subject: text, ...standing })), {}),
  /** Needed for identities: the file, beside the policy in the same commit, with Sigstore's trusted root. */
  sigstore: z.optional(z.strictObject({ trusted_root: text })),
});

export type TrustFile = z.infer<typeof trustSchema>;

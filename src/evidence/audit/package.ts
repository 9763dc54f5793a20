/**
 * A package: one file from which a recorded posture can be derived again. It is canonical JSON and no archive: two archives of the same
 * files differ by times, order and compression, hold names that lead elsewhere and bytes that no reader looks at; of this each byte is read.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { canonicalText } from '../../model/canonical.ts';
import { readCanonicalJson } from '../envelope/canonical-json.ts';
import { fileStatePattern } from '../statement/file-state.ts';
import { claimSchema } from './claim.ts';

export const packageFormat = 'urn:mipiti:package:1';
/** Above this nobody reads it. */
export const maximumPackage = 64 * 1024 * 1024;

const text = z.string().check(z.minLength(1));
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const gitName = z.string().check(z.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));
const states = z.array(z.strictObject({ path: text, state: z.string().check(z.regex(fileStatePattern)) }));

const contents = {
  format: z.literal(packageFormat),
  tool: z.strictObject({ name: text, version: text, engine: text }),
  /** owner/name; null where the repository has no remote. */
  repository: z.nullable(text),
  /** The commit that the posture is of. */
  commit: gitName,
  model: z.strictObject({ path: text, text: z.string() }),
  /** The trust policy as the base has it; null where there is none. */
  policy: z.nullable(z.strictObject({ ref: text, commit: gitName, text: z.string(), trustedRoot: z.nullable(z.strictObject({ path: text, text: z.string() })) })),
  /** Objects of git in base64, by name: the history, and the trees that lead to the files named here. */
  git: z.strictObject({ commits: z.record(gitName, z.string()), trees: z.record(gitName, z.string()) }),
  /** Files of the ledger, by the SHA-256 of their canonical text. */
  evidence: z.record(digest, z.unknown()),
  /** What verdicts rest on, as it is at the commit. */
  files: states,
  listings: states,
  claim: claimSchema,
};
const packageSchema = z.strictObject({ ...contents, digest });

export type EvidencePackage = z.infer<typeof packageSchema>;
export type PackageContents = Omit<EvidencePackage, 'digest'>;

export type ReadPackage = { readonly ok: true; readonly contents: EvidencePackage } | { readonly ok: false; readonly check: 'size' | 'shape' | 'digest'; readonly because: string };

/** Reads a package strictly: another spelling, another member, one byte more is refused. */
export function readPackage(bytes: Uint8Array): ReadPackage {
  if (bytes.length > maximumPackage) return { ok: false, check: 'size', because: `it has ${bytes.length} bytes; ${maximumPackage} are read at most` };
  const json = readCanonicalJson(bytes);
  if (!json.ok) return { ok: false, check: 'shape', because: json.because };
  const parsed = packageSchema.safeParse(json.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, check: 'shape', because: `it is no package (${[...(issue?.path ?? [])].map(String).join('.') || 'the whole'} does not fit)` };
  }
  const { digest: named, ...rest } = parsed.data;
  if (digestOf(rest) !== named) return { ok: false, check: 'digest', because: 'its digest is that of other contents: it was changed or damaged' };
  return { ok: true, contents: parsed.data };
}

/** The text of a package. @throws TypeError for what JSON cannot say. */
export function packageText(of: PackageContents): string {
  const written = canonicalText({ ...of, digest: digestOf(of) });
  if (written === undefined) throw new TypeError('a package holds JSON only');
  return written;
}

function digestOf(of: PackageContents): string {
  return createHash('sha256').update(canonicalText(of) ?? '').digest('hex');
}

/** The statement that a job signs on its tests: in-toto Statement v1 with the predicate test-result v0.1, and our facts beside it. */
import * as z from 'zod/mini';
import type { AttestedRun } from '../../verifier/attested-results.ts';
import { statementType } from '../envelope/in-toto.ts';
import { readUniqueJson } from '../envelope/unique-json.ts';

export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';
/** The member of the predicate that holds what test-result has no place for. Readers that do not know it pass over it. */
export const factsMember = 'urn:mipiti:test-facts:1';

const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const descriptor = z.object({ name: z.optional(z.string()), digest: z.optional(z.record(z.string(), z.string())) });
const names = z._default(z.array(z.string()), []);
const factsSchema = z.object({
  environment: z._default(z.record(z.string(), z.nullable(z.string())), {}),
  tests: z._default(
    z.record(
      z.string(),
      z.strictObject({ definition: z.optional(digest), mechanism: z.optional(z.string()), mechanismFound: z.optional(z.boolean()), reached: z.optional(z.boolean()), depends: z.optional(z.boolean()) }),
    ),
    {},
  ),
});
const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.array(descriptor).check(z.minLength(1)),
  predicateType: z.literal(testResultType),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(descriptor),
    passedTests: names,
    warnedTests: names,
    failedTests: names,
    [factsMember]: z.optional(factsSchema),
  }),
});

export type ReadStatement = { readonly ok: true; readonly run: AttestedRun } | { readonly ok: false; readonly because: string };

/** The run that the bytes of a verified payload speak of. `source` is what sentences call it. */
export function readTestResult(payload: Uint8Array, source: string): ReadStatement {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return { ok: false, because: 'its payload is no UTF-8' };
  }
  const value = readUniqueJson(text);
  if (!value.ok) return value;
  const parsed = statementSchema.safeParse(value.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, because: `it is no statement on a run of tests (${[...(issue?.path ?? [])].map(String).join('.') || 'the whole'} does not fit)` };
  }
  const { subject, predicate } = parsed.data;
  const { result, configuration, passedTests: passed, warnedTests: warned, failedTests: failed } = predicate;
  const all = [...passed, ...warned, ...failed];
  if (new Set(all).size !== all.length) return { ok: false, because: 'it names a test twice' };
  if ((result === 'FAILED') !== failed.length > 0) return { ok: false, because: `its result ${result} contradicts the tests that it lists` };
  const files = [];
  // Everything with a name and a digest counts as a file that must be the same: an image or an archive never is.
  for (const { name, digest: digests } of [...subject, ...configuration]) {
    const sha256 = digests?.['sha256'];
    if (name === undefined || sha256 === undefined) continue;
    if (!/^[0-9a-f]{64}$/.test(sha256)) return { ok: false, because: `the digest of ${name} is none` };
    files.push({ file: name.replace(/^(\.\/)+/, ''), sha256 });
  }
  const facts = predicate[factsMember];
  return { ok: true, run: { source, files, passed, warned, failed, environment: facts?.environment ?? {}, facts: facts?.tests ?? {} } };
}

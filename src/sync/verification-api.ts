/** The routes of a platform by which a pipeline verifies: what it answers is looked at before anything is made of it. */
import * as z from 'zod/mini';
import { PlatformError } from './platform-error.ts';
import type { PlatformHttp } from './platform-http.ts';

const optionalText = z.optional(z.nullable(z.string()));
const assertionSchema = z.object({
  id: z.string(),
  type: z.string(),
  params: z._default(z.record(z.string(), z.unknown()), {}),
  description: z._default(z.nullable(z.string()), ''),
  repo: optionalText,
});
const listedAssertionSchema = z.pipe(
  // Both names of the identifier are in use.
  z.pipe(z.looseObject({ id: optionalText, assertion_id: optionalText }), z.transform(({ id, assertion_id, ...rest }) => ({ ...rest, id: id ?? assertion_id }))),
  assertionSchema,
);
const bySubject = z._default(z.nullable(z.record(z.string(), z.array(listedAssertionSchema))), {});
const assertionsSchema = z.object({ controls: bySubject, assumptions: bySubject });
const modelSchema = z.object({
  id: z.string(),
  title: z._default(z.nullable(z.string()), ''),
  components: z._default(z.nullable(z.array(z.object({ id: z.string(), name: optionalText, path: optionalText }))), []),
});
const modelsSchema = z.array(z.object({ id: z.string(), title: z._default(z.nullable(z.string()), '') }));
const controlsSchema = z.object({ controls: z.array(z.object({ id: z.string() })), total: z.optional(z.number()) });
const sufficiencySchema = z.object({ status: z.enum(['sufficient', 'insufficient', 'pending', 'stale']), details: z._default(z.nullable(z.string()), '') });
const tierCounts = z._default(z.nullable(z.object({ pass: z._default(z.number(), 0), fail: z._default(z.number(), 0), pending: z._default(z.number(), 0) })), { pass: 0, fail: 0, pending: 0 });
const reportSchema = z.looseObject({
  tier1: tierCounts,
  tier2: tierCounts,
  controls_fully_verified: z._default(z.number(), 0),
  controls_partially_verified: z._default(z.number(), 0),
  controls_unverified: z._default(z.number(), 0),
  drift_items: z._default(z.nullable(z.array(z.unknown())), []),
  sufficiency: z._default(z.nullable(z.object({ sufficient: z._default(z.number(), 0), insufficient: z._default(z.number(), 0), pending: z._default(z.number(), 0) })), null),
  coherence_warnings: z._default(z.nullable(z.array(z.unknown())), []),
});
const submittedSchema = z.object({ run_id: z.string() });

export type PlatformAssertion = z.output<typeof assertionSchema>;
export type PlatformModel = z.output<typeof modelSchema>;
export type PlatformReport = z.output<typeof reportSchema>;
export type Sufficiency = z.output<typeof sufficiencySchema>;

/** Assertions by the control or assumption that they are evidence for. */
export interface PlatformAssertions {
  readonly controls: Readonly<Record<string, readonly PlatformAssertion[]>>;
  readonly assumptions: Readonly<Record<string, readonly PlatformAssertion[]>>;
}

export interface SubmittedResult {
  readonly assertion_id: string;
  readonly tier: 1 | 2;
  readonly result: 'pass' | 'fail' | 'skipped';
  readonly details: string;
  readonly reasoning: string;
  readonly reviewer: string;
}

export interface Pipeline {
  readonly provider: 'github_actions' | 'gitlab_ci' | 'local';
  readonly run_id: string;
  readonly run_url: string;
  readonly commit_sha: string;
  readonly branch: string;
}

export interface VerificationApi {
  models(): Promise<readonly { readonly id: string; readonly title: string }[]>;
  model(id: string): Promise<PlatformModel>;
  /** All assertions, of one repository where it is named. */
  assertions(model: string, repo: string): Promise<PlatformAssertions>;
  /** Those that wait for a result of a tier. */
  pending(model: string, tier: 1 | 2, repo?: string): Promise<PlatformAssertions>;
  /** The identifiers of the controls that a component has to implement. */
  controlsOfComponent(model: string, component: string): Promise<readonly string[]>;
  submit(model: string, body: { readonly pipeline: Pipeline; readonly results: readonly SubmittedResult[]; readonly content_hash: string }): Promise<string>;
  sufficiency(model: string, control: string): Promise<Sufficiency>;
  report(model: string): Promise<PlatformReport>;
}

/** The routes over a connection. Each rejects with a `PlatformError`, also for an answer of another shape. */
export function verificationApi(http: PlatformHttp): VerificationApi {
  const at = (model: string, rest = ''): string => `/api/models/${encodeURIComponent(model)}${rest}`;
  return {
    models: async () => (await read(modelsSchema, http.get('/api/models'), 'the list of models')).map(({ id, title }) => ({ id, title: title ?? '' })),
    model: async (id) => read(modelSchema, http.get(at(id)), `the model ${id}`),
    assertions: async (id, repo) => assertionsOf(await read(assertionsSchema, http.get(at(id, '/verification/assertions'), { repo }), 'the assertions')),
    pending: async (id, tier, repo) => assertionsOf(await read(assertionsSchema, http.get(at(id, '/verification/pending'), { tier: String(tier), repo }), 'the pending assertions')),
    async controlsOfComponent(id, component) {
      const found: string[] = [];
      for (;;) {
        const { controls, total } = await read(controlsSchema, http.get(at(id, '/controls'), { component_id: component, summary_only: 'true', offset: String(found.length), limit: '200' }), 'the controls');
        found.push(...controls.map((control) => control.id));
        if (controls.length === 0 || total === undefined || found.length >= total) return found;
      }
    },
    submit: async (id, body) => (await read(submittedSchema, http.post(at(id, '/verification/results'), body), 'the submission')).run_id,
    sufficiency: (id, control) => read(sufficiencySchema, http.get(at(id, `/controls/${encodeURIComponent(control)}/sufficiency`)), `the sufficiency of ${control}`),
    report: (id) => read(reportSchema, http.get(at(id, '/verification/report'), { summary_only: 'false' }), 'the report'),
  };
}

function assertionsOf({ controls, assumptions }: z.output<typeof assertionsSchema>): PlatformAssertions {
  return { controls: controls ?? {}, assumptions: assumptions ?? {} };
}

async function read<Schema extends z.ZodMiniType>(schema: Schema, answer: Promise<unknown>, what: string): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PlatformError(`The platform's answer on ${what} has another shape than expected${issue ? ` at ${issue.path.join('.') || 'its top'}` : ''}. Is the address that of a platform of this kind?`);
}

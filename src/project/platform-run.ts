/** A pipeline's verification for a platform: which of its assertions this checkout answers, the verdicts, the submission. */
import { isAbsolute, join } from 'node:path';
import { contentHash } from '../evidence/hosted/content-hash.ts';
import { isPlatformError, PlatformError } from '../sync/platform-error.ts';
import type { Pipeline, PlatformAssertion, PlatformAssertions, SubmittedResult, VerificationApi } from '../sync/verification-api.ts';
import { fileSources } from '../verifier/file-sources.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { ClaimChecker } from './claim-checker.ts';

export interface PlatformRunOptions {
  readonly api: VerificationApi;
  readonly checker: ClaimChecker;
  /** Absolute. */
  readonly projectRoot: string;
  /** `owner/name`: assertions on other repositories are left out. */
  readonly repo: string;
  readonly pipeline: Pipeline;
  /** All assertions, or only those that wait for a verdict. */
  readonly reverify: boolean;
  readonly dryRun: boolean;
  /** Only evidence for controls of this component. */
  readonly component?: string;
  /** Whether the component's path is joined to the root. */
  readonly componentPath: boolean;
  /** Only assertions on these files, and those on none. */
  readonly changedFiles?: ReadonlySet<string>;
  /** Nothing of this tool signs yet: where it is required, the model fails. */
  readonly requireAttestation: boolean;
  readonly ports?: (root: string) => CheckPorts;
  readonly signal?: AbortSignal;
  readonly warn: (sentence: string) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface CheckedAssertion {
  readonly assertion: PlatformAssertion;
  /** The control or assumption. */
  readonly subject: string;
  readonly result: 'pass' | 'fail';
  readonly details: string;
  readonly file?: string;
  readonly line?: number;
}

export interface PlatformRun {
  readonly model: { readonly id: string; readonly title: string };
  readonly checked: readonly CheckedAssertion[];
  /** How many assertions nothing here judges. */
  readonly notJudged: number;
  readonly sufficiency: readonly { readonly control: string; readonly status: 'sufficient' | 'insufficient' | 'skipped'; readonly details: string }[];
  readonly runId?: string;
  readonly contentHash: string;
  /** What fails this run, one sentence each; none when it holds. */
  readonly failures: readonly string[];
}

/**
 * Verifies one model of a platform against a checkout, and submits what was found unless it is a dry run. Undecidable counts as
 * failed. Judgement (Tier 2) is skipped and never submitted: nothing judges here yet.
 *
 * @throws PlatformError When the platform does not answer as it should; nothing counts as verified then.
 */
export async function runForPlatform(id: string, options: PlatformRunOptions): Promise<PlatformRun> {
  const { api, checker, signal } = options;
  const model = await api.model(id);
  const listed = options.reverify ? await api.assertions(id, options.repo) : await api.pending(id, 1, options.repo);
  const inScope = withSubjects(listed).filter(({ assertion }) => isOfRepo(assertion, options.repo));
  const { wanted, root } = await scopedToComponent(inScope, model, options);
  const asked = wanted.filter(({ assertion: { params } }) => !options.changedFiles || typeof params['file'] !== 'string' || options.changedFiles.has(normalised(params['file'])));
  const sources = rememberingSources(fileSources(root));
  const ports = options.ports?.(root) ?? {};
  let done = 0;
  const checked = await Promise.all(
    asked.map(async ({ assertion, subject }): Promise<CheckedAssertion> => {
      const verdict = await checker.check(sources, { type: assertion.type, params: assertion.params }, signal, ports);
      options.onProgress?.(++done, asked.length);
      const details = verdict.verdict === 'undecidable' ? `Undecidable, which counts as failed. ${verdict.details}` : verdict.details;
      return { assertion, subject, result: verdict.verdict === 'pass' ? 'pass' : 'fail', details, ...(verdict.file === undefined ? {} : { file: verdict.file }), ...(verdict.range ? { line: verdict.range.start.line } : {}) };
    }),
  );
  const hashed = contentHash(asked.map(({ assertion }) => ({ ...assertion, description: assertion.description ?? '' })), new Map(checked.map(({ assertion, result }) => [assertion.id, result])));
  if (!hashed.ok) throw new PlatformError(`The assertions of ${id} have no hash that a platform computes alike: ${hashed.because}.`);
  const { hash } = hashed;
  const failures: string[] = [];
  const failing = checked.filter(({ result }) => result === 'fail').length;
  if (failing > 0) failures.push(`${failing} of ${checked.length} assertions ${failing === 1 ? 'does' : 'do'} not pass`);
  if (options.requireAttestation) failures.push('an attestation is required, and this run cannot be signed');
  // What is required to be signed is not handed over unsigned.
  const runId = options.dryRun || options.requireAttestation || checked.length === 0 ? undefined : await api.submit(id, { pipeline: options.pipeline, results: checked.map(resultOf), content_hash: hash });
  const controls = [...new Set(asked.filter(({ kind }) => kind === 'control').map(({ subject }) => subject))].sort();
  const sufficiency: PlatformRun['sufficiency'][number][] = [];
  for (const control of options.dryRun ? [] : controls) {
    const { status, details } = await api.sufficiency(id, control);
    sufficiency.push({ control, status: status === 'sufficient' || status === 'insufficient' ? status : 'skipped', details: details ?? '' });
  }
  const insufficient = sufficiency.filter(({ status }) => status === 'insufficient').map(({ control }) => control);
  if (insufficient.length > 0) failures.push(`the evidence for ${insufficient.join(', ')} is insufficient`);
  return { model: { id, title: model.title ?? '' }, checked, notJudged: asked.length, sufficiency, ...(runId === undefined ? {} : { runId }), contentHash: hash, failures };
}

interface Asked {
  readonly assertion: PlatformAssertion;
  readonly subject: string;
  readonly kind: 'control' | 'assumption';
}

function withSubjects({ controls, assumptions }: PlatformAssertions): readonly Asked[] {
  const of = (map: PlatformAssertions['controls'], kind: Asked['kind']): Asked[] => Object.entries(map).flatMap(([subject, list]) => list.map((assertion) => ({ assertion, subject, kind })));
  return [...of(controls, 'control'), ...of(assumptions, 'assumption')];
}

/** An assertion that names no repository is about whichever asks. Forges ignore case. */
function isOfRepo({ repo }: PlatformAssertion, wanted: string): boolean {
  return repo === undefined || repo === null || repo === '' || repo === 'no_repo' || repo.toLowerCase() === wanted.toLowerCase();
}

/** Where the component cannot be found out, everything is verified: a filter that fails leaves nothing out. */
async function scopedToComponent(asked: readonly Asked[], model: { readonly id: string; readonly components: readonly { readonly id: string; readonly path?: string | null | undefined }[] | null }, options: PlatformRunOptions): Promise<{ readonly wanted: readonly Asked[]; readonly root: string }> {
  const { component, api, projectRoot } = options;
  if (component === undefined) return { wanted: asked, root: projectRoot };
  const found = model.components?.find(({ id }) => id === component);
  if (!found) {
    options.warn(`${model.id} has no component ${component}; everything is verified.`);
    return { wanted: asked, root: projectRoot };
  }
  let controls: ReadonlySet<string>;
  try {
    controls = new Set(await api.controlsOfComponent(model.id, component));
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    options.warn(`The controls of ${component} could not be found out; everything is verified. ${error.message}`);
    return { wanted: asked, root: projectRoot };
  }
  const path = options.componentPath ? (found.path ?? '') : '';
  if (isAbsolute(path) || path.split(/[/\\]/).includes('..')) throw new PlatformError(`The path of ${component}, ${path}, leads out of the checkout.`);
  return { wanted: asked.filter(({ kind, subject }) => kind === 'assumption' || controls.has(subject)), root: join(projectRoot, path) };
}

function normalised(file: string): string {
  return file.trim().replaceAll('\\', '/').replace(/^\.\//, '');
}

function resultOf({ assertion, result, details }: CheckedAssertion): SubmittedResult {
  return { assertion_id: assertion.id, tier: 1, result, details, reasoning: '', reviewer: `mipiti-verify:${assertion.type}` };
}

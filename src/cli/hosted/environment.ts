/** What `mipiti-verify` takes from the environment: secrets, which come from nowhere else, and what a pipeline says about itself. */
import type { Pipeline } from '../../sync/verification-api.ts';

export interface HostedEnvironment {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  /** `owner/name`, as the pipeline names it. */
  readonly repo: string | undefined;
  readonly requireAttestation: boolean;
  /** A file of certificates that are trusted besides the usual ones. */
  readonly caBundle: string | undefined;
  /** The names of variables that hold a key to sign with. */
  readonly signingKeys: readonly string[];
  /** The file that a step of a workflow writes its outputs to. */
  readonly githubOutput: string | undefined;
  /** The identity that an auditor expects, where no flag names one. */
  readonly expectedCiIdentity: string | undefined;
  /** The identity under which this job would sign. */
  readonly ciIdentity: string | undefined;
  pipeline(commit: string | undefined, branch: string | undefined): Pipeline;
}

const signers = ['MIPITI_WORKSPACE_SIGNING_KEY', 'MIPITI_CUSTOMER_SIGNING_KEY'] as const;

/** Reads the environment once. An empty variable counts as one that is not set. */
export function hostedEnvironment(): HostedEnvironment {
  const variables = process.env;
  const given = (name: string): string | undefined => variables[name] || undefined;
  return {
    apiKey: given('MIPITI_API_KEY'),
    baseUrl: given('MIPITI_BASE_URL'),
    repo: given('GITHUB_REPOSITORY') ?? given('CI_PROJECT_PATH'),
    requireAttestation: ['1', 'true', 'yes'].includes((given('MIPITI_REQUIRE_ATTESTATION') ?? '').toLowerCase()),
    caBundle: given('MIPITI_CA_BUNDLE'),
    signingKeys: signers.filter((name) => given(name) !== undefined),
    githubOutput: given('GITHUB_OUTPUT'),
    expectedCiIdentity: given('MIPITI_VERIFY_CI_IDENTITY'),
    ciIdentity: given('GITHUB_WORKFLOW_REF') === undefined ? undefined : `${given('GITHUB_SERVER_URL') ?? 'https://github.com'}/${given('GITHUB_WORKFLOW_REF') ?? ''}`,
    pipeline(commit, branch) {
      const repository = given('GITHUB_REPOSITORY');
      const run = given('GITHUB_RUN_ID');
      if (given('GITHUB_ACTIONS') === 'true') {
        const url = repository === undefined || run === undefined ? '' : `${given('GITHUB_SERVER_URL') ?? 'https://github.com'}/${repository}/actions/runs/${run}`;
        return { provider: 'github_actions', run_id: run ?? '', run_url: url, commit_sha: given('GITHUB_SHA') ?? commit ?? '', branch: given('GITHUB_HEAD_REF') ?? given('GITHUB_REF_NAME') ?? branch ?? '' };
      }
      if (given('GITLAB_CI') === 'true') {
        return { provider: 'gitlab_ci', run_id: given('CI_PIPELINE_ID') ?? '', run_url: given('CI_PIPELINE_URL') ?? '', commit_sha: given('CI_COMMIT_SHA') ?? commit ?? '', branch: given('CI_COMMIT_REF_NAME') ?? branch ?? '' };
      }
      return { provider: 'local', run_id: '', run_url: '', commit_sha: commit ?? '', branch: branch ?? '' };
    },
  };
}

/** The environment that tests run in: ours, without what only we should hold and without what would change the runner. */

/**
 * Credentials of this tool and of the job that runs it: keys that sign evidence or speak to a platform or a language model,
 * and tokens with which code could act, or sign, as the job. Passwords of databases and the like stay: tests need them.
 */
const credentials = /^(MIPITI_.*|ACTIONS_ID_TOKEN_REQUEST_(TOKEN|URL)|ACTIONS_RUNTIME_TOKEN|GITHUB_TOKEN|GH_TOKEN|GITLAB_TOKEN|CI_JOB_TOKEN|CI_JOB_JWT.*|SYSTEM_ACCESSTOKEN|SIGSTORE_ID_TOKEN|COSIGN_PASSWORD|NPM_TOKEN|NODE_AUTH_TOKEN|.*_API_KEY)$/i;
/** Left behind by a runner in which this tool itself runs. */
const ofRunners = /^(FORCE_COLOR|NODE_TEST_CONTEXT|NODE_TEST_WORKER_ID|JEST_WORKER_ID|VITEST.*|PYTEST_CURRENT_TEST|npm_config_.*|NODE_V8_COVERAGE)$/i;

/** `CI` keeps runners from watching and from writing the snapshots that they then compare with. */
export function testEnvironment(ours: Readonly<Record<string, string | undefined>>, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(ours).filter((entry): entry is [string, string] => entry[1] !== undefined && !credentials.test(entry[0]) && !ofRunners.test(entry[0]));
  return { ...Object.fromEntries(kept), CI: '1', NO_COLOR: '1', ...more };
}

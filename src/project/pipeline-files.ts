/** Files by which a code host verifies, and on its main branch signs what it found and hands it on. Each step is a plain command. */

export const pipelineKinds = ['github', 'gitlab', 'none'] as const;
export type PipelineKind = (typeof pipelineKinds)[number];

/** The names of the secrets that the files hand on. */
export const keySecret = 'MIPITI_CUSTOMER_SIGNING_KEY';
export const passphraseSecret = 'MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE';

export interface PipelineOptions {
  /** How the command line is called, such as `npx --yes mipiti@0.1.0`. */
  readonly command: string;
  /** The branch whose runs are recorded. */
  readonly branch: string;
  readonly encrypted: boolean;
}

/** Relative to the root of a repository. */
export const pipelineFile: Readonly<Record<Exclude<PipelineKind, 'none'>, string>> = { github: '.github/workflows/mipiti.yml', gitlab: '.gitlab-ci.yml' };

/** A workflow of GitHub. A pull request is verified without secrets and without the right to write. */
export function githubWorkflow({ command, branch, encrypted }: PipelineOptions): string {
  const prepared = (credentials: string): string => `      - uses: actions/checkout@v4
        with: {fetch-depth: 0${credentials}}
      - uses: actions/setup-node@v4
        with: {node-version: 22}`;
  return `# Verifies the repository's threat models. On ${branch} it also signs what it found, and pushes that to refs/mipiti/evidence.
name: Mipiti
on:
  pull_request:
  push: {branches: [${JSON.stringify(branch)}]}
permissions: {contents: read}
jobs:
  verify:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
${prepared(', persist-credentials: false')}
      - name: Verify
        run: ${command} verify --output github --fail-on weakening --base "origin/$GITHUB_BASE_REF"
  record:
    if: github.event_name == 'push'
    runs-on: ubuntu-latest
    # To push the evidence, which is on no branch.
    permissions: {contents: write}
    steps:
${prepared('')}
      - name: Fetch evidence
        run: ${command} evidence fetch
      - name: Verify and record
        env:
          ${keySecret}: \${{ secrets.${keySecret} }}${encrypted ? `\n          ${passphraseSecret}: \${{ secrets.${passphraseSecret} }}` : ''}
        run: ${command} verify --output github --record
      - name: Push evidence
        # What fails is recorded too.
        if: \${{ !cancelled() }}
        run: ${command} evidence push
`;
}

/** Jobs for GitLab. They need the variables as masked and protected ones. */
export function gitlabJobs({ command, branch, encrypted }: PipelineOptions): string {
  return `# Verifies the repository's threat models. On ${branch} it also signs what it found, and pushes that to refs/mipiti/evidence:
# for that, allow this project's job token to push (Settings, CI/CD, Job token permissions). Where you may not, take
# "evidence push --to FOLDER" and keep the folder as an artefact.
# ${keySecret}${encrypted ? ` and ${passphraseSecret} are` : ' is'} set as masked, protected ${encrypted ? 'variables' : 'variable'} of CI.
mipiti-verify:
  stage: test
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables: {GIT_DEPTH: "0"}
  script:
    - ${command} verify --fail-on weakening --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
mipiti-record:
  stage: test
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == ${JSON.stringify(branch)}
  variables: {GIT_DEPTH: "0"}
  script:
    - ${command} evidence fetch
    - code=0; ${command} verify --record || code=$?
    - ${command} evidence push
    - exit $code
  artifacts:
    when: always
    paths: [.mipiti/evidence]
`;
}

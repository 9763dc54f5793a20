/** Tokens of code hosts, registries of packages, builds and telemetry. From the public documentation of each. */
import { hasBase62Checksum } from '../checksum.ts';
import { format, uuid } from '../secret-format.ts';
import type { SecretFormat } from '../secret-format.ts';

export const developmentFormats: readonly SecretFormat[] = [
  format('github-token', 'ghp_ gho_ ghu_ ghs_ ghr_', '(?:^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{36})(?:$|[^A-Za-z0-9])', hasBase62Checksum),
  format('github-fine-grained-token', 'github_pat_', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'),
  format('gitlab-token', 'glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct- glwt-', '\\bgl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_.\\-]{20,300}'),
  format('gitlab-runner-token', 'GR1348941', '\\bGR1348941[A-Za-z0-9_\\-]{20}'),
  format('bitbucket-app-password', 'ATBB', '\\bATBB[A-Za-z0-9]{32}\\b'),
  format('atlassian-token', 'ATATT3 ATCTT3', '\\bAT[AC]TT3[A-Za-z0-9_\\-]{60,300}'),
  format('sourcegraph-token', 'sgp_', '\\bsgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}'),
  format('npm-token', 'npm_', '(?:^|[^A-Za-z0-9])(npm_[A-Za-z0-9]{36})(?:$|[^A-Za-z0-9])', hasBase62Checksum),
  format('npm-registry-login', '_authtoken _auth _password', '(?im)(?:^[ \\t]{0,20}|//[^\\s"\'=]{1,200}:)_(?:authToken|auth|password)[ \\t]{0,3}=[ \\t]{0,3}["\']?([A-Za-z0-9+/=_.\\-]{8,300})'),
  format('pypi-token', 'pypi-AgE', '\\bpypi-AgE[A-Za-z0-9_\\-]{50,1000}'),
  format('rubygems-token', 'rubygems_', '\\brubygems_[a-f0-9]{48}'),
  format('nuget-key', 'oy2', '\\boy2[a-z0-9]{43}\\b'),
  format('crates-token', 'cio', '\\bcio[A-Za-z0-9]{32}\\b'),
  format('docker-hub-token', 'dckr_', '\\bdckr_(?:pat|oat)_[A-Za-z0-9_\\-]{24,40}'),
  format('clojars-token', 'CLOJARS_', '\\bCLOJARS_[a-z0-9]{60}'),
  format('jfrog-key', 'AKCp', '\\bAKCp[A-Za-z0-9]{60,75}\\b'),
  format('jfrog-reference-token', 'cmVmdGtu', '\\bcmVmdGtu[A-Za-z0-9]{56}\\b'),
  format('hugging-face-token', 'hf_ api_org_', '\\b(?:hf|api_org)_[A-Za-z0-9]{34,40}\\b'),
  format('new-relic-key', 'NRAK- NRII- NRIQ-', '\\bNR(?:AK|II|IQ)-[A-Za-z0-9_\\-]{27,32}'),
  format('grafana-service-token', 'glsa_', '\\bglsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'),
  format('grafana-cloud-token', 'glc_', '\\bglc_[A-Za-z0-9+/]{32,400}={0,2}'),
  format('sentry-user-token', 'sntryu_', '\\bsntryu_[a-f0-9]{64}'),
  format('sentry-organisation-token', 'sntrys_', '\\bsntrys_[A-Za-z0-9+/=]{40,400}_[A-Za-z0-9+/]{43}'),
  format('dynatrace-token', 'dt0', '\\bdt0[a-z][0-9]{2}\\.[A-Z0-9]{8,24}\\.[A-Z0-9]{64}'),
  format('posthog-key', 'phx_', '\\bphx_[A-Za-z0-9]{40,60}'),
  format('buildkite-token', 'bkua_', '\\bbkua_[a-f0-9]{40}'),
  format('circleci-token', 'CCIPAT_', '\\bCCIPAT_[A-Za-z0-9]{20,24}_[a-f0-9]{40}'),
  format('sonar-token', 'squ_ sqp_ sqa_', '\\bsq[upa]_[a-f0-9]{40}'),
  format('postman-key', 'PMAK-', '\\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  format('prefect-key', 'pnu_', '\\bpnu_[A-Za-z0-9]{36}\\b'),
  format('readme-key', 'rdme_', '\\brdme_[a-z0-9]{70}'),
  format('launchdarkly-key', 'sdk- api-', `\\b(?:sdk|api)-${uuid}`),
];

/** `mipiti-verify audit FILE`: the hosted tool's flags over the audit of packages. */
import { audited, print } from '../audit.ts';
import type { Terminal } from '../terminal.ts';
import { exitCodes, WrongUse } from '../wrong-use.ts';
import type { HostedEnvironment } from './environment.ts';

export interface HostedAuditOptions {
  readonly sigstoreTrustConfig?: string;
  readonly expectedModelId?: string;
  readonly expectedCommitSha?: string;
  readonly expectedCiIdentity?: string;
  readonly ciIdentityFromEnv: boolean;
  readonly expectedIssuer?: string;
  readonly expectedWorkspaceKey?: string;
  readonly expectedCustomerKey?: string;
  readonly allowOrphanResults: boolean;
  readonly full: boolean;
  readonly output: 'text' | 'json';
}

/** Issuers that follow from an identity; any other one must be named. */
const issuers = [
  ['https://github.com/', 'https://token.actions.githubusercontent.com'],
  ['https://gitlab.com/', 'https://gitlab.com'],
] as const;

/** As with the hosted tool a result that is no pass fails; unlike it, nothing that was not verified against a pin exits with 0. */
export async function auditHosted(file: string, options: HostedAuditOptions, environment: HostedEnvironment, terminal: Terminal): Promise<number> {
  const { expectedIssuer, expectedModelId, expectedCommitSha, expectedWorkspaceKey, expectedCustomerKey, sigstoreTrustConfig } = options;
  if (options.ciIdentityFromEnv && environment.ciIdentity === undefined) throw new WrongUse('--ci-identity-from-env: this job does not say what its identity is.');
  const keyPinned = expectedCustomerKey !== undefined || expectedWorkspaceKey !== undefined;
  const subject = options.expectedCiIdentity ?? (options.ciIdentityFromEnv ? environment.ciIdentity : keyPinned ? undefined : environment.expectedCiIdentity);
  const issuer = expectedIssuer ?? issuers.find(([prefix]) => subject?.startsWith(prefix))?.[1];
  if (expectedIssuer !== undefined && subject === undefined) throw new WrongUse('--expected-issuer needs --expected-ci-identity: an issuer vouches for many.');
  if (subject !== undefined && issuer === undefined) throw new WrongUse(`Who vouches for ${subject} cannot be told; name it with --expected-issuer.`);
  if ((expectedModelId !== undefined || expectedCommitSha !== undefined) && subject === undefined && !keyPinned) throw new WrongUse('--expected-model-id and --expected-commit-sha mean something only with --expected-ci-identity, --expected-customer-key or --expected-workspace-key.');
  const report = await audited(
    {
      file,
      keys: expectedCustomerKey === undefined ? [] : [expectedCustomerKey],
      fingerprint: expectedWorkspaceKey,
      identity: subject === undefined || issuer === undefined ? undefined : { subject, issuer },
      trustedRoot: subject === undefined ? undefined : sigstoreTrustConfig,
      pins: { model: expectedModelId, commit: expectedCommitSha },
      accept: new Set(),
      strictResults: { allowOrphans: options.allowOrphanResults },
      now: new Date(),
    },
    terminal,
  );
  print(report, options, terminal);
  return report.accepted ? exitCodes.fine : exitCodes.failed;
}

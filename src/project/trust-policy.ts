/** The trust policy as the base branch has it: whoever changes it in a branch must have it merged before it counts. */
import { join } from 'node:path';
import { readTrustPolicy, type TrustPolicy } from '../evidence/trust/read-policy.ts';
import type { TrustProblem } from '../evidence/trust/problem.ts';
import { plainPath } from '../verifier/confinement.ts';
import { commitOf, textAtCommit } from './base-commit.ts';

/** Relative to the root of a repository. */
export const trustFile = '.mipiti/trust.yaml';

export interface BasePolicy {
  /** The ref that was read: the one asked for, else the remote's own branch, else HEAD. */
  readonly ref: string;
  readonly commit?: string;
  /** Missing where the base has none, or one with problems: nobody is trusted then. */
  readonly policy?: TrustPolicy;
  readonly problems: readonly TrustProblem[];
  /** The text of the policy, for the places of its problems. */
  readonly text?: string;
  /** The text of Sigstore's trusted root at the same commit, where the policy names one and it is there. */
  readonly trustedRoot?: string;
}

/**
 * Reads the policy by git, so only where the workspace is trusted.
 *
 * @param base The base branch or commit. Left out: `origin/HEAD` where the clone knows it, else `HEAD`.
 */
export async function policyOfBase(repositoryRoot: string, base?: string): Promise<BasePolicy> {
  const remote = 'refs/remotes/origin/HEAD';
  const ref = base ?? ('commit' in (await commitOf(repositoryRoot, remote)) ? remote : 'HEAD');
  const found = await textAtCommit(repositoryRoot, join(repositoryRoot, ...trustFile.split('/')), ref);
  if ('none' in found) return { ref, problems: [] };
  const { policy, problems } = readTrustPolicy(found.text);
  if (!policy) return { ref, commit: found.commit, problems, text: found.text };
  const path = policy.trustedRoot === undefined ? undefined : plainPath(policy.trustedRoot);
  const root = path?.ok ? await textAtCommit(repositoryRoot, join(repositoryRoot, ...path.segments), found.commit) : undefined;
  return { ref, commit: found.commit, policy, problems, text: found.text, ...(root && 'text' in root ? { trustedRoot: root.text } : {}) };
}

/** Who may sign for a repository: the policy of the base read out, with where each stands today. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Standing } from '../evidence/trust/read-policy.ts';
import { indexLines, type LinePosition } from '../model/lines.ts';
import { repositoryOf } from './find-repository.ts';
import { describeTrustProblem, type ProblemWords } from './sentences/trust.ts';
import { policyOfBase, trustFile } from './trust-policy.ts';

export interface ListedSigner extends Standing {
  readonly kind: 'key' | 'identity';
  /** The fingerprint of the key; issuer and subject of an identity. */
  readonly identity: string;
  readonly now: 'signs' | 'not_yet' | 'ended' | 'revoked';
}

export interface TrustStanding {
  readonly ref: string;
  readonly commit?: string;
  readonly signers: readonly ListedSigner[];
  readonly problems: readonly (ProblemWords & LinePosition & { readonly code: string })[];
  /** The file of the work tree beside that of the base: a change counts once the base has it. */
  readonly workTree: 'same' | 'differs' | 'only_here' | 'none';
  readonly trusted: boolean;
}

/** Reads the policy by git, so only where the workspace is trusted. Undefined outside of a git repository. */
export async function trustStanding(folder: string, { base, now }: { readonly base?: string; readonly now: Date }): Promise<TrustStanding | undefined> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return undefined;
  const read = await policyOfBase(repository.root, base);
  const lines = indexLines(read.text ?? '');
  const file = join(repository.root, ...trustFile.split('/'));
  const here = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  const day = now.toISOString().slice(0, 10);
  const signers = [
    ...(read.policy?.keys ?? []).map(({ key: _, fingerprint, ...standing }): ListedSigner => ({ ...standing, kind: 'key', identity: fingerprint, now: standingOn(day, standing) })),
    ...(read.policy?.identities ?? []).map(({ issuer, subject, ...standing }): ListedSigner => ({ ...standing, kind: 'identity', identity: `${subject} (${issuer})`, now: standingOn(day, standing) })),
  ];
  return {
    ref: read.ref,
    ...(read.commit === undefined ? {} : { commit: read.commit }),
    signers,
    problems: read.problems.map((problem) => ({ code: problem.code, ...lines.positionAt(problem.range.start), ...describeTrustProblem(problem) })),
    workTree: here === undefined ? 'none' : read.text === undefined ? 'only_here' : here === read.text ? 'same' : 'differs',
    trusted: read.policy !== undefined,
  };
}

function standingOn(day: string, { from, until, revoked }: Standing): ListedSigner['now'] {
  if (revoked) return 'revoked';
  if (from !== undefined && day < from) return 'not_yet';
  return until !== undefined && day > until ? 'ended' : 'signs';
}

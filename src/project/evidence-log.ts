/** The runs of a repository's ledger, newest first, with what the trust policy makes of each. */
import { openEvidenceIndex } from '../evidence/ledger-index/load.ts';
import type { RunRow } from '../evidence/ledger-index/rows.ts';
import { openLedger } from '../evidence/ledger/ledger.ts';
import { judgeLedger } from './judged-runs.ts';
import { repositoryOf } from './find-repository.ts';
import { policyOfBase, type BasePolicy } from './trust-policy.ts';

export interface LoggedRun extends RunRow {
  /** Who signed it, by the policy; or why it does not count. */
  readonly signer: { readonly name: string } | { readonly refused: string; readonly because: string };
}

export interface EvidenceLog {
  readonly runs: readonly LoggedRun[];
  readonly total: number;
  /** Digests that runs name and that are not there. */
  readonly missing: readonly string[];
  readonly unreadable: readonly { readonly name: string; readonly because: string }[];
  readonly trust: BasePolicy;
}

export interface LogOptions {
  readonly base?: string;
  readonly limit: number;
  readonly now: Date;
}

/** Only where the workspace is trusted: git is asked for the policy. Undefined outside of a git repository. */
export async function evidenceLog(folder: string, { base, limit, now }: LogOptions): Promise<EvidenceLog | undefined> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return undefined;
  const ledger = openLedger(repository.root);
  const trust = await policyOfBase(repository.root, base);
  const { runs: judged } = await judgeLedger(ledger, trust, repository.name, now.toISOString());
  const byName = new Map(judged.map(({ name, judgement }) => [name, judgement]));
  const index = await openEvidenceIndex(repository.root, ledger);
  try {
    const rows = index.runs({ limit: Number.MAX_SAFE_INTEGER });
    const runs = rows.slice(0, limit).map((row): LoggedRun => {
      const judgement = byName.get(row.name);
      return { ...row, signer: judgement?.accepted ? { name: judgement.signer.name } : { refused: judgement?.code ?? 'malformed', because: judgement?.because ?? 'it is gone' } };
    });
    return { runs, total: rows.length, missing: index.missing(), unreadable: index.unreadable(), trust };
  } finally {
    index.close();
  }
}

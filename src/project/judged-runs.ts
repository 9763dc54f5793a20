/** The runs of a repository's ledger, each judged by the trust policy of the base. */
import { readSealedFile } from '../evidence/envelope/sealed-file.ts';
import type { Ledger } from '../evidence/ledger/ledger.ts';
import type { JudgedRun } from '../evidence/recorded/recorded-basis.ts';
import { loadSigstoreVerification } from '../evidence/sigstore/verification.ts';
import { judgeRunFile, type JudgeOptions } from '../evidence/trust/judge-file.ts';
import type { BasePolicy } from './trust-policy.ts';

export interface JudgedLedger {
  readonly runs: readonly JudgedRun[];
  readonly names: readonly string[];
}

/** What was found out about files before, under one policy: a name stands for its bytes, so it holds for as long as the policy does. */
export interface JudgedBefore {
  policy: string;
  readonly runs: Map<string, JudgedRun>;
}

export function judgedBefore(): JudgedBefore {
  return { policy: '', runs: new Map() };
}

/**
 * Reads and verifies every file of the ledger. What verifies Sigstore's certificates is loaded with the first of them.
 *
 * @throws The system's error when the folder cannot be read.
 */
export async function judgeLedger(ledger: Ledger, base: BasePolicy, repository: string | undefined, now: string, before: JudgedBefore = judgedBefore()): Promise<JudgedLedger> {
  const under = `${base.commit ?? ''} ${repository ?? ''}`;
  if (before.policy !== under) {
    before.policy = under;
    before.runs.clear();
  }
  const names = await ledger.names();
  const options: JudgeOptions = { policy: base.policy, repository, now };
  const { trustedRoot } = base;
  let withSigstore: JudgeOptions | undefined;
  const runs: JudgedRun[] = [];
  for (const name of names) {
    let run = before.runs.get(name);
    if (!run) {
      const read = await ledger.read(name);
      if (!read.ok) {
        if (read.because === 'missing') continue;
        run = { name, judgement: { accepted: false, code: 'malformed', because: read.because === 'changed' ? 'its bytes are not what its name says' : 'it cannot be read' } };
      } else {
        const opened = readSealedFile(read.bytes);
        if (opened.ok && opened.sealed.kind === 'sigstore' && trustedRoot !== undefined) withSigstore ??= { ...options, sigstore: { trustedRoot, verify: await loadSigstoreVerification() } };
        run = { name, judgement: judgeRunFile(read.bytes, withSigstore ?? options) };
        // The future comes, and a file that was in the way may go; the rest stays as it is.
        if (run.judgement.accepted || run.judgement.code !== 'in_the_future') before.runs.set(name, run);
      }
    }
    runs.push(run);
  }
  return { runs, names };
}

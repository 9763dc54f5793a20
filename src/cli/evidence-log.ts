/** `mipiti evidence log [PATH]` */
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { evidenceLog as readLog } from '../project/evidence-log.ts';
import { trustFile } from '../project/trust-policy.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export interface EvidenceLogCommand {
  readonly path: string;
  readonly base?: string;
  readonly limit: number;
  readonly output: 'text' | 'json';
}

/** Lists recorded runs, newest first. The exit code says whether all of the ledger is there and whole. */
export async function evidenceLog({ path, base, limit, output }: EvidenceLogCommand, terminal: Terminal): Promise<number> {
  const target = resolve(path);
  if (!existsSync(target)) throw new WrongUse(`There is no ${path}.`);
  const log = await readLog(statSync(target).isDirectory() ? target : dirname(target), { limit, now: new Date(), ...(base === undefined ? {} : { base }) });
  if (!log) throw new WrongUse(`${path} lies in no git repository.`);
  const sound = log.missing.length === 0 && log.unreadable.length === 0;
  if (output === 'json') {
    const { ref, commit, problems } = log.trust;
    terminal.line(JSON.stringify({ runs: log.runs, total: log.total, missing: log.missing, unreadable: log.unreadable, trust: { ref, commit: commit ?? null, problems } }, null, 2));
    return sound ? exitCodes.fine : exitCodes.failed;
  }
  if (log.total === 0) terminal.line('No run is recorded. mipiti verify --record --key FILE records one.');
  if (!log.trust.policy) terminal.line(terminal.style('yellow', `Nobody is trusted: ${log.trust.problems.length > 0 ? `${trustFile} at ${log.trust.ref} has ${log.trust.problems.length === 1 ? 'a problem' : 'problems'}` : `there is no ${trustFile} at ${log.trust.ref}`}.`));
  for (const { name, at, commit, model, passed, failed, undecidable, signer } of log.runs) {
    const counts = `${passed} passed, ${failed} failed, ${undecidable} undecidable`;
    const who = 'name' in signer ? terminal.style('green', `✓ ${printable(signer.name)}`) : terminal.style('yellow', `○ does not count: ${printable(signer.because)}`);
    terminal.line(`${name.slice(0, 10)}  ${printable(at)}  ${commit.slice(0, 10)}  ${printable(model)}  ${counts}  ${who}`);
  }
  if (log.total > log.runs.length) terminal.line(terminal.style('dim', `and ${log.total - log.runs.length} older`));
  for (const name of log.missing) terminal.line(terminal.style('red', `✗ ${name} is named by a run and is not there`));
  for (const { name, because } of log.unreadable) terminal.line(terminal.style('red', `✗ ${name}: ${printable(because)}`));
  return sound ? exitCodes.fine : exitCodes.failed;
}

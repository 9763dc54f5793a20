/** `mipiti audit PACKAGE`, and the printing that `mipiti-verify audit` shares. */
import { isRealDay } from '../model/dates.ts';
import { acceptable, auditChecks, type Acceptable, type AuditReport } from '../evidence/audit/report.ts';
import type { AuditRequest } from '../project/audit-package.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

export const acceptableWords = Object.keys(acceptable) as Acceptable[];

export interface AuditCommand {
  readonly file: string;
  readonly key: readonly string[];
  readonly policy?: string;
  readonly identity?: string;
  readonly issuer?: string;
  readonly trustedRoot?: string;
  readonly model?: string;
  readonly commit?: string;
  readonly repository?: string;
  readonly newestRun?: string;
  readonly acceptLess: readonly Acceptable[];
  readonly at?: string;
  readonly full: boolean;
  readonly output: 'text' | 'json';
}

/** Exit 0 only for what was verified against somebody whom the auditor named, or what the auditor accepts less of in so many words. */
export async function auditFile(command: AuditCommand, terminal: Terminal): Promise<number> {
  const { file, key, policy, identity, issuer, trustedRoot, model, commit, repository, newestRun, at } = command;
  if (at !== undefined && !isRealDay(at)) throw new WrongUse(`--at takes a day or an instant such as 2027-01-31 or 2027-01-31T12:00:00Z, not ${at}.`);
  if ((identity === undefined) !== (issuer === undefined)) throw new WrongUse('--identity and --issuer go together: who it is, and who says so.');
  if (commit !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(commit)) throw new WrongUse('--commit takes the whole name of a commit; half of one could be another.');
  const report = await audited(
    { file, keys: key, policy, identity: identity === undefined || issuer === undefined ? undefined : { subject: identity, issuer }, trustedRoot, pins: { model, commit, repository, newestRun }, accept: new Set(command.acceptLess), now: at === undefined ? new Date() : new Date(at) },
    terminal,
  );
  print(report, command, terminal);
  return report.accepted ? exitCodes.fine : exitCodes.failed;
}

/** The report; what was handed in wrongly is wrong use. */
export async function audited(request: AuditRequest, terminal: Terminal): Promise<AuditReport> {
  terminal.progress(`auditing ${printable(request.file)}`);
  const { auditPackage } = await import('../project/evidence-package.ts');
  const answer = await auditPackage(request);
  terminal.clear();
  if (!answer.ok) throw new WrongUse(answer.wrongUse);
  return answer.report;
}

/** Verdict first, then what had to be believed, then what to keep in mind. `full` adds every check and run. */
export function print(report: AuditReport, { output, full }: { readonly output: 'text' | 'json'; readonly full: boolean }, terminal: Terminal): void {
  if (output === 'json') {
    terminal.line(JSON.stringify(report, null, 2));
    return;
  }
  const { verdict, about, derived, checks, trustContract, caveats, runs } = report;
  const line = (text: string): void => terminal.line(printable(text));
  const colour = verdict === 'VERIFIED' ? 'green' : verdict === 'FAILED' ? 'red' : 'yellow';
  terminal.line(terminal.style(['bold', colour], verdict));
  if (about) line(`${about.title || about.model} (${about.model})${about.repository === null ? '' : ` of ${about.repository}`} at ${about.commit}`);
  for (const { check, result, because, remedy } of checks) {
    if (result === 'passed') continue;
    terminal.line(`${terminal.style(result === 'failed' ? 'red' : 'yellow', result === 'failed' ? '✗' : '○')} ${printable(`${check}: ${because ?? ''}${result === 'accepted' ? ' (accepted by you)' : ''}`)}`);
    if (remedy !== undefined && result === 'failed') terminal.line(terminal.style('dim', `    ${printable(remedy)}${hintOf(check)}`));
  }
  if (derived) {
    const counts = (status: string): number => derived.objectives.filter((one) => one.status === status).length;
    line(`Derived: ${counts('mitigated')} mitigated, ${counts('at_risk')} at risk, ${counts('unassessed')} unassessed; posture ${derived.digest.slice(0, 16)}`);
  }
  if (trustContract.length > 0) terminal.line(terminal.style('bold', 'This is so if:'));
  for (const sentence of trustContract) line(`  · ${sentence}`);
  if (caveats.length > 0) terminal.line(terminal.style('bold', 'Keep in mind:'));
  for (const { text, remedy } of caveats) line(`  ○ ${text} ${remedy}`);
  if (!full) return;
  terminal.line(terminal.style('bold', 'Checks:'));
  for (const { check, result } of checks) line(`  ${result === 'passed' ? '✓' : result === 'failed' ? '✗' : '○'} ${check.padEnd(15)} ${auditChecks[check]}`);
  terminal.line(terminal.style('bold', 'Objectives:'));
  for (const [index, { id, status, by, reason, rung }] of (derived?.objectives ?? []).entries()) line(`  ${id.padEnd(10)} ${[status, by, reason, rung, derived?.reachability[index]?.verdict].filter((word) => word !== null).join(', ')}`);
  terminal.line(terminal.style('bold', 'Runs:'));
  for (const { name, commit, model, at, signer, because } of runs) line(`  ${name.slice(0, 16)}  ${at}  ${commit.slice(0, 10)}  ${model}  ${signer ?? `does not count: ${because ?? ''}`}`);
}

function hintOf(check: string): string {
  const word = acceptableWords.find((one) => acceptable[one] === check);
  return word === undefined ? '' : ` Or accept less: --accept-less ${word}.`;
}

/** `mipiti-verify run`: pulls the assertions of models, verifies them against the checkout, submits the results. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { workflowCommand } from '../../evidence/reports/workflow-command.ts';
import { git } from '../../project/git.ts';
import { nodeChecker } from '../../project/node-checker.ts';
import { runForPlatform, type PlatformRun } from '../../project/platform-run.ts';
import { repositoryOf } from '../../project/find-repository.ts';
import { writeReportFile } from '../../project/write-model.ts';
import { workerFile } from '../open-target.ts';
import { portsOf, type TestOptions } from '../test-options.ts';
import { printable } from '../../project/printable.ts';
import type { Terminal } from '../terminal.ts';
import { exitCodes, WrongUse } from '../wrong-use.ts';
import { CannotDo } from './cannot-do.ts';
import { connect } from './connect.ts';
import type { HostedEnvironment } from './environment.ts';

export interface RunCommand {
  readonly model: string | undefined;
  readonly all: boolean;
  readonly baseUrl?: string;
  readonly projectRoot: string;
  readonly output: 'text' | 'json' | 'github';
  readonly dryRun: boolean;
  readonly reverify: boolean;
  readonly verbose: boolean;
  readonly repo?: string;
  readonly changedFiles?: string;
  readonly component?: string;
  readonly componentPath: boolean;
  readonly requireAttestation: boolean;
  readonly tests: TestOptions;
}

/** Exit 1 when anything does not pass, is insufficient, is not signed where it must be, or went wrong. */
export async function run(command: RunCommand, environment: HostedEnvironment, terminal: Terminal, signal: AbortSignal): Promise<number> {
  if (command.all === (command.model !== undefined)) throw new WrongUse('run takes a model, or --all.');
  const projectRoot = resolve(command.projectRoot);
  if (!existsSync(projectRoot) || !statSync(projectRoot).isDirectory()) throw new WrongUse(`${command.projectRoot} is no folder.`);
  // A key that is there and not used would leave a pipeline believing that its runs are signed.
  if (environment.signingKeys.length > 0) throw new CannotDo(`${environment.signingKeys.join(' and ')} ${environment.signingKeys.length === 1 ? 'is' : 'are'} set, and runs cannot be signed yet. Unset ${environment.signingKeys.length === 1 ? 'it' : 'them'} to submit unsigned results.`);
  const repo = command.repo ?? environment.repo ?? repositoryOf(join(projectRoot, 'any file'), projectRoot).name;
  if (repo === undefined || repo === '') throw new CannotDo('Which repository this is cannot be told. Name it with --repo owner/name.');
  const changedFiles = command.changedFiles === undefined ? undefined : await readChangedFiles(command.changedFiles);
  const ports = await portsOf(command.tests, terminal, signal);
  const api = await connect(command.baseUrl, environment, terminal, signal);
  const wanted = command.model === undefined ? (await api.models()).map(({ id }) => id) : [command.model];
  if (wanted.length === 0) throw new CannotDo('The key can list no model, so nothing was verified.');
  const checker = nodeChecker(workerFile(), 'alone');
  try {
    const [commit, branch] = [await asked(projectRoot, ['rev-parse', 'HEAD']), await asked(projectRoot, ['branch', '--show-current'])];
    const runs: { readonly run?: PlatformRun; readonly id: string; readonly error?: string }[] = [];
    for (const id of wanted) {
      try {
        const done = await runForPlatform(id, {
          api,
          checker,
          projectRoot,
          repo,
          pipeline: environment.pipeline(commit, branch),
          reverify: command.reverify,
          dryRun: command.dryRun,
          ...(command.component === undefined ? {} : { component: command.component }),
          componentPath: command.componentPath,
          ...(changedFiles ? { changedFiles } : {}),
          requireAttestation: command.requireAttestation || environment.requireAttestation,
          ports,
          signal,
          warn: (sentence) => terminal.note(printable(sentence)),
          onProgress: (count, total) => terminal.progress(`checking ${count} of ${total}`),
        });
        runs.push({ id, run: done });
      } catch (error) {
        signal.throwIfAborted();
        // One model that cannot be verified leaves the others their turn, and the run failed.
        runs.push({ id, error: error instanceof Error ? error.message : String(error) });
      }
    }
    terminal.clear();
    if (command.output === 'json') printJson(runs, command, terminal);
    else for (const one of runs) (command.output === 'github' ? printForGithub : printText)(one, command, terminal);
    if (command.output === 'github' && environment.githubOutput !== undefined) await appendOutput(environment.githubOutput, `content_hash=${runs.flatMap(({ run: done }) => (done ? [done.contentHash] : [])).join(',')}`);
    const skipped = command.output === 'github' && runs.some(({ run: done }) => (done?.notJudged ?? 0) > 0);
    if (skipped) terminal.note('Nothing judges assertions here yet (Tier 2). With --output github that fails the run; use another output where Tier 1 alone is wanted.');
    return !skipped && runs.every(({ run: done }) => done?.failures.length === 0) ? exitCodes.fine : exitCodes.failed;
  } finally {
    checker.dispose();
  }
}

interface Outcome {
  readonly id: string;
  readonly run?: PlatformRun;
  readonly error?: string;
}

function jsonOf({ id, run, error }: Outcome, { dryRun }: RunCommand): Record<string, unknown> {
  const count = (result: string): number => run?.checked.filter((one) => one.result === result).length ?? 0;
  const enough = (status: string): number => run?.sufficiency.filter((one) => one.status === status).length ?? 0;
  return {
    model_id: id,
    tier1_pass: count('pass'),
    tier1_fail: count('fail'),
    tier1_skip: 0,
    tier2_pass: 0,
    tier2_fail: 0,
    tier2_skip: run?.notJudged ?? 0,
    suff_sufficient: enough('sufficient'),
    suff_insufficient: enough('insufficient'),
    suff_skip: enough('skipped'),
    tier1_run_id: run?.runId ?? null,
    tier2_run_id: null,
    content_hash: run?.contentHash ?? null,
    dry_run: dryRun,
    developer_key: false,
    details: (run?.checked ?? []).map(({ assertion, subject, result, details, file, line }) => ({ assertion_id: assertion.id, subject, type: assertion.type, tier: 1, result, details, file: file ?? null, line: line ?? null })),
    suff_details: (run?.sufficiency ?? []).map(({ control, status, details }) => ({ control_id: control, status, details })),
    failures: error === undefined ? (run?.failures ?? []) : [error],
  };
}

/** One model gives one object, `--all` a list. */
function printJson(runs: readonly Outcome[], command: RunCommand, terminal: Terminal): void {
  const all = runs.map((one) => jsonOf(one, command));
  terminal.line(JSON.stringify(command.all ? all : all[0], null, 2));
}

function printText({ id, run, error }: Outcome, { verbose, dryRun }: RunCommand, terminal: Terminal): void {
  if (!run) {
    terminal.line(terminal.style('red', printable(`${id}: ${error ?? ''}`)));
    return;
  }
  terminal.line(terminal.style('bold', printable(`${run.model.title || id} (${id})`)));
  for (const { assertion, subject, result, details, file, line } of run.checked) {
    if (result === 'pass' && !verbose) continue;
    const where = file === undefined ? '' : ` ${file}${line === undefined ? '' : `:${line}`}`;
    terminal.line(`  ${terminal.style(result === 'pass' ? 'green' : 'red', result)} ${printable(`${subject} ${assertion.id} ${assertion.type}`)}${terminal.style('dim', printable(where))} ${printable(details)}`);
  }
  const failed = run.checked.filter(({ result }) => result === 'fail').length;
  terminal.line(`  Tier 1: ${run.checked.length - failed} passed, ${failed} failed. Tier 2: ${run.notJudged} skipped, nothing judges here yet.`);
  for (const { control, status, details } of run.sufficiency) if (status === 'insufficient' || verbose) terminal.line(`  ${printable(`${control}: evidence ${status === 'skipped' ? 'not weighed yet' : status}. ${details}`)}`);
  terminal.line(`  ${run.runId === undefined ? (dryRun ? 'Not submitted: a dry run.' : 'Not submitted.') : printable(`Submitted, unsigned, as ${run.runId}.`)} ${run.contentHash}`);
  for (const failure of run.failures) terminal.line(`  ${terminal.style('red', printable(`Not everything holds: ${failure}.`))}`);
}

function printForGithub({ id, run, error }: Outcome, _command: RunCommand, terminal: Terminal): void {
  const title = `[${run?.model.title || id} ${id.slice(0, 8)}]`;
  terminal.raw(`${workflowCommand('group', {}, `${title} Mipiti`)}\n`);
  if (!run) terminal.raw(`${workflowCommand('error', { title }, error ?? '')}\n`);
  for (const { assertion, subject, result, details, file, line } of run?.checked ?? []) {
    if (result === 'fail') terminal.raw(`${workflowCommand('error', { file, line, title: `${title} ${subject} ${assertion.id}` }, details)}\n`);
  }
  if (run) {
    const failed = run.checked.filter(({ result }) => result === 'fail').length;
    for (const failure of run.failures) terminal.raw(`${workflowCommand('error', { title }, failure)}\n`);
    if (run.notJudged > 0) terminal.raw(`${workflowCommand('warning', { title }, `Tier 2: ${run.notJudged} skipped, nothing judges here yet.`)}\n`);
    terminal.line(`Tier 1: ${run.checked.length - failed} passed, ${failed} failed. ${run.runId === undefined ? 'Not submitted.' : printable(`Submitted as ${run.runId}.`)} ${run.contentHash}`);
  }
  terminal.raw('::endgroup::\n');
}

async function readChangedFiles(file: string): Promise<ReadonlySet<string>> {
  let text: string;
  try {
    text = file === '-' ? readFileSync(0, 'utf8') : await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`--changed-files: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return new Set(text.split(/\r?\n/).map((line) => line.trim().replaceAll('\\', '/').replace(/^\.\//, '')).filter((line) => line !== ''));
}

async function appendOutput(file: string, line: string): Promise<void> {
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  await writeReportFile(file, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
}

/** What git says of a checkout; undefined where there is none. */
async function asked(root: string, words: readonly string[]): Promise<string | undefined> {
  return git(root, words).then((text) => text.trim() || undefined, () => undefined);
}

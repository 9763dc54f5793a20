/** Runs the steps of a job of a GitHub workflow that are a job's own, as plain shell; what `uses` others is not ours. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { pipelineFile } from '../../src/project/pipeline-files.ts';

const command = `${process.execPath} ${join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs')}`;

export interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>>; readonly if?: string }[] }>>;
}

export interface JobResult {
  /** The exit codes of the steps that ran. */
  readonly codes: readonly (number | null)[];
  readonly out: string;
}

/**
 * Runs a job of the workflow that `mipiti trust init` wrote, the built command line in place of the published one.
 *
 * @param checkout A fresh clone, the workflow in it.
 * @param environment What the machine sets, such as who commits.
 */
export function runJob(checkout: string, job: string, secrets: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv): JobResult {
  const workflow = parse(readFileSync(join(checkout, ...pipelineFile.github.split('/')), 'utf8')) as Workflow;
  const codes: (number | null)[] = [];
  let out = '';
  for (const { run, env, if: condition } of workflow.jobs[job]!.steps) {
    if (run === undefined || (codes.some((code) => code !== 0) && condition !== '${{ !cancelled() }}')) continue;
    const given = Object.fromEntries(Object.entries(env ?? {}).map(([name, value]) => [name, secrets[/^\$\{\{ secrets\.(\w+) \}\}$/.exec(value)?.[1] ?? ''] ?? '']));
    const shell = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run.replaceAll(/npx --yes mipiti@\S+/g, command)], { cwd: checkout, encoding: 'utf8', env: { ...environment, GITHUB_ACTIONS: 'true', GITHUB_BASE_REF: 'main', ...given } });
    codes.push(shell.status);
    out += shell.stdout + shell.stderr;
  }
  return { codes, out };
}

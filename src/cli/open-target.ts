/** Opens what a command was pointed at: a folder, or one model file. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { nodeChecker } from '../project/node-checker.ts';
import { isModelFile } from '../project/model-names.ts';
import { openProject } from '../project/open.ts';
import type { Project, VerifyOptions } from '../project/snapshot.ts';
import type { ClaimChecker } from '../project/claim-checker.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { WrongUse } from './wrong-use.ts';

/** The worker's bundle, which lies beside that of the command line. */
export function workerFile(): URL {
  return new URL('./verifier-worker.cjs', import.meta.url);
}

export interface Target {
  readonly project: Project;
  readonly checker: ClaimChecker;
}

/** Opens a folder or a model file. A path that is neither is wrong use. */
export async function openTarget(path: string, options: { readonly base?: string; readonly now?: () => Date } = {}): Promise<Target> {
  const target = resolve(path);
  if (!existsSync(target)) throw new WrongUse(`There is no ${path}. Name a folder or a *.threatmodel.yaml file.`);
  const isFile = statSync(target).isFile();
  if (isFile && !isModelFile(target)) throw new WrongUse(`${path} is no model file; those end with .threatmodel.yaml.`);
  const checker = nodeChecker(workerFile(), 'alone');
  const project = await openProject(isFile ? dirname(target) : target, {
    checker,
    trusted: true,
    now: options.now ?? (() => new Date()),
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(isFile ? { only: [basename(target)] } : {}),
  });
  const base = project.models.find((model) => 'none' in model.base && model.base.none === 'no_such_commit');
  if (base && options.base !== undefined) {
    project.dispose();
    checker.dispose();
    throw new WrongUse(`There is no commit ${options.base} in ${base.repository.root}.`);
  }
  return { project, checker };
}

/** Verifies a target with progress on the terminal, and closes nothing. Interrupting stops it. */
export async function verifyWithProgress(project: Project, terminal: Terminal, signal: AbortSignal, ports: (repositoryRoot: string) => CheckPorts, prove = true, assertions?: VerifyOptions['assertions']): Promise<void> {
  await project.verify({ signal, prove, ports, ...(assertions ? { assertions } : {}), onProgress: ({ step, done, total, file }) => terminal.progress(`${step} ${done} of ${total}${file === undefined ? '' : `  ${printable(file)}`}`) });
  terminal.clear();
}

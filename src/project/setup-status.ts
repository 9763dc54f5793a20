/** How far a folder is set up: derived from what lies there, so that nothing says "done" that is not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustPolicy } from '../evidence/trust/read-policy.ts';
import { repositoryOf } from './find-repository.ts';
import { onRecord } from './on-record.ts';
import { pipelineFile } from './pipeline-files.ts';
import type { Project } from './snapshot.ts';
import { trustFile } from './trust-policy.ts';
import { listWorkspaceFolder, readWorkspaceFile } from './workspace-file.ts';

export const setupSteps = ['mcp_configured', 'mipiti_verify_installed', 'trust_policy_added', 'ci_secret_added', 'ci_pipeline_added'] as const;
export type SetupStepId = (typeof setupSteps)[number];

export interface SetupStep {
  readonly id: SetupStepId;
  readonly title: string;
  /** cannot_tell: nothing speaks for it, and it could be done where nobody here can look. */
  readonly state: 'done' | 'open' | 'cannot_tell';
  /** What that rests on. */
  readonly found: string;
  /** Undefined for what is done. */
  readonly toDo?: string;
}

/** Larger files are not looked at. */
const maximumSize = 1_000_000;
const clientFiles = ['.mcp.json', '.cursor/mcp.json', '.vscode/mcp.json'];
const otherPipelines = ['Jenkinsfile', '.circleci/config.yml', '.buildkite/pipeline.yml', 'azure-pipelines.yml', 'bitbucket-pipelines.yml'];

/** The steps of one folder, in the order in which they are done. What is recorded counts only where it was read before. */
export async function setupStatus({ root, models }: Pick<Project, 'root' | 'models'>): Promise<readonly SetupStep[]> {
  const repository = repositoryOf(join(root, 'any file'), root);
  const roots = [...new Set([root, repository.root])];
  return [await mcpConfigured(roots), await verifyInstalled(roots), await trustPolicy(repository.root), secretAdded(models), await pipelineAdded(repository.root)];
}

async function mcpConfigured(roots: readonly string[]): Promise<SetupStep> {
  const found = await mentionedIn(roots, clientFiles);
  const step = { id: 'mcp_configured', title: 'A coding agent is told of this server' } as const;
  if (found !== undefined) return { ...step, state: 'done', found: `${found} names it.` };
  return { ...step, state: 'cannot_tell', found: `None of ${clientFiles.join(', ')} names it; a client may keep its configuration elsewhere.`, toDo: 'Run mipiti init --agent NAME, or add the command "mipiti mcp" to your client.' };
}

async function verifyInstalled(roots: readonly string[]): Promise<SetupStep> {
  const step = { id: 'mipiti_verify_installed', title: 'The command line is installed' } as const;
  const local = roots.find((root) => existsSync(join(root, 'node_modules', '.bin', 'mipiti')) || existsSync(join(root, 'node_modules', '.bin', 'mipiti.cmd')));
  if (local !== undefined) return { ...step, state: 'done', found: 'It lies in node_modules.' };
  const named = await dependencyIn(roots);
  if (named) return { ...step, state: 'open', found: 'package.json names it, and node_modules does not have it.', toDo: 'Run npm install.' };
  return { ...step, state: 'cannot_tell', found: 'This folder does not bring it along; it may be installed for the whole machine.', toDo: 'Run npm install --save-dev mipiti, or use the terminal of the editor, which has it.' };
}

async function trustPolicy(root: string): Promise<SetupStep> {
  const step = { id: 'trust_policy_added', title: 'A policy says who may sign' } as const;
  const toDo = 'Run mipiti trust init, and merge the file into the base branch: only there it counts.';
  const text = await readWorkspaceFile(root, trustFile, maximumSize);
  if ('none' in text) return { ...step, state: 'open', found: `There is no ${trustFile}.`, toDo };
  const { policy, problems } = readTrustPolicy(text.text);
  if (!policy) return { ...step, state: 'open', found: `${trustFile} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}, and trusts nobody.`, toDo: 'Run mipiti trust show, and mend what it names.' };
  const signers = [...policy.keys, ...policy.identities].map(({ name }) => name);
  return signers.length === 0 ? { ...step, state: 'open', found: `${trustFile} names nobody.`, toDo } : { ...step, state: 'done', found: `${trustFile} names ${signers.join(', ')}. It counts as the base branch has it.` };
}

/** That CI holds a key can only be seen by what it signs. */
function secretAdded(models: Project['models']): SetupStep {
  const step = { id: 'ci_secret_added', title: 'CI can sign what it finds' } as const;
  const toDo = 'Give CI the key as MIPITI_CUSTOMER_SIGNING_KEY, or let it sign by its identity, and run mipiti verify --record there.';
  const records = models.flatMap((model) => onRecord(model) ?? []);
  const holding = records.flatMap(({ basis }) => Object.values(basis.standings)).filter((standing) => standing.holds);
  if (holding.length > 0) return { ...step, state: 'done', found: `A run signed by ${holding[0]!.at.signer.name} counts.` };
  if (records.length > 0) return { ...step, state: 'open', found: 'Runs are recorded, and none of them counts now.', toDo: 'Run mipiti posture to see why, and record a new run.' };
  return { ...step, state: 'cannot_tell', found: 'No run is recorded here. Secrets of CI cannot be seen from a work tree.', toDo };
}

async function pipelineAdded(root: string): Promise<SetupStep> {
  const step = { id: 'ci_pipeline_added', title: 'CI verifies every change' } as const;
  const workflows = (await listWorkspaceFolder(root, '.github/workflows')).filter((name) => /\.ya?ml$/.test(name)).map((name) => `.github/workflows/${name}`);
  const found = await mentionedIn([root], [...workflows, pipelineFile.gitlab, ...otherPipelines]);
  if (found !== undefined) return { ...step, state: 'done', found: `${found} calls it.` };
  return { ...step, state: 'open', found: 'No pipeline that is known here calls it.', toDo: 'Run mipiti trust init --ci github or --ci gitlab, or call mipiti verify in your pipeline.' };
}

async function mentionedIn(roots: readonly string[], files: readonly string[]): Promise<string | undefined> {
  for (const root of roots) {
    for (const file of files) {
      const text = await readWorkspaceFile(root, file, maximumSize);
      if ('text' in text && withoutComments(text.text).includes('mipiti')) return file;
    }
  }
  return undefined;
}

/** A line that is only a comment calls nothing. */
function withoutComments(text: string): string {
  return text.split('\n').filter((line) => !/^\s*(#|\/\/)/.test(line)).join('\n');
}

async function dependencyIn(roots: readonly string[]): Promise<boolean> {
  for (const root of roots) {
    const text = await readWorkspaceFile(root, 'package.json', maximumSize);
    if ('text' in text && /"mipiti"\s*:/.test(text.text)) return true;
  }
  return false;
}

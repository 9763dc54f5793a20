/** `trust init`: a key to sign with, the policy that trusts it, a pipeline that uses it. It overwrites nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTrustedKeys } from '../evidence/envelope/trusted-keys.ts';
import { newPolicyText } from '../evidence/trust/edit-policy.ts';
import { readTrustPolicy } from '../evidence/trust/read-policy.ts';
import { git } from './git.ts';
import { ignoreInGit, type InitStep } from './init.ts';
import { makeKeyFile, usualKeyFile, type KeyOptions } from './key-file.ts';
import { githubWorkflow, gitlabJobs, keySecret, passphraseSecret, pipelineFile, type PipelineKind } from './pipeline-files.ts';
import type { Repository } from './repository.ts';
import { nameForKeys, repositoryForTrust, type Failed } from './trust-files.ts';
import { trustFile } from './trust-policy.ts';
import { writeNewFile } from './write-model.ts';

export interface TrustInitOptions extends KeyOptions {
  /** The name of the key in the policy. */
  readonly name: string;
  /** The text of a public key whose private part is elsewhere already; then no key is made. */
  readonly publicKey?: string;
  /** Left out: what the repository looks like. */
  readonly pipeline?: PipelineKind;
  /** Left out: the branch of the remote, else the one that is checked out. */
  readonly branch?: string;
  /** How pipelines call the command line. */
  readonly command: string;
}

export interface TrustSetUp {
  readonly ok: true;
  readonly steps: readonly InitStep[];
  /** What was made; missing where a policy was there already, or a public key was given. */
  readonly key?: { readonly file: string; readonly fingerprint: string; readonly encrypted: boolean };
  /** Files to commit. */
  readonly commit: readonly string[];
  /** Secrets to set in CI: their names and where the value comes from, never the value. */
  readonly secrets: readonly { readonly name: string; readonly from: string }[];
  readonly pipeline: PipelineKind;
}

/** Sets up who may sign. What can be refused is, before anything is written. */
export async function initTrust(folder: string, options: TrustInitOptions): Promise<TrustSetUp | Failed> {
  const repository = await repositoryForTrust(folder);
  if ('ok' in repository) return repository;
  if (!/^[A-Za-z][\w.-]{0,63}$/.test(options.name)) return { ok: false, because: `${options.name} is no name for a key: begin with a letter, go on with letters, digits, _ . -` };
  const { root } = repository;
  const steps: InitStep[] = [];
  const policyFile = join(root, ...trustFile.split('/'));
  let key: TrustSetUp['key'];
  let publicPem = options.publicKey;
  if (existsSync(policyFile)) steps.push({ file: trustFile, what: 'left_alone', why: 'there is a policy already, so no key is made; mipiti trust show lists who may sign, mipiti trust rotate replaces a key' });
  else {
    if (publicPem !== undefined) {
      const read = readTrustedKeys(publicPem);
      if (!read.ok || read.keys.length !== 1) return { ok: false, because: `the public key cannot be used: ${read.ok ? 'there is more than one' : read.because}` };
    } else {
      const made = await makeKeyFile(options.keyFile ?? usualKeyFile(nameForKeys(repository), options.name), options.kind, options.passphrase);
      if (!made.ok) return made;
      publicPem = made.key.publicPem;
      key = { file: made.file, fingerprint: made.key.fingerprint, encrypted: made.encrypted };
      steps.push({ file: made.file, what: 'written', why: made.encrypted ? 'the private key, encrypted' : 'the private key, not encrypted: whoever reads the file can sign' });
    }
    const text = newPolicyText({ name: options.name, publicPem });
    if (!readTrustPolicy(text).policy) return { ok: false, because: 'the policy would have a problem' };
    steps.push((await writeNewFile(policyFile, text)) ? { file: trustFile, what: 'left_alone', why: 'somebody wrote it meanwhile' } : { file: trustFile, what: 'written', why: `trusts the key ${options.name}` });
  }
  const pipeline = options.pipeline ?? (await pipelineOf(repository));
  // Of a key that is there already nobody says here whether it is encrypted; a secret that is not set is empty, and passed over.
  const encrypted = key?.encrypted ?? true;
  if (pipeline !== 'none') steps.push(await pipelineStep(repository, pipeline, { command: options.command, branch: options.branch ?? (await mainBranch(root)), encrypted }));
  steps.push(await ignoreInGit(root, '.mipiti/evidence/', 'evidence travels by refs/mipiti/evidence, on no branch'));
  const commit = steps.flatMap(({ file, what }) => (what === 'left_alone' || file === key?.file ? [] : [file]));
  if (await isIgnored(root)) steps.push({ file: trustFile, what: 'left_alone', why: 'git ignores it here, and it counts only when it is committed; git add --force adds it' });
  const secrets = key ? [{ name: keySecret, from: `the text of ${key.file}` }, ...(key.encrypted ? [{ name: passphraseSecret, from: 'the passphrase that you chose' }] : [])] : [];
  return { ok: true, steps, ...(key ? { key } : {}), commit, secrets, pipeline };
}

async function pipelineStep({ root }: Repository, kind: Exclude<PipelineKind, 'none'>, options: Parameters<typeof githubWorkflow>[0]): Promise<InitStep> {
  const file = pipelineFile[kind];
  const text = kind === 'github' ? githubWorkflow(options) : gitlabJobs(options);
  if (!(await writeNewFile(join(root, ...file.split('/')), text))) return { file, what: 'written', why: `verifies every change, and signs what it found on ${options.branch}` };
  return kind === 'github' ? { file, what: 'left_alone', why: 'it is there' } : { file, what: 'left_alone', why: 'it is there; add these jobs', add: text.trimEnd() };
}

/** By what the repository holds, else by where it comes from. */
async function pipelineOf({ root }: Repository): Promise<PipelineKind> {
  if (existsSync(join(root, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(root, '.github'))) return 'github';
  const url = await git(root, ['config', '--get', 'remote.origin.url']).catch(() => '');
  const host = /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^/:]+)/i.exec(url.trim())?.[1] ?? '';
  return /(^|\.)github\./i.test(host) ? 'github' : /(^|\.)gitlab\./i.test(host) ? 'gitlab' : 'none';
}

async function mainBranch(root: string): Promise<string> {
  const asked = async (ref: string): Promise<string> => (await git(root, ['symbolic-ref', '--quiet', '--short', ref]).catch(() => '')).trim();
  const remote = await asked('refs/remotes/origin/HEAD');
  return remote !== '' ? remote.replace(/^origin\//, '') : (await asked('HEAD')) || 'main';
}

async function isIgnored(root: string): Promise<boolean> {
  return (await git(root, ['ls-files', '--others', '--ignored', '--exclude-standard', '--', trustFile]).catch(() => '')).trim() !== '';
}

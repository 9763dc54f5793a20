/** `mipiti trust init|show|revoke|rotate` */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isRealDay } from '../model/dates.ts';
import type { PipelineKind } from '../project/pipeline-files.ts';
import { keySecret, passphraseSecret } from '../project/pipeline-files.ts';
import { revokeSigner, rotateKey } from '../project/trust-files.ts';
import { initTrust } from '../project/trust-init.ts';
import { trustFile } from '../project/trust-policy.ts';
import { trustStanding, type ListedSigner } from '../project/trust-standing.ts';
import { askSecrets } from './ask-secret.ts';
import { folderOf } from './folder-of.ts';
import { passphraseOfEnvironment } from './signing-options.ts';
import { printable } from '../project/printable.ts';
import type { Terminal } from './terminal.ts';
import { exitCodes, WrongUse } from './wrong-use.ts';

interface Output {
  readonly output: 'text' | 'json';
}

export interface KeyWords {
  readonly kind: 'p256' | 'ed25519';
  readonly keyFile?: string;
  /** Whether one is asked for, where somebody sits at a terminal and the environment has none. */
  readonly passphrase: boolean;
}

export interface TrustInitCommand extends Output, KeyWords {
  readonly path: string;
  readonly name: string;
  readonly publicKey?: string;
  readonly ci?: PipelineKind;
  readonly branch?: string;
  readonly version: string;
}

const words = { written: 'written', added_to: 'added to', left_alone: 'left alone' } as const;

/** Sets up key, policy and pipeline, and says what is left to do. */
export async function trustInit({ path, name, publicKey, ci, branch, version, output, ...key }: TrustInitCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const folder = folderOf(path);
  if (publicKey !== undefined && key.keyFile !== undefined) throw new WrongUse('--public-key names a key that there is; --key-file where a new one is written. Leave one of them out.');
  const given = publicKey === undefined ? {} : { publicKey: textOf(publicKey) };
  const done = await initTrust(folder, {
    name,
    ...given,
    ...(await keyOptions(key, publicKey === undefined && !existsSync(resolve(folder, trustFile)), signal)),
    ...(ci === undefined ? {} : { pipeline: ci }),
    ...(branch === undefined ? {} : { branch }),
    command: `npx --yes mipiti@${version}`,
  });
  if (output === 'json') terminal.line(JSON.stringify(done, null, 2));
  if (!done.ok) return refused(done.because, output, terminal);
  if (output === 'json') return exitCodes.fine;
  for (const { file, what, why, add } of done.steps) {
    terminal.line(`${terminal.style(what === 'left_alone' ? 'dim' : 'green', words[what].padEnd(10))} ${printable(file)}  ${terminal.style('dim', printable(why))}`);
    if (add !== undefined) for (const line of add.split('\n')) terminal.line(`    ${line}`);
  }
  if (done.key) terminal.line(`\nThe key is ${done.key.fingerprint}.`);
  if (done.commit.length > 0) terminal.line(`\nCommit, and have it merged into the base branch: ${done.commit.map(printable).join(', ')}`);
  reportSecrets(done.secrets, terminal);
  return exitCodes.fine;
}

function reportSecrets(secrets: readonly { readonly name: string; readonly from: string }[], terminal: Terminal): void {
  if (secrets.length === 0) return;
  terminal.line('Set as secrets of CI, for protected branches only:');
  for (const { name, from } of secrets) terminal.line(`  ${name}: ${printable(from)}`);
}

export interface TrustShowCommand extends Output {
  readonly path: string;
  readonly base?: string;
}

const standings: Readonly<Record<ListedSigner['now'], string>> = { signs: 'signs', not_yet: 'does not sign yet', ended: 'signs no longer; what it signed stands', revoked: 'is revoked; nothing of it counts' };

/** Lists who may sign. Exit code 1 when nobody is trusted. */
export async function trustShow({ path, base, output }: TrustShowCommand, terminal: Terminal): Promise<number> {
  const standing = await trustStanding(folderOf(path), { now: new Date(), ...(base === undefined ? {} : { base }) });
  if (!standing) throw new WrongUse(`${path} lies in no git repository.`);
  const code = standing.trusted ? exitCodes.fine : exitCodes.failed;
  if (output === 'json') {
    terminal.line(JSON.stringify(standing, null, 2));
    return code;
  }
  const { ref, commit, signers, problems, workTree } = standing;
  if (commit === undefined) terminal.line(terminal.style('yellow', `Nobody is trusted: there is no ${trustFile} at ${printable(ref)}.${workTree === 'only_here' ? ' The one of the work tree counts once it is merged there.' : ' mipiti trust init writes one.'}`));
  else terminal.line(`${trustFile} at ${printable(ref)}, commit ${commit.slice(0, 10)}`);
  for (const { kind, name, identity, now, from, until, revoked, repositories } of signers) {
    const days = [from === undefined ? '' : `from ${from}`, until === undefined ? '' : `until ${until}`].filter((part) => part !== '').join(' ');
    const details = [days, repositories ? `for ${repositories.join(', ')}` : '', revoked ? `since ${revoked.on}: ${revoked.why}` : ''].filter((part) => part !== '');
    terminal.line(`${terminal.style(now === 'signs' ? 'green' : 'yellow', now === 'signs' ? '✓' : '○')} ${printable(name)}  ${kind} ${printable(kind === 'key' ? identity.slice(0, 16) : identity)}  ${standings[now]}${details.length > 0 ? `  ${terminal.style('dim', printable(details.join(', ')))}` : ''}`);
  }
  if (problems.length > 0) terminal.line(terminal.style('red', `Nobody is trusted: the policy has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`));
  for (const { line, column, message, remedy } of problems) terminal.line(`${terminal.style('red', '✗')} ${trustFile}:${line}:${column} ${printable(message)} ${printable(remedy)}`);
  if (workTree === 'differs') terminal.line(terminal.style('yellow', `${trustFile} of the work tree differs; it counts once it is merged.`));
  return code;
}

export interface TrustRevokeCommand extends Output {
  readonly path: string;
  readonly name: string;
  readonly why: string;
  readonly on?: string;
}

/** Revokes a key or an identity in the work tree. */
export async function trustRevoke({ path, name, why, on, output }: TrustRevokeCommand, terminal: Terminal): Promise<number> {
  if (why.trim() === '') throw new WrongUse('--why takes a sentence: whoever reads the policy later asks for it.');
  const done = await revokeSigner(folderOf(path), { name, why: why.trim(), on: dayOf('--on', on) });
  if (output === 'json') terminal.line(JSON.stringify(done, null, 2));
  if (!done.ok) return refused(done.because, output, terminal);
  if (output === 'text') terminal.line(`${name} is revoked in ${done.file}. Commit it, and have it merged: from then on nothing counts that ${name} signed, not before either.`);
  return exitCodes.fine;
}

export interface TrustRotateCommand extends Output, KeyWords {
  readonly path: string;
  readonly name: string;
  readonly as?: string;
  readonly until?: string;
}

/** Puts a new key in the place of one that ends. */
export async function trustRotate({ path, name, as, until, output, ...key }: TrustRotateCommand, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const folder = folderOf(path);
  const today = dayOf('', undefined);
  const done = await rotateKey(folder, { name, as: as ?? nextName(name), until: dayOf('--until', until), from: today, ...(await keyOptions(key, true, signal)) });
  if (output === 'json') terminal.line(JSON.stringify(done, null, 2));
  if (!done.ok) return refused(done.because, output, terminal);
  if (output === 'json') return exitCodes.fine;
  terminal.line(`${terminal.style('green', 'written')}    ${printable(done.keyFile)}  ${done.encrypted ? 'the private key, encrypted' : 'the private key, not encrypted: whoever reads the file can sign'}`);
  terminal.line(`${terminal.style('green', 'changed')}    ${done.file}  ${name} ends, ${as ?? nextName(name)} (${done.fingerprint.slice(0, 16)}) begins`);
  terminal.line(`\nCommit, and have it merged into the base branch: ${done.file}`);
  reportSecrets([{ name: keySecret, from: `the text of ${done.keyFile}` }, ...(done.encrypted ? [{ name: passphraseSecret, from: 'the passphrase that you chose' }] : [])], terminal);
  return exitCodes.fine;
}

/** `ci` to `ci-2`, `ci-2` to `ci-3`. */
function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*)-(\d+)$/.exec(name) ?? [];
  return `${stem}-${Number(number) + 1}`;
}

function dayOf(option: string, day: string | undefined): string {
  if (day === undefined) return new Date().toISOString().slice(0, 10);
  if (!isRealDay(day)) throw new WrongUse(`${option} takes a day such as 2026-01-31, not ${day}.`);
  return day;
}

async function keyOptions({ kind, keyFile, passphrase }: KeyWords, isMade: boolean, signal: AbortSignal): Promise<{ readonly kind: 'p256' | 'ed25519'; readonly keyFile?: string; readonly passphrase?: string }> {
  const file = keyFile === undefined ? {} : { keyFile: resolve(keyFile) };
  if (!isMade || !passphrase) return { kind, ...file };
  const given = passphraseOfEnvironment();
  if (given !== undefined) return { kind, ...file, passphrase: given };
  const [typed, again] = await askSecrets(['Passphrase for the new key (empty: none): ', 'The same once more: '], signal);
  if (typed === undefined || typed === '') return { kind, ...file };
  if (again !== typed) throw new WrongUse('The two passphrases differ; nothing was written.');
  return { kind, ...file, passphrase: typed };
}

function refused(because: string, output: 'text' | 'json', terminal: Terminal): number {
  if (output === 'text') terminal.note(`mipiti: ${printable(because)}.`);
  return exitCodes.failed;
}

function textOf(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch {
    throw new WrongUse(`The public key ${file} cannot be read.`);
  }
}

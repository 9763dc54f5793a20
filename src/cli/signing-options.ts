/** Who signs a recorded run: options first, then the environment of CI. Secrets are read here and shown nowhere. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chooseSigners } from '../evidence/signers/choose-signers.ts';
import type { Signer } from '../evidence/signers/signer.ts';
import { loadSigstoreSigner, readTrustConfig, type SigstoreServices } from '../evidence/sigstore/services.ts';
import { askSecrets } from './ask-secret.ts';
import { WrongUse } from './wrong-use.ts';

export interface SigningOptions {
  /** A PEM file. */
  readonly key?: string;
  readonly signingPrefer?: 'sigstore' | 'workspace';
}

/** The signers in the order in which they are asked; at least one. A key that cannot be used, or none at all, is wrong use. */
export async function signersOf({ key, signingPrefer }: SigningOptions, signal: AbortSignal): Promise<readonly Signer[]> {
  const env = process.env;
  const written = key ?? set(env['MIPITI_CUSTOMER_SIGNING_KEY']);
  const customerKey = written === undefined ? undefined : await pemOf(written);
  const workspace = set(env['MIPITI_WORKSPACE_SIGNING_KEY']);
  const workspaceKey = customerKey !== undefined || workspace === undefined ? undefined : await pemOf(workspace);
  const sigstore = customerKey === undefined && hasIdentity(env) ? await loadSigstoreSigner(await servicesOf(set(env['MIPITI_SIGSTORE_TRUST_CONFIG']))) : undefined;
  const offer = { customerKey, sigstore, workspaceKey, prefer: signingPrefer };
  let chosen = chooseSigners({ ...offer, customerPassphrase: passphraseOfEnvironment() });
  if (!chosen.ok && chosen.needsPassphrase) {
    const [customerPassphrase = ''] = await askSecrets([`Passphrase of ${key ?? 'the signing key'}: `], signal);
    if (customerPassphrase === '') throw new WrongUse(`${chosen.because}. Set MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE.`);
    chosen = chooseSigners({ ...offer, customerPassphrase });
  }
  if (!chosen.ok) throw new WrongUse(`${chosen.because}.`);
  if (chosen.signers.length === 0) throw new WrongUse('--record needs somebody who signs: --key FILE, MIPITI_CUSTOMER_SIGNING_KEY, an identity of CI for Sigstore, or MIPITI_WORKSPACE_SIGNING_KEY.');
  return chosen.signers;
}

/** The passphrase that CI or a person's shell hands on for the signing key. */
export function passphraseOfEnvironment(): string | undefined {
  return set(process.env['MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE']);
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

function hasIdentity(env: NodeJS.ProcessEnv): boolean {
  return set(env['SIGSTORE_ID_TOKEN']) !== undefined || (set(env['ACTIONS_ID_TOKEN_REQUEST_URL']) !== undefined && set(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']) !== undefined);
}

/** CI hands keys on as text, people as files. */
async function pemOf(written: string): Promise<string> {
  if (written.includes('-----BEGIN')) return written;
  const text = await readFile(resolve(written), 'utf8').catch(() => undefined);
  if (text === undefined) throw new WrongUse(`The signing key ${written} cannot be read.`);
  return text;
}

async function servicesOf(file: string | undefined): Promise<SigstoreServices> {
  if (file === undefined) return {};
  const text = await readFile(resolve(file), 'utf8').catch(() => undefined);
  const read = text === undefined ? undefined : readTrustConfig(text);
  if (!read?.ok) throw new WrongUse(`MIPITI_SIGSTORE_TRUST_CONFIG: ${read ? read.because : `${file} cannot be read`}.`);
  return read.services;
}

/** Where a new signing key is kept: in a file for its owner alone, and in no repository. */
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { newKey, type NewKey } from '../evidence/signers/new-key.ts';
import type { TrustedKey } from '../evidence/envelope/trusted-keys.ts';
import { repositoryOf } from './find-repository.ts';
import { writeNewFile } from './write-model.ts';

export interface KeyOptions {
  readonly kind: TrustedKey['kind'];
  /** Absolute; left out: a file below the home folder. */
  readonly keyFile?: string;
  /** Left out: the key is not encrypted. */
  readonly passphrase?: string;
}

export type MadeKey = { readonly ok: true; readonly file: string; readonly key: Omit<NewKey, 'privatePem'>; /** Where not, whoever reads the file can sign. */ readonly encrypted: boolean } | { readonly ok: false; readonly because: string };

/** The usual file for a key of a repository. */
export function usualKeyFile(repository: string, name: string): string {
  return join(homedir(), '.mipiti', 'keys', `${repository.replaceAll(/[^\w.-]+/g, '-')}-${name}.pem`);
}

/** Makes a key and writes its private part, readable for its owner only. Never over a file, never into a repository. */
export async function makeKeyFile(file: string, kind: TrustedKey['kind'], passphrase: string | undefined): Promise<MadeKey> {
  const refused = refusalOf(file);
  if (refused !== undefined) return { ok: false, because: refused };
  const { privatePem, ...key } = newKey(kind, passphrase);
  if (await writeNewFile(file, privatePem, 0o600)) return { ok: false, because: alreadyThere(file) };
  return { ok: true, file, key, encrypted: passphrase !== undefined && passphrase !== '' };
}

/** Why no key may be written to a file, in words. */
export function refusalOf(file: string): string | undefined {
  if (existsSync(file)) return alreadyThere(file);
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  // A link on the way may lead into one.
  const real = realpathSync(folder);
  const repository = repositoryOf(join(real, 'x'), real);
  return repository.hasGit ? `${file} lies in the repository ${repository.root}, where a private key gets committed sooner or later; name a file outside with --key-file` : undefined;
}

function alreadyThere(file: string): string {
  return `${file} is there already, and no key is overwritten; name another file with --key-file`;
}

/** The trust policy of a work tree as a file: found, read, written anew or edited; it counts only once the base has it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { leadsElsewhere, nodeDisk } from '../evidence/ledger/disk.ts';
import { addKey, endOn, entryNamed, revoke } from '../evidence/trust/edit-policy.ts';
import { repositoryOf } from './find-repository.ts';
import { makeKeyFile, refusalOf, usualKeyFile, type KeyOptions } from './key-file.ts';
import type { Repository } from './repository.ts';
import { trustFile } from './trust-policy.ts';
import { replaceFile } from './write-model.ts';

export interface Failed {
  readonly ok: false;
  /** A clause for people. */
  readonly because: string;
}

/** The repository of a folder, if its policy may be written. */
export async function repositoryForTrust(folder: string): Promise<Repository | Failed> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return { ok: false, because: 'it lies in no git repository, and a trust policy counts as the base branch has it' };
  if (await leadsElsewhere(repository.root, trustFile, nodeDisk)) return { ok: false, because: `${trustFile} leads out of the repository through a link; make it a file of its own` };
  return repository;
}

/** What a key of this repository is called in files. */
export function nameForKeys({ name, root }: Repository): string {
  return name ?? basename(root);
}

export interface Revocation {
  readonly name: string;
  readonly on: string;
  readonly why: string;
}

/** Revokes somebody in the work tree's policy. */
export async function revokeSigner(folder: string, { name, on, why }: Revocation): Promise<{ readonly ok: true; readonly file: string } | Failed> {
  return edit(folder, (text) => revoke(text, name, on, why));
}

export interface Rotation extends KeyOptions {
  readonly name: string;
  /** The name of the new key. */
  readonly as: string;
  /** The last day of the old key. */
  readonly until: string;
  /** The first day of the new one. */
  readonly from: string;
}

export type Rotated = { readonly ok: true; readonly file: string; readonly keyFile: string; readonly fingerprint: string; readonly encrypted: boolean } | Failed;

/** Ends a key on a day and names a new one in its place, for the same repositories. What the old one signed by then stands. */
export async function rotateKey(folder: string, rotation: Rotation): Promise<Rotated> {
  const { name, as, until, from, kind, passphrase } = rotation;
  const repository = await repositoryForTrust(folder);
  if ('ok' in repository) return repository;
  const keyFile = rotation.keyFile ?? usualKeyFile(nameForKeys(repository), as);
  const refused = refusalOf(keyFile);
  if (refused !== undefined) return { ok: false, because: refused };
  let made: Awaited<ReturnType<typeof makeKeyFile>> | undefined;
  const done = await edit(folder, async (text) => {
    const found = entryNamed(text, name);
    if (!found.ok) return found;
    if (found.kind !== 'keys') return { ok: false, because: `${name} is an identity, which has no key of its own` };
    const ended = endOn(text, name, until);
    if (!ended.ok) return ended;
    const { repositories } = found.entry;
    const trial = addKey(ended.text, { name: as, publicPem: trialKey, from, ...(repositories ? { repositories } : {}) });
    // Whether it can be written is found out before there is a key.
    if (!trial.ok) return trial;
    made = await makeKeyFile(keyFile, kind, passphrase);
    if (!made.ok) return made;
    return addKey(ended.text, { name: as, publicPem: made.key.publicPem, from, ...(repositories ? { repositories } : {}) });
  });
  if (!done.ok) return done;
  return made?.ok ? { ok: true, file: done.file, keyFile, fingerprint: made.key.fingerprint, encrypted: made.encrypted } : { ok: false, because: 'no key was made' };
}

/** A public key whose private part was thrown away: what cannot take it cannot take another. */
const trialKey = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n';

async function edit(folder: string, change: (text: string) => { readonly ok: true; readonly text: string } | Failed | Promise<{ readonly ok: true; readonly text: string } | Failed>): Promise<{ readonly ok: true; readonly file: string } | Failed> {
  const repository = await repositoryForTrust(folder);
  if ('ok' in repository) return repository;
  const file = join(repository.root, ...trustFile.split('/'));
  if (!existsSync(file)) return { ok: false, because: `there is no ${trustFile}; mipiti trust init writes one` };
  const before = await readFile(file, 'utf8');
  const after = await change(before);
  if (!after.ok) return { ok: false, because: `${trustFile} is not changed: ${after.because}` };
  if (await replaceFile(file, before, after.text)) return { ok: false, because: `${trustFile} changed meanwhile; try again` };
  return { ok: true, file: trustFile };
}

/** Evidence from this ledger to another place and back: the ref of a remote, or a folder that a pipeline keeps as its artefact. */
import { resolve } from 'node:path';
import { openArtefact, openLedger, type Ledger } from '../evidence/ledger/ledger.ts';
import { describeLedgerProblem } from '../evidence/ledger/problem.ts';
import { takeIn, type Incoming, type RefusedEntry } from '../evidence/ledger/take-in.ts';
import { fetchEvidenceRef, filesOf, pushEvidenceRef, type Failed } from './evidence-ref.ts';
import { repositoryOf } from './find-repository.ts';

/** A configured remote by its name, or a folder. */
export type Place = { readonly remote: string } | { readonly folder: string };

export interface Moved {
  readonly ok: true;
  /** The digests of the files that were not there before. */
  readonly added: readonly string[];
  /** How many files are there now. */
  readonly total: number;
  /** What there is that is no evidence, or no whole one; nothing of it was taken. */
  readonly refused: readonly RefusedEntry[];
  /** The remote lost what it had. */
  readonly rewritten: boolean;
}

const noRepository: Failed = { ok: false, because: 'it lies in no git repository' };

/** Hands on what the ledger of a folder's repository holds. Only from the command line. */
export async function pushEvidence(folder: string, place: Place, signal?: AbortSignal): Promise<Moved | Failed> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return noRepository;
  const ledger = openLedger(repository.root);
  if ('remote' in place) {
    const pushed = await pushEvidenceRef(repository.root, place.remote, ledger, signal);
    if (!pushed.ok) return pushed;
    return withBroken(pushed, await brokenIn(ledger));
  }
  return copy(ledger, openArtefact(resolve(place.folder)));
}

/** Takes what another place holds into the ledger of a folder's repository. Only from the command line. */
export async function fetchEvidence(folder: string, place: Place, signal?: AbortSignal): Promise<Moved | Failed> {
  const repository = repositoryOf(`${folder}/x`, folder);
  if (!repository.hasGit) return noRepository;
  const ledger = openLedger(repository.root);
  if ('folder' in place) return copy(openArtefact(resolve(place.folder)), ledger);
  const there = await fetchEvidenceRef(repository.root, place.remote, signal);
  if (!there.ok) return there;
  const present = new Set(await ledger.names());
  const taken = await takeIn(ledger, filesOf(repository.root, there.entries.filter(({ name }) => !present.has(name))));
  if (taken.problem) return { ok: false, because: describeLedgerProblem(taken.problem) };
  return { ok: true, added: taken.added, total: present.size + taken.added.length, refused: [...there.refused, ...taken.refused], rewritten: there.rewritten };
}

async function copy(from: Ledger, to: Ledger): Promise<Moved | Failed> {
  const present = new Set(await to.names());
  const taken = await takeIn(to, filesIn(from, (name) => !present.has(name)));
  if (taken.problem) return { ok: false, because: describeLedgerProblem(taken.problem) };
  return { ok: true, added: taken.added, total: present.size + taken.added.length, refused: taken.refused, rewritten: false };
}

const whys = { missing: 'it is no file, or too large', unreadable: 'it cannot be read', changed: 'its bytes are not what its name says' } as const;

async function* filesIn(ledger: Ledger, isWanted: (name: string) => boolean): AsyncGenerator<Incoming> {
  for (const name of await ledger.names()) {
    if (!isWanted(name)) continue;
    const read = await ledger.read(name);
    yield read.ok ? { name, bytes: read.bytes } : { entry: name, because: whys[read.because] };
  }
}

async function brokenIn(ledger: Ledger): Promise<readonly RefusedEntry[]> {
  const broken: RefusedEntry[] = [];
  for (const name of await ledger.names()) {
    const read = await ledger.read(name);
    if (!read.ok) broken.push({ entry: name, because: whys[read.because] });
  }
  return broken;
}

function withBroken({ added, total, refused, rewritten }: Moved, broken: readonly RefusedEntry[]): Moved {
  return { ok: true, added, total, refused: [...refused, ...broken], rewritten };
}

/**
 * The ledger: a folder of files, each named by the SHA-256 of its bytes. Files are added and never changed, so two writers cannot
 * disagree; one appears whole or not at all, because it is written beside, synced, then renamed, and the folder synced after.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { maximumEnvelope } from '../envelope/dsse.ts';
import { isAbandoned, isTemporary, leadsElsewhere, nodeDisk, temporaryName, type Disk } from './disk.ts';
import { problemOf, type LedgerProblem } from './problem.ts';

/** Relative to the root of a repository. */
export const evidenceFolder = '.mipiti/evidence';

export type Appended = { readonly ok: true; /** The digest that later runs name it by. */ readonly name: string } | { readonly ok: false; readonly problem: LedgerProblem };

export type LedgerFile = { readonly ok: true; readonly name: string; readonly bytes: Buffer } | { readonly ok: false; readonly name: string; readonly because: 'missing' | 'unreadable' | 'changed' };

export interface Ledger {
  readonly folder: string;
  /** Keeps a file; resolves when it would survive a crash. The same text again is the same file. Never rejects. */
  append(text: string): Promise<Appended>;
  /** The digests of all files, sorted. Rejects with the system's error when the folder cannot be read. */
  names(): Promise<readonly string[]>;
  /** A file whose bytes are what its name says. */
  read(name: string): Promise<LedgerFile>;
  /** Removes what writers that are gone left half written; returns how many. Never rejects: leftovers harm nobody. */
  sweep(): Promise<number>;
  /** Removes a file for good. Rejects with the system's error. Only for what nothing names and nobody can count; see `prune`. */
  remove(name: string): Promise<void>;
  /** When a file came here, in milliseconds since 1970; undefined when it is not there. Rejects with the system's error. */
  since(name: string): Promise<number | undefined>;
}

/** The digest that a file with these bytes is named by. */
export function nameOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function isName(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}

/** The ledger of a repository. Nothing is made before something is appended. */
export function openLedger(repositoryRoot: string, disk: Disk = nodeDisk): Ledger {
  return ledgerIn(join(repositoryRoot, ...evidenceFolder.split('/')), () => leadsElsewhere(repositoryRoot, evidenceFolder, disk), disk);
}

/** A folder of the same kind anywhere, which somebody named: what goes from machine to machine where nothing may be pushed. */
export function openArtefact(folder: string, disk: Disk = nodeDisk): Ledger {
  return ledgerIn(folder, () => Promise.resolve(false), disk);
}

function ledgerIn(folder: string, isElsewhere: () => Promise<boolean>, disk: Disk): Ledger {
  const fileOf = (name: string): string => join(folder, `${name}.json`);

  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    const temporary = join(folder, temporaryName());
    try {
      await disk.writeNew(temporary, bytes);
      await disk.rename(temporary, fileOf(name));
    } catch (error) {
      await disk.remove(temporary).catch(() => undefined);
      throw error;
    }
    await disk.syncFolder(folder);
  };

  return {
    folder,
    async append(text) {
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length > maximumEnvelope) return { ok: false, problem: { code: 'too_large', folder } };
      const name = nameOf(bytes);
      try {
        if (await isElsewhere()) return { ok: false, problem: { code: 'leads_elsewhere', folder } };
        await disk.makeFolder(folder);
        const present = await disk.read(fileOf(name), maximumEnvelope);
        if (present?.equals(bytes)) {
          // Whoever wrote it may not have come to this.
          await disk.syncFolder(folder);
          return { ok: true, name };
        }
        await put(name, bytes).catch(async (error: unknown) => {
          // Another process may have taken the temporary file for a leftover. Once is chance.
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
          await disk.makeFolder(folder);
          await put(name, bytes);
        });
        return { ok: true, name };
      } catch (error) {
        return { ok: false, problem: problemOf(error, folder) };
      }
    },
    async names() {
      if (await isElsewhere()) return [];
      const names = await disk.names(folder);
      return names.flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? []).sort();
    },
    async read(name) {
      if (!isName(name)) return { ok: false, name, because: 'missing' };
      try {
        const bytes = await disk.read(fileOf(name), maximumEnvelope);
        if (!bytes) return { ok: false, name, because: 'missing' };
        return nameOf(bytes) === name ? { ok: true, name, bytes } : { ok: false, name, because: 'changed' };
      } catch {
        return { ok: false, name, because: 'unreadable' };
      }
    },
    async sweep() {
      let swept = 0;
      try {
        if (await isElsewhere()) return 0;
        for (const name of await disk.names(folder)) {
          if (!isTemporary(name)) continue;
          const modified = await disk.modified(join(folder, name));
          if (modified === undefined || !isAbandoned(name, modified, Date.now())) continue;
          await disk.remove(join(folder, name));
          swept++;
        }
      } catch {
        // The next one tries again.
      }
      return swept;
    },
    async remove(name) {
      if (!isName(name) || (await isElsewhere())) return;
      await disk.remove(fileOf(name));
      await disk.syncFolder(folder);
    },
    since: (name) => (isName(name) ? disk.modified(fileOf(name)) : Promise.resolve(undefined)),
  };
}

/** The few things that evidence asks of a disk, so that a test can make each of them fail. */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Disk {
  /** The names in a folder; none when it is not there. */
  names(folder: string): Promise<readonly string[]>;
  /** The bytes of a file; undefined when it is not there or larger than `limit`. */
  read(file: string, limit: number): Promise<Buffer | undefined>;
  /** Makes a folder with those above it; resolves when they are on the disk. */
  makeFolder(folder: string): Promise<void>;
  /** The path without links; undefined when there is nothing. */
  realPath(path: string): Promise<string | undefined>;
  /** Writes a file that must not be there yet; resolves when its bytes are on the disk. */
  writeNew(file: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Resolves when the names of a folder are on the disk. */
  syncFolder(folder: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** When a file was last written, in milliseconds; undefined when it is not there. */
  modified(file: string): Promise<number | undefined>;
}

/** Passes over the error of something that is not there, and throws any other. */
function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** This machine's disk. Its methods reject with the system's errors, a missing file apart. */
export const nodeDisk: Disk = {
  async names(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      unlessMissing(error);
      return [];
    }
  },
  async read(file, limit) {
    try {
      const stats = await stat(file);
      return stats.isFile() && stats.size <= limit ? await readFile(file) : undefined;
    } catch (error) {
      unlessMissing(error);
      return undefined;
    }
  },
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) await this.syncFolder(dirname(made));
  },
  async realPath(path) {
    try {
      return await realpath(path);
    } catch (error) {
      unlessMissing(error);
      return undefined;
    }
  },
  async writeNew(file, bytes) {
    const handle = await open(file, 'wx', 0o644);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename: (from, to) => rename(from, to),
  async syncFolder(folder) {
    // Windows has no such thing, and writes names through by itself.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  remove: (file) => rm(file, { force: true }),
  async modified(file) {
    try {
      return (await stat(file)).mtimeMs;
    } catch (error) {
      unlessMissing(error);
      return undefined;
    }
  },
};

/**
 * Whether a path below a root, of folders and files that may not be there yet, goes through a link. What lies in a repository may be
 * one that somebody put there to have another place written.
 */
export async function leadsElsewhere(root: string, path: string, disk: Disk): Promise<boolean> {
  const realRoot = await disk.realPath(root);
  const parts = path.split('/');
  for (let length = 1; realRoot !== undefined && length <= parts.length; length++) {
    const real = await disk.realPath(join(root, ...parts.slice(0, length)));
    if (real !== undefined && real !== join(realRoot, ...parts.slice(0, length))) return true;
  }
  return false;
}

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The name of a file that is being written: it tells by whom, so that one whose writer is gone can be told from one that is not. */
export function temporaryName(): string {
  return `.writing-${host}-${process.pid}-${randomBytes(6).toString('hex')}`;
}

const temporaryPattern = /^\.writing-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}$/;
/** A writer of another machine is not asked whether it lives; nobody writes for so long. */
const abandonedAfterMs = 60 * 60_000;

export function isTemporary(name: string): boolean {
  return temporaryPattern.test(name);
}

/** Whether the writer of a temporary file is gone. Wrong at worst about a number that another process has now; then it is an hour. */
export function isAbandoned(name: string, modified: number, now: number): boolean {
  const [, writer, pid] = temporaryPattern.exec(name) ?? [];
  if (now - modified > abandonedAfterMs) return true;
  if (writer !== host) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

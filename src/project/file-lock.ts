/** One writer of a file at a time, across processes: a lock file beside it, made in one step, and taken over only from who is gone. */
import { randomUUID } from 'node:crypto';
import { open, readFile, rm, rmdir, mkdir, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Writing a model takes milliseconds: who holds a lock for longer than this, in milliseconds, is taken for dead. */
const longestHeld = 30_000;
/** How long a writer waits for its turn, in milliseconds. */
const longestWait = 40_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly nonce: string;
}

/** Where the lock of a file lies. */
export function lockOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.lock`);
}

/**
 * Runs `work` while no other process that asks the same way does. `stillOurs` says, right before a step that cannot be taken back, whether
 * the lock was taken over by somebody who believed this process dead.
 *
 * @throws What `work` throws; an Error when the lock could not be had for a long time; the system's error when the folder cannot be written.
 */
export async function withFileLock<T>(file: string, work: (stillOurs: () => Promise<boolean>) => Promise<T>): Promise<T> {
  const lock = lockOf(file);
  const nonce = randomUUID();
  await take(lock, { pid: process.pid, host: hostname(), nonce });
  const ours = async (): Promise<boolean> => (await holderOf(lock))?.nonce === nonce;
  try {
    return await work(ours);
  } finally {
    if (await ours()) await rm(lock, { force: true });
  }
}

async function take(lock: string, holder: Holder): Promise<void> {
  for (let began = Date.now(), pause = 2; ; pause = Math.min(pause * 1.5, 50)) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(holder));
      } finally {
        await handle.close();
      }
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await takeOver(lock)) continue;
    if (Date.now() - began > longestWait) throw new Error(`${lock} is held by another program. Remove it if none is running.`);
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}

/** Removes a lock whose holder is gone. Of several that find it so, one at a time looks again and removes it, so that none removes a new one. */
async function takeOver(lock: string): Promise<boolean> {
  if (!(await isStale(lock))) return false;
  const turn = `${lock}.turn`;
  try {
    await mkdir(turn);
  } catch {
    if (await isOld(turn)) await rmdir(turn).catch(() => undefined);
    return false;
  }
  try {
    if (!(await isStale(lock))) return false;
    await unlink(lock).catch(() => undefined);
    return true;
  } finally {
    await rmdir(turn).catch(() => undefined);
  }
}

async function isStale(lock: string): Promise<boolean> {
  const holder = await holderOf(lock);
  if (holder?.host === hostname() && !isRunning(holder.pid)) return true;
  return isOld(lock);
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > longestHeld;
}

/** Undefined while the lock is being written, or when it is gone. */
async function holderOf(lock: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether a process of this machine runs, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

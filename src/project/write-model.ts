/** Writing model files: whole or not at all, and never over a text that nobody has looked at. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withFileLock } from './file-lock.ts';

export type WriteRefusal = { readonly refused: 'changed_meanwhile' | 'already_there' | 'held'; readonly file: string };

/** Writes a file that is not there yet, with the permissions that the process gives to files, or those of `mode` that it leaves. */
export async function writeNewFile(file: string, text: string, mode = 0o666): Promise<WriteRefusal | undefined> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', mode);
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { refused: 'already_there', file };
    throw error;
  }
}

/**
 * Replaces the text of a file if it is still `before`: through a temporary file beside it, synced, then renamed over it. One writer at a time
 * looks and replaces, in whichever process, so that none overwrites what another just wrote. A link stays one: what it leads to is replaced.
 *
 * @param mayWrite Asked once it is this writer's turn, right before the step that cannot be taken back.
 */
export async function replaceFile(file: string, before: string, after: string, mayWrite: () => Promise<boolean> = () => Promise.resolve(true)): Promise<WriteRefusal | undefined> {
  const target = await realpath(file);
  return withFileLock(target, async (stillOurs) => {
    if ((await readFile(target, 'utf8')) !== before) return { refused: 'changed_meanwhile', file };
    const { mode } = await stat(target);
    const temporary = join(dirname(target), `.mipiti-${randomBytes(6).toString('hex')}.tmp`);
    try {
      const handle = await open(temporary, 'wx', mode);
      try {
        await handle.writeFile(after, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (!(await mayWrite())) {
        await rm(temporary, { force: true });
        return { refused: 'held', file };
      }
      // An editor asks for no lock: what it saved meanwhile is looked for as late as can be.
      if (!(await stillOurs()) || (await readFile(target, 'utf8')) !== before) {
        await rm(temporary, { force: true });
        return { refused: 'changed_meanwhile', file };
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return undefined;
  });
}

/** Takes a file away if its text is still `before`. Of a link, the link. */
export async function removeFile(file: string, before: string): Promise<WriteRefusal | undefined> {
  return withFileLock(await realpath(file), async (stillOurs) => {
    if ((await readFile(file, 'utf8')) !== before || !(await stillOurs())) return { refused: 'changed_meanwhile', file };
    await rm(file);
    return undefined;
  });
}

/** Writes a report where somebody asked for it: over what is there, and into what is no regular file, such as a pipe. */
export async function writeReportFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text, 'utf8');
  } finally {
    await handle.close();
  }
}

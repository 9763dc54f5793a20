/** Writing model files: whole or not at all, and never over a text that nobody has looked at. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type WriteRefusal = { readonly refused: 'changed_meanwhile' | 'already_there'; readonly file: string };

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

/** Replaces the text of a file if it is still `before`: through a temporary file beside it, synced, then renamed over it. */
export async function replaceFile(file: string, before: string, after: string): Promise<WriteRefusal | undefined> {
  if ((await readFile(file, 'utf8')) !== before) return { refused: 'changed_meanwhile', file };
  const { mode } = await stat(file);
  const temporary = join(dirname(file), `.mipiti-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(after, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return undefined;
}

/** Takes a file away if its text is still `before`. */
export async function removeFile(file: string, before: string): Promise<WriteRefusal | undefined> {
  if ((await readFile(file, 'utf8')) !== before) return { refused: 'changed_meanwhile', file };
  await rm(file);
  return undefined;
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

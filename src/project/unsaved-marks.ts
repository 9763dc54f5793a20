/**
 * How an editor tells other programs that it holds unsaved text of a model: a small file in the cache of its folder, named by the editor's
 * process. An editor's folder is an ancestor of the files that it edits, so who asks looks into the ancestors of a file.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { isRunning } from './file-lock.ts';
import { withSlashes } from './model-names.ts';

const cache = ['.mipiti', 'cache'];
const nameOfMark = /^editor-(\d+)\.json$/;
/** A mark is small; anything else under its name is none. */
const largestMark = 1_000_000;
const marked = z.object({ pid: z.int(), host: z.string(), files: z.array(z.string()) });

/** Says which model files, relative to the folder, this process holds unsaved text of. An empty list takes the mark away. */
export async function markUnsaved(folder: string, files: readonly string[]): Promise<void> {
  const mark = join(folder, ...cache, `editor-${process.pid}.json`);
  if (files.length === 0) {
    await rm(mark, { force: true });
    return;
  }
  await mkdir(dirname(mark), { recursive: true });
  const whole = `${mark}.new`;
  await writeFile(whole, JSON.stringify({ pid: process.pid, host: hostname(), files }));
  await rename(whole, mark);
}

/** The process of an editor that holds unsaved text of a file, if any does. A mark of a process that is gone counts for nothing. */
export async function unsavedBy(file: string): Promise<number | undefined> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const names = await readdir(join(folder, ...cache)).catch(() => []);
    const path = withSlashes(relative(folder, file));
    for (const name of names) {
      if (!nameOfMark.test(name)) continue;
      const mark = await readMark(join(folder, ...cache, name));
      if (mark?.files.includes(path) && (mark.host !== hostname() || isRunning(mark.pid))) return mark.pid;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Undefined for what is no mark, or is being taken away. */
async function readMark(file: string): Promise<z.infer<typeof marked> | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile() || found.size > largestMark) return undefined;
    const read = marked.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

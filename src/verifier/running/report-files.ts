/** Report files of one run, told from those of an earlier one, and read with a limit. */
import { lstat, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, isAbsolute } from 'node:path';

/** In bytes, for all files of one run together. */
export const maximumReport = 64_000_000;
/** Some file systems keep times in steps of two seconds. */
const clockStep = 2000;

/** An empty folder outside of `root` whose name nobody can foresee, and the way to be rid of it; undefined where the system's own folder lies in the root. */
export async function freshFolder(root: string): Promise<{ readonly path: string; remove(): Promise<void> } | undefined> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'mipiti-tests-')));
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
  const way = relative(root, home);
  if (way === '' || (!way.startsWith('..') && !isAbsolute(way))) {
    await remove();
    return undefined;
  }
  const path = join(home, randomUUID());
  await mkdir(path);
  return { path, remove };
}

/** What the files of a folder looked like before a run. */
export type Before = ReadonlyMap<string, string>;

export async function filesBefore(folder: string): Promise<Before> {
  const marks = new Map<string, string>();
  for (const file of await xmlFiles(folder)) {
    const mark = await markOf(file);
    if (mark) marks.set(file, mark.mark);
  }
  return marks;
}

/** The text of a file that the run wrote, or why there is none, as the end of a sentence. */
export async function reportOf(file: string, since: number): Promise<{ readonly text: string } | { readonly because: string }> {
  const mark = await markOf(file);
  if (!mark) return { because: 'the runner wrote no report' };
  if (mark.time < since - clockStep) return { because: 'the report is older than this run' };
  if (mark.size > maximumReport) return { because: `the report is larger than ${maximumReport} bytes` };
  return { text: await readFile(file, 'utf8') };
}

/** The texts of all JUnit files that the run wrote into a folder. */
export async function reportsIn(folder: string, before: Before, since: number): Promise<{ readonly texts: readonly string[] } | { readonly because: string }> {
  const texts: string[] = [];
  let [size, old] = [0, 0];
  for (const file of await xmlFiles(folder)) {
    const mark = await markOf(file);
    if (!mark) continue;
    if (before.get(file) === mark.mark || mark.time < since - clockStep) {
      old++;
      continue;
    }
    size += mark.size;
    if (size > maximumReport) return { because: `the reports are larger than ${maximumReport} bytes` };
    texts.push(await readFile(file, 'utf8'));
  }
  if (texts.length > 0) return { texts };
  return { because: old > 0 ? 'all reports in its folder are older than this run' : 'no report was written' };
}

async function xmlFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, encoding: 'utf8' }).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.xml')).sort().map((name) => join(folder, name));
}

/** Undefined for what is no regular file: a link could lead to a report of somebody else. */
async function markOf(file: string): Promise<{ readonly mark: string; readonly time: number; readonly size: number } | undefined> {
  const stats = await lstat(file).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  return { mark: `${stats.ino} ${stats.size} ${stats.mtimeMs}`, time: stats.mtimeMs, size: stats.size };
}

/** Which files of a folder a glob names. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { filledByTools } from './filled-by-tools.ts';
import { globMatcher } from './glob.ts';
import { maximumListed } from './sources.ts';
import type { FoundFiles } from './sources.ts';

/** Walks only below the part of the glob that has no wildcard. A folder that cannot be read has no files. */
export async function listFiles(root: string, segments: readonly string[]): Promise<FoundFiles> {
  const matches = globMatcher(segments.join('/'));
  const firstWild = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment));
  const fixed = segments.slice(0, firstWild < 0 ? segments.length - 1 : firstWild);
  const files: string[] = [];
  const links: string[] = [];
  const open: (readonly string[])[] = (await staysInside(root, fixed)) ? [fixed] : [];
  for (let folder = open.pop(); folder && files.length <= maximumListed; folder = open.pop()) {
    const entries = await readdir(join(root, ...folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = [...folder, entry.name];
      if (entry.isDirectory() && !filledByTools.has(entry.name)) open.push(path);
      else if (entry.isFile() && matches(path.join('/'))) files.push(path.join('/'));
      else if (entry.isSymbolicLink() && links.length < maximumListed && (matches(path.join('/')) || (await isFolder(join(root, ...path))))) links.push(path.join('/'));
    }
  }
  const complete = files.length <= maximumListed;
  return { ok: true, files: files.sort().slice(0, maximumListed), complete, ...(links.length > 0 ? { links: links.sort() } : {}) };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** A folder that is a link out of the root holds nothing that could be claimed. */
async function staysInside(root: string, folder: readonly string[]): Promise<boolean> {
  try {
    const real = await realpath(root);
    return (await realpath(join(real, ...folder)) + sep).startsWith(real.endsWith(sep) ? real : real + sep);
  } catch {
    return false;
  }
}

/** Small files of ours below `.mipiti` of a folder: read within a limit, and written whole or not at all, never through a link. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { leadsElsewhere, nodeDisk } from '../evidence/ledger/disk.ts';
import { replaceFile, writeNewFile } from './write-model.ts';

export type WorkspaceText = { readonly text: string } | { readonly none: 'not_there' | 'too_large' | 'leads_elsewhere' };

/** @param path Relative to the root, with `/`. */
export async function readWorkspaceFile(root: string, path: string, maximumSize: number): Promise<WorkspaceText> {
  if (await leadsElsewhere(root, path, nodeDisk)) return { none: 'leads_elsewhere' };
  const file = join(root, ...path.split('/'));
  try {
    const { size } = await stat(file);
    if (size > 4 * maximumSize) return { none: 'too_large' };
    const text = await readFile(file, 'utf8');
    return text.length > maximumSize ? { none: 'too_large' } : { text };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return { none: 'not_there' };
    throw error;
  }
}

/** The names in a folder of ours, sorted; none where there is no such folder. */
export async function listWorkspaceFolder(root: string, path: string): Promise<readonly string[]> {
  if (await leadsElsewhere(root, path, nodeDisk)) return [];
  const entries = await readdir(join(root, ...path.split('/')), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name).sort();
}

/** @param before The text that it replaces; undefined for a file that is not there yet. */
export async function writeWorkspaceFile(root: string, path: string, before: string | undefined, after: string): Promise<'written' | 'changed_meanwhile' | 'leads_elsewhere'> {
  if (await leadsElsewhere(root, path, nodeDisk)) return 'leads_elsewhere';
  const file = join(root, ...path.split('/'));
  const refused = before === undefined ? await writeNewFile(file, after) : await replaceFile(file, before, after);
  return refused ? 'changed_meanwhile' : 'written';
}

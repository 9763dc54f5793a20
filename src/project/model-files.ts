/** Finding and reading the model files of a folder. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isModelFile, maximumDepth, maximumFolders, skippedFolders } from './model-names.ts';

/** The model files below a folder, relative to it with `/`, sorted. Links are not followed; hidden and built folders are skipped. */
export async function findModelFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = 0;
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > maximumDepth || ++folders > maximumFolders) return;
    let entries;
    try {
      entries = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      // A folder that may not be read holds no model for this user; the root itself has to be readable.
      if (folder === '') throw error;
      return;
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() && isModelFile(entry.name)) found.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && !skippedFolders.has(entry.name)) await visit(path, depth + 1);
    }
  };
  await visit('', 0);
  return found.sort();
}

/** The text of a model file, or undefined when it is not there. A file that is too large for a model is cut at one character more. */
export async function readModelFile(root: string, path: string, maximumSize: number): Promise<string | undefined> {
  const file = join(root, ...path.split('/'));
  try {
    const { size } = await stat(file);
    // A larger file is not read: its length alone makes the parser say so.
    if (size > 4 * maximumSize) return ' '.repeat(maximumSize + 1);
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The names in folders, kept while the folders do not change: which spelling a disk has is asked for each file that is read. */
import { readdir, stat } from 'node:fs/promises';

/** A change in the moment in which a folder was read may leave its time as it was: clocks of disks are coarse. */
const unsettledMs = 2000;
const keptFolders = 2000;

export class FolderNames {
  readonly #kept = new Map<string, { readonly changedMs: number; readonly names: ReadonlySet<string> }>();

  /** The names in a folder as it is now; none where it cannot be read. */
  async in(folder: string): Promise<ReadonlySet<string>> {
    try {
      const { mtimeMs, ctimeMs } = await stat(folder);
      const changedMs = Math.max(mtimeMs, ctimeMs);
      const known = this.#kept.get(folder);
      if (known?.changedMs === changedMs) return known.names;
      const began = Date.now();
      const names = new Set(await readdir(folder));
      if (this.#kept.size >= keptFolders) this.#kept.clear();
      if (began - changedMs > unsettledMs) this.#kept.set(folder, { changedMs, names });
      else this.#kept.delete(folder);
      return names;
    } catch {
      return new Set();
    }
  }
}

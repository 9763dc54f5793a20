/** Files that lie in the page: a disk for one model and no code. */
import type { Disk } from '../../src/project/disk.ts';

/** A disk that holds one model file, the text of which `read` gives. */
export function memoryDisk(path: string, read: () => string): Disk {
  const missing = { ok: false, refusal: 'file_missing' } as const;
  return {
    modelFiles: () => Promise.resolve([path]),
    readModel: (_root, file) => Promise.resolve(file === path ? read() : undefined),
    repositoryOf: (_file, root) => Promise.resolve({ root, hasGit: false }),
    sources: () => ({
      read: () => Promise.resolve(missing),
      exists: () => Promise.resolve(missing),
      digest: () => Promise.resolve(missing),
      list: () => Promise.resolve({ ok: true, files: [], complete: true }),
    }),
  };
}

/** Files that lie in the page: a disk for one model and no code. */
import type { Disk } from '../../src/project/disk.ts';
import type { Sources } from '../../src/verifier/sources.ts';
import { pastPort } from './sample-past.ts';

/** A disk that holds one model file, the text of which `read` gives, and of which there may be earlier texts. */
export function memoryDisk(path: string, read: () => string, past?: Parameters<typeof pastPort>[0]): Disk {
  const missing = { ok: false, refusal: 'file_missing' } as const;
  const sources: Sources = {
    read: () => Promise.resolve(missing),
    exists: () => Promise.resolve(missing),
    digest: () => Promise.resolve(missing),
    list: () => Promise.resolve({ ok: true, files: [], complete: true }),
  };
  return {
    modelFiles: () => Promise.resolve([path]),
    readModel: (_root, file) => Promise.resolve(file === path ? read() : undefined),
    repositoryOf: (_file, root) => Promise.resolve({ root, hasGit: past !== undefined }),
    sources: () => sources,
    ...(past ? { commits: pastPort(past, sources) } : {}),
  };
}

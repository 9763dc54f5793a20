/** The disk of this machine, with git beside it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSources } from '../verifier/file-sources.ts';
import { textAtCommit } from './base-commit.ts';
import { commitSources } from './commit-sources.ts';
import type { Disk } from './disk.ts';
import { repositoryOf } from './find-repository.ts';
import { commitsOfFile, textsAt } from './model-past.ts';
import { findModelFiles, readModelFile } from './model-files.ts';
import { readHistory } from './review/read-history.ts';

export const nodeDisk: Disk = {
  modelFiles: findModelFiles,
  readModel: readModelFile,
  repositoryOf: (file, projectRoot) => Promise.resolve(repositoryOf(file, projectRoot)),
  sources: (root, unsaved) => fileSources(root, { unsaved }),
  commits: { textAt: textAtCommit, sourcesAt: commitSources, historyOf: readHistory, commitsOf: commitsOfFile, textsAt },
  evidence: {
    hasLedger: (root) =>
      readdir(join(root, '.mipiti', 'evidence')).then(
        (names) => names.some((name) => name.endsWith('.json')),
        () => false,
      ),
    reader: async () => (await import('./recorded-reader.ts')).recordedReader(),
  },
};

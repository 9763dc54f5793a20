/** The place that a project's files lie in, as a port: a disk, or whatever an editor shows as a folder. */
import type { Sources } from '../verifier/sources.ts';
import type { BaseText } from './base-commit.ts';
import type { FileCommit } from './model-past.ts';
import type { RecordedReader } from './recorded-reader.ts';
import type { Repository } from './repository.ts';
import type { ModelHistory } from './review/control-checks.ts';

export interface Disk {
  /** The model files below a folder, relative to it with `/`, sorted. Rejects when the folder itself cannot be read. */
  modelFiles(root: string): Promise<readonly string[]>;
  /** The text of a model file, or undefined when it is not there. A file that is too large for a model is cut at one character more. */
  readModel(root: string, path: string, maximumSize: number): Promise<string | undefined>;
  /** The repository that a file lies in. */
  repositoryOf(file: string, projectRoot: string): Promise<Repository>;
  /** The files of a repository; `unsaved` wins over what lies there. */
  sources(root: string, unsaved: (path: string) => string | undefined): Sources;
  /** Earlier commits; missing where git cannot be asked. Used only where the workspace is trusted. */
  readonly commits?: {
    textAt(repositoryRoot: string, file: string, ref: string): Promise<BaseText>;
    sourcesAt(repositoryRoot: string, commit: string): Promise<Sources>;
    /** Who last wrote each line of a model file; undefined where git cannot tell. */
    historyOf(repositoryRoot: string, file: string): Promise<ModelHistory | undefined>;
    /** The commits that changed a file, the newest first, renames followed. */
    commitsOf(repositoryRoot: string, file: string): Promise<{ readonly commits: readonly FileCommit[]; readonly more: boolean }>;
    /** What a file said at commits; undefined where it was not there, or is too large. */
    textsAt(repositoryRoot: string, places: readonly { readonly commit: string; readonly path: string }[], maximumBytes: number): Promise<readonly (string | undefined)[]>;
  };
  /** Recorded runs; missing where git cannot be asked. Used only where the workspace is trusted. */
  readonly evidence?: {
    /** Whether a repository has a ledger with anything in it. Asks for the names in one folder, and for nothing else. */
    hasLedger(repositoryRoot: string): Promise<boolean>;
    /** Loads what reads and verifies runs; only where there is a ledger. */
    reader(): Promise<RecordedReader>;
  };
}

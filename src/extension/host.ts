/** What differs between the hosts that the extension runs in: one with processes, and one in a browser. */
import type * as vscode from 'vscode';
import type { ClaimChecker } from '../project/claim-checker.ts';
import type { Disk } from '../project/disk.ts';
import type * as generation from '../project/generate/generate-model.ts';
import type { TestRunOptions } from '../project/run-tests.ts';
import type { CheckPorts } from '../verifier/ports.ts';

/** What generates, with the library that it chooses from. */
export type Generator = Pick<typeof generation, 'generateModel' | 'modelFileOf' | 'nameFor'>;

export interface Host {
  /** Whether processes can be started: git, and tests. What needs them is hidden without. */
  readonly hasProcesses: boolean;
  /** The checker of claims; loaded when the first folder is opened. */
  checker(): Promise<ClaimChecker>;
  /** The folder as a disk, and the path of its root there; undefined where it cannot be read. */
  openFolder(folder: vscode.Uri): Promise<{ readonly root: string; readonly disk: Disk }>;
  /** Writes a new, empty model, and gives its path relative to the folder. */
  newModel(folder: vscode.Uri, title: string): Promise<string>;
  /** What makes models of descriptions and repositories; loaded with the first one that is asked for. */
  generator(): Promise<Generator>;
  /** The ports of one verification that lets tests run, by the root of a repository; missing where no process can be started. */
  readonly testPorts?: (run: Pick<TestRunOptions, 'trusted' | 'timeoutMs' | 'signal' | 'onOutput'>) => Promise<(repositoryRoot: string) => CheckPorts>;
}
